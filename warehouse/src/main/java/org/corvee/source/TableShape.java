package org.corvee.source;

import java.util.List;

/**
 * What is needed to read a published table.
 *
 * @param owner the source id, or the name of the reference table; starts every message
 * @param format how the file is written
 * @param columns every column that is read
 * @param ignored columns that are there and are left out on purpose
 * @param phrases the columns whose number phrase must state what was entered beside it
 */
public record TableShape(
        String owner, TableFormat format, List<ColumnSpec> columns, Ignored ignored, List<PhraseRule> phrases) {

    public TableShape {
        columns = List.copyOf(columns);
        phrases = List.copyOf(phrases);
    }
}
