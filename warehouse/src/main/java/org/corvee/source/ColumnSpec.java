package org.corvee.source;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One published column.
 *
 * @param name the header, exactly as published
 * @param type what the text stands for
 * @param required whether an empty field rejects its row
 * @param allowed the only values allowed; empty when any is
 * @param refersTo {@code schema.table.column} of the warehouse in which each value must be found; null when none
 */
public record ColumnSpec(
        String name,
        ColumnType type,
        boolean required,
        List<String> allowed,
        @Nullable String refersTo) {

    public ColumnSpec {
        allowed = List.copyOf(allowed);
    }
}
