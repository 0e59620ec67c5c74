package org.corvee.format;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import org.corvee.problem.ProblemException;
import org.corvee.source.ColumnSpec;
import org.corvee.source.HtmlFormat;
import org.corvee.source.Packing;
import org.corvee.source.TableShape;
import org.corvee.source.TestingShape;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Pages made up in the shapes of the Entity List and of the monthly tables of China Customs. */
class HtmlTablesAreReadAsPeopleReadThemTest {

    private static final TableShape LIST = shape(
            StandardCharsets.UTF_8,
            "Effective Date",
            TestingShape.alias(TestingShape.text("Name of Entity"), "Entity Name"),
            TestingShape.text("Effective Date"),
            TestingShape.integer("table.number"),
            TestingShape.text("table.heading"));

    private static final TableShape MONTH = shape(
            Charset.forName("GB18030"),
            "项目",
            TestingShape.text("项目"),
            TestingShape.grouped(TestingShape.decimal("出口 当月", 18, 2)),
            TestingShape.grouped(TestingShape.decimal("出口 累计", 18, 2)));

    @TempDir
    private Path folder = Path.of("");

    @Test
    void allTablesWithTheHeaderAreOneTableWhateverTheyCallTheirColumns() throws IOException {
        TestingFile page = TestingFile.of(folder, """
                <!DOCTYPE html><html><head><title>List</title><script>document.write("<table>")</script></head><body>
                <table><tr><td>menu</td></tr></table>
                <h2>Sublist <em>(i)</em></h2>
                <table><thead><tr><th>Name of Entity</th><th>Effective&nbsp;Date</th></tr></thead><tbody>
                <tr><td> A &amp; <b>B</b>
                   Co.,&nbsp;Ltd. </td><td>June 21, 2022</td></tr>
                <tr><td>&nbsp;</td><td></td></tr>
                <tr><td>C<br>D<sup>1</sup></td><td>June 22, 2022</td></tr>
                </tbody></table>
                <h2>Sublist (ii)</h2>
                <table><caption>Clause (ii)</caption>
                <tr><td>Effective Date<td>Entity Name
                <tr><td>May 1, 2023<td>E
                <tr><td>Effective Date<td>Entity Name
                <tr><td>May 2, 2023<td>F</table></body></html>
                """);

        assertThat(page.header(LIST))
                .containsExactly("Name of Entity", "Effective Date", "table.number", "table.heading");
        assertThat(page.records(LIST))
                .containsExactly(
                        new RawRecord(1, 5, List.of("A & B Co., Ltd.", "June 21, 2022", "1", "Sublist (i)")),
                        new RawRecord(2, 8, List.of("C D 1", "June 22, 2022", "1", "Sublist (i)")),
                        new RawRecord(3, 13, List.of("E", "May 1, 2023", "2", "Clause (ii)")),
                        new RawRecord(4, 15, List.of("F", "May 2, 2023", "2", "Clause (ii)")));
    }

    @Test
    void headerOfTwoLevelsIsOneNameForEachColumn() throws IOException {
        TestingFile page = TestingFile.of(folder, """
                <table><tr><td colspan="3">（13）出口商品总值表</td></tr>
                <tr><td rowspan="2">项 目</td><td colspan="2">出口</td></tr>
                <tr><td>当月</td><td>累计</td></tr>
                <tr><td>鞋</td><td>1,234.5</td><td>2,000</td></tr>
                </table>
                """.replace("项 目", "项目"), Charset.forName("GB18030"));

        assertThat(page.header(MONTH)).containsExactly("项目", "出口 当月", "出口 累计");
        assertThat(page.records(MONTH)).containsExactly(new RawRecord(1, 4, List.of("鞋", "1,234.5", "2,000")));
    }

    @Test
    void rowThatDoesNotFitIsRejectedAloneAndCellsReachDown() throws IOException {
        TestingFile page = TestingFile.of(folder, """
                <table><tr><th>Name of Entity<th>Effective Date
                <tr><td>short
                <tr><td>a<td>b<td>c
                <tr><td colspan=2>over both
                <tr><td colspan=2>over both<td>hidden
                <tr><td>holds<td><table><tr><td>inner</table>
                <tr><td>X<td rowspan=3>down
                <tr><td>Y
                <tr><td>Z<td>one more
                </table>
                """);
        TableShape shape = shape(
                StandardCharsets.UTF_8,
                "Name of Entity",
                TestingShape.text("Name of Entity"),
                TestingShape.text("Effective Date"));

        assertThat(page.records(shape))
                .extracting(RawRecord::fields)
                .containsExactly(
                        List.of("short"),
                        List.of("a", "b", "c"),
                        List.of("over both"),
                        List.of("over both", "hidden"),
                        List.of("holds", ""),
                        List.of("X", "down"),
                        List.of("Y", "down"),
                        List.of("Z", "down", "one more"));
        assertThat(page.rows(shape)).filteredOn(TypedRow.class::isInstance).hasSize(2);
        assertThat(page.rows(shape))
                .filteredOn(RejectedRow.class::isInstance)
                .extracting(row -> ((RejectedRow) row).message())
                .contains(
                        "test_table table.csv:3: cannot read record 2: expected a cell for each of the 2 columns, found 3",
                        "test_table table.csv:5: cannot read record 4: expected a cell for each of the 2 columns,"
                                + " found one that reaches over columns or holds a table");
    }

    @Test
    void driftIsToldForEachTable() throws IOException {
        TestingFile page = TestingFile.of(folder, """
                <table><tr><th>Name of Entity<th>Effective Date<tr><td>A<td>May 1, 2023</table>

                <table><tr><th>Name of Company<th>Effective Date<tr><td>A<td>May 1, 2023</table>
                """);

        assertThatThrownBy(() -> page.header(LIST))
                .isInstanceOf(ProblemException.class)
                .hasMessageContaining("test_table table.csv:3: cannot use column 'Name of Company'")
                .hasMessageContaining("test_table table.csv:3: cannot find column 'Name of Entity'");
    }

    @Test
    void pageWithoutTheTablesIsRefused() throws IOException {
        TestingFile wall = TestingFile.of(
                folder, "<html><title>Access  denied</title><body><table><tr><td>x</table></body></html>");

        assertThatThrownBy(() -> wall.header(LIST))
                .isInstanceOf(ProblemException.class)
                .hasMessage("test_table table.csv: cannot find the tables: expected 1 with the header 'Effective Date',"
                        + " found 0 of the 1 tables of a page titled 'Access denied'");
    }

    @Test
    void charsetOfTheDescriptorCountsAndMustBeTrue() throws IOException {
        String text = "<meta charset=gb2312><table><tr><th>Name of Entity<th>Effective Date<tr><td>Ü<td>x</table>";

        assertThat(TestingFile.of(folder, text).records(LIST))
                .extracting(record -> record.fields().get(0))
                .containsExactly("Ü");
        TestingFile lying = TestingFile.of(folder, text, StandardCharsets.ISO_8859_1);
        assertThatThrownBy(() -> lying.header(LIST))
                .isInstanceOf(ProblemException.class)
                .hasMessage("test_table table.csv:1: cannot decode byte '0xDC': expected utf-8,"
                        + " found bytes of another encoding at offset 76");
    }

    private static TableShape shape(Charset charset, String with, ColumnSpec... columns) {
        return TestingShape.written(new HtmlFormat(charset, List.of(with), 0, 1, Packing.NONE), columns);
    }
}
