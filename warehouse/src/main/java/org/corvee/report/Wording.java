package org.corvee.report;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import org.corvee.run.RunOutcome;

/** How moments, times and numbers are written on the pages. */
final class Wording {

    private static final DateTimeFormatter MOMENT =
            DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm", Locale.ROOT).withZone(ZoneOffset.UTC);
    private static final long MINUTE = 60_000;
    private static final long HOUR = 60 * MINUTE;

    private Wording() {}

    /** To the minute; the pages say once that it is UTC. */
    static String moment(Instant instant) {
        return MOMENT.format(instant);
    }

    static String took(Duration duration) {
        long millis = Math.max(0, duration.toMillis());
        if (millis < 1000) {
            return millis + " ms";
        }
        if (millis < MINUTE) {
            return String.format(Locale.ROOT, "%.1f s", Math.floor(millis / 100.0) / 10);
        }
        if (millis < HOUR) {
            return millis / MINUTE + " min " + millis % MINUTE / 1000 + " s";
        }
        return millis / HOUR + " h " + millis % HOUR / MINUTE + " min";
    }

    /** With the thousands set apart by a narrow space that does not break. */
    static String number(long number) {
        return String.format(Locale.ROOT, "%,d", number).replace(',', '\u202f').replace('-', '−');
    }

    /** A number of things, such as 1 row and 2 rows. */
    static String count(long number, String thing) {
        return number(number) + " " + thing + (number == 1 ? "" : "s");
    }

    /** A sign that tells an outcome without colour. */
    static String sign(RunOutcome outcome) {
        return switch (outcome) {
            case PUBLISHED -> "✓";
            case UNCHANGED -> "=";
            case STALE -> "!";
            case NOT_PUBLISHED -> "✗";
        };
    }

    static String words(RunOutcome outcome) {
        return outcome.name().toLowerCase(Locale.ROOT).replace('_', ' ');
    }
}
