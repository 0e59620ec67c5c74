package org.corvee.format;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.PriorityQueue;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.corvee.problem.Location;
import org.corvee.problem.Problem;
import org.corvee.problem.ProblemException;
import org.corvee.source.XlsxFormat;
import org.jspecify.annotations.Nullable;

/**
 * Where the table stands in a sheet.
 *
 * @param headerRow the first row of the header, from 1
 * @param lastHeaderRow its last row
 * @param columns from 0, those that have a name, and those that have text below the header without one
 * @param names of the columns; {@code column D} for one without
 * @param merges cells below the header that are shown as one
 */
record XlsxLayout(
        long headerRow, long lastHeaderRow, List<Integer> columns, List<String> names, List<XlsxSheet.Merge> merges) {

    private static final Pattern BLANKS = Pattern.compile("[\\s\\u00A0]+");

    /** A header that begins further down is none. */
    private static final long LAST_ROW_TO_LOOK_AT = 200;

    private static final int LONGEST_HEADER = 20;

    XlsxLayout {
        columns = List.copyOf(columns);
        names = List.copyOf(names);
        merges = List.copyOf(merges);
    }

    /**
     * Reads a whole sheet to find its table.
     *
     * @throws ProblemException when there is no header
     */
    static XlsxLayout of(XlsxSheet sheet, XlsxFormat format, Location location) {
        TreeMap<Long, XlsxSheet.Row> start = new TreeMap<>();
        TreeSet<Integer> filled = new TreeSet<>();
        List<String> seen = new ArrayList<>();
        for (XlsxSheet.Row row = sheet.next(); row != null; row = sheet.next()) {
            boolean begun = !start.isEmpty();
            if (!begun && row.number() <= LAST_ROW_TO_LOOK_AT && isHeader(row, format)) {
                start.put(row.number(), row);
            } else if (begun && row.number() < start.firstKey() + LONGEST_HEADER) {
                start.put(row.number(), row);
            } else if (begun) {
                row.cells().forEach((column, cell) -> addFilled(column, cell, filled));
            } else if (seen.size() < LONGEST_HEADER) {
                row.cells().values().stream()
                        .map(cell -> collapsed(cell.text()))
                        .filter(text -> !text.isEmpty())
                        .findFirst()
                        .ifPresent(seen::add);
            }
        }
        if (start.isEmpty()) {
            throw new ProblemException(Problem.cannot(location, "find", "the header")
                    .expected(
                            format.headerRow() > 0
                                    ? "text in row " + format.headerRow()
                                    : format.headerWith().isEmpty()
                                            ? "a row with text"
                                            : "a row with '" + String.join("' or '", format.headerWith()) + "'")
                    .found(seen.isEmpty() ? "none" : "rows that begin with '" + String.join("', '", seen) + "'"));
        }
        return of(start, filled, sheet.merges(), format, location);
    }

    private static boolean isHeader(XlsxSheet.Row row, XlsxFormat format) {
        if (format.headerRow() > 0) {
            return row.number() == format.headerRow();
        }
        return row.cells().values().stream()
                .map(cell -> collapsed(cell.text()))
                .anyMatch(text -> format.headerWith().isEmpty()
                        ? !text.isEmpty()
                        : format.headerWith().contains(text));
    }

    private static void addFilled(int column, XlsxSheet.Cell cell, TreeSet<Integer> filled) {
        if (!cell.text().isEmpty() || cell.defect() != null) {
            filled.add(column);
        }
    }

    private static XlsxLayout of(
            TreeMap<Long, XlsxSheet.Row> start,
            TreeSet<Integer> filled,
            List<XlsxSheet.Merge> merges,
            XlsxFormat format,
            Location location) {
        long first = start.firstKey();
        long last = first + Math.max(format.headerRows(), 1) - 1;
        for (XlsxSheet.Merge merge : merges) {
            if (merge.firstRow() >= first && merge.firstRow() <= last) {
                last = Math.max(last, merge.lastRow());
            }
        }
        if (last >= first + LONGEST_HEADER) {
            throw new ProblemException(Problem.cannot(location.atLine(first), "read", "the header")
                    .expected("at most " + LONGEST_HEADER + " rows")
                    .found(String.valueOf(last - first + 1)));
        }
        for (XlsxSheet.Row row : start.tailMap(last, false).values()) {
            row.cells().forEach((column, cell) -> addFilled(column, cell, filled));
        }
        List<String> all = names(start, first, last, merges, location);
        List<Integer> columns = new ArrayList<>();
        List<String> names = new ArrayList<>();
        int width = Math.max(all.size(), filled.isEmpty() ? 0 : filled.last() + 1);
        for (int column = 0; column < width; column++) {
            String name = column < all.size() ? all.get(column) : "";
            if (!name.isEmpty() || filled.contains(column)) {
                columns.add(column);
                names.add(name.isEmpty() ? "column " + XlsxSheet.name(column) : name);
            }
        }
        long end = last;
        List<XlsxSheet.Merge> below = merges.stream()
                .filter(merge -> merge.lastRow() > end)
                .sorted(Comparator.comparingLong(XlsxSheet.Merge::firstRow))
                .toList();
        requireFew(below, location);
        return new XlsxLayout(first, last, columns, names, below);
    }

    /** Cells that lie over each other, as a hostile file may have them, would make each row slow. */
    private static void requireFew(List<XlsxSheet.Merge> merges, Location location) {
        PriorityQueue<Long> open = new PriorityQueue<>();
        for (XlsxSheet.Merge merge : merges) {
            while (!open.isEmpty() && open.element() < merge.firstRow()) {
                open.remove();
            }
            open.add(merge.lastRow());
            if (open.size() > HeaderGrid.MOST_COLUMNS) {
                throw new ProblemException(Problem.cannot(location.atLine(merge.firstRow()), "read", "the merged cells")
                        .expected("at most " + HeaderGrid.MOST_COLUMNS + " in one row")
                        .found("more"));
            }
        }
    }

    private static List<String> names(
            TreeMap<Long, XlsxSheet.Row> start,
            long first,
            long last,
            List<XlsxSheet.Merge> merges,
            Location location) {
        HeaderGrid grid = new HeaderGrid();
        grid.addRow((int) (last - first));
        boolean fits = true;
        int count = 0;
        for (XlsxSheet.Merge merge : merges) {
            if (merge.firstRow() >= first && merge.firstRow() <= last && fits) {
                fits = ++count <= HeaderGrid.MOST_COLUMNS;
                XlsxSheet.Row row = start.get(merge.firstRow());
                fits &= grid.put(
                        (int) (merge.firstRow() - first),
                        merge.firstColumn(),
                        (int) (merge.lastRow() - merge.firstRow() + 1),
                        merge.lastColumn() - merge.firstColumn() + 1,
                        row == null ? "" : collapsed(row.text(merge.firstColumn())));
            }
        }
        for (XlsxSheet.Row row : start.headMap(last, true).values()) {
            int level = (int) (row.number() - first);
            for (Map.Entry<Integer, XlsxSheet.Cell> cell : row.cells().entrySet()) {
                if (grid.free(level, cell.getKey()) == cell.getKey()) {
                    fits &= grid.put(
                            level,
                            cell.getKey(),
                            1,
                            1,
                            collapsed(cell.getValue().text()));
                }
            }
        }
        if (!fits) {
            throw new ProblemException(Problem.cannot(location.atLine(first), "read", "the header")
                    .expected("at most " + HeaderGrid.MOST_COLUMNS + " columns")
                    .found("more"));
        }
        return grid.names();
    }

    private static String collapsed(String text) {
        return BLANKS.matcher(text).replaceAll(" ").strip();
    }

    boolean hasText(XlsxSheet.Row row) {
        return row.cells().values().stream().anyMatch(cell -> !cell.text().isEmpty() || cell.defect() != null);
    }

    /** What reaches down from the rows before; for one reading of the rows in order. */
    Reach reach() {
        return new Reach(merges);
    }

    /** The cells that reach over rows, while the rows are read in order. */
    static final class Reach {

        private final Deque<XlsxSheet.Merge> coming;
        private final List<XlsxSheet.Merge> open = new ArrayList<>();
        private final Map<Integer, String> texts = new HashMap<>();

        private Reach(List<XlsxSheet.Merge> merges) {
            this.coming = new ArrayDeque<>(merges);
        }

        /**
         * Takes the next row.
         *
         * @return what is wrong with it; null when each cell of it is one
         */
        @Nullable
        String begin(XlsxSheet.Row row) {
            for (XlsxSheet.Merge merge : List.copyOf(open)) {
                if (merge.lastRow() < row.number()) {
                    open.remove(merge);
                    texts.remove(merge.firstColumn());
                }
            }
            while (!coming.isEmpty() && Objects.requireNonNull(coming.peek()).firstRow() <= row.number()) {
                XlsxSheet.Merge merge = coming.remove();
                if (merge.lastRow() >= row.number()) {
                    open.add(merge);
                    texts.put(
                            merge.firstColumn(), merge.firstRow() == row.number() ? row.text(merge.firstColumn()) : "");
                }
            }
            return open.stream().anyMatch(merge -> merge.firstColumn() < merge.lastColumn())
                    ? "a cell that reaches over columns"
                    : null;
        }

        String fromAbove(int column) {
            return texts.getOrDefault(column, "");
        }
    }
}
