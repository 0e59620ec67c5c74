package org.corvee.jobs.refresh;

import java.io.PrintStream;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.corvee.home.DataHome;
import org.corvee.home.Installation;
import org.corvee.jobs.lineage.Lineage;
import org.corvee.jobs.metrics.MetricsFile;
import org.corvee.jobs.notification.Notifications;
import org.corvee.jobs.settings.Setting;
import org.corvee.jobs.settings.Settings;
import org.corvee.report.RunReports;
import org.corvee.run.RunRecord;
import org.corvee.run.RunStore;
import org.slf4j.LoggerFactory;

/** What is done with the record of a run: a page, metrics, notifications. None of it can make a good night a bad one. */
final class AfterRun {

    private final Installation installation;
    private final DataHome home;
    private final Settings settings;
    private final PrintStream out;
    private final Clock clock;

    AfterRun(Installation installation, DataHome home, Settings settings, PrintStream out, Clock clock) {
        this.installation = installation;
        this.home = home;
        this.settings = settings;
        this.out = out;
        this.clock = clock;
    }

    /** One thing to do. */
    private interface Duty {
        void run() throws Exception;
    }

    private record Named(String name, Duty duty) {}

    private List<Named> duties(RunRecord record) {
        RunStore runs = new RunStore(home.runs());
        return List.of(
                new Named("write the report", () -> {
                    List<RunRecord> newest = runs.newest(RunReports.LISTED + 1);
                    new RunReports(home.reports()).writeAfter(record, newest);
                }),
                new Named("write the metrics", () -> {
                    Optional<String> file = settings.text(Setting.METRICS_FILE);
                    if (file.isPresent()) {
                        MetricsFile.write(Path.of(file.get()).toAbsolutePath(), runs);
                    }
                }),
                new Named(
                        "write the lineage", () -> new Lineage(installation, home, settings).end(record, out::println)),
                new Named("notify", () -> new Notifications(home, settings, clock).tell(out::println)));
    }

    void run(RunRecord record) {
        duties(record).forEach(this::fulfil);
    }

    /** What is told when a run begins. */
    void begin(Instant startedAt) {
        fulfil(new Named(
                "write the lineage", () -> new Lineage(installation, home, settings).start(startedAt, out::println)));
    }

    private void fulfil(Named named) {
        try {
            named.duty().run();
        } catch (Exception | LinkageError e) {
            // The night is over and recorded: not even a class that a small Java lacks may change how it ended.
            LoggerFactory.getLogger(AfterRun.class).error("after the run: {}", named.name(), e);
            out.println("cannot " + named.name() + ": " + e.getMessage());
        }
    }
}
