package org.corvee.jobs;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Map;
import org.corvee.digest.Sha256;
import org.corvee.jobs.TestingInstallation.Result;
import org.corvee.publish.RefreshLock;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A refresh that fails leaves the last good warehouse, and the next one works without a person's repair. */
@Tag("slow")
class FailedRefreshTest {

    private static final String SOURCE = TestingInstallation.SOURCE;

    @TempDir
    private Path folder = Path.of("");

    private TestingInstallation corvee;
    private Sha256 published;

    @BeforeEach
    void publishOnce() throws IOException {
        corvee = TestingInstallation.refreshed(folder);
        published = Sha256.of(corvee.home().published());
    }

    @Test
    void driftedHeaderKeepsTheLastGoodStateAndIsToldEveryNight() throws IOException, SQLException {
        Map<String, String> digests = corvee.digests();
        Path figures = corvee.source(SOURCE).resolve("figures.csv");
        corvee.replace(figures, "figure_key,locator,", "figure_key,place,");

        Result drifted = corvee.run("refresh");
        Result again = corvee.run("refresh");
        Result status = corvee.run("status");

        String problem = SOURCE + " figures.csv:1: cannot use column 'place'; allowed: figure_key, locator, subject,";
        String hint = "note (and 1 more; see ./corvee drift " + SOURCE + ")\n";
        assertThat(drifted.exitCode()).isEqualTo(3);
        assertThat(drifted.out()).contains("stale: " + problem).contains(hint);
        assertThat(again.exitCode()).isEqualTo(3);
        assertThat(again.out()).contains("stale: " + problem).contains(hint).contains("no work was done");
        assertThat(status.exitCode()).isEqualTo(3);
        assertThat(corvee.digests()).isEqualTo(digests);

        corvee.replace(figures, "figure_key,place,", "figure_key,locator,");
        assertThat(corvee.run("refresh").exitCode()).isZero();
        assertThat(corvee.run("status").exitCode()).isZero();
    }

    @Test
    void brokenDescriptorPublishesNothing() throws IOException {
        Path descriptor = corvee.source(SOURCE).resolve("source.yml");
        corvee.replace(descriptor, "cadence: once", "cadance: once");

        Result result = corvee.run("refresh");

        assertThat(result.exitCode()).isEqualTo(4);
        assertThat(result.out()).contains(SOURCE + " source.yml:9: cannot use key 'cadance'");
        assertUntouched();
        corvee.replace(descriptor, "cadance: once", "cadence: once");
        assertThat(corvee.run("refresh").exitCode()).isZero();
    }

    @Test
    void failedCheckPublishesNothing() throws IOException {
        Path check = corvee.sql().resolve("checks/nothing_is_there.sql");
        Files.writeString(check, "-- There is no figure at all.\nselect figure_id\nfrom core.figure\n");

        Result result = corvee.run("refresh");

        assertThat(result.exitCode()).isEqualTo(4);
        assertThat(result.out())
                .contains("check nothing_is_there: cannot publish the warehouse: expected There is no figure at all.,"
                        + " found 68 rows that break it, such as {figure_id=jamestown_china_brief_2022:");
        assertUntouched();
        assertThat(corvee.run("status").exitCode()).isEqualTo(4);
        Files.delete(check);
        assertThat(corvee.run("refresh").exitCode()).isZero();
        assertThat(corvee.run("status").exitCode()).isZero();
    }

    @Test
    void sourceThatCanNoLongerBeLoadedIsNotDropped() throws IOException {
        corvee.replace(corvee.source(SOURCE).resolve("stage.sql"), "figure.locator,", "figure.place as locator,");

        Result result = corvee.run("refresh");

        assertThat(result.exitCode()).isEqualTo(4);
        assertThat(result.out())
                .contains(
                        "publish: cannot drop source 'jamestown_china_brief_2022': expected the rows that are published"
                                + " to be loaded again, found jamestown_china_brief_2022 stage.sql: cannot run the statement");
        assertUntouched();
    }

    @Test
    void secondRefreshAtTheSameTimeIsToldWhoHoldsTheLock() throws IOException, RefreshLock.HeldException {
        try (RefreshLock lock = RefreshLock.take(corvee.home().refreshLock(), Instant.parse("2026-11-21T02:00:00Z"))) {
            Result result = corvee.run("refresh");

            assertThat(result.exitCode()).isEqualTo(4);
            assertThat(result.err())
                    .isEqualTo("cannot refresh: another refresh is at work (process "
                            + ProcessHandle.current().pid()
                            + " since 2026-11-21T02:00:00Z); wait for it to end, or stop that process\n");
            assertThat(corvee.run("status").out())
                    .contains("at work now: process " + ProcessHandle.current().pid());
            assertThat(corvee.run("sql", "select count(*) as figures from core.figure")
                            .out())
                    .contains("68");
        }
        assertUntouched();
    }

    private void assertUntouched() throws IOException {
        assertThat(Sha256.of(corvee.home().published())).isEqualTo(published);
    }
}
