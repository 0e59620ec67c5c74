package org.corvee.jobs.benchmark;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What was measured on one file: by contestant, for each round, by what it is of. */
final class Measurements {

    /** The textbook way would take hours on a whole file. */
    static final int TEXTBOOK_LINES = 100_000;

    private final long lines;
    private final int rounds;
    private final Map<String, List<Map<String, Double>>> results = new LinkedHashMap<>();

    Measurements(long lines, int rounds) {
        this.lines = lines;
        this.rounds = rounds;
    }

    void keep(String contestant, Map<String, Double> measured) {
        results.computeIfAbsent(contestant, name -> new ArrayList<>()).add(measured);
        System.out.println("  " + contestant + " " + measured);
    }

    long lines() {
        return lines;
    }

    /** Seconds of normalize as the job runs it. */
    double ours() {
        return median("ours", "normalize");
    }

    double quarantine() {
        return median("quarantine", "seconds");
    }

    double typed() {
        return median("typed", "seconds");
    }

    /** Seconds that the textbook way would take for the whole file. */
    double textbook() {
        return median("textbook", "seconds") * lines / TEXTBOOK_LINES;
    }

    double loadAndMarts() {
        return median("ours", "load_and_marts");
    }

    double byHand() {
        return median("by_hand", "seconds");
    }

    private double median(String contestant, String what) {
        List<Double> values = results.get(contestant).stream()
                .map(measured -> measured.getOrDefault(what, Double.NaN))
                .sorted(Comparator.naturalOrder())
                .toList();
        return values.get(values.size() / 2);
    }

    /** A table for each file, and how the longest compares with the shortest where there are several. */
    static String report(List<Measurements> all) {
        StringBuilder text = new StringBuilder();
        all.forEach(measured -> measured.report(text));
        Measurements first = all.get(0);
        Measurements last = all.get(all.size() - 1);
        if (first != last) {
            text.append(String.format(
                    "%.1f times the lines: normalize takes %.2f times as long and %.2f times the memory,"
                            + " load and marts %.2f times as long, with %.2f times the memory%n",
                    (double) last.lines / first.lines,
                    last.ours() / first.ours(),
                    last.median("ours", "normalize_megabytes") / first.median("ours", "normalize_megabytes"),
                    last.loadAndMarts() / first.loadAndMarts(),
                    last.median("ours", "megabytes") / first.median("ours", "megabytes")));
        }
        return text.toString();
    }

    private void report(StringBuilder text) {
        text.append(
                String.format("| %,d lines, median of %d | seconds | ratio |%n| --- | ---: | ---: |%n", lines, rounds));
        row(text, "a. normalize as the job runs it", ours(), "");
        row(text, "b. DuckDB alone, quarantine-safe", quarantine(), ratio("a / b", ours() / quarantine()));
        row(text, "c. DuckDB alone, typed, no quarantine", typed(), ratio("a / c", ours() / typed()));
        row(text, "d. textbook, from 100,000 lines", textbook(), ratio("d / a", textbook() / ours()));
        row(text, "load and all marts as the job runs them", loadAndMarts(), "");
        row(text, "the same statements typed by hand", byHand(), ratio("job / hand", loadAndMarts() / byHand()));
        text.append(String.format(
                "%npeak resident memory: normalize %.0f MB, load and marts %.0f MB; %.0f records, %.0f rejected;"
                        + " %.0f seconds from the snapshot to publication%n%n",
                median("ours", "normalize_megabytes"),
                median("ours", "megabytes"),
                median("ours", "records"),
                median("ours", "rejected"),
                median("ours", "to_publication")));
    }

    private static String ratio(String of, double ratio) {
        return String.format("%s %.2f", of, ratio);
    }

    private static void row(StringBuilder text, String what, double seconds, String ratio) {
        text.append(String.format("| %s | %,.1f | %s |%n", what, seconds, ratio));
    }
}
