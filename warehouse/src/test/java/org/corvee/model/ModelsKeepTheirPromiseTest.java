package org.corvee.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.sql.Connection;
import java.sql.SQLException;
import org.corvee.duckdb.DuckDb;
import org.corvee.problem.ProblemException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ModelsKeepTheirPromiseTest {

    private static final String SQL = """
            -- grain: one row per region
            select 'Hotan' as region, 42::bigint as persons, 1.5::decimal(5,2) as share
            union all
            select 'Aksu', null, null -- no figure""";

    private final Connection connection;

    ModelsKeepTheirPromiseTest() throws SQLException {
        connection = DuckDb.inMemory();
        DuckDb.execute(connection, "create schema mart");
    }

    @AfterEach
    void close() throws SQLException {
        connection.close();
    }

    @Test
    void modelIsBuiltAsATable() throws SQLException {
        long rows = ModelRunner.build(
                connection, TestingModel.promising("m", SQL, "region varchar", "persons bigint", "share decimal(5,2)"));

        assertThat(rows).isEqualTo(2);
        assertThat(DuckDb.column(connection, "select region from mart.m order by region"))
                .containsExactly("Aksu", "Hotan");
    }

    @Test
    void tableAndColumnsAreDescribedInTheFile() throws SQLException {
        ModelRunner.build(
                connection, TestingModel.promising("m", SQL, "region varchar", "persons bigint", "share decimal(5,2)"));

        assertThat(DuckDb.text(connection, "select comment from duckdb_tables() where table_name = 'm'"))
                .isEqualTo("What a row tells. One row per region.");
        assertThat(DuckDb.column(
                        connection,
                        "select column_name || ': ' || comment from duckdb_columns() where table_name = 'm'"
                                + " order by column_index"))
                .containsExactly(
                        "region: What region means; it's \"so\".",
                        "persons: What persons means; it's \"so\".",
                        "share: What share means; it's \"so\".");
    }

    @Test
    void missingColumnIsTold() {
        assertProblem(
                "without [year integer] and with []",
                "region varchar",
                "persons bigint",
                "share decimal(5,2)",
                "year integer");
    }

    @Test
    void surplusColumnIsTold() {
        assertProblem("without [] and with [share decimal(5,2)]", "region varchar", "persons bigint");
    }

    @Test
    void anotherTypeIsTold() {
        assertProblem(
                "without [share decimal(5,3)] and with [share decimal(5,2)]",
                "region varchar",
                "persons bigint",
                "share decimal(5,3)");
    }

    @Test
    void anotherOrderIsTold() {
        assertProblem(
                "the same columns in another order: region varchar, persons bigint, share decimal(5,2)",
                "persons bigint",
                "region varchar",
                "share decimal(5,2)");
    }

    @Test
    void statementThatFailsIsTold() {
        assertThatThrownBy(() -> ModelRunner.build(
                        connection, TestingModel.promising("m", "select 'x'::integer as a", "a integer")))
                .isInstanceOf(ProblemException.class)
                .hasMessageStartingWith("mart test/m.sql: cannot build model 'm': found Conversion Error: Could not"
                        + " convert string 'x' to INT32");
    }

    private void assertProblem(String found, String... columns) {
        assertThatThrownBy(() -> ModelRunner.build(connection, TestingModel.promising("m", SQL, columns)))
                .isInstanceOf(ProblemException.class)
                .hasMessage("mart test/m.sql: cannot build model 'm': expected the columns of m.yml, found " + found);
    }
}
