package org.corvee.jobs.schedule;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;

/** A clock that goes on from the time that it was set to: a scheduler waits on it. */
public final class TestingClock extends Clock {

    private volatile Clock set;

    public TestingClock(String now) {
        this.set = from(Instant.parse(now));
    }

    private static Clock from(Instant time) {
        return Clock.offset(Clock.systemUTC(), Duration.between(Instant.now(), time));
    }

    public void set(String time) {
        set = from(Instant.parse(time));
    }

    public void pass(Duration time) {
        set = Clock.offset(set, time);
    }

    @Override
    public Instant instant() {
        return set.instant();
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
