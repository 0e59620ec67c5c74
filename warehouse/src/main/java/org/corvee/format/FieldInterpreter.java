package org.corvee.format;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.regex.Pattern;
import org.corvee.format.RowInterpreter.Defect;
import org.corvee.problem.Location;
import org.corvee.problem.Problem;
import org.corvee.source.ColumnSpec;
import org.jspecify.annotations.Nullable;

/**
 * Reads the values of one column out of the characters of a record. Reading only says whether a value conforms; what is
 * wrong with one that does not is found out afterwards, since that needs more time and is rare.
 */
abstract class FieldInterpreter {

    static final int TEN = 10;

    private final ColumnSpec column;
    private final char[][] missing;

    FieldInterpreter(ColumnSpec column) {
        this.column = column;
        this.missing =
                column.spelling().missing().stream().map(String::toCharArray).toArray(char[][]::new);
    }

    static FieldInterpreter of(ColumnSpec column) {
        return switch (column.type().kind()) {
            case TEXT -> new TextField(column);
            case INTEGER -> new IntegerField(column);
            case DATE -> new DateField(column);
            case MONTH -> new MonthField(column);
            case DECIMAL -> new DecimalInterpreter(column);
        };
    }

    /**
     * Reads a value, or that there is none.
     *
     * @return whether the text is what the column says; the row is filled only then
     */
    final boolean read(char[] text, int from, int to, Row row, int index) {
        int start = from;
        int end = to;
        if (column.spelling().padded()) {
            while (start < end && text[start] == ' ') {
                start++;
            }
            while (end > start && text[end - 1] == ' ') {
                end--;
            }
        }
        if (isMissing(text, start, end)) {
            row.setNull(index);
            return !column.required();
        }
        return parse(text, start, end, row, index);
    }

    private boolean isMissing(char[] text, int start, int end) {
        if (start == end) {
            return true;
        }
        for (char[] word : missing) {
            if (word.length == end - start && startsWith(text, start, word)) {
                return true;
            }
        }
        return false;
    }

    private static boolean startsWith(char[] text, int start, char[] word) {
        for (int i = 0; i < word.length; i++) {
            if (text[start + i] != word[i]) {
                return false;
            }
        }
        return true;
    }

    abstract boolean parse(char[] text, int start, int end, Row row, int index);

    abstract Defect mismatch(String text, Location line);

    /** What is wrong with a text that {@link #read} refused. */
    final Defect defect(String published, Location line) {
        String text = column.spelling().padded() ? published.strip() : published;
        if (text.isEmpty() || column.spelling().missing().contains(text)) {
            return new Defect(
                    column.name(),
                    RejectReason.MISSING_VALUE,
                    Problem.cannot(line, "read", column.name(), text).expected("a value"));
        }
        if (text.indexOf('\0') >= 0) {
            return new Defect(
                    column.name(),
                    RejectReason.NUL_CHARACTER,
                    Problem.cannot(line, "read", column.name(), text.replace('\0', '␀'))
                            .expected("text without a NUL character"));
        }
        return mismatch(text, line);
    }

    final Defect defect(RejectReason reason, String text, Location line, String expected) {
        return new Defect(
                column.name(),
                reason,
                Problem.cannot(line, "parse", column.name(), text).expected(expected));
    }

    /** The value of a digit; -1 when the character is none. Only the ten of ASCII are. */
    static int digit(char character) {
        return character >= '0' && character <= '9' ? character - '0' : -1;
    }

    /** A number of a given count of digits; -1 when there is anything else. */
    static int digits(char[] text, int start, int count) {
        int value = 0;
        for (int i = start; i < start + count; i++) {
            int digit = digit(text[i]);
            if (digit < 0) {
                return -1;
            }
            value = value * TEN + digit;
        }
        return value;
    }

    private static final class TextField extends FieldInterpreter {

        /** What no name or code is longer than; a field that is swallowed half a file. */
        private static final int LONGEST = 1_000_000;

        private final ColumnSpec column;
        private final TextCache cache = new TextCache();
        private final @Nullable Pattern pattern;

        TextField(ColumnSpec column) {
            super(column);
            this.column = column;
            String expression = column.spelling().pattern();
            this.pattern = expression == null ? null : Pattern.compile(expression);
        }

        @Override
        boolean parse(char[] text, int start, int end, Row row, int index) {
            TextCache.Entry entry = cache.get(text, start, end, this::accepts);
            row.set(index, entry.text());
            return entry.accepted();
        }

        private boolean accepts(String text) {
            return text.length() <= LONGEST
                    && text.indexOf('\0') < 0
                    && (column.allowed().isEmpty() || column.allowed().contains(text))
                    && matches(text);
        }

        private boolean matches(String text) {
            return pattern == null || pattern.matcher(text).matches();
        }

        @Override
        Defect mismatch(String text, Location line) {
            if (text.length() > LONGEST) {
                return defect(
                        RejectReason.TOO_LONG,
                        text.substring(0, TEN) + "…",
                        line,
                        "at most " + LONGEST + " characters, found " + text.length());
            }
            if (!matches(text)) {
                return defect(
                        RejectReason.PATTERN_MISMATCH,
                        text,
                        line,
                        "text that matches " + column.spelling().pattern());
            }
            return new Defect(
                    column.name(),
                    RejectReason.NOT_ALLOWED,
                    Problem.cannot(line, "use", column.name(), text)
                            .allowed(column.allowed())
                            .nearest(text, column.allowed()),
                    new RejectedRow.NewCode(column.name(), text));
        }
    }

    private static final class IntegerField extends FieldInterpreter {

        private static final int MOST_DIGITS = 18;

        IntegerField(ColumnSpec column) {
            super(column);
        }

        @Override
        boolean parse(char[] text, int start, int end, Row row, int index) {
            boolean negative = text[start] == '-';
            int from = negative ? start + 1 : start;
            if (from == end || end - from > MOST_DIGITS) {
                return false;
            }
            long value = 0;
            for (int i = from; i < end; i++) {
                int digit = digit(text[i]);
                if (digit < 0) {
                    return false;
                }
                value = value * TEN + digit;
            }
            row.set(index, negative ? -value : value);
            return true;
        }

        @Override
        Defect mismatch(String text, Location line) {
            return defect(RejectReason.NOT_AN_INTEGER, text, line, "a whole number such as 42");
        }
    }

    private static final class DateField extends FieldInterpreter {

        private static final int LENGTH = 10;

        DateField(ColumnSpec column) {
            super(column);
        }

        @Override
        boolean parse(char[] text, int start, int end, Row row, int index) {
            if (end - start != LENGTH || text[start + 4] != '-' || text[start + 7] != '-') {
                return false;
            }
            int year = digits(text, start, 4);
            int month = digits(text, start + 5, 2);
            int day = digits(text, start + 8, 2);
            if (year < 0 || month < 0 || day < 0) {
                return false;
            }
            try {
                row.set(index, LocalDate.of(year, month, day).toEpochDay());
                return true;
            } catch (DateTimeException impossible) {
                // 2021-02-30 is as wrong as 30.2.2021.
                return false;
            }
        }

        @Override
        Defect mismatch(String text, Location line) {
            return defect(RejectReason.NOT_A_DATE, text, line, "a date such as 2021-12-31");
        }
    }

    private static final class MonthField extends FieldInterpreter {

        private static final int LENGTH = 6;
        private static final int MONTHS = 12;

        private int lastDigits = -1;
        private long lastDay;

        MonthField(ColumnSpec column) {
            super(column);
        }

        @Override
        boolean parse(char[] text, int start, int end, Row row, int index) {
            int digits = end - start == LENGTH ? digits(text, start, LENGTH) : -1;
            int month = digits % 100;
            if (digits < 0 || month < 1 || month > MONTHS) {
                return false;
            }
            if (digits != lastDigits) {
                lastDay = LocalDate.of(digits / 100, month, 1).toEpochDay();
                lastDigits = digits;
            }
            row.set(index, lastDay);
            return true;
        }

        @Override
        Defect mismatch(String text, Location line) {
            return defect(RejectReason.NOT_A_DATE, text, line, "a month such as 202112");
        }
    }
}
