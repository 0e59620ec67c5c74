package org.corvee.codebook;

import java.util.List;

/**
 * A table or view of the warehouse file, with what is promised of it.
 *
 * @param schema {@code core}, {@code mart}, {@code ops} or {@code ref}
 * @param name without the schema
 * @param description what it holds and what a row is
 * @param rows how many
 * @param columns in order
 * @param grain the columns that identify a row; empty where only the description says it
 * @param promises what the checks hold it to; empty when it is no mart
 * @param reads the tables that it is built from, as {@code schema.table}; empty when it is no mart
 */
record DescribedTable(
        String schema,
        String name,
        String description,
        long rows,
        List<Column> columns,
        List<String> grain,
        List<String> promises,
        List<String> reads) {

    DescribedTable {
        columns = List.copyOf(columns);
        grain = List.copyOf(grain);
        promises = List.copyOf(promises);
        reads = List.copyOf(reads);
    }

    /** {@code schema.table}. */
    String qualified() {
        return schema + "." + name;
    }

    /**
     * A column.
     *
     * @param name of the column
     * @param type DuckDB's name of its type, in lower case
     * @param description meaning, unit, and when it is null
     */
    record Column(String name, String type, String description) {}
}
