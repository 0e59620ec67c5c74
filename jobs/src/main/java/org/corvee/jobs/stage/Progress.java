package org.corvee.jobs.stage;

import java.io.PrintStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import me.tongfei.progressbar.ProgressBarStyle;

/** Tells a person how far a refresh is: one bar per source on a terminal, one line per finished stage everywhere. */
public final class Progress {

    private static final int UPDATE_MILLIS = 200;
    private static final long KILOBYTE = 1024;

    private final PrintStream out;
    private final boolean terminal;
    private final Map<String, ProgressBar> bars = new TreeMap<>();
    private final Map<String, Integer> atWork = new TreeMap<>();
    private final List<String> waiting = new ArrayList<>();

    public Progress(PrintStream out, boolean terminal) {
        this.out = out;
        this.terminal = terminal;
    }

    /** One finished stage, of one source or of the whole warehouse. Lines wait while bars are moving. */
    public synchronized void line(String stage, String what) {
        waiting.add(String.format("  %-10s %s", stage, what));
        printWaiting();
    }

    private void printWaiting() {
        if (bars.isEmpty()) {
            waiting.forEach(out::println);
            waiting.clear();
            out.flush();
        }
    }

    /** Starts the bar of a source whose file has so many bytes, or joins in where another part of it is at work. */
    public synchronized void start(String source, long bytes) {
        atWork.merge(source, 1, Integer::sum);
        if (terminal) {
            bars.computeIfAbsent(
                    source,
                    name -> new ProgressBarBuilder()
                            .setTaskName("  " + name)
                            .setInitialMax(bytes)
                            .setUnit(" KB", KILOBYTE)
                            .setStyle(ProgressBarStyle.ASCII)
                            .setUpdateIntervalMillis(UPDATE_MILLIS)
                            .clearDisplayOnFinish()
                            .build());
        }
    }

    /** Moves the bar by so many bytes. */
    public synchronized void step(String source, long bytes) {
        ProgressBar bar = bars.get(source);
        if (bar != null) {
            bar.stepBy(bytes);
        }
    }

    public synchronized void stop(String source) {
        if (atWork.merge(source, -1, Integer::sum) > 0) {
            return;
        }
        ProgressBar bar = bars.remove(source);
        if (bar != null) {
            bar.close();
            printWaiting();
        }
    }
}
