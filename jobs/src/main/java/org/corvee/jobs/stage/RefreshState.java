package org.corvee.jobs.stage;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.corvee.load.LoadOutcome;
import org.corvee.load.Refusal;
import org.corvee.run.RunRecord;

/** What the stages of one refresh found out, for the stages after them and for the record of the run. */
public final class RefreshState {

    /** What was found side by side is told in one order, whichever was found first. */
    private static final Comparator<Refusal> ORDER = Comparator.comparing((Refusal refusal) ->
                    refusal.snapshot() == null ? "" : refusal.snapshot().hex())
            .thenComparing(Refusal::text);

    private final Map<String, List<Refusal>> problems = new TreeMap<>();
    private final List<LoadOutcome> outcomes = new ArrayList<>();
    private boolean published;

    /** Keeps a problem of a source. */
    public synchronized void problem(String source, Refusal refusal) {
        problems.computeIfAbsent(source, name -> new ArrayList<>()).add(refusal);
    }

    /** By source id: what went wrong before loading, without what went wrong in the same way once more. */
    public synchronized Map<String, List<Refusal>> problems() {
        Map<String, List<Refusal>> sorted = new TreeMap<>();
        problems.forEach((source, refusals) ->
                sorted.put(source, refusals.stream().distinct().sorted(ORDER).toList()));
        return sorted;
    }

    public synchronized void outcomes(List<LoadOutcome> list) {
        outcomes.clear();
        outcomes.addAll(list);
    }

    public synchronized void published() {
        published = true;
    }

    public synchronized boolean isPublished() {
        return published;
    }

    /** The state of every source after this refresh, as far as it was loaded. */
    public synchronized List<RunRecord.Source> sources() {
        return outcomes.stream()
                .map(outcome -> new RunRecord.Source(outcome.source(), outcome.state(), outcome.problem()))
                .toList();
    }
}
