package org.corvee.phrase;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/** What the words around a number make of it. The code in lower case is public: it stands in {@code core.figure.bound}. */
public enum Bound {
    /** Only the number: the interval is what would be printed so. */
    EXACT,
    /** "about", "nearly": the same interval, or its half on the near side. */
    APPROX,
    /** "over": no ceiling. */
    AT_LEAST,
    /** "up to": no floor. */
    AT_MOST,
    /** Both ends are printed and no value. */
    RANGE,
    /** Words without a number; the ends are a reading. */
    VAGUE;

    public String code() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The bound with a code; empty when there is none. */
    public static Optional<Bound> find(String code) {
        return Stream.of(values()).filter(bound -> bound.code().equals(code)).findFirst();
    }

    /** Every code, for messages. */
    public static List<String> codes() {
        return Stream.of(values()).map(Bound::code).toList();
    }

    /** What it becomes when a decline is entered as a negative number. */
    Bound negated() {
        return switch (this) {
            case AT_LEAST -> AT_MOST;
            case AT_MOST -> AT_LEAST;
            case EXACT, APPROX, RANGE, VAGUE -> this;
        };
    }
}
