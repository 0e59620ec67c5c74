package org.corvee.jobs.schedule;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;

/** A clock that stands still until it is set. */
public final class TestingClock extends Clock {

    private volatile Instant now;

    public TestingClock(String now) {
        this.now = Instant.parse(now);
    }

    public void set(String time) {
        now = Instant.parse(time);
    }

    public void pass(Duration time) {
        now = now.plus(time);
    }

    @Override
    public Instant instant() {
        return now;
    }

    @Override
    public ZoneId getZone() {
        return ZoneOffset.UTC;
    }

    @Override
    public Clock withZone(ZoneId zone) {
        throw new UnsupportedOperationException("time zones are those of schedules");
    }
}
