package org.corvee.jobs;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.corvee.jobs.TestingInstallation.Result;
import org.corvee.jobs.benchmark.CustomsLines;
import org.corvee.normalized.NormalizedStore;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A file of several parts, a kill -9 after the first of them, and the next refresh. {@code docs/performance.md} names the
 * command for ten million lines.
 */
@Tag("slow")
class KilledInTheMiddleOfAFileTest {

    private static final String PART = "corvee.part";
    private static final Duration PATIENCE = Duration.ofMinutes(2);
    private static final long FEW = 600_000;
    private static final long LINES = Long.getLong("corvee.lines", FEW);

    /** Of a part of the file: where there are few lines, a quarter of the usual length. */
    private static final long BYTES_PER_PART = NormalizedStore.BYTES_PER_PART / (LINES == FEW ? 4 : 1);

    @BeforeAll
    static void makePartsShorter() {
        System.setProperty(PART, String.valueOf(BYTES_PER_PART));
    }

    @AfterAll
    static void makePartsUsual() {
        System.clearProperty(PART);
    }

    @TempDir
    private Path folder = Path.of("");

    @Test
    void partsThatWereWrittenAreNotReadAgainAndTheTableIsTheSame() throws Exception {
        TestingInstallation undisturbed = TestingInstallation.of(folder.resolve("undisturbed"), "gacc_trade");
        Path file = folder.resolve("lines.csv");
        new CustomsLines(undisturbed.sql(), Charset.forName("GB18030")).write(file, LINES);
        assertThat(Files.size(file)).isGreaterThan(3 * BYTES_PER_PART);
        drop(undisturbed, file);
        assertThat(undisturbed.run("refresh").exitCode()).isZero();

        TestingInstallation corvee = TestingInstallation.of(folder.resolve("killed"), "gacc_trade");
        drop(corvee, file);
        Process process = corvee.startWith("-D" + PART + "=" + BYTES_PER_PART, "refresh", "--offline");
        waitForTheFirstPart(corvee, process);
        process.destroyForcibly();
        assertThat(process.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS)).isTrue();
        Map<String, Instant> written = writtenParts(corvee);
        assertThat(written).isNotEmpty();
        assertThat(corvee.home().published()).doesNotExist();

        Result next = corvee.run("refresh");

        assertThat(next.err()).isEmpty();
        assertThat(next.exitCode()).isZero();
        assertThat(next.out())
                .contains(" was killed; it is recovered")
                .contains("gacc_trade: " + LINES + " records, " + LINES / CustomsLines.DEFECT_EVERY + " rejected");
        assertThat(corvee.digests()).isEqualTo(undisturbed.digests());
        assertThat(rowFiles(corvee)).containsAllEntriesOf(written).hasSizeGreaterThan(written.size());
        assertThat(corvee.query("select rows_in - rows_out - rows_rejected from ops.reconciliation"))
                .isEqualTo("0\n0");
    }

    private static void drop(TestingInstallation corvee, Path file) throws IOException {
        Path drop = Files.createDirectories(corvee.home().drop("gacc_trade"));
        Files.createLink(drop.resolve("lines.csv"), file);
        Files.writeString(drop.resolve("lines.csv.yml"), CustomsLines.MANIFEST);
    }

    private static void waitForTheFirstPart(TestingInstallation corvee, Process process)
            throws IOException, InterruptedException {
        Instant end = Instant.now().plus(PATIENCE);
        while (writtenParts(corvee).isEmpty()) {
            assertThat(process.isAlive())
                    .as("the process ended before it could be killed")
                    .isTrue();
            assertThat(Instant.now()).isBefore(end);
            Thread.sleep(5);
        }
    }

    /** By name: when the rows of each part that is done were written. */
    private static Map<String, Instant> writtenParts(TestingInstallation corvee) throws IOException {
        Map<String, Instant> written = new TreeMap<>();
        for (Path note : find(corvee, "part-")) {
            if (note.toString().endsWith(".json")) {
                String rows =
                        note.getFileName().toString().replace("part-", "rows-").replace(".json", ".parquet");
                written.put(
                        rows,
                        Files.getLastModifiedTime(note.resolveSibling(rows)).toInstant());
            }
        }
        return written;
    }

    private static Map<String, Instant> rowFiles(TestingInstallation corvee) throws IOException {
        Map<String, Instant> files = new TreeMap<>();
        for (Path file : find(corvee, "rows-")) {
            files.put(
                    file.getFileName().toString(),
                    Files.getLastModifiedTime(file).toInstant());
        }
        return files;
    }

    private static List<Path> find(TestingInstallation corvee, String prefix) throws IOException {
        Path normalized = corvee.home().normalized().resolve("gacc_trade");
        if (!Files.isDirectory(normalized)) {
            return List.of();
        }
        try (Stream<Path> paths = Files.find(
                normalized,
                2,
                (path, attributes) -> path.getFileName().toString().startsWith(prefix))) {
            return paths.toList();
        }
    }
}
