package org.corvee.run;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One refresh, written when it ends.
 *
 * @param runId the instant of its start in UTC, as 20261121T020000.000Z
 * @param startedAt when it began
 * @param finishedAt when it ended
 * @param outcome how it ended
 * @param message one line for a person
 * @param sources what became of each source
 */
public record RunRecord(
        String runId, Instant startedAt, Instant finishedAt, RunOutcome outcome, String message, List<Source> sources) {

    public RunRecord {
        sources = List.copyOf(sources);
    }

    /**
     * What became of one source.
     *
     * @param source the source id
     * @param state fresh, stale or missing
     * @param problem what is wrong; null when nothing is
     */
    public record Source(
            String source, String state, @Nullable String problem) {}
}
