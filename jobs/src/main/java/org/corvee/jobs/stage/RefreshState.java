package org.corvee.jobs.stage;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.corvee.load.LoadOutcome;
import org.corvee.run.RunRecord;

/** What the stages of one refresh found out, for the stages after them and for the record of the run. */
public final class RefreshState {

    private final Map<String, String> problems = new TreeMap<>();
    private final List<LoadOutcome> outcomes = new ArrayList<>();
    private boolean published;

    /** Keeps the first problem of a source. */
    public synchronized void problem(String source, String message) {
        problems.putIfAbsent(source, message);
    }

    /** By source id: what went wrong before loading. */
    public synchronized Map<String, String> problems() {
        return Map.copyOf(problems);
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
