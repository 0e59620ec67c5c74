package org.corvee.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import org.corvee.duckdb.DuckDb;
import org.corvee.duckdb.TableReferences;
import org.corvee.problem.Location;
import org.corvee.problem.ProblemException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ModelOrderComesFromTheirSqlTest {

    private final Connection connection;

    ModelOrderComesFromTheirSqlTest() throws SQLException {
        connection = DuckDb.inMemory();
    }

    @AfterEach
    void close() throws SQLException {
        connection.close();
    }

    @Test
    void modelComesAfterThoseThatItReads() throws SQLException {
        assertThat(order(
                        TestingModel.of("a", "select * from mart.c"),
                        TestingModel.of("b", "select * from core.figure"),
                        TestingModel.of("c", "with x as (select * from mart.d) select * from x, ref.unit"),
                        TestingModel.of("d", "select (select max(e) from mart.e) as m from core.figure"),
                        TestingModel.of("e", "select 1 as e")))
                .containsExactly("b", "e", "d", "c", "a");
    }

    @Test
    void otherwiseTheOrderIsAlphabetical() throws SQLException {
        assertThat(order(
                        TestingModel.of("c", "select 1 as a"),
                        TestingModel.of("a", "select 1 as a"),
                        TestingModel.of("b", "select 1 as a")))
                .containsExactly("a", "b", "c");
    }

    @Test
    void everyPlaceOfAStatementIsSeen() throws SQLException {
        assertThat(references("""
                        -- a comment that names mart.not_this
                        with recursive a as (
                            select * from core.one
                            union all
                            select a.* from a join core.two on true
                        )
                        select 'core.not_this', (select 1 from core.three), exists (select 1 from core.four)
                        from a
                        left join (select * from core.five) as b using (x)
                        where x in (select y from core.six)
                        union all
                        select * from core.seven, (values (1)) as v, unnest([1]), range(3)
                        order by (select max(z) from "core"."eight");
                        """))
                .containsExactly(
                        "core.eight",
                        "core.five",
                        "core.four",
                        "core.one",
                        "core.seven",
                        "core.six",
                        "core.three",
                        "core.two");
    }

    @Test
    void namesOfCommonTableExpressionsAreNoTables() throws SQLException {
        assertThat(references("with figure as (select * from core.figure), b as (select * from figure)"
                        + " select * from b where exists (with c as (select 1) select * from c)"))
                .containsExactly("core.figure");
    }

    @Test
    void circleIsTold() {
        assertProblem(
                "mart mart.a: cannot order models 'mart.a, mart.b': expected models that do not read each other in a"
                        + " circle",
                TestingModel.of("a", "select * from mart.b"),
                TestingModel.of("b", "select * from mart.a"),
                TestingModel.of("c", "select 1 as a"));
    }

    @Test
    void modelThatReadsItselfIsACircle() {
        assertProblem(
                "mart mart.a: cannot order models 'mart.a': expected models that do not read each other in a circle",
                TestingModel.of("a", "select * from mart.a"));
    }

    @Test
    void onlyCoreReferenceAndMartsMayBeRead() {
        assertProblem(
                "mart test/a.sql: cannot read table 'stage.x_table': expected a table of core, mart, ref",
                TestingModel.of("a", "select * from stage.x_table"));
        assertProblem(
                "mart test/a.sql: cannot read table 'ops.run': expected a table of core, mart, ref",
                TestingModel.of("a", "select * from ops.run"));
        assertProblem(
                "mart test/a.sql: cannot read table 'information_schema.tables': expected a table of core, mart, ref",
                TestingModel.of("a", "select * from information_schema.tables"));
    }

    @Test
    void filesMayNotBeRead() {
        assertProblem(
                "mart test/a.sql: cannot use table function 'read_csv'; allowed: generate_series, range, unnest",
                TestingModel.of("a", "select * from core.figure, read_csv('/tmp/x.csv')"));
        assertProblem(
                "mart test/a.sql: cannot use table '/tmp/x.parquet': expected schema.table, or the name of a CTE of this"
                        + " statement",
                TestingModel.of("a", "select * from '/tmp/x.parquet'"));
    }

    @Test
    void tableWithoutSchemaIsTold() {
        assertProblem(
                "mart test/a.sql: cannot use table 'figure, unit': expected schema.table, or the name of a CTE of this"
                        + " statement",
                TestingModel.of("a", "select * from figure join unit using (unit)"));
    }

    @Test
    void unknownMartIsToldWithWhatWasMeant() {
        assertProblem(
                "mart test/a.sql: cannot read table 'mart.traning'; allowed: mart.a, mart.training; did you mean"
                        + " 'mart.training' or 'mart.a'?",
                TestingModel.of("a", "select * from mart.traning"),
                TestingModel.of("training", "select 1 as a"));
    }

    @Test
    void twoStatementsAreTold() {
        assertProblem(
                "mart test/a.sql: cannot read the statement: expected one SELECT, found 2 statements",
                TestingModel.of("a", "select 1 as a; select 2 as a"));
    }

    @Test
    void anythingButASelectIsTold() {
        assertProblem(
                "mart test/a.sql: cannot read the statement: expected one SELECT, found Only SELECT statements can be"
                        + " serialized to json!",
                TestingModel.of("a", "create table b as select 1 as a"));
    }

    @Test
    void nonsenseIsTold() {
        assertProblem(
                "mart test/a.sql: cannot read the statement: expected one SELECT, found syntax error at or near"
                        + " \"selct\"",
                TestingModel.of("a", "selct 1 as a"));
    }

    private List<String> order(Model... models) throws SQLException {
        return ModelGraph.order(connection, List.of(models)).stream()
                .map(Model::name)
                .toList();
    }

    private Iterable<String> references(String sql) throws SQLException {
        return TableReferences.of(connection, Location.of("mart", "test/a.sql"), sql);
    }

    private void assertProblem(String message, Model... models) {
        assertThatThrownBy(() -> order(models))
                .isInstanceOf(ProblemException.class)
                .hasMessage(message);
    }
}
