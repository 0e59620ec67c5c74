package org.corvee.problem;

import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * One way in which a snapshot differs from what its source is known to be. It stops the source: the last good snapshot stays.
 *
 * @param kind of the difference
 * @param column that differs; null when it is none of one column
 * @param expected what was known; null when the kind says it all
 * @param found what is there instead; null when nothing is
 * @param rows how many rows show it; null when it is no matter of rows
 * @param example a line and its text; null when there is none
 * @param header the whole header of the file, for a difference of its columns; empty for others
 */
public record Drift(
        Kind kind,
        @Nullable String column,
        @Nullable String expected,
        @Nullable String found,
        @Nullable Long rows,
        @Nullable String example,
        List<String> header) {

    /** Enough to recognize a row by; the whole of it stands in the snapshot. */
    private static final int LONGEST = 300;

    public Drift {
        expected = shortened(expected);
        found = shortened(found);
        example = shortened(example);
        header = List.copyOf(header);
    }

    /** The kinds of difference. The code in lower case is public: it stands in {@code ops.drift.kind}. */
    public enum Kind {
        COLUMN_MISSING,
        COLUMN_UNKNOWN,
        COLUMN_TWICE,
        COLUMN_UNEXPECTED,
        HEADER_CHANGED,
        NEW_CODE,
        VALUE_OUT_OF_BOUNDS,
        TOO_MANY_REJECTED,
        ROWS_BELOW_FLOOR,
        ROWS_ABOVE_CEILING,
        CORRECTION_NOT_NEEDED;

        public String code() {
            return name().toLowerCase(Locale.ROOT);
        }

        /** The kind of a code. */
        public static Kind of(String code) {
            return valueOf(code.toUpperCase(Locale.ROOT));
        }
    }

    /** A difference of the columns of a file. */
    public static Drift ofColumn(
            Kind kind,
            @Nullable String column,
            @Nullable String expected,
            @Nullable String found,
            List<String> header) {
        return new Drift(kind, column, expected, found, null, null, header);
    }

    /** A difference of the rows of a file. */
    public static Drift ofRows(
            Kind kind, @Nullable String column, String expected, String found, long rows, @Nullable String example) {
        return new Drift(kind, column, expected, found, rows, example, List.of());
    }

    private static @Nullable String shortened(@Nullable String text) {
        return text == null || text.length() <= LONGEST ? text : text.substring(0, LONGEST) + "…";
    }
}
