package org.corvee.jobs;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.corvee.jobs.TestingInstallation.Result;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A refresh that is killed without warning is recovered by the next one, which needs no person's help. */
@Tag("slow")
class KilledRefreshTest {

    private static final int MANY = 100_000;
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    @TempDir
    private Path folder = Path.of("");

    @Test
    void nextRefreshRecoversTheKilledOneAndGivesTheSameWarehouse() throws Exception {
        TestingInstallation undisturbed = new TestingInstallation(folder.resolve("undisturbed"));
        addLargeSource(undisturbed);
        assertThat(undisturbed.run("refresh").exitCode()).isZero();

        TestingInstallation corvee = new TestingInstallation(folder.resolve("killed"));
        addLargeSource(corvee);
        Process process = corvee.start("refresh", "--offline");
        waitForPartialTable(corvee, process);
        process.destroyForcibly();
        assertThat(process.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS)).isTrue();
        assertThat(corvee.home().published()).doesNotExist();

        Result next = corvee.run("refresh");

        assertThat(next.err()).isEmpty();
        assertThat(next.exitCode()).isZero();
        assertThat(next.out()).contains(" was killed; it is recovered").contains("published ");
        assertThat(withoutDays(corvee)).isEqualTo(withoutDays(undisturbed));
        assertThat(partial(corvee)).isEmpty();
        assertThat(corvee.run("refresh").out()).contains("no work was done").doesNotContain("recovered");
    }

    /** first_seen and last_seen are days: a test that runs over midnight must not fail for it. */
    private static String withoutDays(TestingInstallation corvee) throws SQLException {
        Map<String, String> digests = corvee.digests();
        digests = new java.util.TreeMap<>(digests);
        digests.remove("core.figure");
        return digests + corvee.query("select count(*) || ' ' || sum(value) from core.figure");
    }

    private static void addLargeSource(TestingInstallation corvee) throws IOException {
        Path original = corvee.source(TestingInstallation.SOURCE);
        Path added = Files.createDirectories(corvee.source("example_large_table"));
        for (String file : new String[] {"source.yml", "stage.sql"}) {
            Files.writeString(
                    added.resolve(file),
                    Files.readString(original.resolve(file))
                            .replace(TestingInstallation.SOURCE, "example_large_table"));
        }
        StringBuilder text = new StringBuilder(
                Files.readAllLines(original.resolve("figures.csv")).get(0));
        StringBuilder populations = new StringBuilder("population,name,parent,partition,is_unnamed,description");
        for (int i = 0; i < MANY; i++) {
            populations.append("\nrow_").append(i).append(",Made up,,,false,Made up for a test.");
            text.append("\nrow_")
                    .append(i)
                    .append(",Made up,policy,plan_mentions,row_")
                    .append(i)
                    .append(",Xinjiang,,2021-12-31,2021-12-31,point,actual,level,,,,,,count,1,1,1,exact,one,,,A,");
        }
        Files.writeString(added.resolve("figures.csv"), text.append('\n'));
        Files.writeString(added.resolve("population.csv"), populations.append('\n'));
    }

    private static void waitForPartialTable(TestingInstallation corvee, Process process)
            throws IOException, InterruptedException {
        Instant end = Instant.now().plus(PATIENCE);
        while (partial(corvee).isEmpty()) {
            assertThat(process.isAlive())
                    .as("the process ended before it could be killed")
                    .isTrue();
            assertThat(Instant.now()).isBefore(end);
            Thread.sleep(5);
        }
    }

    private static String partial(TestingInstallation corvee) throws IOException {
        Path large = corvee.home().normalized().resolve("example_large_table");
        if (!Files.isDirectory(large)) {
            return "";
        }
        try (Stream<Path> files = Files.list(large)) {
            return files.map(file -> file.getFileName().toString())
                    .filter(name -> name.startsWith("."))
                    .findFirst()
                    .orElse("");
        }
    }
}
