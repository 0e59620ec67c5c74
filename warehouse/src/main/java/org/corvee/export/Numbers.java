package org.corvee.export;

import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/** Numbers for people. Digits are grouped or moved, never changed. */
final class Numbers {

    private Numbers() {}

    /** With the digits that it has: 3170000, not 3170000.000000. */
    static String plain(BigDecimal number) {
        return exact(number).toPlainString();
    }

    /** The same number without zeros behind the point, and without an exponent. */
    static BigDecimal exact(BigDecimal number) {
        BigDecimal stripped = number.stripTrailingZeros();
        return stripped.scale() < 0 ? stripped.setScale(0) : stripped;
    }

    /** With commas between thousands. */
    static String grouped(BigDecimal number) {
        String plain = plain(number.abs());
        int point = plain.indexOf('.');
        String whole = point < 0 ? plain : plain.substring(0, point);
        return (number.signum() < 0 ? "−" : "")
                + whole.replaceAll("(?<=\\d)(?=(\\d{3})+$)", ",")
                + (point < 0 ? "" : plain.substring(point));
    }

    /**
     * What a printed table says of a number with its band: the value, with ≥ or ≤ where the phrase leaves the other end
     * open, or else the band.
     */
    static String amount(@Nullable BigDecimal value, @Nullable BigDecimal low, @Nullable BigDecimal high) {
        if (value != null) {
            if (high == null && low != null && low.compareTo(value) == 0) {
                return "≥ " + grouped(value);
            }
            if (low == null && high != null && high.compareTo(value) == 0) {
                return "≤ " + grouped(value);
            }
            return grouped(value);
        }
        if (low != null && high != null) {
            return grouped(low) + "–" + grouped(high);
        }
        return low != null ? "≥ " + grouped(low) : high != null ? "≤ " + grouped(high) : "";
    }
}
