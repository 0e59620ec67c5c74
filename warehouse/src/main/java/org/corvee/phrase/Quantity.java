package org.corvee.phrase;

import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/**
 * A quantity that a phrase states, in full units: "3.17 million" is 3170000. Two quantities are equal when their numbers
 * are, whatever zeros they were written with.
 *
 * @param value the number; null for a range and for words without a number
 * @param low the least that it can stand for; null when there is no floor
 * @param high the most that it can stand for; null when there is no ceiling
 * @param bound what the words around it say
 */
public record Quantity(
        @Nullable BigDecimal value,
        @Nullable BigDecimal low,
        @Nullable BigDecimal high,
        Bound bound) {

    public Quantity {
        value = plain(value);
        low = plain(low);
        high = plain(high);
    }

    /** The same quantity as a decline: "61.3 percent" becomes −61.3 with its ends, and "over" becomes "at most". */
    public Quantity negated() {
        return new Quantity(negated(value), negated(high), negated(low), bound.negated());
    }

    /** Whether any of its numbers is below zero. */
    public boolean isNegative() {
        return isNegative(value) || isNegative(low) || isNegative(high);
    }

    /** For messages: {@code 3200000 (3150000 … 3250000, exact)}; what is null is left out. */
    @Override
    public String toString() {
        return (value == null ? "" : text(value) + " ") + "(" + (low == null ? "" : text(low) + " ") + "…"
                + (high == null ? "" : " " + text(high)) + ", " + bound.code() + ")";
    }

    private static String text(BigDecimal number) {
        return number.toPlainString();
    }

    private static boolean isNegative(@Nullable BigDecimal number) {
        return number != null && number.signum() < 0;
    }

    private static @Nullable BigDecimal negated(@Nullable BigDecimal number) {
        return number == null ? null : number.negate();
    }

    private static @Nullable BigDecimal plain(@Nullable BigDecimal number) {
        if (number == null) {
            return null;
        }
        BigDecimal stripped = number.stripTrailingZeros();
        return stripped.scale() < 0 ? stripped.setScale(0) : stripped;
    }
}
