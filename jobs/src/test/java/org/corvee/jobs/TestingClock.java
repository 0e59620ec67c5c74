package org.corvee.jobs;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;

/** A clock that goes as fast as any other, and can be put forward. */
final class TestingClock extends Clock {

    private volatile Duration ahead;

    TestingClock(Instant now) {
        this.ahead = Duration.between(Instant.now(), now);
    }

    /** From now on it is that time. */
    void set(Instant now) {
        ahead = Duration.between(Instant.now(), now);
    }

    @Override
    public Instant instant() {
        return Instant.now().plus(ahead);
    }

    @Override
    public ZoneId getZone() {
        return ZoneOffset.UTC;
    }

    @Override
    public Clock withZone(ZoneId zone) {
        throw new UnsupportedOperationException("nobody asks for another zone");
    }
}
