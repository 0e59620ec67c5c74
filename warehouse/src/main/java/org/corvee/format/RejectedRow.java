package org.corvee.format;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A record that does not conform.
 *
 * @param number 1-based position among the records after the header
 * @param line 1-based line on which the record starts
 * @param column the first column that is wrong; null when the row as a whole is
 * @param reason the code of the first thing that is wrong
 * @param message everything that is wrong with the row, in the grammar of messages
 * @param rawText the record as published, its fields quoted anew
 * @param newCodes the values that are not among those that their column allows, also where something else is wrong first
 */
public record RejectedRow(
        long number,
        long line,
        @Nullable String column,
        RejectReason reason,
        String message,
        String rawText,
        List<NewCode> newCodes) {

    public RejectedRow {
        newCodes = List.copyOf(newCodes);
    }

    /** A row in which no code is new. */
    public RejectedRow(
            long number, long line, @Nullable String column, RejectReason reason, String message, String rawText) {
        this(number, line, column, reason, message, rawText, List.of());
    }

    /**
     * A value that its column does not allow.
     *
     * @param column its name
     * @param code the value
     */
    public record NewCode(String column, String code) {}
}
