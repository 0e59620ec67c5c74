package org.corvee.release;

import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.Comparator;
import java.util.Optional;

/**
 * The name of a release, as 2026-11-25.1.
 *
 * @param day (UTC) on which it was made
 * @param number among those of the day, from 1
 */
public record ReleaseId(LocalDate day, int number) implements Comparable<ReleaseId> {

    private static final Comparator<ReleaseId> ORDER =
            Comparator.comparing(ReleaseId::day).thenComparing(ReleaseId::number);

    /** The id that a text is; empty when it is none. */
    public static Optional<ReleaseId> parse(String text) {
        int dot = text.indexOf('.');
        if (dot < 0 || !text.substring(dot + 1).matches("[1-9]\\d{0,3}")) {
            return Optional.empty();
        }
        try {
            return Optional.of(
                    new ReleaseId(LocalDate.parse(text.substring(0, dot)), Integer.parseInt(text.substring(dot + 1))));
        } catch (DateTimeParseException e) {
            // Not a day, so not an id: what the caller asks.
            return Optional.empty();
        }
    }

    @Override
    public int compareTo(ReleaseId other) {
        return ORDER.compare(this, other);
    }

    @Override
    public String toString() {
        return day + "." + number;
    }
}
