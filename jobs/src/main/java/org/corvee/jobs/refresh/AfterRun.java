package org.corvee.jobs.refresh;

import java.io.IOException;
import java.io.PrintStream;
import java.time.Clock;
import java.util.List;
import org.corvee.home.DataHome;
import org.corvee.home.Installation;
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

    void run(RunRecord record) {
        for (Named named : List.of(new Named("write the report", () -> report(record)))) {
            try {
                named.duty().run();
            } catch (Exception e) {
                LoggerFactory.getLogger(AfterRun.class).error("after the run: {}", named.name(), e);
                out.println("cannot " + named.name() + ": " + e.getMessage());
            }
        }
    }

    private void report(RunRecord record) throws IOException {
        List<RunRecord> newest = new RunStore(home.runs()).newest(RunReports.LISTED + 1);
        new RunReports(home.reports()).writeAfter(record, newest);
    }
}
