package org.corvee.load;

import org.corvee.snapshot.Snapshot;
import org.jspecify.annotations.Nullable;

/**
 * What became of one source in a build.
 *
 * @param source the source id
 * @param newest the newest snapshot; null when there is none
 * @param loaded the snapshot whose rows are in the warehouse; null when there is none
 * @param rowsLoaded how many of its rows are
 * @param problem why the newest snapshot is not the loaded one, or why none could be taken; null when all is well
 */
public record LoadOutcome(
        String source,
        @Nullable Snapshot newest,
        @Nullable Snapshot loaded,
        long rowsLoaded,
        @Nullable String problem) {

    /** What {@code ops.source_freshness.state} says: fresh, stale (rows are loaded, but something is wrong with the source) or missing. */
    public String state() {
        if (loaded == null) {
            return "missing";
        }
        return problem == null ? "fresh" : "stale";
    }
}
