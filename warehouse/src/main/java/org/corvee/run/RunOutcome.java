package org.corvee.run;

/** How a refresh ended, and the exit code that tells it. */
public enum RunOutcome {
    /** A new warehouse was published and every source is fresh. */
    PUBLISHED(0),
    /** Nothing changed since the published warehouse was built. */
    UNCHANGED(0),
    /** A warehouse is published, but at least one source shows an older state or none. */
    STALE(3),
    /** No warehouse was published; the last good one stays. */
    NOT_PUBLISHED(4);

    private final int exitCode;

    RunOutcome(int exitCode) {
        this.exitCode = exitCode;
    }

    public int exitCode() {
        return exitCode;
    }
}
