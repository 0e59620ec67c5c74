package org.corvee.format;

import java.math.BigDecimal;
import java.util.regex.Pattern;
import org.corvee.format.RowInterpreter.Defect;
import org.corvee.problem.Location;
import org.corvee.source.ColumnSpec;
import org.corvee.source.ColumnType;

/** Reads decimals. Those of at most 18 digits are read digit by digit into a 64-bit integer, since customs lines are full of them. */
final class DecimalInterpreter extends FieldInterpreter {

    private static final int GROUP = 3;
    private static final long[] POWERS = powers();

    private final ColumnType type;
    private final boolean thousands;
    private final Pattern shape;

    DecimalInterpreter(ColumnSpec column) {
        super(column);
        this.type = column.type();
        this.thousands = column.spelling().thousands();
        this.shape = Pattern.compile(thousands ? "-?(\\d+|\\d{1,3}(,\\d{3})+)(\\.\\d+)?" : "-?\\d+(\\.\\d+)?");
    }

    @Override
    boolean parse(char[] text, int start, int end, Row row, int index) {
        return type.fitsLong() ? parseLong(text, start, end, row, index) : parseBig(text, start, end, row, index);
    }

    private boolean parseLong(char[] text, int start, int end, Row row, int index) {
        boolean negative = text[start] == '-';
        long value = 0;
        int significant = 0;
        int read = 0;
        int sinceComma = -1;
        int at = negative ? start + 1 : start;
        for (; at < end && text[at] != '.'; at++) {
            int digit = digit(text[at]);
            if (digit >= 0) {
                read++;
                sinceComma += sinceComma >= 0 ? 1 : 0;
                significant += significant > 0 || digit > 0 ? 1 : 0;
                if (significant > type.precision() - type.scale()) {
                    return false;
                }
                value = value * TEN + digit;
            } else if (thousands && text[at] == ',' && isGroup(read, sinceComma)) {
                sinceComma = 0;
            } else {
                return false;
            }
        }
        if (read == 0 || (sinceComma >= 0 && sinceComma != GROUP)) {
            return false;
        }
        int decimals = 0;
        if (at < end) {
            decimals = end - at - 1;
            int fraction = decimals == 0 || decimals > type.scale() ? -1 : digits(text, at + 1, decimals);
            if (fraction < 0 || decimals > 9) {
                return parseBig(text, start, end, row, index);
            }
            value = value * POWERS[decimals] + fraction;
        }
        value *= POWERS[type.scale() - decimals];
        row.set(index, negative ? -value : value);
        return true;
    }

    /** Whether a comma may stand here: after one to three digits, and then after each three. */
    private static boolean isGroup(int read, int sinceComma) {
        return sinceComma < 0 ? read >= 1 && read <= GROUP : sinceComma == GROUP;
    }

    private boolean parseBig(char[] text, int start, int end, Row row, int index) {
        String number = new String(text, start, end - start);
        if (!shape.matcher(number).matches()) {
            return false;
        }
        BigDecimal value = new BigDecimal(number.replace(",", ""));
        if (!fits(value)) {
            return false;
        }
        BigDecimal scaled = value.setScale(type.scale());
        if (type.fitsLong()) {
            row.set(index, scaled.unscaledValue().longValueExact());
        } else {
            row.set(index, scaled.unscaledValue());
        }
        return true;
    }

    private boolean fits(BigDecimal value) {
        // Zero has one digit for BigDecimal, and none that counts for decimal(2,2).
        int before = value.signum() == 0 ? 0 : value.precision() - value.scale();
        return value.scale() <= type.scale() && before <= type.precision() - type.scale();
    }

    @Override
    Defect mismatch(String text, Location line) {
        if (shape.matcher(text).matches()) {
            return defect(
                    RejectReason.TOO_MANY_DIGITS,
                    text,
                    line,
                    "at most " + (type.precision() - type.scale()) + " digits before and " + type.scale()
                            + " after the point");
        }
        return defect(
                RejectReason.NOT_A_NUMBER,
                text,
                line,
                thousands ? "a number such as 3,170,000 or -61.3" : "a number such as 3170000 or -61.3, no separators");
    }

    private static long[] powers() {
        long[] powers = new long[19];
        powers[0] = 1;
        for (int i = 1; i < powers.length; i++) {
            powers[i] = powers[i - 1] * TEN;
        }
        return powers;
    }
}
