package org.corvee.format;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** What became of a record: typed values, or the reason why not. */
public sealed interface InterpretedRow {

    /** 1-based position among the records after the header. */
    long number();

    /** 1-based line on which the record starts. */
    long line();

    /**
     * A row that conforms.
     *
     * @param values in the order of the descriptor's columns: String, Long, LocalDate, BigDecimal or null
     */
    record TypedRow(long number, long line, List<@Nullable Object> values) implements InterpretedRow {}

    /**
     * A row that does not conform.
     *
     * @param column the first column that is wrong; null when the row as a whole is
     * @param reason the code of the first thing that is wrong
     * @param message everything that is wrong with the row, in the grammar of messages
     * @param rawText the record as published, its fields quoted anew
     */
    record RejectedRow(
            long number, long line, @Nullable String column, RejectReason reason, String message, String rawText)
            implements InterpretedRow {}
}
