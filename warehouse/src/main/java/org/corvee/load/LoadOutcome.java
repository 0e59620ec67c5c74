package org.corvee.load;

import java.util.List;
import org.corvee.snapshot.Snapshot;
import org.jspecify.annotations.Nullable;

/**
 * What became of one source in a build.
 *
 * @param source the source id
 * @param newest the newest snapshot; null when there is none
 * @param loaded the snapshots whose rows are in the warehouse, newest first: one, or one of each file of a file drop
 * @param rowsLoaded how many of their rows are
 * @param problem why the newest snapshots are not the loaded ones, or why none could be taken; null when all is well
 */
public record LoadOutcome(
        String source,
        @Nullable Snapshot newest,
        List<Snapshot> loaded,
        long rowsLoaded,
        @Nullable String problem) {

    private static final String FRESH = "fresh";
    private static final String WAITING = "waiting";

    public LoadOutcome {
        loaded = List.copyOf(loaded);
    }

    /** Whether a state of {@link #state} is as it should be. */
    public static boolean isAllRight(String state) {
        return state.equals(FRESH) || state.equals(WAITING);
    }

    /**
     * What {@code ops.source_freshness.state} says: fresh, stale (rows are loaded, but something is wrong with the source),
     * missing, or waiting (nothing is loaded and nothing is wrong: a file drop without files).
     */
    public String state() {
        if (loaded.isEmpty()) {
            return problem == null ? WAITING : "missing";
        }
        return problem == null ? FRESH : "stale";
    }
}
