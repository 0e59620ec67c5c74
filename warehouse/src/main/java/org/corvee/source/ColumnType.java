package org.corvee.source;

import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The type of a published column, written in a descriptor as {@code text}, {@code integer}, {@code date},
 * {@code month} (six digits as in 202601, kept as the first day of the month) or {@code decimal(precision,scale)}. Codes are text: a leading zero is part of a code.
 *
 * @param kind what the text stands for
 * @param precision all digits of a decimal; 0 for other kinds
 * @param scale digits after the decimal point; 0 for other kinds
 */
public record ColumnType(Kind kind, int precision, int scale) {

    /** The kinds of value. */
    public enum Kind {
        TEXT,
        INTEGER,
        DATE,
        MONTH,
        DECIMAL
    }

    public static final ColumnType TEXT = new ColumnType(Kind.TEXT, 0, 0);
    public static final ColumnType INTEGER = new ColumnType(Kind.INTEGER, 0, 0);
    public static final ColumnType DATE = new ColumnType(Kind.DATE, 0, 0);

    public static final ColumnType MONTH = new ColumnType(Kind.MONTH, 0, 0);

    /** The ways to write a type, for messages. */
    public static final List<String> SPELLINGS =
            List.of("text", "integer", "date", "month", "decimal(precision,scale)");

    /** The most digits that fit a 64-bit integer whatever they are. */
    private static final int LONG_DIGITS = 18;

    private static final Pattern DECIMAL = Pattern.compile("decimal\\((\\d{1,2}),(\\d{1,2})\\)");
    private static final int MOST_DIGITS = 38;

    /** Parses the spelling of a descriptor; null when there is no such type. */
    public static @Nullable ColumnType parse(String text) {
        return switch (text) {
            case "text" -> TEXT;
            case "integer" -> INTEGER;
            case "date" -> DATE;
            case "month" -> MONTH;
            default -> decimal(text);
        };
    }

    private static @Nullable ColumnType decimal(String text) {
        Matcher matcher = DECIMAL.matcher(text);
        if (!matcher.matches()) {
            return null;
        }
        int precision = Integer.parseInt(matcher.group(1));
        int scale = Integer.parseInt(matcher.group(2));
        boolean possible = precision >= 1 && precision <= MOST_DIGITS && scale <= precision;
        return possible ? new ColumnType(Kind.DECIMAL, precision, scale) : null;
    }

    /** Whether the digits of a decimal fit a 64-bit integer. */
    public boolean fitsLong() {
        return precision <= LONG_DIGITS;
    }

    @Override
    public String toString() {
        String name = kind.name().toLowerCase(Locale.ROOT);
        return kind == Kind.DECIMAL ? name + "(" + precision + "," + scale + ")" : name;
    }
}
