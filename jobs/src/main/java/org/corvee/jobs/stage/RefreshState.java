package org.corvee.jobs.stage;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.corvee.difference.NightChanges;
import org.corvee.load.LoadOutcome;
import org.corvee.load.Refusal;
import org.corvee.run.RunRecord;
import org.jspecify.annotations.Nullable;

/** What the stages of one refresh found out, for the stages after them and for the record of the run. */
public final class RefreshState {

    /** What was found side by side is told in one order, whichever was found first. */
    private static final Comparator<Refusal> ORDER = Comparator.comparing((Refusal refusal) ->
                    refusal.snapshot() == null ? "" : refusal.snapshot().hex())
            .thenComparing(Refusal::text);

    private final Map<String, List<Refusal>> problems = new TreeMap<>();
    private final List<LoadOutcome> outcomes = new ArrayList<>();
    private final Map<String, RunRecord.Rows> normalized = new TreeMap<>();
    private final List<RunRecord.BuiltModel> models = new ArrayList<>();
    private final List<RunRecord.FailedCheck> failedChecks = new ArrayList<>();
    private NightChanges changes = NightChanges.NONE;
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

    /** Says that a warehouse was published, and in what it differs from the one before. */
    public synchronized void published(NightChanges found) {
        published = true;
        changes = found;
    }

    public synchronized boolean isPublished() {
        return published;
    }

    /** Adds what was read of a source. */
    public synchronized void normalized(String source, RunRecord.Rows rows) {
        normalized.merge(source, rows, RunRecord.Rows::plus);
    }

    public synchronized void built(RunRecord.BuiltModel model) {
        models.add(model);
    }

    public synchronized List<RunRecord.BuiltModel> models() {
        return List.copyOf(models);
    }

    public synchronized void failed(RunRecord.FailedCheck check) {
        failedChecks.add(check);
    }

    public synchronized List<RunRecord.FailedCheck> failedChecks() {
        return List.copyOf(failedChecks);
    }

    public synchronized NightChanges changes() {
        return changes;
    }

    /** What was read of a source; null when nothing was to read. */
    public synchronized RunRecord.@Nullable Rows normalized(String source) {
        return normalized.get(source);
    }

    /** The state of every source after this refresh, as far as it was loaded. */
    public synchronized List<RunRecord.Source> sources() {
        return outcomes.stream()
                .map(outcome -> new RunRecord.Source(
                        outcome.source(),
                        outcome.state(),
                        outcome.problem(),
                        normalized.get(outcome.source()),
                        outcome.rowsLoaded()))
                .toList();
    }
}
