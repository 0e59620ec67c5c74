package org.corvee.source;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How a table is written in a workbook.
 *
 * @param sheets names of which one is that of its sheet; empty for a workbook of one sheet
 * @param headerWith texts of which one stands in the first row of the header; empty when that is known otherwise
 * @param headerRow the first row of the header, from 1; 0 for the first row that has text, or one of those texts
 * @param headerRows how many rows the header has at least; a cell that reaches further down makes it longer
 * @param skippedRows regular expression that the texts of a row, blanks between them, match where it is no record, such as a
 *     note below the table; null when each row is one
 * @param packing what the file may be packed in
 */
public record XlsxFormat(
        List<String> sheets,
        List<String> headerWith,
        int headerRow,
        int headerRows,
        @Nullable String skippedRows,
        Packing packing)
        implements TableFormat {

    public XlsxFormat {
        sheets = List.copyOf(sheets);
        headerWith = List.copyOf(headerWith);
    }

    @Override
    public Kind kind() {
        return Kind.XLSX;
    }

    @Override
    public String mediaType() {
        return "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";
    }
}
