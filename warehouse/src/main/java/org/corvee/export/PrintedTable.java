package org.corvee.export;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What LaTeX and Markdown print of an export: the columns that its descriptor names, for people.
 *
 * @param headings from left to right
 * @param numeric whether a column holds numbers
 * @param rows from top to bottom
 */
record PrintedTable(List<String> headings, List<Boolean> numeric, List<List<Cell>> rows) {

    private static final String SOURCES = "sources";

    /**
     * One cell.
     *
     * @param text what is printed; "" when it is cited keys
     * @param footnotes numbers behind the text
     * @param keys documents that are cited in place of a text
     */
    record Cell(String text, List<Integer> footnotes, List<String> keys) {}

    static PrintedTable of(ExportContent content) {
        Map<String, String> table = content.export().table();
        List<Boolean> numeric = new ArrayList<>();
        for (String column : table.keySet()) {
            numeric.add(content.rows().stream().anyMatch(row -> row.values().get(column) instanceof BigDecimal));
        }
        List<String> columns = List.copyOf(table.keySet());
        int noted = Math.max(numeric.indexOf(true), 0);
        // A year is a number without a band, and its notes belong to what is counted.
        for (int i = 0; i < columns.size(); i++) {
            if (content.columns().containsKey(columns.get(i) + "_low")) {
                noted = i;
                break;
            }
        }
        List<List<Cell>> rows = new ArrayList<>();
        for (ExportRow row : content.rows()) {
            List<Cell> cells = new ArrayList<>();
            for (int i = 0; i < columns.size(); i++) {
                cells.add(cell(content, row, columns.get(i), i == noted ? row.footnotes() : List.of()));
            }
            rows.add(cells);
        }
        return new PrintedTable(List.copyOf(table.values()), numeric, rows);
    }

    private static Cell cell(ExportContent content, ExportRow row, String column, List<Integer> footnotes) {
        if (column.equals(SOURCES)) {
            return new Cell("", footnotes, List.of(row.text(column).split(", ", -1)));
        }
        String low = column + "_low";
        String high = column + "_high";
        Map<String, String> table = content.export().table();
        if (row.values().containsKey(low) && row.values().containsKey(high) && !table.containsKey(low)) {
            return new Cell(
                    Numbers.amount(row.number(column), row.number(low), row.number(high)), footnotes, List.of());
        }
        return new Cell(text(content, column, row.values().get(column)), footnotes, List.of());
    }

    static String text(ExportContent content, String column, @Nullable Object value) {
        if (value == null) {
            return "";
        }
        if (value instanceof BigDecimal number) {
            // Thousands of a year are not grouped.
            return column.equals("year") || column.endsWith("_year") ? Numbers.plain(number) : Numbers.grouped(number);
        }
        if (value instanceof Boolean yes) {
            return yes ? "yes" : "no";
        }
        String text = value.toString();
        if (column.equals("population")) {
            return content.populations().getOrDefault(text, text);
        }
        if (column.equals("unit") || column.endsWith("_unit")) {
            return content.unitNames().getOrDefault(text, text);
        }
        return column.equals("period") || column.endsWith("_period") ? Words.period(text) : Words.code(text);
    }
}
