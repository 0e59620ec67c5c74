package org.corvee.jobs.notification;

import java.util.Locale;

/** What happened, the worst first. */
enum Kind {
    RUN_FAILED,
    RUN_PROBLEM_CHANGED,
    SOURCE_STALE,
    SOURCE_PROBLEM_CHANGED,
    SOURCE_RECOVERED,
    RUN_RECOVERED,
    TEST;

    /** As receivers know it. */
    String label() {
        return name().toLowerCase(Locale.ROOT);
    }
}
