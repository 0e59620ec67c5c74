package org.corvee.jobs.schedule;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeoutException;
import org.corvee.home.DataHome;
import org.corvee.jobs.database.TaskDatabase;
import org.corvee.jobs.settings.Settings;
import org.corvee.publish.RefreshLock;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The scheduler on a table in a file, with a clock that is set; the machine sleeps, dies and comes back. */
@Tag("slow")
class ScheduleRunnerTest {

    private static final ScheduleRunner.Pace FAST =
            new ScheduleRunner.Pace(Duration.ofMillis(20), Duration.ofMillis(50), Duration.ofMillis(20));
    private static final String NIGHTLY = "0 0 2 * * *";
    private static final String BERLIN = "Europe/Berlin";

    @TempDir
    private Path folder = Path.of("");

    private final TestingClock clock = new TestingClock("2026-11-28T12:00:00Z");
    private final List<List<String>> launched = new CopyOnWriteArrayList<>();
    private TestingLines lines = new TestingLines();

    @SuppressWarnings("NullAway.Init") // JUnit calls open before a test
    private TestingSchedules schedules;

    @SuppressWarnings("NullAway.Init")
    private TaskDatabase database;

    @BeforeEach
    void open() throws IOException, SQLException {
        DataHome home = new DataHome(folder.resolve("home"));
        database = TaskDatabase.open(Settings.read(home, Map.of()), home);
        schedules = new TestingSchedules(folder.resolve("schedules"));
    }

    @AfterEach
    void close() {
        database.close();
    }

    private ScheduleRunner start(Launcher launcher) throws IOException, SQLException {
        lines = new TestingLines();
        Launcher counting = (command, limit) -> {
            launched.add(command);
            return launcher.run(command, limit);
        };
        ScheduleRunner runner = new ScheduleRunner(schedules.read(), database, true, counting, clock, lines, FAST);
        runner.start();
        return runner;
    }

    private ScheduleRunner start() throws IOException, SQLException {
        return start((command, limit) -> 0);
    }

    /** What was told, with the seconds that passed in the meantime taken back. */
    private String told() {
        return lines.toString().replaceAll(":\\d\\dZ", ":00Z");
    }

    @Test
    void startsAtItsTimeAndNotBefore() throws Exception {
        schedules.with("nightly", NIGHTLY, BERLIN, "run");
        try (ScheduleRunner runner = start((command, limit) -> 3)) {
            clock.set("2026-11-29T00:59:59Z");
            Thread.sleep(200);
            assertThat(launched).isEmpty();
            clock.set("2026-11-29T01:00:00Z");
            lines.await(2, "nightly: next");
        }

        assertThat(launched).containsExactly(List.of("watch"));
        assertThat(told()).isEqualTo("""
                2026-11-28T12:00:00Z nightly: next Sun 2026-11-29 02:00:00 Europe/Berlin (2026-11-29T01:00:00Z)
                2026-11-29T01:00:00Z nightly: starts watch
                2026-11-29T01:00:00Z nightly: ended with exit code 3 after 0 s
                2026-11-29T01:00:00Z nightly: next Mon 2026-11-30 02:00:00 Europe/Berlin (2026-11-30T01:00:00Z)""");
    }

    @Test
    void machineThatSleptThroughNightsRunsOnceWhenItWakes() throws Exception {
        schedules.with("nightly", NIGHTLY, BERLIN, "run");
        try (ScheduleRunner runner = start()) {
            clock.set("2026-12-02T07:00:00Z");
            lines.await(2, "nightly: next");
        }

        assertThat(launched).hasSize(1);
        assertThat(told())
                .contains("2026-12-02T07:00:00Z nightly: starts watch, missed at 2026-11-29T01:00:00Z")
                .endsWith("(2026-12-03T01:00:00Z)");
    }

    @Test
    void whatWasMissedWhileNothingWasAtWorkRunsOnceAtTheStart() throws Exception {
        schedules.with("nightly", NIGHTLY, BERLIN, "run");
        start().close();
        clock.set("2026-12-02T07:00:00Z");

        try (ScheduleRunner runner = start()) {
            lines.await(1, "nightly: next");
        }

        assertThat(launched).hasSize(1);
        assertThat(told()).startsWith("2026-12-02T07:00:00Z nightly: was due at 2026-11-29T01:00:00Z");
    }

    @Test
    void whatWasMissedIsSkippedWhereTheFileSaysSo() throws Exception {
        schedules.with("nightly", NIGHTLY, BERLIN, "skip");
        start().close();
        clock.set("2026-12-02T07:00:00Z");

        try (ScheduleRunner runner = start()) {
            lines.await(1, "nightly: next Thu 2026-12-03 02:00:00");
            assertThat(launched).isEmpty();
            assertThat(told()).contains("missed Sun 2026-11-29 02:00:00 Europe/Berlin (2026-11-29T01:00:00Z); skipped");
            // A few minutes late is no miss.
            clock.set("2026-12-03T01:03:00Z");
            lines.await(1, "ended with exit code 0");
        }
        assertThat(launched).hasSize(1);
    }

    @Test
    void changedAndRemovedFilesCountAtTheNextStart() throws Exception {
        schedules.with("nightly", NIGHTLY, BERLIN, "run").with("weekly", "0 0 14 * * SUN", BERLIN, "run");
        start().close();
        schedules.with("nightly", "0 0 22 * * *", BERLIN, "run").without("weekly");

        try (ScheduleRunner runner = start()) {
            assertThat(told()).isEqualTo("""
                    2026-11-28T12:00:00Z weekly: has no file any more; removed
                    2026-11-28T12:00:00Z nightly: next Sat 2026-11-28 22:00:00 Europe/Berlin (2026-11-28T21:00:00Z)""");
            clock.set("2026-11-28T21:00:00Z");
            lines.await(1, "ended with exit code 0");
        }
        assertThat(new ScheduleTable(database.dataSource()).names()).containsExactly("nightly");
    }

    @Test
    void whatIsStoppedIsDueAgain() throws Exception {
        schedules.with("nightly", NIGHTLY, BERLIN, "run");
        ScheduleRunner first = start((command, limit) -> {
            Thread.sleep(Duration.ofMinutes(1).toMillis());
            return 0;
        });
        clock.set("2026-11-29T01:00:00Z");
        lines.await(1, "nightly: starts");
        first.close();
        assertThat(told())
                .endsWith("stopping what is at work\n"
                        + "2026-11-29T01:00:00Z nightly: was stopped; it is due again at the next start");

        try (ScheduleRunner second = start()) {
            lines.await(1, "nightly: next Mon 2026-11-30");
        }
        assertThat(launched).hasSize(2);
    }

    @Test
    void machineThatSleepsInTheMiddleOfARunGoesOnWithIt() throws Exception {
        schedules.with("nightly", NIGHTLY, BERLIN, "run");
        CountDownLatch woken = new CountDownLatch(1);
        try (ScheduleRunner runner = start((command, limit) -> {
            woken.await();
            return 0;
        })) {
            clock.set("2026-11-29T01:00:00Z");
            lines.await(1, "nightly: starts");
            for (int hour = 0; hour < 10; hour++) {
                // Whether the sign of life or the search for dead machines comes first is chance: many trials.
                clock.pass(Duration.ofHours(1));
                Thread.sleep(60);
            }
            woken.countDown();
            lines.await(1, "ended with exit code 0 after 600 min");
            Thread.sleep(200);
        }

        assertThat(launched).hasSize(1);
        assertThat(lines.count("taken over")).isZero();
    }

    @Test
    void commandThatTakesTooLongIsToldAndTheNextTimeStands() throws Exception {
        schedules.with("nightly", NIGHTLY, BERLIN, "run");
        try (ScheduleRunner runner = start((command, limit) -> {
            clock.pass(limit);
            throw new TimeoutException("made up");
        })) {
            clock.set("2026-11-29T01:00:00Z");
            lines.await(1, "nightly: next Mon 2026-11-30");
        }

        assertThat(lines.count("was stopped after 90 min: its time limit is 90m"))
                .isEqualTo(1);
    }

    @Test
    void waitsForAnotherRefreshOfTheDataHome() throws Exception {
        schedules.with("nightly", NIGHTLY, BERLIN, "run");
        Path lock = folder.resolve("refresh.lock");
        try (ScheduleRunner runner = start((command, limit) -> {
            RefreshLock.take(lock, clock.instant()).close();
            return 0;
        })) {
            try (RefreshLock held = RefreshLock.take(lock, clock.instant())) {
                clock.set("2026-11-29T01:00:00Z");
                lines.await(1, "nightly: waits: cannot refresh: another refresh is at work");
            }
            lines.await(1, "ended with exit code 0");
        }
        assertThat(lines.count("waits")).isEqualTo(1);
    }

    @Test
    void faultOfACommandLeavesTheNextTime() throws Exception {
        schedules.with("nightly", NIGHTLY, BERLIN, "run");
        try (ScheduleRunner runner = start((command, limit) -> {
            throw new IllegalStateException("made up");
        })) {
            clock.set("2026-11-29T01:00:00Z");
            lines.await(1, "nightly: next Mon 2026-11-30");
        }
        assertThat(lines.count("nightly: failed: java.lang.IllegalStateException: made up"))
                .isEqualTo(1);
    }
}
