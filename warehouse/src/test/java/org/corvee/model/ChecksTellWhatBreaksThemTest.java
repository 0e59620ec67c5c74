package org.corvee.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import org.corvee.duckdb.DuckDb;
import org.corvee.model.ModelDescriptor.Rule;
import org.corvee.problem.ProblemException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ChecksTellWhatBreaksThemTest {

    private static final Rule BAND = new Rule("the value lies in its band", "value < low or value > high");

    private final Connection connection;
    private final Path checks;

    ChecksTellWhatBreaksThemTest(@TempDir Path checks) throws SQLException {
        this.checks = checks;
        connection = DuckDb.inMemory();
        DuckDb.execute(connection, "create schema mart");
        DuckDb.execute(connection, "create schema core");
        DuckDb.execute(connection, "create schema ops");
        DuckDb.execute(
                connection,
                "create table ops.check_result (check_name varchar, question varchar, violations bigint,"
                        + " sample varchar)");
    }

    @AfterEach
    void close() throws SQLException {
        connection.close();
    }

    @Test
    void soundModelHoldsAllOfItsChecks() throws SQLException, IOException {
        assertThat(run("('a', 2, 1, 3), ('b', 1, null, null)"))
                .containsExactly(
                        new CheckResult("m.grain", "mart.m has one row per region", true, 0, List.of()),
                        new CheckResult("m.not_null", "mart.m always has region, value", true, 0, List.of()),
                        new CheckResult(
                                "m: the value lies in its band", "the value lies in its band", true, 0, List.of()))
                .allMatch(CheckResult::holds);
    }

    @Test
    void repeatedGrainIsShown() throws SQLException, IOException {
        assertThat(run("('a', 2, 1, 3), ('a', 3, 1, 3), ('b', 1, 0, 1)"))
                .contains(new CheckResult(
                        "m.grain", "mart.m has one row per region", true, 1, List.of("{region=a, row_count=2}")));
    }

    @Test
    void nullsInTheGrainAreTheSame() throws SQLException, IOException {
        assertThat(run("(null, 2, 1, 3), (null, 3, 1, 3)"))
                .contains(new CheckResult(
                        "m.grain", "mart.m has one row per region", true, 1, List.of("{region=null, row_count=2}")));
    }

    @Test
    void missingValueIsShown() throws SQLException, IOException {
        assertThat(run("('a', null, 1, 3), (null, 2, 1, 3), ('c', 1, null, 1)"))
                .contains(new CheckResult(
                        "m.not_null",
                        "mart.m always has region, value",
                        true,
                        2,
                        List.of("{region=a, value=null, low=1, high=3}", "{region=null, value=2, low=1, high=3}")));
    }

    @Test
    void rowThatBreaksARuleIsShown() throws SQLException, IOException {
        assertThat(run("('a', 4, 1, 3), ('b', 0, 1, 3), ('c', 1, 1, 3)"))
                .contains(new CheckResult(
                        "m: the value lies in its band",
                        "the value lies in its band",
                        true,
                        2,
                        List.of("{region=a, value=4, low=1, high=3}", "{region=b, value=0, low=1, high=3}")));
    }

    @Test
    void sampleIsSmallAndTheSameEachTime() throws SQLException, IOException {
        List<CheckResult> results =
                run("('g', 9, 1, 3), ('a', 9, 1, 3), ('f', 9, 1, 3), ('b', 9, 1, 3), ('e', 9, 1, 3),"
                        + " ('c', 9, 1, 3), ('d', 9, 1, 3)");

        assertThat(results.get(2).violations()).isEqualTo(7);
        assertThat(results.get(2).sample())
                .extracting(row -> row.substring(0, 9))
                .containsExactly("{region=a", "{region=b", "{region=c", "{region=d", "{region=e");
    }

    @Test
    void everyResultIsKept() throws SQLException, IOException {
        run("('a', 4, 1, 3), ('a', 0, 1, 3)");

        assertThat(DuckDb.column(
                        connection,
                        "select check_name || '|' || question || '|' || violations || '|' || sample"
                                + " from ops.check_result order by all"))
                .containsExactly(
                        "m.grain|mart.m has one row per region|1|{region=a, row_count=2}",
                        "m.not_null|mart.m always has region, value|0|",
                        "m: the value lies in its band|the value lies in its band|2|"
                                + "{region=a, value=0, low=1, high=3}\n{region=a, value=4, low=1, high=3}");
    }

    @Test
    void checkFileIsASelectOfWhatBreaksIt() throws SQLException, IOException {
        Files.writeString(
                checks.resolve("value_is_positive.sql"),
                "-- Every value is above zero.\nselect region from mart.m where value <= 0 -- the end");

        assertThat(run("('a', 0, 0, 3)"))
                .contains(new CheckResult(
                        "value_is_positive", "Every value is above zero.", true, 1, List.of("{region=a}")));
    }

    @Test
    void checkThatWarnsIsKeptAndBlocksNothing() throws SQLException, IOException {
        Files.createDirectories(checks.resolve("warnings"));
        Files.writeString(
                checks.resolve("warnings/value_is_small.sql"),
                "-- Every value is below ten.\nselect region from mart.m where value >= 10");

        List<CheckResult> results = run("('a', 10, 0, 13)");

        assertThat(results)
                .contains(new CheckResult(
                        "value_is_small", "Every value is below ten.", false, 1, List.of("{region=a}")));
        assertThat(DuckDb.column(connection, "select check_name from ops.check_result where violations > 0"))
                .containsExactly("value_is_small");
        assertThatCode(() -> CheckRunner.require(results)).doesNotThrowAnyException();
    }

    @Test
    void checkThatBlocksIsTheOnlyOneToldOfTwoThatDoNotHold() throws SQLException, IOException {
        Files.createDirectories(checks.resolve("warnings"));
        String check = "-- Every value is below ten.\nselect region from mart.m where value >= 10";
        Files.writeString(checks.resolve("warnings/it_warns.sql"), check);
        Files.writeString(checks.resolve("it_blocks.sql"), check);

        List<CheckResult> results = run("('a', 10, 0, 13)");

        assertThatThrownBy(() -> CheckRunner.require(results))
                .isInstanceOf(ProblemException.class)
                .hasMessage("check it_blocks: cannot publish the warehouse: expected Every value is below ten.,"
                        + " found 1 rows that break it, such as {region=a}");
    }

    @Test
    void checkFileThatFailsIsTold() throws IOException {
        Files.writeString(checks.resolve("broken.sql"), "-- Nothing.\nselect nothing from mart.m");

        assertThatThrownBy(() -> run("('a', 0, 0, 3)"))
                .isInstanceOf(ProblemException.class)
                .hasMessageStartingWith("check broken.sql: cannot run check 'broken': found Binder Error: Referenced"
                        + " column \"nothing\" not found in FROM clause!");
    }

    @Test
    void checkFileThatIsNoSelectIsTold() throws IOException {
        Files.writeString(checks.resolve("deletes.sql"), "delete from mart.m");

        assertThatThrownBy(() -> run("('a', 0, 0, 3)"))
                .isInstanceOf(ProblemException.class)
                .hasMessage("check deletes.sql: cannot read the statement: expected one SELECT, found Only SELECT"
                        + " statements can be serialized to json!");
    }

    private List<CheckResult> run(String values) throws SQLException, IOException {
        DuckDb.execute(connection, "create table mart.m (region varchar, value integer, low integer, high integer)");
        DuckDb.execute(connection, "insert into mart.m values " + values);
        Model model = TestingModel.checked(
                TestingModel.of("m", "select 1 as a"), List.of("region"), List.of("region", "value"), BAND);
        return CheckRunner.run(connection, List.of(model), checks);
    }
}
