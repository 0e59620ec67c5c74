package org.corvee.format;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** A number of a workbook as the text that a person saw. */
final class XlsxNumber {

    /** As many digits as the program shows and keeps. */
    private static final int DIGITS_OF_THE_PROGRAM = 15;

    private static final int DIGITS_OF_A_DOUBLE = 17;

    private static final Pattern NUMBER = Pattern.compile("[-+]?(\\d+\\.?\\d*|\\.\\d+)([eE][-+]?\\d{1,3})?");

    /** The formats that have a number and no code, and are dates in every language, or in those of East Asia. */
    private static final Set<String> DATE_FORMATS = Set.of(
            "14", "15", "16", "17", "22", "27", "28", "29", "30", "31", "36", "50", "51", "52", "53", "54", "57", "58");

    /** What stands in a code without being one: a text in quotes, an escaped letter, a colour or a language. */
    private static final Pattern NO_CODE = Pattern.compile("\"[^\"]*\"|\\\\.|\\[[^\\]]*\\]|_.|\\*.");

    private static final long SECONDS_OF_A_DAY = 86_400;

    /** The day before the first of March 1900, which the program wrongly believes to be the 29th of February. */
    private static final long DAY_THAT_NEVER_WAS = 60;

    private static final long LAST_DAY = 2_958_465;

    private XlsxNumber() {}

    /**
     * The shortest decimal that is read back to the same double: a cell keeps a double, and the program shows at most 15
     * digits of it, so that {@code 2.4500000000000002} is 2.45. A number of at most 15 digits is left as it stands.
     *
     * @return null when the text is no number
     */
    static @Nullable String text(String stored) {
        if (stored.length() <= DIGITS_OF_THE_PROGRAM && isPlain(stored)) {
            return stored;
        }
        if (!NUMBER.matcher(stored).matches()) {
            return null;
        }
        double value = Double.parseDouble(stored);
        if (Double.isInfinite(value)) {
            return null;
        }
        BigDecimal exact = new BigDecimal(value);
        for (int digits = 1; digits < DIGITS_OF_A_DOUBLE; digits++) {
            BigDecimal shorter = exact.round(new MathContext(digits, RoundingMode.HALF_EVEN));
            if (shorter.doubleValue() == value) {
                return plain(shorter);
            }
        }
        return plain(exact.round(new MathContext(DIGITS_OF_A_DOUBLE, RoundingMode.HALF_EVEN)));
    }

    /** Digits, with one point between them at most. Without a pattern: there are millions of cells. */
    private static boolean isPlain(String text) {
        int points = 0;
        int first = text.startsWith("-") ? 1 : 0;
        for (int i = first; i < text.length(); i++) {
            boolean point = text.charAt(i) == '.' && i > first && i < text.length() - 1;
            points += point ? 1 : 0;
            if (!point && FieldInterpreter.digit(text.charAt(i)) < 0) {
                return false;
            }
        }
        return text.length() > first && points <= 1;
    }

    private static String plain(BigDecimal value) {
        return value.signum() == 0 ? "0" : value.stripTrailingZeros().toPlainString();
    }

    /** Whether a format shows a day, a month or a year. */
    static boolean isDate(String id, @Nullable String code) {
        if (code == null) {
            return DATE_FORMATS.contains(id);
        }
        String letters = NO_CODE.matcher(code).replaceAll("").toLowerCase(Locale.ROOT);
        return !letters.contains("general") && (letters.contains("y") || letters.contains("d"));
    }

    /**
     * The date of a serial number, as 2021-12-31, and with its time where it has one.
     *
     * @return null when there is no such day
     */
    static @Nullable String date(String stored, boolean from1904) {
        String number = text(stored);
        if (number == null) {
            return null;
        }
        BigDecimal value = new BigDecimal(number);
        if (value.signum() < 0 || value.compareTo(BigDecimal.valueOf(LAST_DAY)) > 0) {
            return null;
        }
        long seconds = value.multiply(BigDecimal.valueOf(SECONDS_OF_A_DAY))
                .setScale(0, RoundingMode.HALF_UP)
                .longValueExact();
        long days = seconds / SECONDS_OF_A_DAY;
        if (!from1904 && (days == DAY_THAT_NEVER_WAS || days == 0)) {
            return null;
        }
        LocalDate first = from1904
                ? LocalDate.of(1904, 1, 1)
                : days < DAY_THAT_NEVER_WAS ? LocalDate.of(1899, 12, 31) : LocalDate.of(1899, 12, 30);
        LocalDateTime time = first.plusDays(days).atStartOfDay().plusSeconds(seconds % SECONDS_OF_A_DAY);
        return seconds % SECONDS_OF_A_DAY == 0 ? time.toLocalDate().toString() : time.toString();
    }
}
