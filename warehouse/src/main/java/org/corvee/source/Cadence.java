package org.corvee.source;

/** How often a publisher issues a new table; schedules select sources by it. */
public enum Cadence {
    /** A document that is published once and then cited. */
    ONCE,
    DAILY,
    WEEKLY,
    MONTHLY,
    QUARTERLY,
    YEARLY
}
