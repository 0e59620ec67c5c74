package org.corvee.jobs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.corvee.jobs.TestingInstallation.SOURCE;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.stream.Stream;
import org.corvee.home.Folders;
import org.corvee.jobs.TestingInstallation.Result;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What was known on a day can be asked for later: one figure was corrected, one removed, and one came. */
@Tag("slow")
class AsOfTest {

    private static final String VALUE =
            "select value::bigint::varchar from core.figure where figure_id = '" + SOURCE + ":transfers_2021'";

    @TempDir
    private static Path folder;

    private static TestingInstallation corvee;

    @BeforeAll
    static void correctAFigureOnTheThirdDay() throws IOException {
        corvee = new TestingInstallation(folder).on("2026-11-20");
        assertThat(corvee.run("refresh").exitCode()).isZero();
        Path figures = corvee.source(SOURCE).resolve("figures.csv");
        corvee.replace(
                figures,
                "person_times,3170000,3165000,3175000,exact,3.17 million surplus",
                "person_times,3190000,3185000,3195000,exact,3.19 million surplus");
        corvee.replace(figures, "training_2021,", "training_in_2021,");
        assertThat(corvee.on("2026-11-22").run("refresh").exitCode()).isZero();
    }

    @Test
    void bothStatesAreKeptInThePublishedFile() throws SQLException {
        assertThat(corvee.query(VALUE)).isEqualTo("3190000");
        assertThat(corvee.query("select concat_ws(' ', vintage, known_from, known_until, value::bigint)"
                        + " from core.figure_vintage where figure_id = '" + SOURCE
                        + ":transfers_2021' order by vintage"))
                .isEqualTo("1 2026-11-20 2026-11-22 3170000\n2 2026-11-22 3190000");
        assertThat(corvee.query(VALUE.replace("core.figure", "as_of(date '2026-11-21')")))
                .isEqualTo("3170000");
        assertThat(corvee.query(VALUE.replace("core.figure", "as_of(date '2026-11-22')")))
                .isEqualTo("3190000");
        assertThat(corvee.query("select count(*)::varchar from as_of(date '2026-11-19')"))
                .isEqualTo("0");
    }

    @Test
    void figureThatIsGoneWasKnownUntilThen() throws SQLException {
        assertThat(corvee.query("select concat_ws(' ', figure_id, known_from, known_until) from core.figure_vintage"
                        + " where figure_id like '%:training_2021' or figure_id like '%:training_in_2021' order by 1"))
                .isEqualTo(SOURCE + ":training_2021 2026-11-20 2026-11-22\n" + SOURCE + ":training_in_2021 2026-11-22");
    }

    @Test
    void statementSeesTheWarehouseOfThatDay() {
        String mart = "select value::bigint as persons from mart.labor_transfer where figure_id = '" + SOURCE
                + ":transfers_2021' or list_contains(figure_ids, '" + SOURCE + ":transfers_2021')"
                + " and statistic = 'level'";

        Result then = corvee.run("sql", "--as-of", "2026-11-21", "--format", "csv", mart);
        Result now = corvee.run("sql", "--format", "csv", mart);

        assertThat(then.err()).contains("building what was known on 2026-11-21", "checks hold");
        assertThat(then.out()).contains("3170000").doesNotContain("3190000");
        assertThat(now.out()).contains("3190000").doesNotContain("3170000");
        assertThat(corvee.run("sql", "--as-of", "2026-11-21", "select 1").err()).isEmpty();
    }

    @Test
    void exportIsThatOfTheDay() throws IOException {
        Path then = folder.resolve("then");
        Path now = folder.resolve("now");

        assertThat(corvee.run("export", "labor_transfer_trend", "--as-of", "2026-11-20", "--out", then.toString())
                        .exitCode())
                .isZero();
        assertThat(corvee.run("export", "labor_transfer_trend", "--out", now.toString())
                        .exitCode())
                .isZero();

        assertThat(then.resolve("labor_transfer_trend.csv"))
                .content()
                .contains("3170000")
                .doesNotContain("3190000");
        assertThat(now.resolve("labor_transfer_trend.csv"))
                .content()
                .contains("3190000")
                .doesNotContain("3170000");
        assertThat(then.resolve("labor_transfer_trend.md")).content().contains("2026-11-20");
        assertThat(corvee.run("export", "--as-of", "2026-11-20", "--release", "2026-11-20.1", "--out", then.toString())
                        .err())
                .isEqualTo("cannot use --as-of with --release: a release is what it was when it was made\n");
    }

    @Test
    void refreshOfADayPublishesNothing() throws IOException, SQLException {
        Result result = corvee.run("refresh", "--as-of", "2026-11-20");

        assertThat(result.exitCode()).isZero();
        assertThat(result.out())
                .contains("what was known on 2026-11-20: " + corvee.home().root());
        assertThat(corvee.query(VALUE)).isEqualTo("3190000");
    }

    /** A build that must normalize again reads a snapshot only when it still has its bytes. */
    @Test
    void changedBytesAreNotRead(@TempDir Path other) throws IOException {
        TestingInstallation changed = new TestingInstallation(other).on("2026-11-20");
        assertThat(changed.run("refresh").exitCode()).isZero();
        Path kept;
        try (Stream<Path> folders = Files.list(changed.home().snapshots().resolve(SOURCE))) {
            kept = folders.findFirst().orElseThrow().resolve("figures.csv");
        }
        changed.replace(kept, "3170000,3165000,3175000,exact,3.17 m", "3190000,3185000,3195000,exact,3.19 m");
        Folders.delete(changed.home().normalized());

        Result result = changed.run("sql", "--as-of", "2026-11-20", "select count(*) from core.figure");

        assertThat(result.exitCode()).isEqualTo(2);
        assertThat(result.err()).contains("check some_source_is_loaded: cannot publish the warehouse");
    }

    @Test
    void dayBeforeTheFirstSnapshotIsRefused() {
        Result result = corvee.run("sql", "--as-of", "2026-11-19", "select 1");

        assertThat(result.exitCode()).isEqualTo(2);
        assertThat(result.err())
                .isEqualTo("as-of: cannot show day '2026-11-19': expected 2026-11-20 or later: the first snapshot of"
                        + " this data home is of that day (UTC)\n");
        assertThat(corvee.run("sql", "--as-of", "yesterday", "select 1").err())
                .startsWith("Invalid value for option '--as-of': expected a day such as 2026-11-24, found 'yesterday'");
    }
}
