package org.corvee.phrase;

import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/**
 * One printed number with its magnitude and measure.
 *
 * @param value in full units
 * @param unitPower the power of ten of the last printed digit where a decimal point fixes it; null when the zeros at the
 *     end decide
 * @param power the power of ten of the magnitude words of its last part; 0 when that has none
 * @param measure what it is a number of
 * @param inner what 多 inside the number says of it; null when nothing
 * @param from the first token
 * @param to the token after the last
 */
record Numeral(
        BigDecimal value,
        @Nullable Integer unitPower,
        int power,
        Measure measure,
        @Nullable Kind inner,
        int from,
        int to) {

    /** Only a count can be exact to its last digit. */
    enum Measure {
        COUNT,
        PERCENT,
        MONEY,
        TIMES
    }

    private static final BigDecimal HUNDRED = new BigDecimal(100);
    private static final BigDecimal THOUSAND = new BigDecimal(1000);

    /** A number without a zero at its end has been counted to the last; so has a small one. */
    private boolean isExact() {
        boolean everybody = measure == Measure.PERCENT && value.abs().compareTo(HUNDRED) == 0;
        boolean counted = measure == Measure.COUNT && power == 0;
        return unitPower == null && (everybody || (counted && (value.abs().compareTo(HUNDRED) < 0 || zeros() == 0)));
    }

    private int zeros() {
        return value.signum() == 0 ? 0 : Math.max(0, -value.stripTrailingZeros().scale());
    }

    /** Half a unit of the last printed digit. A number is taken to have at least two digits. */
    private BigDecimal half() {
        if (isExact()) {
            return BigDecimal.ZERO;
        }
        int digits = value.precision() - value.scale();
        int last = unitPower != null ? unitPower : Math.min(zeros(), digits - 2);
        return new BigDecimal("0.5").scaleByPowerOfTen(last);
    }

    Quantity quantity(@Nullable Kind qualifier) {
        BigDecimal half = half();
        BigDecimal low = value.subtract(half);
        BigDecimal high = value.add(half);
        if (qualifier == null) {
            return new Quantity(value, low, high, Bound.EXACT);
        }
        return switch (qualifier) {
            case AT_LEAST -> new Quantity(value, value, null, Bound.AT_LEAST);
            case AT_MOST -> new Quantity(value, null, value, Bound.AT_MOST);
            case NEARLY ->
                value.signum() < 0
                        ? new Quantity(value, value, high, Bound.APPROX)
                        : new Quantity(value, low, value, Bound.APPROX);
            default -> new Quantity(value, low, high, Bound.APPROX);
        };
    }

    /** Whether both ends of a range could be of this kind. */
    boolean isComparable(Numeral other) {
        return (measure == Measure.PERCENT) == (other.measure == Measure.PERCENT);
    }

    /** In "105.7 and 99 percent", "1-2 million" the first number shares the words after the last one. */
    Numeral sharing(Numeral last) {
        boolean hasOwn = power > 0 || measure == Measure.PERCENT || value.abs().compareTo(THOUSAND) >= 0;
        if (hasOwn) {
            return this;
        }
        if (last.measure == Measure.PERCENT && measure == Measure.COUNT) {
            return new Numeral(value, unitPower, 0, Measure.PERCENT, inner, from, to);
        }
        if (last.power == 0) {
            return this;
        }
        Integer unit = unitPower == null ? null : Integer.valueOf(unitPower + last.power);
        return new Numeral(value.scaleByPowerOfTen(last.power), unit, last.power, measure, inner, from, to);
    }
}
