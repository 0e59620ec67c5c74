package org.corvee.jobs;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.corvee.home.Folders;
import org.corvee.jobs.TestingInstallation.Result;
import org.corvee.run.RunOutcome;
import org.corvee.run.RunRecord;
import org.corvee.run.RunStore;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The content of a warehouse is a function of the snapshots, the content of sql/ and the code, and of nothing else. */
@Tag("slow")
class RebuildTest {

    private static final String SOURCE = TestingInstallation.SOURCE;

    @TempDir
    private Path folder = Path.of("");

    private TestingInstallation corvee;

    @BeforeEach
    void publishOnce() throws IOException {
        corvee = TestingInstallation.refreshed(folder);
    }

    private Path figures() {
        return corvee.source(SOURCE).resolve("figures.csv");
    }

    private Path addOtherReport() throws IOException {
        Path other = Files.createDirectories(corvee.source("example_other_report"));
        for (String file : List.of("source.yml", "stage.sql")) {
            Files.writeString(
                    other.resolve(file),
                    Files.readString(corvee.source(SOURCE).resolve(file)).replace(SOURCE, "example_other_report"));
        }
        Files.copy(figures(), other.resolve("figures.csv"));
        return other;
    }

    @Test
    void deletedNormalizedTablesAreMadeAgainFromAllSnapshots() throws IOException, SQLException {
        corvee.replace(figures(), "training_2021,", "training_in_2021,");
        assertThat(corvee.run("refresh").exitCode()).isZero();
        Map<String, String> digests = corvee.digests();

        Folders.delete(corvee.home().normalized());
        Files.delete(corvee.home().published());
        Result rebuilt = corvee.run("refresh");

        assertThat(rebuilt.exitCode()).isZero();
        assertThat(rebuilt.out().lines().filter(line -> line.startsWith("  normalize ")))
                .hasSize(2);
        assertThat(corvee.digests()).isEqualTo(digests);
    }

    @Test
    void descriptorThatChangedIsReadWithAtOnce() throws IOException, SQLException {
        corvee.replace(
                corvee.source(SOURCE).resolve("source.yml"),
                "  note: {type: text}",
                "  note: {type: text, allowed: []}");

        Result result = corvee.run("refresh");

        assertThat(result.exitCode()).isZero();
        assertThat(result.out())
                .contains("snapshot   " + SOURCE + ": unchanged")
                .contains("normalize  " + SOURCE + ": 68 records, 0 rejected")
                .contains("published ");
    }

    @Test
    void exportsThatAreNotOfThePublishedFileAreWrittenAgain() throws IOException {
        Folders.delete(corvee.home().exports());

        Result result = corvee.run("refresh");

        assertThat(result.exitCode()).isZero();
        assertThat(result.out())
                .contains("export     exports/labor_transfer_trend: 9 files")
                .contains("only the exports were written again")
                .doesNotContain("mart.");
        assertThat(corvee.home().exports().resolve("labor_transfer_trend.csv")).isNotEmptyFile();
    }

    @Test
    void sourceThatIsNotAskedForKeepsItsProblem() throws IOException {
        Path other = addOtherReport();
        assertThat(corvee.run("refresh").exitCode()).isZero();
        corvee.replace(figures(), "figure_key,locator,", "figure_key,place,");
        assertThat(corvee.run("refresh").exitCode()).isEqualTo(3);
        corvee.replace(other.resolve("figures.csv"), "1480000,1475000,1485000", "1490000,1485000,1495000");

        Result result = corvee.run("refresh", "--source", "example_other_report");

        assertThat(result.exitCode()).isEqualTo(3);
        assertThat(result.out()).contains("stale: " + SOURCE + " figures.csv:1: cannot use column 'place'");
    }

    @Test
    void problemThatComesAndGoesIsShownAndThenNoMore() throws IOException, SQLException {
        Map<String, String> digests = corvee.digests();
        Path aside = folder.resolve("figures.csv");
        Files.move(figures(), aside);

        assertThat(corvee.run("refresh").exitCode()).isEqualTo(3);
        assertThat(corvee.run("refresh").out()).contains("no work was done").contains("cannot find the file");
        assertThat(corvee.query("select state || ': ' || problem from ops.source_freshness"))
                .isEqualTo("stale: " + SOURCE + " figures.csv: cannot find the file");

        Files.move(aside, figures());
        assertThat(corvee.run("refresh").exitCode()).isZero();
        assertThat(corvee.query("select state from ops.source_freshness")).isEqualTo("fresh");
        assertThat(corvee.digests()).isEqualTo(digests);
    }

    @Test
    void mistypedSourceIsNoFailedRun() {
        assertThat(corvee.run("refresh", "--source", "no_such_source").exitCode())
                .isEqualTo(2);

        assertThat(corvee.run("status").exitCode()).isZero();
    }

    @Test
    void removedSourceIsTold() throws IOException {
        Path other = addOtherReport();
        corvee.run("refresh");
        Folders.delete(other);

        Result result = corvee.run("refresh");

        assertThat(result.exitCode()).isZero();
        assertThat(result.out())
                .contains("load       example_other_report: no longer in sql/sources, its rows leave the warehouse");
        assertThat(corvee.home().snapshots().resolve("example_other_report")).isNotEmptyDirectory();
    }

    @Test
    void changedBytesOfASnapshotAreNotReadAgain() throws IOException, SQLException {
        Map<String, String> digests = corvee.digests();
        try (Stream<Path> files = Files.walk(corvee.home().snapshots())) {
            Path kept = files.filter(file -> file.endsWith("figures.csv"))
                    .findFirst()
                    .orElseThrow();
            corvee.replace(kept, "3170000", "9170000");
        }
        Folders.delete(corvee.home().normalized());

        Result result = corvee.run("refresh");

        assertThat(result.exitCode()).isEqualTo(4);
        assertThat(result.out()).contains("expected the bytes with SHA-256 ").contains("restore it from a backup");
        assertThat(corvee.digests()).isEqualTo(digests);
    }

    @Test
    void oneMissingExportIsEnoughToWriteThemAgain() throws IOException {
        Path export = corvee.home().exports().resolve("labor_transfer_trend.csv");
        Files.delete(export);

        assertThat(corvee.run("refresh").out()).contains("only the exports were written again");
        assertThat(export).isNotEmptyFile();
    }

    @Test
    void verifyMissesWhatIsGone() throws IOException {
        Folders.delete(corvee.home().snapshots());
        Folders.delete(corvee.home().normalized());

        Result result = corvee.run("verify");

        assertThat(result.exitCode()).isEqualTo(4);
        assertThat(result.err())
                .contains("figures.csv: the file is gone\n")
                .contains("the table is gone or damaged; ./corvee refresh makes it again")
                .endsWith("2 things do not hold\n");
    }

    @Test
    void runThatDidNotEndIsNotWell() throws IOException {
        Instant killed = Instant.parse("2999-01-01T00:00:00Z");
        new RunStore(corvee.home().runs())
                .write(new RunRecord(
                        RunStore.runId(killed),
                        killed,
                        killed,
                        RunOutcome.NOT_PUBLISHED,
                        "the run did not end: it was killed, or the machine stopped",
                        List.of()));

        Result status = corvee.run("status");

        assertThat(status.exitCode()).isEqualTo(4);
        assertThat(status.out())
                .contains("not published: the run did not end")
                .endsWith("verdict    NOT WELL: the last run did not publish\n");
    }

    @Test
    void damagedJobHistoryIsSetAside() throws IOException {
        // H2 keeps a file open as long as its process lives: a home that this process has not touched yet.
        TestingInstallation damaged = new TestingInstallation(folder.resolve("damaged"));
        Files.writeString(Files.createDirectories(damaged.home().jobs()).resolve("jobs.mv.db"), "damaged");

        Result result = damaged.run("refresh");

        assertThat(result.exitCode()).isZero();
        assertThat(result.out()).contains("the job history cannot be read; it is set aside as jobs.damaged-");
    }

    @Test
    void damagedWarehouseIsBuiltAnew() throws IOException, SQLException {
        Map<String, String> digests = corvee.digests();
        Files.writeString(corvee.home().published(), "damaged");

        assertThat(corvee.run("status").exitCode()).isEqualTo(1);
        assertThat(corvee.run("status").err()).startsWith("cannot read the warehouse ");
        Result result = corvee.run("refresh");

        assertThat(result.exitCode()).isZero();
        assertThat(corvee.digests()).isEqualTo(digests);
    }
}
