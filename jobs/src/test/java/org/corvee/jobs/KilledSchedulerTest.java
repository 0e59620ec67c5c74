package org.corvee.jobs;

import static org.assertj.core.api.Assertions.assertThat;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.corvee.home.DataHome;
import org.corvee.home.Installation;
import org.corvee.jobs.database.TaskDatabase;
import org.corvee.jobs.schedule.ScheduleCatalog;
import org.corvee.jobs.schedule.ScheduleRunner;
import org.corvee.jobs.schedule.TestingClock;
import org.corvee.jobs.schedule.TestingLines;
import org.corvee.jobs.settings.Settings;
import org.corvee.source.SourceCatalog;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Schedulers in processes of their own, which are killed and stopped, and several of them on one PostgreSQL. */
@Tag("slow")
class KilledSchedulerTest {

    private static final String NIGHTLY = """
            name: nightly
            why: Made up for a test.
            cron: "%s"
            zone: UTC
            job: refresh
            cadences: [once]
            parameters: {offline: true}
            time_limit: 1h
            after_missed: run
            """;

    @TempDir
    private Path folder = Path.of("");

    private final List<Process> started = new ArrayList<>();

    private static TestingInstallation withSchedule(TestingInstallation corvee, String cron) throws IOException {
        Files.writeString(corvee.root().resolve("schedules/nightly.yml"), NIGHTLY.formatted(cron));
        Files.deleteIfExists(corvee.root().resolve("schedules/documents.yml"));
        return corvee;
    }

    /** Starts a scheduler whose signs of life come every half second. */
    private Process start(TestingInstallation corvee, Path output) throws IOException {
        ProcessBuilder builder = new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-Djava.io.tmpdir=" + Files.createDirectories(corvee.home().temporary()),
                "-D" + Installation.PROPERTY + "=" + corvee.root(),
                "-Dcorvee.schedule.heartbeat=500",
                "-cp",
                System.getProperty("java.class.path"),
                "org.corvee.jobs.Corvee",
                "schedule",
                "run");
        builder.environment().put("CORVEE_HOME", corvee.home().root().toString());
        Process process = builder.redirectErrorStream(true)
                .redirectOutput(output.toFile())
                .start();
        started.add(process);
        return process;
    }

    private static void awaitText(Path file, String text) throws InterruptedException {
        TestingLines.await(() -> read(file).contains(text), () -> "'" + text + "' in " + read(file));
    }

    private static String read(Path file) {
        try {
            return Files.exists(file) ? Files.readString(file) : "";
        } catch (IOException e) {
            return "";
        }
    }

    private static int runs(TestingInstallation corvee) throws IOException {
        try (Stream<Path> files = Files.list(corvee.home().runs())) {
            return (int) files.count();
        }
    }

    private void endAll() {
        started.forEach(Process::destroyForcibly);
    }

    @Test
    void nightOfAMachineThatIsKilledBetweenClaimAndRunIsRunByAnotherOnce() throws Exception {
        TestingInstallation corvee = withSchedule(TestingInstallation.refreshed(folder), "0 0 2 * * *");
        int before = runs(corvee);
        try (EmbeddedPostgres server = EmbeddedPostgres.start()) {
            Files.writeString(
                    corvee.home().root().resolve(Settings.FILE),
                    "jobs_url: " + server.getJdbcUrl("postgres", "postgres") + "\n");
            makeDue(Settings.read(corvee.home(), Map.of()), corvee.home());
            Process first = start(corvee, folder.resolve("first.log"));
            TestingLines.await(() -> isPicked(server), () -> "a claim; " + read(folder.resolve("first.log")));
            first.destroyForcibly().waitFor();
            assertThat(runs(corvee)).isEqualTo(before);

            Process second = start(corvee, folder.resolve("second.log"));
            awaitText(folder.resolve("second.log"), "nightly: ended with exit code");
            awaitText(folder.resolve("second.log"), "nightly: next ");
            second.destroy();

            assertThat(second.waitFor(20, TimeUnit.SECONDS)).isTrue();
            assertThat(read(folder.resolve("second.log")))
                    .contains("nightly: is at work on ", "nightly: is taken over: nothing was heard of ")
                    .contains("nightly: starts refresh --cadence once --offline")
                    .contains("nightly: ended with exit code 0 ")
                    .endsWith("stopping; no new work is taken\nstopped\n");
            assertThat(runs(corvee)).isEqualTo(before + 1);
        } finally {
            endAll();
        }
    }

    /** A night that was missed a moment ago: the next scheduler claims it as soon as it is there. */
    private static void makeDue(Settings settings, DataHome home) throws SQLException {
        try (TaskDatabase database = TaskDatabase.open(settings, home);
                Connection connection = database.dataSource().getConnection();
                Statement statement = connection.createStatement()) {
            statement.executeUpdate("insert into scheduled_tasks"
                    + " (task_name, task_instance, execution_time, picked, version)"
                    + " values ('schedule nightly', 'recurring', current_timestamp, false, 1)");
        }
    }

    private static boolean isPicked(EmbeddedPostgres server) {
        try (Connection connection = server.getPostgresDatabase().getConnection();
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery("select count(*) from scheduled_tasks where picked")) {
            return rows.next() && rows.getInt(1) > 0;
        } catch (SQLException e) {
            // The table is not made yet.
            return false;
        }
    }

    @Test
    void commandEndsWithItsSchedulerAndOneSchedulerHasAHome() throws Exception {
        TestingInstallation corvee = withSchedule(new TestingInstallation(folder), "* * * * * *");
        try {
            Process first = start(corvee, folder.resolve("first.log"));
            ProcessHandle child = child(first);

            TestingInstallation.Result second = corvee.run("schedule", "run");
            assertThat(second.exitCode()).isEqualTo(4);
            assertThat(second.err())
                    .startsWith("cannot schedule: another scheduler is at work on this data home (process "
                            + first.pid() + " since ");

            first.destroyForcibly().waitFor();
            child.onExit().get(10, TimeUnit.SECONDS);

            Process third = start(corvee, folder.resolve("third.log"));
            ProcessHandle stopped = child(third);
            third.destroy();

            assertThat(third.waitFor(30, TimeUnit.SECONDS)).isTrue();
            assertThat(stopped.isAlive()).isFalse();
            assertThat(read(folder.resolve("third.log")))
                    .contains("nightly: was due at ", "stopping what is at work")
                    .contains("nightly: was stopped; it is due again at the next start")
                    .endsWith("stopped\n");
        } finally {
            endAll();
        }
    }

    /** The command that a scheduler has started. */
    private static ProcessHandle child(Process scheduler) throws InterruptedException {
        TestingLines.await(() -> scheduler.children().findAny().isPresent(), () -> "a command");
        return scheduler.children().findAny().orElseThrow();
    }

    @Test
    void ofTwoSchedulersOnOneServerOneStartsEachNight() throws Exception {
        TestingInstallation corvee = withSchedule(new TestingInstallation(folder), "0 0 2 * * *");
        ScheduleCatalog catalog = ScheduleCatalog.read(
                corvee.root().resolve("schedules"),
                SourceCatalog.read(corvee.sql().resolve("sources")));
        TestingClock clock = new TestingClock("2026-11-28T12:00:00Z");
        TestingLines lines = new TestingLines();
        List<String> nights = new CopyOnWriteArrayList<>();
        ScheduleRunner.Pace pace =
                new ScheduleRunner.Pace(Duration.ofMillis(10), Duration.ofSeconds(1), Duration.ofMillis(20));
        try (EmbeddedPostgres server = EmbeddedPostgres.start()) {
            Settings settings = Settings.read(
                    new DataHome(folder.resolve("none")),
                    Map.of("CORVEE_JOBS_URL", server.getJdbcUrl("postgres", "postgres")));
            try (TaskDatabase one = TaskDatabase.open(settings, corvee.home());
                    TaskDatabase two = TaskDatabase.open(settings, corvee.home());
                    ScheduleRunner first = new ScheduleRunner(
                            catalog, one, false, (command, limit) -> night(nights, "first"), clock, lines, pace);
                    ScheduleRunner second = new ScheduleRunner(
                            catalog, two, false, (command, limit) -> night(nights, "second"), clock, lines, pace)) {
                first.start();
                second.start();
                for (int night = 1; night <= 10; night++) {
                    clock.set(String.format(Locale.ROOT, "2026-12-%02dT02:00:00Z", night));
                    lines.await(2 + night, "nightly: next");
                    Thread.sleep(50);
                }
            }
        }

        assertThat(nights).hasSize(10);
        assertThat(lines.count("nightly: starts")).isEqualTo(10);
    }

    private static int night(List<String> nights, String machine) throws InterruptedException {
        nights.add(machine);
        Thread.sleep(20);
        return 0;
    }
}
