package org.corvee.jobs.notification;

import java.time.Instant;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * One thing that somebody should know.
 *
 * @param id the same whenever it is sent, so that a receiver can drop what comes twice
 * @param kind what happened
 * @param source the source; null when it is the run as a whole
 * @param since the start of the run with which it went wrong
 * @param problem what is wrong, or was; null when nothing is said
 * @param runId the run that found it out
 */
record Event(
        String id,
        Kind kind,
        @Nullable String source,
        Instant since,
        @Nullable String problem,
        String runId) {

    static Event of(Kind kind, @Nullable String source, Instant since, @Nullable String problem, String runId) {
        String id = runId + "-" + kind.label() + (source == null ? "" : "-" + source);
        return new Event(id, kind, source, since, problem, runId);
    }

    /** One short sentence without the problem. */
    String title() {
        return switch (kind) {
            case RUN_FAILED -> "the run did not come to its end; what was published stays";
            case RUN_PROBLEM_CHANGED -> "the runs still fail, for another reason";
            case SOURCE_STALE -> source + " is stale";
            case SOURCE_PROBLEM_CHANGED -> source + " is still stale, for another reason";
            case SOURCE_RECOVERED -> source + " is fresh again";
            case RUN_RECOVERED -> "the runs work again";
            case TEST -> "this is a test; nothing is wrong";
        };
    }

    /** What a person does next; empty when there is nothing to do. */
    String nextStep() {
        return switch (kind) {
            case RUN_FAILED, RUN_PROBLEM_CHANGED -> "./corvee status, then " + report();
            case SOURCE_STALE, SOURCE_PROBLEM_CHANGED -> "./corvee drift " + source + " shows whether its file changed";
            case SOURCE_RECOVERED, RUN_RECOVERED, TEST -> "";
        };
    }

    /** The page of the run, in the data home. */
    String report() {
        return String.format(Locale.ROOT, "reports/%s.html", runId);
    }
}
