package org.corvee.jobs.stage;

import java.io.PrintStream;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import me.tongfei.progressbar.ProgressBarStyle;

/** Tells a person how far a refresh is: one bar per source on a terminal, one line per finished stage everywhere. */
public final class Progress {

    private static final int UPDATE_MILLIS = 200;
    private static final int UNKNOWN = -1;

    private final PrintStream out;
    private final boolean terminal;
    private final Map<String, ProgressBar> bars = new ConcurrentHashMap<>();

    public Progress(PrintStream out, boolean terminal) {
        this.out = out;
        this.terminal = terminal;
    }

    /** One finished stage, of one source or of the whole warehouse. */
    public synchronized void line(String stage, String what) {
        out.printf("  %-10s %s%n", stage, what);
        out.flush();
    }

    /** Starts the bar of a source; how many records it has is not known before they are read. */
    public void start(String source) {
        if (terminal) {
            bars.put(
                    source,
                    new ProgressBarBuilder()
                            .setTaskName("  " + source)
                            .setInitialMax(UNKNOWN)
                            .setUnit(" records", 1)
                            .setStyle(ProgressBarStyle.ASCII)
                            .setUpdateIntervalMillis(UPDATE_MILLIS)
                            .clearDisplayOnFinish()
                            .build());
        }
    }

    public void step(String source, long records) {
        ProgressBar bar = bars.get(source);
        if (bar != null) {
            bar.stepTo(records);
        }
    }

    public void stop(String source) {
        ProgressBar bar = bars.remove(source);
        if (bar != null) {
            bar.close();
        }
    }
}
