package org.corvee.format;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.corvee.problem.ProblemException;
import org.corvee.source.ColumnSpec;
import org.corvee.source.HtmlFormat;
import org.corvee.source.JsonFormat;
import org.corvee.source.Packing;
import org.corvee.source.SdmxCsvFormat;
import org.corvee.source.SdmxFormat;
import org.corvee.source.TableFormat;
import org.corvee.source.TableShape;
import org.corvee.source.TestingShape;
import org.corvee.source.XlsxFormat;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * Files as their publishers made them are read record for record. They are kept beside the clone and never in it; where
 * they are not there, the test says so and does not run.
 */
class RealFilesAreReadWholeTest {

    private static final Path DATA = Path.of(System.getProperty("corvee.installation"))
            .resolveSibling("shared")
            .resolve("data");

    @BeforeEach
    void dataLieBesideTheClone() {
        assumeTrue(
                Files.isDirectory(DATA),
                () -> "RealFilesAreReadWholeTest did not run: the data are not beside the clone (../shared)");
    }

    @Test
    void nationalBureauInJson() throws IOException {
        TestingFile months = real("nbs/nbs_easyquery_hgyd_A020101_2024.json");
        TableShape national = nationalBureau("zb", "sj");

        assertThat(months.header(national))
                .containsExactly(
                        "code", "data.data", "data.dotcount", "data.hasdata", "data.strdata", "wds.zb", "wds.sj");
        assertThat(months.rows(national)).isNotEmpty().allMatch(TypedRow.class::isInstance);
        assertThat(months.records(national).get(0).fields())
                .containsExactly("zb.A020101_sj.202412", "6.2", "1", "true", "6.2", "A020101", "202412");
        assertThat(real("nbs/nbs_easyquery_fsnd_A010101_110000_2023_hasdata_false.json")
                        .records(nationalBureau("zb", "reg", "sj")))
                .extracting(RawRecord::fields)
                .containsExactly(
                        List.of("zb.A010101_reg.110000_sj.2023", "0.0", "0", "false", "", "A010101", "110000", "2023"));
        TestingFile error = real("nbs/nbs_easyquery_error_501.json");
        assertThatThrownBy(() -> error.header(national))
                .isInstanceOf(ProblemException.class)
                .hasMessageContaining("expected returncode '200', found returncode '501', returndata '对不起");
    }

    @Test
    void entityListInHtml() throws IOException {
        TableShape list = TestingShape.written(
                new HtmlFormat(StandardCharsets.UTF_8, List.of("Effective Date"), 0, 2, Packing.NONE),
                TestingShape.text("Name of Entity"),
                TestingShape.text("Effective Date"),
                TestingShape.integer("table.number"));
        TestingFile page = real("forced_labor/dhs_uflpa_entity_list_trimmed_2026-08-20.html");

        assertThat(page.records(list)).hasSize(4);
        assertThat(page.records(list).get(3))
                .isEqualTo(new RawRecord(4, 9, List.of("Camel Group Co., Ltd.", "August 2, 2023", "2")));
    }

    @Test
    @Tag("slow")
    void countiesOfTheCensusesInWorkbooks() throws IOException {
        ColumnSpec code = TestingShape.missing(TestingShape.text("区划代码"), "NA");
        TableShape of2010 = TestingShape.ignoringMatching(
                TestingShape.written(
                        new XlsxFormat(List.of(), List.of("地区"), 0, 1, null, Packing.NONE),
                        TestingShape.required(TestingShape.text("地区")),
                        TestingShape.integer("地区.level"),
                        code,
                        TestingShape.integer("合计"),
                        TestingShape.decimal("少数民族 人口比重 （%）", 5, 2)),
                "(?s).*",
                165);
        TableShape of2020 = TestingShape.ignoringMatching(
                TestingShape.written(
                        new XlsxFormat(List.of("七普（年鉴）"), List.of(), 1, 1, null, Packing.NONE),
                        code,
                        TestingShape.text("省"),
                        TestingShape.text("区县"),
                        TestingShape.missing(TestingShape.integer("人口数_合计"), "NA"),
                        TestingShape.missing(TestingShape.decimal("少数民族人口比重（%）", 5, 2), "NA")),
                ".*",
                148);

        List<Object> earlier = real("population/census_county_2010_v1.xlsx").rows(of2010);
        List<Object> later = real("population/census_county_2020_v1.xlsx").rows(of2020);

        assertThat(earlier).hasSize(3249).allMatch(TypedRow.class::isInstance);
        assertThat(later).hasSize(3358).allMatch(TypedRow.class::isInstance);
        assertThat(later)
                .extracting(row -> ((TypedRow) row).values())
                .contains(Arrays.asList("650000", "新疆维吾尔自治区", "新疆维吾尔自治区", 25_852_345L, new BigDecimal("57.76")));
    }

    @Test
    void specimensOfSdmxCsv() throws IOException {
        List<Path> specimens;
        try (Stream<Path> files = Files.list(DATA.resolve("sdmx/csv_v2"))) {
            specimens = files.sorted().toList();
        }
        assertThat(specimens).hasSizeGreaterThanOrEqualTo(10);
        for (Path specimen : specimens) {
            TestingFile file = new TestingFile(specimen);
            List<String> lines = Files.readAllLines(specimen);
            boolean french =
                    lines.get(0).startsWith("STRUCTURE[|];") || lines.get(0).startsWith("STRUCTURE;");
            char subSeparator = lines.get(0).startsWith("STRUCTURE[|]") ? '|' : ';';
            TableShape shape = TestingShape.written(
                    new SdmxCsvFormat(french ? ';' : ',', subSeparator, french, Packing.NONE),
                    TestingShape.required(TestingShape.text("ACTION")),
                    TestingShape.optional(TestingShape.decimal("OBS_VALUE", 18, 6)),
                    TestingShape.optional(TestingShape.text("ATTR_1.fr")));
            int others = others(file, shape);

            List<Object> rows = file.rows(TestingShape.ignoringMatching(shape, "(?s).*", others));

            assertThat(rows).as(specimen.toString()).isNotEmpty().allMatch(TypedRow.class::isInstance);
        }
    }

    @Test
    void messagesOfSdmx() throws IOException {
        for (String name : List.of(
                "xml/ECB_EXR_M.USD.EUR.SP00.A.xml",
                "json/ECB_EXR_flat.json",
                "json/ECB_EXR_ts.json",
                "json/v3_exr-flat.json")) {
            TestingFile file = real("sdmx/" + name);
            TableFormat.Kind kind = name.startsWith("xml") ? TableFormat.Kind.SDMX_ML : TableFormat.Kind.SDMX_JSON;
            TableShape shape = TestingShape.written(
                    new SdmxFormat(kind, Packing.NONE),
                    TestingShape.required(TestingShape.text("FREQ")),
                    TestingShape.required(TestingShape.text("CURRENCY")),
                    TestingShape.required(TestingShape.text("TIME_PERIOD")),
                    TestingShape.required(TestingShape.decimal("OBS_VALUE", 30, 16)),
                    TestingShape.text("OBS_STATUS"));

            List<Object> rows = file.rows(TestingShape.ignoringMatching(shape, ".*", others(file, shape)));

            assertThat(rows).as(name).hasSize(name.startsWith("xml") ? 252 : 4).allMatch(TypedRow.class::isInstance);
        }
        TestingFile later = real("sdmx/xml/ESTAT_footer_413.xml");
        TableShape any = TestingShape.written(new SdmxFormat(TableFormat.Kind.SDMX_ML, Packing.NONE));
        assertThatThrownBy(() -> later.header(any))
                .isInstanceOf(ProblemException.class)
                .hasMessageContaining("expected a message of data, found message 413: 'Due to the large query");
    }

    /** How many columns of a file are not among those of a shape. */
    private static int others(TestingFile file, TableShape shape) throws IOException {
        try {
            file.header(TestingShape.ignoringMatching(shape, "(?s).*", -1));
        } catch (ProblemException e) {
            return Integer.parseInt(String.valueOf(e.getMessage()).replaceFirst("(?s).*found (\\d+): .*", "$1"));
        }
        throw new IllegalStateException("no file has fewer than no columns");
    }

    private static TableShape nationalBureau(String... dimensions) {
        JsonFormat format = new JsonFormat(
                "returndata.datanodes",
                Map.of("wds", new JsonFormat.Pair("wdcode", "valuecode")),
                new JsonFormat.Beside(null, null, Map.of("returncode", "200"), false),
                false,
                Packing.NONE);
        return TestingShape.ignoring(
                TestingShape.written(
                        format,
                        Stream.of(dimensions)
                                .map(dimension -> TestingShape.required(TestingShape.text("wds." + dimension)))
                                .toArray(ColumnSpec[]::new)),
                "code",
                "data.data",
                "data.dotcount",
                "data.hasdata",
                "data.strdata");
    }

    private static TestingFile real(String name) {
        Path file = DATA.resolve(name);
        assertThat(file).isRegularFile();
        return new TestingFile(file);
    }
}
