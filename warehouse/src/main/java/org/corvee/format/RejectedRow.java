package org.corvee.format;

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
 */
public record RejectedRow(
        long number, long line, @Nullable String column, RejectReason reason, String message, String rawText) {}
