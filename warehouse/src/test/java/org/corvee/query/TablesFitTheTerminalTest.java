package org.corvee.query;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.sql.SQLException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TablesFitTheTerminalTest {

    private static final String ALL = "select region, name, value, n from mart.m order by n desc";

    private final TestingPublished published;

    TablesFitTheTerminalTest(@TempDir Path folder) throws SQLException {
        published = new TestingPublished(folder);
    }

    @Test
    void numbersStandRightAndChineseTakesTwoColumns() throws SQLException {
        assertThat(published.print(ALL, 0)).isEqualTo("""
                        region   name    value   n
                        -------  ----  -------  --
                        Hotan    和田  3170000  42
                        Aksu                     0
                        Kashgar  喀什      0.5  -7
                        3 rows
                        """);
    }

    @Test
    void everyTypeOfNumberStandsRight() throws SQLException {
        for (String type : new String[] {
            "tinyint",
            "smallint",
            "integer",
            "bigint",
            "hugeint",
            "utinyint",
            "usmallint",
            "uinteger",
            "ubigint",
            "uhugeint",
            "float",
            "double",
            "decimal(18,0)",
            "decimal(38,2)"
        }) {
            assertThat(published.print("select 7::" + type + " as figure", 0))
                    .as(type)
                    .startsWith("figure\n------\n   ");
        }
    }

    @Test
    void sumOfIntegersStandsRight() throws SQLException {
        assertThat(published.print("select sum(n) as total from mart.m", 0)).isEqualTo("total\n-----\n   35\n1 row\n");
    }

    @Test
    void tableThatIsTooWideBecomesBlocks() throws SQLException {
        assertThat(published.print(ALL, 26)).startsWith("region ");
        assertThat(published.print(ALL, 25)).isEqualTo("""
                        -- row 1 ----------------
                        region  Hotan
                        name    和田
                        value   3170000
                        n       42
                        -- row 2 ----------------
                        region  Aksu
                        name
                        value
                        n       0
                        -- row 3 ----------------
                        region  Kashgar
                        name    喀什
                        value   0.5
                        n       -7
                        3 rows
                        """);
    }

    @Test
    void longTextIsBrokenInItsColumn() throws SQLException {
        assertThat(published.print(
                        "select 'Hotan' as region, 'a surplus of rural labour that is to be moved' as note, 1 as n",
                        43))
                .isEqualTo("""
                        region  note                              n
                        ------  --------------------------------  -
                        Hotan   a surplus of rural labour that    1
                                is to be moved
                        1 row
                        """);
    }

    @Test
    void longTextIsBrokenInItsBlockWhenItsColumnIsTooWideStill() throws SQLException {
        assertThat(published.print(
                        "select 'Hotan' as region, repeat('x', 25) as word,"
                                + " 'a surplus of rural labour that is to be moved' as note",
                        40))
                .isEqualTo("""
                        -- row 1 -------------------------------
                        region  Hotan
                        word    xxxxxxxxxxxxxxxxxxxxxxxxx
                        note    a surplus of rural labour that
                                is to be moved
                        1 row
                        """);
    }

    @Test
    void nothingIsCutWithoutATerminal() throws SQLException {
        assertThat(published.print("select repeat('x', 500) as a", 0)).contains("x".repeat(500));
    }

    @Test
    void rowsBeyondTheLimitAreToldOf() throws SQLException {
        assertThat(published.print("select range as a from range(2000)", 0)).endsWith("\n1999\n2000 rows\n");
        assertThat(published.print("select range as a from range(2001)", 0))
                .endsWith("\n1999\n2000 rows shown; there are more: add a limit, or --format csv for all\n");
    }

    @Test
    void resultWithoutRowsStillShowsItsColumns() throws SQLException {
        assertThat(published.print("select 1 as a, 'x' as b where false", 0)).isEqualTo("a  b\n-  -\n0 rows\n");
    }

    @Test
    void lineBreaksInsideAValueAreShown() throws SQLException {
        assertThat(published.print("select 'a' || chr(10) || 'b' as t", 0)).isEqualTo("t\n---\na↵b\n1 row\n");
    }

    @Test
    void widthIsCountedInColumnsOfTheTerminal() {
        assertThat(TextTable.displayWidth("Hotan")).isEqualTo(5);
        assertThat(TextTable.displayWidth("和田")).isEqualTo(4);
        assertThat(TextTable.displayWidth("𠀀")).isEqualTo(2);
        assertThat(TextTable.displayWidth("，（")).isEqualTo(4);
        assertThat(TextTable.displayWidth("한국")).isEqualTo(4);
        assertThat(TextTable.displayWidth("خوتەن")).isEqualTo(5);
        // Three consonants, each with a vowel sign above it.
        assertThat(TextTable.displayWidth("བོདོརོ")).isEqualTo(3);
        assertThat(TextTable.displayWidth("e\u0301\u200B")).isEqualTo(1);
    }
}
