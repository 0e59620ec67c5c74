package org.corvee.problem;

import java.util.ArrayList;
import java.util.List;

/** What lies under a failure. */
public final class Causes {

    private Causes() {}

    /** The failure itself, what caused it, what caused that, and so on: frameworks wrap what they are thrown. */
    public static List<Throwable> of(Throwable failure) {
        List<Throwable> causes = new ArrayList<>();
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            causes.add(cause);
        }
        return causes;
    }
}
