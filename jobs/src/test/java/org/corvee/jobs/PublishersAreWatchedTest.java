package org.corvee.jobs;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.Map;
import org.corvee.jobs.TestingInstallation.Result;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A publisher that revises, goes away and comes back: the warehouse keeps what it saw and tells what happened. */
@Tag("slow")
@SuppressWarnings("NullAway.Init")
class PublishersAreWatchedTest {

    private static final String HISTORY =
            "select concat_ws(' ', state, cast(state_since as date), cast(first_seen as date),"
                    + " cast(last_seen_alive as date), versions, figures) from mart.source_history where source_id = '"
                    + TestingWebSource.ID + "'";

    private static final String KASHGAR =
            "select value::bigint::varchar from core.figure where figure_id = 'example_bulletin:653100_2023'";

    @TempDir
    private Path folder;

    private TestingPublisher publisher;
    private TestingInstallation corvee;

    @BeforeEach
    void start() throws IOException {
        publisher = new TestingPublisher(TestingWebSource.TABLE);
        corvee = new TestingInstallation(folder).online(Map.of());
        TestingWebSource.add(corvee, publisher.url());
    }

    @AfterEach
    void stop() {
        publisher.close();
    }

    @Test
    void revisedNumberIsANewVintageAndTheOldOneIsKept() throws Exception {
        Result first = corvee.on("2026-11-20").run("refresh");

        assertThat(first.exitCode()).isZero();
        assertThat(first.out())
                .containsSubsequence(
                        "first what ships with the program, then what publishers have",
                        "load       example_bulletin: nothing to load",
                        "published ",
                        "snapshot   example_bulletin: table.csv is new, 2026-11-20-",
                        "load       example_bulletin: 3 rows",
                        "published ");
        assertThat(corvee.query(KASHGAR)).isEqualTo("2500");
        assertThat(corvee.query(HISTORY)).isEqualTo("alive 2026-11-20 2026-11-20 2026-11-20 1 3");

        Result quiet = corvee.on("2026-11-21").run("refresh");

        assertThat(quiet.exitCode()).isZero();
        assertThat(quiet.out()).contains("example_bulletin: 1 unchanged", "no work was done");
        assertThat(publisher.wholeAnswers()).isEqualTo(1);

        publisher.revises("2023;2.500", "2023;2.900");
        assertThat(corvee.on("2026-11-22").run("refresh").exitCode()).isZero();

        assertThat(corvee.query(KASHGAR)).isEqualTo("2900");
        assertThat(corvee.query(HISTORY)).isEqualTo("changed 2026-11-20 2026-11-20 2026-11-22 2 3");
        assertThat(
                        corvee.query(
                                "select concat_ws(' ', vintage, known_from, known_until, value::bigint)"
                                        + " from core.figure_vintage where figure_id = 'example_bulletin:653100_2023' order by vintage"))
                .isEqualTo("1 2026-11-20 2026-11-22 2500\n2 2026-11-22 2900");
        assertThat(corvee.run("sql", "--as-of", "2026-11-21", "--format", "csv", KASHGAR)
                        .out())
                .contains("2500");
        assertThat(corvee.run("sql", "--as-of", "2026-11-21", "--format", "csv", HISTORY)
                        .out())
                .contains("alive 2026-11-20 2026-11-20 2026-11-21 1 3");
        assertThat(corvee.run("diff", "2026-11-21", "2026-11-22").out())
                .contains("example_bulletin:653100_2023", "2500", "2900", "publisher revised");
    }

    @Test
    void publisherThatGoesAwayComesBackAndDriftsLeavesItsFigures() throws SQLException {
        assertThat(corvee.on("2026-11-20").run("refresh").exitCode()).isZero();
        publisher.answersWith(404);

        Result gone = corvee.on("2026-11-21").run("refresh");
        Result still = corvee.on("2026-11-22").run("refresh");
        Result status = corvee.run("status");

        String problem = "example_bulletin table.csv: cannot fetch the document: found 127.0.0.1 says with status 404"
                + " that it is not there, since 2026-11-21; last seen on 2026-11-20";
        assertThat(gone.exitCode()).isEqualTo(3);
        assertThat(gone.out()).contains("stale: " + problem);
        assertThat(still.exitCode()).isEqualTo(3);
        assertThat(still.out()).contains("stale: " + problem, "no work was done");
        assertThat(status.exitCode()).isEqualTo(3);
        assertThat(corvee.query(KASHGAR)).isEqualTo("2500");
        assertThat(corvee.query(HISTORY)).isEqualTo("gone 2026-11-21 2026-11-20 2026-11-20 1 3");
        assertThat(corvee.query("select count(*)::varchar from core.source_visit"))
                .isEqualTo("2");

        Result offline = corvee.on("2026-11-23").run("refresh", "--offline");

        assertThat(offline.exitCode()).isEqualTo(3);
        assertThat(offline.out()).contains("stale: " + problem, "no work was done");

        publisher.answersWith(200);
        Result back = corvee.on("2026-11-24").run("refresh");

        assertThat(back.exitCode()).isZero();
        assertThat(corvee.query(HISTORY)).isEqualTo("alive 2026-11-24 2026-11-20 2026-11-24 1 3");
        assertThat(publisher.wholeAnswers()).isEqualTo(1);
        assertThat(corvee.run("verify").exitCode()).isZero();

        publisher.revises("Gebiet;Jahr;Personen", "Gebiet;Jahr;Haushalte");
        Result drifted = corvee.on("2026-11-25").run("refresh");

        assertThat(drifted.exitCode()).isEqualTo(3);
        assertThat(drifted.out()).contains("stale: ", "Haushalte");
        assertThat(corvee.query(KASHGAR)).isEqualTo("2500");
    }

    @Test
    void machineWithoutANetworkPublishesWhatItHasAndSaysWhatItWaitsFor() throws IOException, SQLException {
        publisher.close();

        Result result = corvee.on("2026-11-20").run("refresh");
        Result again = corvee.on("2026-11-21").run("refresh");

        assertThat(result.exitCode()).isZero();
        assertThat(result.out())
                .containsSubsequence(
                        "published ",
                        "example_bulletin: waits for its publisher; cannot connect to 127.0.0.1, since 2026-11-20; never seen yet",
                        "no work was done");
        assertThat(again.out()).contains("since 2026-11-20; never seen yet");
        assertThat(corvee.query("select state || ' ' || supply from ops.source_freshness where source_id = '"
                        + TestingWebSource.ID + "'"))
                .isEqualTo("waiting fetched");

        corvee.replace(
                corvee.source(TestingWebSource.ID).resolve("source.yml"),
                "seconds_between: 0",
                "seconds_between: 0, key: {variable: CORVEE_EXAMPLE_KEY, header: X-Key}");

        Result refreshed = corvee.on("2026-11-22").run("refresh");
        Result listed = corvee.run("sources");

        assertThat(refreshed.exitCode()).isZero();
        assertThat(refreshed.out())
                .contains("example_bulletin: waits for a key in the environment, CORVEE_EXAMPLE_KEY");
        assertThat(listed.out()).contains("fetched", "CORVEE_EXAMPLE_KEY");
    }
}
