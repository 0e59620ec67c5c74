package org.corvee.jobs.command;

import java.io.Closeable;
import java.io.IOException;
import java.sql.SQLException;
import java.util.OptionalInt;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import org.corvee.jobs.database.TaskDatabase;
import org.corvee.jobs.metrics.MetricsEndpoint;
import org.corvee.jobs.schedule.ChildProcess;
import org.corvee.jobs.schedule.ScheduleCatalog;
import org.corvee.jobs.schedule.ScheduleRunner;
import org.corvee.jobs.schedule.SchedulerLock;
import org.corvee.jobs.settings.Setting;
import org.corvee.jobs.settings.Settings;
import picocli.CommandLine.Command;

@Command(
        name = "run",
        mixinStandardHelpOptions = true,
        description = {
            "Starts each schedule's command at its times, until it is stopped.",
            "The times are kept in a table: after a downtime, what was missed runs once. With",
            "jobs_url set, several machines share the table, and one of them starts each run.",
            "SIGTERM or Ctrl-C stops what is at work, which is due again at the next start."
        },
        footerHeading = "%nExamples:%n",
        footer = {
            "  ./corvee schedule run",
            "  CORVEE_JOBS_URL=jdbc:postgresql://db.example.org/corvee \\",
            "    ./corvee schedule run",
            "",
            "Exit codes: 143 stopped by SIGTERM, 130 by Ctrl-C; 2 a setting or schedule cannot",
            "be used, 4 another scheduler has this data home, or the database is not there."
        })
final class ScheduleRunCommand implements Callable<Integer> {

    private final Console console;

    ScheduleRunCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() throws Exception {
        Settings settings = console.settings();
        ScheduleCatalog catalog = ScheduleCommand.catalog(console, ScheduleCommand.sources(console));
        if (settings.sharesJobs()) {
            return run(settings, catalog);
        }
        try (SchedulerLock lock =
                SchedulerLock.take(console.home(), console.clock().instant())) {
            return run(settings, catalog);
        } catch (SchedulerLock.HeldException e) {
            throw new CommandFailure(ExitCode.NOT_PUBLISHED, String.valueOf(e.getMessage()));
        }
    }

    private int run(Settings settings, ScheduleCatalog catalog) throws InterruptedException, SQLException, IOException {
        CountDownLatch asked = new CountDownLatch(1);
        CountDownLatch ended = new CountDownLatch(1);
        // The process ends when all its hooks have, so this one waits until all is closed.
        Runtime.getRuntime().addShutdownHook(new Thread(() -> stop(asked, ended), "stop the scheduler"));
        try {
            work(settings, catalog, asked);
            console.out().println("stopped");
        } finally {
            ended.countDown();
        }
        return ExitCode.DONE;
    }

    private void work(Settings settings, ScheduleCatalog catalog, CountDownLatch asked)
            throws InterruptedException, SQLException, IOException {
        try (Closeable metrics = metrics(settings);
                TaskDatabase database = database(settings);
                ScheduleRunner runner = new ScheduleRunner(
                        catalog,
                        database,
                        !settings.sharesJobs(),
                        new ChildProcess(
                                console.installation(),
                                console.home(),
                                console.environment(),
                                console.out(),
                                console.clock()),
                        console.clock(),
                        console.out()::println,
                        ScheduleRunner.Pace.usual())) {
            console.out().println("scheduler of " + console.home().root() + " at work; SIGTERM or Ctrl-C stops it");
            runner.start();
            asked.await();
            console.out().println("stopping; no new work is taken");
        }
    }

    /** Answers Prometheus where a port is set. */
    private Closeable metrics(Settings settings) {
        OptionalInt port = settings.number(Setting.METRICS_PORT);
        if (port.isEmpty()) {
            return () -> {};
        }
        try {
            MetricsEndpoint endpoint = new MetricsEndpoint(port.getAsInt(), console.home());
            console.out().println("metrics at port " + endpoint.port() + ", /metrics");
            return endpoint;
        } catch (IOException e) {
            throw new CommandFailure(
                    ExitCode.USAGE,
                    "cannot use metrics_port '" + port.getAsInt() + "': expected a port that is free, found: "
                            + e.getMessage());
        }
    }

    private TaskDatabase database(Settings settings) {
        try {
            return TaskDatabase.open(settings, console.home());
        } catch (SQLException | RuntimeException e) {
            throw new CommandFailure(
                    ExitCode.NOT_PUBLISHED,
                    "cannot open the scheduler's table in "
                            + settings.told(Setting.JOBS_URL)
                                    .orElse(console.home().schedule().toString())
                            + ": " + e.getMessage());
        }
    }

    private static void stop(CountDownLatch asked, CountDownLatch ended) {
        asked.countDown();
        try {
            ended.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
