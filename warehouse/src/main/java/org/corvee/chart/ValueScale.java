package org.corvee.chart;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.text.DecimalFormat;
import java.text.DecimalFormatSymbols;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * The span of a value axis and the few round numbers that are written on it.
 *
 * @param lower where it begins: 0 unless a value is negative
 * @param upper where it ends
 * @param ticks round numbers, ascending
 */
record ValueScale(double lower, double upper, List<BigDecimal> ticks) {

    private static final List<String> ROUND = List.of("1", "2", "2.5", "5", "10");

    ValueScale {
        ticks = List.copyOf(ticks);
    }

    /** A scale for values from {@code least} to {@code greatest} in about {@code steps} steps. */
    static ValueScale of(double least, double greatest, int steps) {
        double from = Math.min(0, least);
        double to = Math.max(0, greatest);
        if (from == to) {
            to = 1;
        }
        BigDecimal step = step((to - from) / steps);
        double upper = end(to, to - from, step.doubleValue());
        double lower = -end(-from, to - from, step.doubleValue());
        List<BigDecimal> ticks = new ArrayList<>();
        BigDecimal tick =
                BigDecimal.valueOf(lower).divide(step, 0, RoundingMode.CEILING).multiply(step);
        while (tick.doubleValue() <= upper) {
            ticks.add(tick);
            tick = tick.add(step);
        }
        return new ValueScale(lower, upper, ticks);
    }

    /** The next round number, or a little more than the value where that is far. */
    private static double end(double value, double span, double step) {
        if (value <= 0) {
            return 0;
        }
        double round = Math.ceil(value / step - 1e-9) * step;
        return round - value > 0.5 * step ? value + 0.06 * span : round;
    }

    private static BigDecimal step(double least) {
        int exponent = (int) Math.floor(Math.log10(least));
        for (String digits : ROUND) {
            BigDecimal step = new BigDecimal(digits).scaleByPowerOfTen(exponent);
            if (step.doubleValue() >= least * (1 - 1e-9)) {
                return step;
            }
        }
        return BigDecimal.TEN.scaleByPowerOfTen(exponent);
    }

    /** A tick as it is written, all with the same number of digits after the point. */
    String text(BigDecimal tick) {
        int digits = ticks.stream()
                .mapToInt(each ->
                        each.signum() == 0 ? 0 : each.stripTrailingZeros().scale())
                .max()
                .orElse(0);
        return tick.signum() == 0 ? "0" : format(tick.setScale(Math.max(0, digits), RoundingMode.HALF_UP));
    }

    /** A number with all its digits, thousands separators and a real minus. */
    static String format(BigDecimal value) {
        DecimalFormat format = new DecimalFormat("#,##0", DecimalFormatSymbols.getInstance(Locale.ENGLISH));
        int digits = Math.max(0, value.scale());
        format.setMinimumFractionDigits(digits);
        format.setMaximumFractionDigits(digits);
        return format.format(value).replace('-', '−');
    }

    /** An amount in words of digits: the value, or the band when there is no value. */
    static String format(Amount amount) {
        BigDecimal value = amount.value();
        BigDecimal low = amount.low();
        BigDecimal high = amount.high();
        if (value != null) {
            return plain(value);
        }
        if (low != null && high != null) {
            return plain(low) + "–" + plain(high);
        }
        if (low != null) {
            return "≥ " + plain(low);
        }
        return high == null ? "?" : "≤ " + plain(high);
    }

    private static String plain(BigDecimal value) {
        BigDecimal stripped = value.stripTrailingZeros();
        return format(stripped.scale() < 0 ? stripped.setScale(0, RoundingMode.UNNECESSARY) : stripped);
    }
}
