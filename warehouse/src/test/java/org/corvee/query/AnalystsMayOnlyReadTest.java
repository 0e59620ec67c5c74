package org.corvee.query;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import org.corvee.digest.Sha256;
import org.corvee.duckdb.DuckDb;
import org.corvee.duckdb.Sql;
import org.corvee.problem.ProblemException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AnalystsMayOnlyReadTest {

    private final Path folder;
    private final TestingPublished published;

    AnalystsMayOnlyReadTest(@TempDir Path folder) throws SQLException {
        this.folder = folder;
        published = new TestingPublished(folder);
    }

    @Test
    void statementsThatWriteAreRefusedAndChangeNothing() throws IOException {
        Sha256 before = Sha256.of(published.file());
        for (String statement :
                new String[] {"drop table mart.m", "delete from mart.m", "create table mart.x (a int)"}) {
            assertThatThrownBy(() -> published.print(statement, 0))
                    .as(statement)
                    .isInstanceOf(ProblemException.class)
                    .hasMessage("query: cannot run the statement: expected one that only reads: select, from, values,"
                            + " describe or summarize");
        }
        assertThat(Sha256.of(published.file())).isEqualTo(before);
    }

    @Test
    void otherFilesAreRefused() throws IOException {
        Path other = Files.writeString(folder.resolve("other.csv"), "a\n1\n");
        assertThatThrownBy(() -> published.print("select * from read_csv(" + Sql.literal(other) + ")", 0))
                .isInstanceOf(ProblemException.class)
                .hasMessageStartingWith("query: cannot run the statement: found Permission Error: Cannot access file");
        assertThatThrownBy(() -> published.copy("select * from read_csv(" + Sql.literal(other) + ")", "format csv"))
                .isInstanceOf(ProblemException.class)
                .hasMessageStartingWith("query: cannot run the statement: found Permission Error: Cannot access file");
    }

    @Test
    void mistakeIsToldInTheWordsOfDuckDb() {
        assertThatThrownBy(() -> published.print("select regin from mart.m", 0))
                .isInstanceOf(ProblemException.class)
                .hasMessageStartingWith("query: cannot run the statement: found Binder Error: Referenced column"
                        + " \"regin\" not found in FROM clause!");
        assertThatThrownBy(() -> published.copy("select regin from mart.m", "format csv"))
                .isInstanceOf(ProblemException.class)
                .hasMessageStartingWith("query: cannot run the statement: found Binder Error: Referenced column"
                        + " \"regin\" not found in FROM clause!");
    }

    @Test
    void mistakeInOneRowIsToldToo() {
        assertThatThrownBy(() -> published.print("select region::integer from mart.m", 0))
                .isInstanceOf(ProblemException.class)
                .hasMessageStartingWith("query: cannot run the statement: found Conversion Error:");
    }

    @Test
    void semicolonAtTheEndIsNoMistake() throws SQLException, IOException {
        assertThat(published.print("select 1 as a;\n", 0)).isEqualTo("a\n-\n1\n1 row\n");
        assertThat(text("select 1 as a ;; \n", "format csv, header")).isEqualTo("a\n1\n");
    }

    @Test
    void commentAtTheEndIsNoMistake() throws SQLException, IOException {
        assertThat(published.print("select 1 as a -- one", 0)).isEqualTo("a\n-\n1\n1 row\n");
        assertThat(text("select 1 as a -- one", "format csv, header")).isEqualTo("a\n1\n");
    }

    @Test
    void whatOnlyDescribesIsAllowed() throws SQLException {
        for (String statement : new String[] {"describe mart.m", "summarize mart.m", "values (1)", "from mart.m"}) {
            assertThat(published.print(statement, 0)).as(statement).contains("row");
        }
    }

    @Test
    void secondStatementIsRefused() {
        assertThatThrownBy(() -> published.print("select 1; select 2", 0))
                .isInstanceOf(ProblemException.class)
                .hasMessage("query: cannot run the statement: expected one statement, found 2");
    }

    /** COPY may write the published file itself, which DuckDB leaves open even without external access. */
    @Test
    void publishedFileCannotBeOverwritten() throws IOException {
        Sha256 before = Sha256.of(published.file());
        for (String prefix : new String[] {"", "explain analyze "}) {
            String statement = prefix + "copy (select 1) to " + Sql.literal(published.file())
                    + " (format csv, use_tmp_file false)";
            assertThatThrownBy(() -> published.print(statement, 0)).isInstanceOf(ProblemException.class);
            assertThatThrownBy(() -> published.copy(statement, "format csv")).isInstanceOf(ProblemException.class);
        }
        assertThat(Sha256.of(published.file())).isEqualTo(before);
    }

    @Test
    void csvKeepsEveryDigit() throws SQLException, IOException {
        assertThat(text("select * from mart.m order by n desc", "format csv, header"))
                .isEqualTo("""
                        region,name,value,n
                        Hotan,和田,3170000.000000,42
                        Aksu,,,0
                        Kashgar,喀什,0.500000,-7
                        """);
    }

    @Test
    void jsonIsAnArrayOfObjects() throws SQLException, IOException {
        assertThat(text("select region, name, n from mart.m order by n desc", "format json, array true"))
                .isEqualToIgnoringWhitespace("""
                        [{"region":"Hotan","name":"和田","n":42},
                         {"region":"Aksu","name":null,"n":0},
                         {"region":"Kashgar","name":"喀什","n":-7}]
                        """);
    }

    @Test
    void parquetIsReadBackAsItWas() throws SQLException, IOException {
        Path file =
                Files.write(folder.resolve("result.parquet"), published.copy("select * from mart.m", "format parquet"));

        try (Connection connection = DuckDb.inMemory()) {
            String from = "read_parquet(" + Sql.literal(file) + ")";
            assertThat(DuckDb.columns(connection, "select * from " + from)).containsEntry("value", "DECIMAL(24,6)");
            assertThat(DuckDb.column(connection, "select region || value from " + from + " where n > 0"))
                    .containsExactly("Hotan3170000.000000");
        }
    }

    @Test
    void severalReadersMayReadAtOnce() throws SQLException {
        try (Connection other = DuckDb.readOnly(published.file())) {
            assertThat(DuckDb.number(other, "select count(*) from mart.m")).isEqualTo(3);
            assertThat(published.print("select count(*) as n from mart.m", 0)).isEqualTo("n\n-\n3\n1 row\n");
        }
    }

    private String text(String sql, String options) throws SQLException, IOException {
        return new String(published.copy(sql, options), StandardCharsets.UTF_8);
    }
}
