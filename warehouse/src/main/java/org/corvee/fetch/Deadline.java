package org.corvee.fetch;

import java.time.Duration;
import org.corvee.visit.VisitState;

/** The most that a document may take, with all that is tried again. */
final class Deadline {

    private final long end;

    Deadline(Duration time) {
        this.end = System.nanoTime() + time.toNanos();
    }

    void requireTimeFor(Duration wait, Order order) {
        if (System.nanoTime() + wait.toNanos() - end > 0) {
            throw new FetchException(
                    VisitState.UNREACHABLE,
                    null,
                    "it takes longer than the " + order.limits().time().toSeconds() + " seconds that are allowed");
        }
    }
}
