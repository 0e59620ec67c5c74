package org.corvee.difference;

import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * One cell that differs.
 *
 * @param table {@code schema.table}
 * @param cell the values that identify the row, or what the line is about
 * @param kind whether it came, went or changed
 * @param columns what differs; of a row that came or went, all that it says
 * @param cause why
 * @param why what exactly leads to the cause: a figure, a snapshot, a table
 */
public record CellChange(String table, String cell, Kind kind, List<ColumnChange> columns, Cause cause, String why) {

    public CellChange {
        columns = List.copyOf(columns);
    }

    /** What became of a row. */
    public enum Kind {
        ADDED,
        REMOVED,
        CHANGED;

        public String words() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /**
     * One value before and after, as text.
     *
     * @param before null when there was none
     * @param after null when there is none
     */
    public record ColumnChange(
            String column,
            @Nullable String before,
            @Nullable String after) {}
}
