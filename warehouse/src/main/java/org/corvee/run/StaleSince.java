package org.corvee.run;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.corvee.load.LoadOutcome;

/**
 * Since when a source is not as it should be.
 *
 * @param run the id of the first of the runs in a row that found it so
 * @param at when that run began
 * @param orEarlier whether no older record tells that it was all right before
 */
public record StaleSince(String run, Instant at, boolean orEarlier) {

    private static final DateTimeFormatter MOMENT =
            DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm 'UTC'", Locale.ROOT).withZone(ZoneOffset.UTC);

    /** In words, to be put after the state: " since 2026-11-19 02:00 UTC". */
    public String told() {
        return " since " + MOMENT.format(at) + (orEarlier ? " or earlier" : "");
    }

    /**
     * By source id, for every source that is stale or missing in the newest record that speaks of the published sources.
     * Records that do not, such as that of a killed run or of a build that was not published, are passed over.
     *
     * @param newestFirst records without a gap, the newest first
     */
    public static Map<String, StaleSince> of(List<RunRecord> newestFirst) {
        Map<String, StaleSince> found = new TreeMap<>();
        List<String> open = new ArrayList<>();
        boolean newest = true;
        for (RunRecord run : newestFirst) {
            if (run.outcome() == RunOutcome.NOT_PUBLISHED || run.sources().isEmpty()) {
                continue;
            }
            List<String> troubled = run.sources().stream()
                    .filter(source -> !LoadOutcome.isAllRight(source.state()))
                    .map(RunRecord.Source::source)
                    .toList();
            if (newest) {
                open.addAll(troubled);
                newest = false;
            }
            for (String source : List.copyOf(open)) {
                if (troubled.contains(source)) {
                    found.put(source, new StaleSince(run.runId(), run.startedAt(), true));
                } else {
                    found.computeIfPresent(source, (name, since) -> new StaleSince(since.run(), since.at(), false));
                    open.remove(source);
                }
            }
            if (open.isEmpty()) {
                break;
            }
        }
        return found;
    }
}
