package org.corvee.source;

import java.util.Locale;

/** How often a publisher issues a new table; schedules select sources by it. */
public enum Cadence {
    /** A document that is published once and then cited. */
    ONCE,
    DAILY,
    WEEKLY,
    MONTHLY,
    QUARTERLY,
    YEARLY;

    /** As it is written in files and on the command line. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
