package org.corvee.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.corvee.digest.Sha256;
import org.corvee.problem.ProblemException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DescriptorProblemsAreToldAtOnceTest {

    private final Path folder;

    DescriptorProblemsAreToldAtOnceTest(@TempDir Path folder) {
        this.folder = folder;
    }

    @Test
    void rightDescriptorIsReadWhole() throws IOException {
        SourceDescriptor source = TestingSourceFolder.in(folder).parse();

        assertThat(source)
                .isEqualTo(new SourceDescriptor(
                        new SourceId("test_table"),
                        folder.resolve("test_table"),
                        "Transfers by region",
                        "A bureau",
                        "CC BY 4.0",
                        Redistribution.FORBIDDEN,
                        "https://publisher.example/table",
                        Cadence.MONTHLY,
                        new Supply.Shipped("table.csv"),
                        new DelimitedFormat(Charset.forName("GB18030"), ';'),
                        List.of(
                                new ColumnSpec("region", ColumnType.TEXT, true, List.of(), "ref.region.name"),
                                new ColumnSpec("period", ColumnType.DATE, true, List.of(), null),
                                new ColumnSpec("persons", ColumnType.INTEGER, false, List.of(), null),
                                new ColumnSpec(
                                        "share", new ColumnType(ColumnType.Kind.DECIMAL, 5, 2), false, List.of(), null),
                                new ColumnSpec("measure", ColumnType.TEXT, false, List.of("actual", "target"), null)),
                        Ignored.of(List.of("footnote")),
                        List.of("region", "period"),
                        List.of(),
                        "core.reading",
                        new Bounds(20, new Bounds.Share(3, false)),
                        Sha256.of(folder.resolve("test_table/source.yml"))));
        assertThat(source.dataFile()).contains(folder.resolve("test_table/table.csv"));
        assertThat(source.stageSql()).isEqualTo(folder.resolve("test_table/stage.sql"));
    }

    @Test
    void boundsAndSeparatorHaveStrictDefaults() throws IOException {
        SourceDescriptor source = TestingSourceFolder.of(
                        folder,
                        "test_table",
                        TestingSourceFolder.DESCRIPTOR
                                .replace("bounds: {rows_at_least: 20, rejected_at_most: 3}", "bounds: {}")
                                .replace(", separator: \";\"", "")
                                .replace("charset: gb18030", "charset: utf-8"))
                .parse();

        assertThat(source.bounds()).isEqualTo(new Bounds(1, new Bounds.Share(0, false)));
        assertThat(source.format()).isEqualTo(new DelimitedFormat(StandardCharsets.UTF_8, ','));
    }

    @Test
    void threeMistakesAreToldTogether() throws IOException {
        TestingSourceFolder source = TestingSourceFolder.of(
                folder,
                "test_table",
                TestingSourceFolder.DESCRIPTOR
                        .replace("licence:", "license:")
                        .replace("{type: integer,", "{type: number,")
                        .replace("key: [region, period]", "key: [region, periods]"));

        assertThatThrownBy(source::parse).isInstanceOf(ProblemException.class).hasMessage("""
                        3 problems:
                        - test_table source.yml:11: cannot use type 'number'; allowed: text, integer, date, month, decimal(precision,scale)
                        - test_table source.yml:15: cannot find key column 'periods'; allowed: region, period, persons, share, measure; did you mean 'period' or 'persons'?
                        - test_table source.yml:3: cannot use key 'license'; allowed: columns, key, phrases, feeds, bounds, title, publisher, licence, url, cadence, data, format, ignored; did you mean 'licence'?""");
    }

    @Test
    void everyMissingKeyIsTold() throws IOException {
        assertThatThrownBy(TestingSourceFolder.of(folder, "test_table", "title: A table\n")::parse)
                .isInstanceOf(ProblemException.class)
                .hasMessageStartingWith("12 problems:\n")
                .hasMessageContaining("- test_table source.yml: cannot read 'source.yml': expected a key 'licence'\n")
                .hasMessageContaining("- test_table source.yml: cannot read 'source.yml': expected a key 'columns'\n")
                .hasMessageContaining("- test_table source.yml: cannot read 'format': expected a key 'charset'\n");
    }

    @Test
    void unknownCharset() throws IOException {
        assertProblem(
                "charset: gb18030",
                "charset: gb-18030-2022",
                "test_table source.yml:7: cannot use charset 'gb-18030-2022': expected a name such as utf-8, gb18030 or"
                        + " windows-1252");
        assertProblem(
                "charset: gb18030",
                "charset: \"no charset\"",
                "test_table source.yml:7: cannot use charset 'no charset': expected a name such as utf-8, gb18030 or"
                        + " windows-1252");
    }

    @Test
    void unknownCadence() throws IOException {
        assertProblem(
                "cadence: monthly",
                "cadence: montly",
                "test_table source.yml:5: cannot read cadence 'montly'; allowed: once, daily, weekly, monthly,"
                        + " quarterly, yearly; did you mean 'monthly'?");
    }

    @Test
    void unknownFormatKind() throws IOException {
        assertProblem(
                "kind: delimited",
                "kind: xls",
                "test_table source.yml:7: cannot read kind 'xls'; allowed: delimited, json, html, xlsx, sdmx_csv, sdmx_ml, sdmx_json; did you mean"
                        + " 'xlsx'?");
    }

    @Test
    void jsonIsEitherRecordsUnderAKeyOrRows() throws IOException {
        String delimited = "{kind: delimited, charset: gb18030, separator: \";\"}";

        assertThat(TestingSourceFolder.with(
                                folder, delimited, "{kind: json, records: data, count: count, error: error}")
                        .parse()
                        .format())
                .isEqualTo(
                        JsonFormat.of("data", new JsonFormat.Beside("count", "error", Map.of(), false), Packing.NONE));
        assertThat(TestingSourceFolder.with(folder, delimited, "{kind: json, rows: true, repeats: true}")
                        .parse()
                        .format())
                .isEqualTo(JsonFormat.rows(true, Packing.NONE));
        assertProblem(
                delimited,
                "{kind: json}",
                "test_table source.yml:7: cannot use format kind 'json': expected either 'records', the path of the array"
                        + " of objects, or 'rows: true'");
    }

    @Test
    void jsonMaySayWhereItsRecordsAreAndWhatMustStandBesideThem() throws IOException {
        String delimited = "{kind: delimited, charset: gb18030, separator: \";\"}";

        assertThat(TestingSourceFolder.with(
                                folder,
                                delimited,
                                "{kind: json, records: a.b, pairs: {wds: [wdcode, valuecode]}, expect: {code: \"200\"},"
                                        + " may_be_empty: true}")
                        .parse()
                        .format())
                .isEqualTo(new JsonFormat(
                        "a.b",
                        Map.of("wds", new JsonFormat.Pair("wdcode", "valuecode")),
                        new JsonFormat.Beside(null, null, Map.of("code", "200"), true),
                        false,
                        Packing.NONE));
        assertProblem(
                delimited,
                "{kind: json, records: a.b, pairs: {wds: [wdcode]}}",
                "test_table source.yml:7: cannot use pairs of 'wds': expected two keys: the one that names a column and"
                        + " the one that holds its value");
    }

    @Test
    void pageOfHtmlSaysByWhichHeaderItsTablesAreKnown() throws IOException {
        String delimited = "{kind: delimited, charset: gb18030, separator: \";\"}";

        assertThat(TestingSourceFolder.with(
                                folder,
                                delimited,
                                "{kind: html, charset: utf-8, tables_with: [Effective Date], header_rows: 2,"
                                        + " tables_at_least: 4}")
                        .parse()
                        .format())
                .isEqualTo(new HtmlFormat(StandardCharsets.UTF_8, List.of("Effective Date"), 2, 4, Packing.NONE));
        assertProblem(
                delimited,
                "{kind: html, charset: utf-8}",
                "test_table source.yml:7: cannot read tables_with: expected a text in the header of each table that is to"
                        + " be read");
    }

    @Test
    void workbookSaysWhereItsTableIs() throws IOException {
        String delimited = "{kind: delimited, charset: gb18030, separator: \";\"}";

        assertThat(TestingSourceFolder.with(
                                folder,
                                delimited,
                                "{kind: xlsx, sheets: [A, B], header_with: [region], header_rows: 2, skipped_rows: 'Note.*'}")
                        .parse()
                        .format())
                .isEqualTo(new XlsxFormat(List.of("A", "B"), List.of("region"), 0, 2, "Note.*", Packing.NONE));
        assertProblem(
                delimited,
                "{kind: xlsx, header_with: [region], header_row: 3}",
                "test_table source.yml:7: cannot use header_row: expected either it or header_with");
        assertProblem(
                delimited,
                "{kind: xlsx, skipped_rows: '('}",
                "test_table source.yml:7: cannot use skipped_rows '(': expected a regular expression, found Unclosed group");
    }

    @Test
    void messagesOfSdmxNeedFewWords() throws IOException {
        String delimited = "{kind: delimited, charset: gb18030, separator: \";\"}";

        assertThat(TestingSourceFolder.with(
                                folder, delimited, "{kind: sdmx_csv, separator: \";\", decimal_comma: true}")
                        .parse()
                        .format())
                .isEqualTo(new SdmxCsvFormat(';', ';', true, Packing.NONE));
        assertThat(TestingSourceFolder.with(folder, delimited, "{kind: sdmx_json}")
                        .parse()
                        .format())
                .isEqualTo(new SdmxFormat(TableFormat.Kind.SDMX_JSON, Packing.NONE));
    }

    @Test
    void otherColumnsMayBeIgnoredByAPatternThatSaysHowManyTheyAre() throws IOException {
        assertThat(TestingSourceFolder.with(
                                folder,
                                "ignored: [footnote]",
                                "ignored: [footnote]\nignored_matching: {pattern: 'age .*', columns: 150}")
                        .parse()
                        .shape()
                        .ignored())
                .isEqualTo(new Ignored(List.of("footnote"), "age .*", 150));
        assertProblem(
                "ignored: [footnote]",
                "ignored_matching: {pattern: 'age .*'}",
                "test_table source.yml:14: cannot read ignored_matching: expected 'columns', how many match the pattern");
    }

    @Test
    void containers() throws IOException {
        assertThat(TestingSourceFolder.with(
                                folder, "separator: \";\"", "separator: \";\", container: 7z, unpacked_at_most: 10")
                        .parse()
                        .format()
                        .packing())
                .isEqualTo(new Packing(Packing.Container.SEVEN_ZIP, 10));
        assertProblem(
                "separator: \";\"",
                "container: rar",
                "test_table source.yml:7: cannot use container 'rar'; allowed: gzip, zip, 7z");
    }

    @Test
    void longSeparator() throws IOException {
        assertProblem(
                "separator: \";\"",
                "separator: \";;\"",
                "test_table source.yml:7: cannot use separator ';;': expected one character");
    }

    @Test
    void typesThatDuckDbCannotHold() throws IOException {
        for (String type :
                List.of("decimal(39,0)", "decimal(5,6)", "decimal(0,0)", "decimal(5, 2)", "TEXT", "varchar")) {
            TestingSourceFolder source = TestingSourceFolder.with(folder, "decimal(5,2)", type);
            assertThatThrownBy(source::parse)
                    .as(type)
                    .isInstanceOf(ProblemException.class)
                    .hasMessageStartingWith("test_table source.yml:12: cannot use type '" + type
                            + "'; allowed: text, integer, date, month, decimal(precision,scale)");
        }
    }

    @Test
    void onlyCoreAndReferenceTablesAreFed() throws IOException {
        assertProblem(
                "feeds: core.reading",
                "feeds: mart.trade",
                "test_table source.yml:16: cannot feed table 'mart.trade': expected a table of schema core or ref");
    }

    @Test
    void boundThatIsNoNumber() throws IOException {
        assertProblem(
                "rows_at_least: 20",
                "rows_at_least: many",
                "test_table source.yml:17: cannot read rows_at_least 'many': expected a whole number");
    }

    @Test
    void flagThatIsNeitherTrueNorFalse() throws IOException {
        assertProblem(
                "persons: {type: integer,",
                "persons: {type: integer, required: yes,",
                "test_table source.yml:11: cannot read required 'yes'; allowed: true, false");
    }

    @Test
    void referenceThatNamesNoColumn() throws IOException {
        assertProblem(
                "refers_to: ref.region.name",
                "refers_to: region",
                "test_table source.yml:9: cannot use refers_to 'region': expected schema.table.column");
    }

    @Test
    void sameKeyTwice() throws IOException {
        assertProblem(
                "cadence: monthly\n",
                "cadence: monthly\ncadence: yearly\n",
                "test_table source.yml:6: cannot use key 'cadence': expected each key once, found it twice");
    }

    @Test
    void brokenYaml() throws IOException {
        assertProblem(
                "title: Transfers by region",
                "title: Transfers: by region",
                "test_table source.yml:1: cannot read YAML: found mapping values are not allowed here");
    }

    @Test
    void listInsteadOfKeys() throws IOException {
        assertThatThrownBy(TestingSourceFolder.of(folder, "test_table", "- title\n")::parse)
                .isInstanceOf(ProblemException.class)
                .hasMessageContaining("- test_table source.yml: cannot read 'source.yml': expected keys with values");
    }

    @Test
    void folderNameThatIsNoSourceId() throws IOException {
        for (String name : List.of("Test_Table", "table", "test-table", "test_", "2022_table", "test table")) {
            TestingSourceFolder source = TestingSourceFolder.of(folder, name, TestingSourceFolder.DESCRIPTOR);
            assertThatThrownBy(source::parse)
                    .isInstanceOf(ProblemException.class)
                    .hasMessage(name + " source.yml: cannot use folder name '" + name
                            + "': expected <publisher>_<table> in lower snake case");
        }
    }

    @Test
    void stageIsMissing() throws IOException {
        TestingSourceFolder source = TestingSourceFolder.in(folder);
        Files.delete(source.path().resolve("stage.sql"));

        assertThatThrownBy(source::parse)
                .isInstanceOf(ProblemException.class)
                .hasMessage("test_table stage.sql: cannot find the file");
    }

    @Test
    void descriptorIsMissing() throws IOException {
        TestingSourceFolder source = TestingSourceFolder.in(folder);
        Files.delete(source.path().resolve("source.yml"));

        assertThatThrownBy(source::parse)
                .isInstanceOf(ProblemException.class)
                .hasMessage("test_table source.yml: cannot find the file");
    }

    @Test
    void descriptorInAnotherEncoding() throws IOException {
        TestingSourceFolder source = TestingSourceFolder.in(folder);
        Files.write(source.path().resolve("source.yml"), "title: 和田\n".getBytes(Charset.forName("GB18030")));

        assertThatThrownBy(source::parse)
                .isInstanceOf(ProblemException.class)
                .hasMessage("test_table source.yml: cannot decode the file: expected utf-8");
    }

    private void assertProblem(String right, String wrong, String message) throws IOException {
        assertThatThrownBy(TestingSourceFolder.with(folder, right, wrong)::parse)
                .isInstanceOf(ProblemException.class)
                .hasMessage(message);
    }

    @Test
    void shareOfRejectedRowsIsRead() throws IOException {
        for (String share : List.of("1%", "1 %")) {
            Bounds bounds = TestingSourceFolder.with(folder, "rejected_at_most: 3", "rejected_at_most: " + share)
                    .parse()
                    .bounds();
            assertThat(bounds).isEqualTo(new Bounds(20, new Bounds.Share(1, true)));
            assertThat(bounds.rejectedAtMost().holds(1, 100)).isTrue();
            assertThat(bounds.rejectedAtMost().holds(2, 199)).isFalse();
            assertThat(bounds.rejectedAtMost().holds(2, 200)).isTrue();
        }
        assertProblem(
                "rejected_at_most: 3",
                "rejected_at_most: few",
                "test_table source.yml:17: cannot read rejected_at_most 'few': expected a count such as 3, or a share"
                        + " such as 1%");
    }

    @Test
    void everyPropertyOfAColumnIsRead() throws IOException {
        SourceDescriptor source = TestingSourceFolder.with(
                        folder, "  measure: {type: text, allowed: [actual, target]}\n", """
                          measure: {type: text, names: [指标, Measure], pattern: "[a-z]+", missing: ["-"]}
                          value: {type: "decimal(18,2)", thousands: true, optional: true, when: {flow: export}}
                          month: {type: month}
                        """)
                .parse();

        assertThat(source.columns().subList(4, 7))
                .containsExactly(
                        new ColumnSpec(
                                "measure",
                                ColumnType.TEXT,
                                false,
                                List.of(),
                                null,
                                new ColumnSpec.Spelling(List.of("-"), "[a-z]+", false),
                                new ColumnSpec.Presence(List.of("指标", "Measure"), false, Map.of())),
                        new ColumnSpec(
                                "value",
                                new ColumnType(ColumnType.Kind.DECIMAL, 18, 2),
                                false,
                                List.of(),
                                null,
                                new ColumnSpec.Spelling(List.of(), null, true),
                                new ColumnSpec.Presence(List.of(), true, Map.of("flow", "export"))),
                        new ColumnSpec("month", ColumnType.MONTH, false, List.of(), null));
    }

    @Test
    void propertyThatDoesNotFitTheTypeOfItsColumnIsTold() throws IOException {
        assertProblem(
                "persons: {type: integer,",
                "persons: {type: integer, thousands: true,",
                "test_table source.yml:11: cannot use thousands: expected it for a column of type decimal");
        assertProblem(
                "persons: {type: integer,",
                "persons: {type: integer, pattern: \"1.*\",",
                "test_table source.yml:11: cannot use pattern: expected it for a column of type text");
        assertProblem(
                "measure: {type: text, allowed: [actual, target]}",
                "measure: {type: text, pattern: \"[a-\"}",
                "test_table source.yml:13: cannot use pattern '[a-': expected a regular expression, found Illegal"
                        + " character range");
    }

    @Test
    void everyMistakeOfAFileDropIsToldAtOnce() throws IOException {
        assertThatThrownBy(TestingSourceFolder.with(folder, "data: table.csv\n", """
                        drop:
                          manifest: {withdrawn: {type: text}}
                          truncated: 10000
                        """)::parse)
                .isInstanceOf(ProblemException.class)
                .hasMessage("""
                        3 problems:
                        - test_table source.yml:7: cannot use key 'withdrawn': expected a key that every manifest does not have anyway
                        - test_table source.yml:6: cannot read once: expected the columns of the fed table in which no two files may hold the same line
                        - test_table source.yml:8: cannot use key 'truncated'; allowed: manifest, once, truncated_at; did you mean 'truncated_at'?""");
    }

    @Test
    void keyColumnThatMayBeEmptyIsTold() throws IOException {
        assertProblem(
                "key: [region, period]",
                "key: [region, share]",
                "test_table source.yml:15: cannot use key column 'share': expected a column that is required");
    }

    @Test
    void tableWithoutAKeyAndNamesOfTheEngineAreTold() throws IOException {
        assertThatThrownBy(() -> TestingSourceFolder.with(folder, "key: [region, period]\n", "")
                        .parse())
                .hasMessage("test_table source.yml: cannot read key: expected the columns that identify a row");
        assertThatThrownBy(() -> TestingSourceFolder.with(folder, "  persons: {", "  row_number: {")
                        .parse())
                .hasMessage("test_table source.yml:11: cannot use column 'row_number':"
                        + " expected a name that the engine does not add itself");
    }

    @Test
    void limitsOfColumnsAndRowsAreRead() throws IOException {
        SourceDescriptor source = TestingSourceFolder.with(
                        folder, "  measure: {type: text, allowed: [actual, target]}\n", """
                          measure: {type: text, allowed: [actual, target], new_code: reject}
                          value: {type: "decimal(4,2)", at_least: -99.99, at_most: 99.9}
                          month: {type: month, at_least: 199201}
                        """)
                .parse();

        assertThat(source.columns().subList(4, 7))
                .extracting(ColumnSpec::limits)
                .containsExactly(
                        new ColumnSpec.Limits(null, null, ColumnSpec.NewCode.REJECT),
                        new ColumnSpec.Limits("-99.99", "99.9", ColumnSpec.NewCode.FREEZE),
                        new ColumnSpec.Limits("199201", null, ColumnSpec.NewCode.FREEZE));
        assertThat(source.columns())
                .extracting(ColumnSpec::freezesOnNewCode)
                .startsWith(true, false, false, false, false);
        assertThat(TestingSourceFolder.with(folder, "rows_at_least: 20", "rows_at_least: 20, rows_at_most: 30")
                        .parse()
                        .bounds())
                .isEqualTo(new Bounds(20, 30, new Bounds.Share(3, false)));
    }

    @Test
    void everyMistakeInLimitsIsToldAtOnce() throws IOException {
        assertThatThrownBy(TestingSourceFolder.with(folder, """
                          persons: {type: integer, description: "Persons moved."}
                          share: {type: "decimal(5,2)"}
                          measure: {type: text, allowed: [actual, target]}
                        """, """
                          persons: {type: integer, at_least: some, new_code: reject}
                          share: {type: "decimal(5,2)", at_least: 100, at_most: 1.005}
                          measure: {type: text, allowed: [actual, target], at_most: 3, new_code: rejects}
                          day: {type: date, at_least: 2026-02-30}
                          month: {type: month, at_least: 202602, at_most: 202601}
                        """)::parse)
                .isInstanceOf(ProblemException.class)
                .hasMessage("""
                        7 problems:
                        - test_table source.yml:11: cannot use at_least 'some': expected a value of type integer
                        - test_table source.yml:11: cannot use new_code: expected it for a column with 'allowed' or 'refers_to'
                        - test_table source.yml:12: cannot use at_most '1.005': expected a value of type decimal(5,2)
                        - test_table source.yml:13: cannot use at_most: expected it for a column of type integer, decimal, date or month
                        - test_table source.yml:13: cannot read new_code 'rejects'; allowed: freeze, reject; did you mean 'reject'?
                        - test_table source.yml:14: cannot use at_least '2026-02-30': expected a value of type date
                        - test_table source.yml:15: cannot use at_most '202601': expected no less than at_least, 202602""");
        assertProblem(
                "rows_at_least: 20",
                "rows_at_least: 20, rows_at_most: 19",
                "test_table source.yml:17: cannot use rows_at_most '19': expected no fewer than rows_at_least, 20");
    }

    @Test
    void tablesThatAreNoPublishersHaveNoLimits() throws IOException {
        assertThatThrownBy(TestingSourceFolder.with(folder, "data: table.csv\n", """
                        drop:
                          manifest: {rate: {type: "decimal(5,2)", at_least: 0}}
                          once: [region]
                        """)::parse)
                .isInstanceOf(ProblemException.class)
                .hasMessageContaining("cannot use key 'at_least'");
    }
}
