package org.corvee.format;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.corvee.problem.ProblemException;
import org.corvee.source.ColumnSpec;
import org.corvee.source.Packing;
import org.corvee.source.TableShape;
import org.corvee.source.TestingShape;
import org.corvee.source.XlsxFormat;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Workbooks made up cell by cell in the shapes that the census tables and yearbooks have. */
class WorkbooksAreReadAsTheyWereShownTest {

    private static final TableShape TABLE = shape(List.of("region"), 1, TestingShape.text("region"), decimal("value"));

    @TempDir
    private Path folder = Path.of("");

    @ParameterizedTest
    @CsvSource(
            delimiter = '@',
            quoteCharacter = '`',
            value = {
                "<c><v>106.75</v></c> @ 106.75",
                "<c><v>2.4500000000000002</v></c> @ 2.45",
                "<c><v>4.2300000000000004</v></c> @ 4.23",
                "<c><v>9.9999999999999995E-7</v></c> @ 0.000001",
                "<c><v>1E+21</v></c> @ 1000000000000000000000",
                "<c><v>0.30000000000000004</v></c> @ 0.30000000000000004",
                "<c><v>12345678901234567</v></c> @ 12345678901234568",
                "<c><v>-0.0</v></c> @ -0.0",
                "<c t=\"s\"><v>0</v></c> @ shared",
                "<c t=\"s\"><v>1</v></c> @ in runs",
                "<c t=\"inlineStr\"><is><t>  indented</t></is></c> @ `  indented`",
                "<c t=\"str\"><f>A1&amp;\"=[1]x!A1\"</f><v>joined</v></c> @ joined",
                "<c><f>SUM(B2:B9)</f><v>7</v></c> @ 7",
                "<c t=\"inlineStr\"><is><t>=cmd|'/c calc'!A1</t></is></c> @ =cmd|'/c calc'!A1",
                "<c t=\"b\"><v>1</v></c> @ TRUE",
                "<c s=\"1\"><v>44561</v></c> @ 2021-12-31",
                "<c s=\"2\"><v>1</v></c> @ 1900-01-01",
                "<c s=\"1\"><v>44561.75</v></c> @ 2021-12-31T18:00",
                "<c s=\"3\"><v>44561</v></c> @ 44561",
                "<c s=\"1\"/> @ ``"
            })
    void cellIsTheTextThatAPersonSaw(String cell, String text) throws IOException {
        assertThat(table(cell).records(TABLE)).containsExactly(new RawRecord(1, 2, List.of("a", text)));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '@',
            quoteCharacter = '`',
            value = {
                "<c t=\"e\"><v>#REF!</v></c> @ the error #REF!",
                "<c t=\"e\"><f>B1/0</f><v>#DIV/0!</v></c> @ the error #DIV/0!",
                "<c><f>SUM(B2:B9)</f></c> @ a formula without a stored value",
                "<c><f>[1]Sheet1!A1</f><v>7</v></c> @ a formula that refers to another file",
                "<c><f>'C:\\[other.xlsx]Sheet'!$A$1</f><v>7</v></c> @ a formula that refers to another file",
                "<c><f>cmd|'/c calc'!A1</f><v>7</v></c> @ a formula that refers to another file",
                "<c s=\"1\"><v>60</v></c> @ '60', which is no date",
                "<c s=\"1\"><v>-1</v></c> @ '-1', which is no date",
                "<c><v>NaN</v></c> @ 'NaN', which is no number",
                "<c><v>1E400</v></c> @ '1E400', which is no number",
                "<c t=\"s\"><v>99</v></c> @ a shared text that is not there",
                "<c t=\"b\"><v>2</v></c> @ '2', which is neither true nor false",
                "<c t=\"x\"><v>2</v></c> @ a cell of type 'x'"
            })
    void cellThatCannotBeReadRejectsItsRow(String cell, String found) throws IOException {
        assertThat(table(cell).rows(TABLE)).singleElement().satisfies(row -> {
            RejectedRow rejected = (RejectedRow) row;
            assertThat(rejected.reason()).isEqualTo(RejectReason.UNREADABLE_CELL);
            assertThat(rejected.message())
                    .isEqualTo("test_table table.csv:2: cannot read value: expected a value, found " + found);
        });
    }

    @Test
    void cellThatIsNotReadMayHoldAnything() throws IOException {
        TableShape shape = TestingShape.ignoring(
                TestingShape.written(format(List.of("region"), 1), TestingShape.text("region")), "value");

        assertThat(table("<c t=\"e\"><v>#REF!</v></c>").rows(shape))
                .singleElement()
                .isInstanceOf(TypedRow.class);
    }

    @Test
    void headerIsFoundByATextAndMayHaveSeveralRows() throws IOException {
        TestingFile file = TestingWorkbook.of(TestingWorkbook.row(1, "Table 4-17", "", "unit: 10 000")
                        + TestingWorkbook.row(3, "", "re\n gion", "Persons", "", "", "")
                        + TestingWorkbook.row(4, "", "", "urban", "rural", "", "")
                        + TestingWorkbook.row(6, "", "Hotan", "1", "2", "", "")
                        + TestingWorkbook.row(7, "", "", "", "")
                        + TestingWorkbook.row(9, "", "Aksu", "3", "4", "", "x")
                        + "</sheetData><mergeCells><mergeCell ref=\"B3:B4\"/><mergeCell ref=\"C3:D3\"/></mergeCells>")
                .in(folder);
        TableShape shape = shape(
                List.of("re gion"),
                1,
                TestingShape.text("re gion"),
                decimal("Persons urban"),
                decimal("Persons rural"),
                TestingShape.text("column F"));

        assertThat(file.header(shape)).containsExactly("re gion", "Persons urban", "Persons rural", "column F");
        assertThat(file.records(shape))
                .containsExactly(
                        new RawRecord(1, 6, List.of("Hotan", "1", "2", "")),
                        new RawRecord(2, 9, List.of("Aksu", "3", "4", "x")));
    }

    @Test
    void blanksBeforeATextAreKeptAndCounted() throws IOException {
        TestingFile file = TestingWorkbook.of(TestingWorkbook.row(1, "region", "value")
                        + TestingWorkbook.row(2, "Xinjiang", "1")
                        + TestingWorkbook.row(3, "  Hotan", "1")
                        + TestingWorkbook.row(4, "　　 Lop", "NA"))
                .in(folder);
        TableShape shape = shape(
                List.of(),
                1,
                TestingShape.text("region"),
                TestingShape.integer("region.level"),
                TestingShape.missing(decimal("value"), "NA"));

        assertThat(file.rows(shape))
                .extracting(row -> ((TypedRow) row).values())
                .containsExactly(
                        List.of("Xinjiang", 0L, new BigDecimal("1.000000")),
                        List.of("  Hotan", 2L, new BigDecimal("1.000000")),
                        Arrays.asList("　　 Lop", 3L, null));
    }

    @Test
    void cellThatReachesDownIsThatOfEachRowAndOneThatReachesOverIsRejected() throws IOException {
        TestingFile file = TestingWorkbook.of(TestingWorkbook.row(1, "region", "value")
                        + TestingWorkbook.row(2, "Hotan", "1")
                        + TestingWorkbook.row(3, "", "2")
                        + TestingWorkbook.row(4, "whole", "")
                        + TestingWorkbook.row(5, "Aksu", "3")
                        + "</sheetData><mergeCells><mergeCell ref=\"A2:A3\"/><mergeCell ref=\"A4:B4\"/></mergeCells>")
                .in(folder);

        assertThat(file.records(TABLE))
                .extracting(RawRecord::fields)
                .containsExactly(
                        List.of("Hotan", "1"), List.of("Hotan", "2"), List.of("whole", ""), List.of("Aksu", "3"));
        assertThat(file.rows(TABLE).get(2)).isInstanceOf(RejectedRow.class);
    }

    @Test
    void rowsThatAreNoRecordsAreLeftOutByWhatTheySay() throws IOException {
        TestingFile file = TestingWorkbook.of(TestingWorkbook.row(1, "region", "value")
                        + TestingWorkbook.row(2, "Hotan", "1")
                        + TestingWorkbook.row(3, "Note: counted", "by households"))
                .in(folder);
        XlsxFormat format = new XlsxFormat(List.of(), List.of(), 1, 1, "Note: .*", Packing.NONE);

        assertThat(file.records(TestingShape.written(format, TestingShape.text("region"), decimal("value"))))
                .containsExactly(new RawRecord(1, 2, List.of("Hotan", "1")));
    }

    @Test
    void sheetHasOneOfItsNames() throws IOException {
        TestingFile file = table("<c><v>1</v></c>");

        assertThat(file.records(TestingShape.written(
                        new XlsxFormat(List.of("Tab. 1", "Table 1"), List.of(), 0, 1, null, Packing.NONE),
                        TestingShape.text("region"),
                        decimal("value"))))
                .hasSize(1);
        assertThatThrownBy(() -> file.header(TestingShape.written(
                        new XlsxFormat(List.of("Tab. 1"), List.of(), 0, 1, null, Packing.NONE),
                        TestingShape.text("region"))))
                .isInstanceOf(ProblemException.class)
                .hasMessage("test_table table.csv: cannot find the sheet: expected one of Tab. 1, found Table 1");
    }

    @Test
    void sheetWithoutTheHeaderIsRefused() throws IOException {
        TestingFile file =
                TestingWorkbook.of(TestingWorkbook.row(1, "place", "value")).in(folder);

        assertThatThrownBy(() -> file.header(TABLE))
                .isInstanceOf(ProblemException.class)
                .hasMessage("test_table table.csv: cannot find the header: expected a row with 'region',"
                        + " found rows that begin with 'place'");
    }

    @Test
    void otherColumnsMayBeIgnoredByPatternAsLongAsTheyAreAsMany() throws IOException {
        TestingFile file = TestingWorkbook.of(TestingWorkbook.row(1, "region", "value", "0 years", "1 years")
                        + TestingWorkbook.row(2, "Hotan", "1", "2", "3"))
                .in(folder);

        assertThat(file.records(TestingShape.ignoringMatching(TABLE, "\\d+ years", 2)))
                .hasSize(1);
        assertThatThrownBy(() -> file.header(TestingShape.ignoringMatching(TABLE, "\\d+ years", 3)))
                .isInstanceOf(ProblemException.class)
                .hasMessage("test_table table.csv:1: cannot use the header: expected 3 other columns that match"
                        + " \\d+ years, found 2: 0 years, 1 years");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "region,value | cannot read the workbook: expected an .xlsx file, found a file that starts with the bytes 726567696f6e2c76",
                "PK\u0003\u0004rest | cannot read the workbook: expected an .xlsx file, found 'zip END header not found': the file may be truncated"
            })
    void whatIsNoWorkbookIsRefused(String text, String message) throws IOException {
        TestingFile file = TestingFile.of(folder, text.getBytes(StandardCharsets.UTF_8));

        assertThatThrownBy(() -> file.header(TABLE))
                .isInstanceOf(ProblemException.class)
                .hasMessage("test_table table.csv: " + message);
    }

    private TestingFile table(String cell) throws IOException {
        return TestingWorkbook.of(TestingWorkbook.row(1, "region", "value")
                        + "<row r=\"2\"><c r=\"A2\" t=\"inlineStr\"><is><t>a</t></is></c>" + cell + "</row>")
                .in(folder);
    }

    private static ColumnSpec decimal(String name) {
        return TestingShape.decimal(name, 18, 6);
    }

    private static XlsxFormat format(List<String> headerWith, int headerRows) {
        return new XlsxFormat(List.of(), headerWith, 0, headerRows, null, Packing.NONE);
    }

    private static TableShape shape(List<String> headerWith, int headerRows, ColumnSpec... columns) {
        return TestingShape.written(format(headerWith, headerRows), columns);
    }
}
