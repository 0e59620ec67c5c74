package org.corvee.format;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A header of several rows whose cells may reach over columns and rows. The name of a column is the texts above it from
 * top to bottom, each cell once, with blanks between them.
 */
final class HeaderGrid {

    /** More columns than any table has; a page can ask for a million in a few bytes. */
    static final int MOST_COLUMNS = 4_096;

    private final List<List<@Nullable Cell>> rows = new ArrayList<>();

    /** Compared by identity: two cells with one text are two cells. */
    private static final class Cell {

        private final String text;

        Cell(String text) {
            this.text = text;
        }
    }

    /** Begins a row. */
    void addRow(int row) {
        while (rows.size() <= row) {
            rows.add(new ArrayList<>());
        }
    }

    /** The first column of a row that no cell from the left or from above takes. */
    int free(int row, int from) {
        int column = from;
        while (column < rows.get(row).size() && rows.get(row).get(column) != null) {
            column++;
        }
        return column;
    }

    /**
     * Puts a cell.
     *
     * @return whether it fits: not when the header would be wider than any table
     */
    boolean put(int row, int column, int rowSpan, int columnSpan, String text) {
        if (column + columnSpan > MOST_COLUMNS) {
            return false;
        }
        Cell cell = new Cell(text);
        for (int r = row; r < row + rowSpan; r++) {
            addRow(r);
            List<@Nullable Cell> cells = rows.get(r);
            for (int c = column; c < column + columnSpan; c++) {
                while (cells.size() <= c) {
                    cells.add(null);
                }
                cells.set(c, cell);
            }
        }
        return true;
    }

    List<String> names() {
        int width = rows.stream().mapToInt(List::size).max().orElse(0);
        List<String> names = new ArrayList<>(width);
        for (int column = 0; column < width; column++) {
            List<String> texts = new ArrayList<>();
            Cell above = null;
            for (List<@Nullable Cell> row : rows) {
                Cell cell = column < row.size() ? row.get(column) : null;
                if (cell != null && cell != above && !cell.text.isEmpty()) {
                    texts.add(cell.text);
                }
                above = cell;
            }
            names.add(String.join(" ", texts));
        }
        return names;
    }
}
