package org.corvee.fetch;

import java.time.Duration;

/** Waits between requests. */
@FunctionalInterface
public interface Pause {

    /** Waits really. */
    Pause REAL = duration -> Thread.sleep(duration.toMillis());

    void sleep(Duration duration) throws InterruptedException;
}
