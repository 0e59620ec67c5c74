package org.corvee.jobs.refresh;

import java.io.PrintStream;
import java.time.Clock;
import java.util.List;
import org.corvee.home.DataHome;
import org.corvee.home.Installation;
import org.corvee.jobs.settings.Settings;
import org.corvee.run.RunRecord;
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
        for (Named named : List.<Named>of()) {
            try {
                named.duty().run();
            } catch (Exception e) {
                LoggerFactory.getLogger(AfterRun.class).error("after the run: {}", named.name(), e);
                out.println("cannot " + named.name() + ": " + e.getMessage());
            }
        }
    }
}
