package org.corvee.format;

import java.util.ArrayList;
import java.util.List;
import org.corvee.problem.Location;
import org.corvee.problem.Problem;
import org.corvee.problem.ProblemException;
import org.corvee.source.HtmlFormat;
import org.jsoup.nodes.Element;
import org.jspecify.annotations.Nullable;

/** A table of a page, of which the rows are told one after the other. */
final class HtmlTable {

    /** The bounds that HTML itself sets. */
    private static final int MOST_ROWS_OF_A_CELL = 65_534;

    private static final int MOST_COLUMNS_OF_A_CELL = 1_000;

    /** Texts above a header; a table without one is no title. */
    private static final int MOST_TITLES = 20;

    private final HtmlFormat format;
    private final Location location;
    private final List<String> title = new ArrayList<>();
    private final HeaderGrid grid = new HeaderGrid();
    private final List<Hanging> hanging = new ArrayList<>();
    private String heading;
    private boolean captioned;
    private int headerRows;
    private int headerRowsAtLeast;
    private long headerLine;
    private int number;
    private @Nullable List<String> names;
    private boolean holdsTable;

    /** @param heading that stands before the table */
    HtmlTable(HtmlFormat format, Location location, String heading) {
        this.format = format;
        this.location = location;
        this.heading = heading;
    }

    /**
     * A row of the body.
     *
     * @param line 1-based
     * @param cells their texts; one that reaches down from above stands in each row that it reaches
     * @param broken whether a cell reaches over columns or holds a table, so that the texts are not those of the columns
     */
    record Row(HtmlTable table, long line, List<String> cells, boolean broken) {}

    /** A cell that reaches down into rows to come. */
    private record Hanging(int column, int rows, String text) {}

    void caption(String text) {
        heading = text;
        captioned = true;
    }

    /** Another table ended inside this one. */
    void holdsTable() {
        holdsTable = true;
    }

    /** Whether the header was found. */
    boolean isRead() {
        return headerRows > 0;
    }

    /** The names of the columns; the header is complete with the first row of the body. */
    List<String> names() {
        if (names == null) {
            names = grid.names();
        }
        return names;
    }

    long headerLine() {
        return headerLine;
    }

    /** Its caption, the rows above its header, or what stands above the table. */
    String heading() {
        return captioned || title.isEmpty() ? heading : String.join(" ", title);
    }

    /** 1-based among the tables of the page that are read. */
    int number() {
        return number;
    }

    void numberedAs(int tableNumber) {
        number = tableNumber;
    }

    /**
     * Takes a row that is complete.
     *
     * @return null for one without any text, of the header, or before it
     */
    @Nullable
    Row take(Element row) {
        List<Element> cells = row.children().stream()
                .filter(cell -> cell.nameIs("td") || cell.nameIs("th"))
                .toList();
        long line = row.sourceRange().start().lineNumber();
        boolean nested = holdsTable;
        holdsTable = false;
        if (names == null && isHeader(row, cells)) {
            addToHeader(cells, line);
            return null;
        }
        if (!isRead()) {
            if (title.size() < MOST_TITLES) {
                title.addAll(cells.stream()
                        .map(HtmlText::of)
                        .filter(text -> !text.isEmpty())
                        .toList());
            }
            return null;
        }
        return body(cells, line, nested);
    }

    private boolean isHeader(Element row, List<Element> cells) {
        if (!isRead()) {
            return cells.stream().map(HtmlText::of).anyMatch(format.tablesWith()::contains);
        }
        if (format.headerRows() > 0) {
            return headerRows < format.headerRows();
        }
        boolean marked = row.parent() != null && row.parent().nameIs("thead");
        boolean allHeaders = !cells.isEmpty() && cells.stream().allMatch(cell -> cell.nameIs("th"));
        return headerRows < headerRowsAtLeast || marked || allHeaders;
    }

    private void addToHeader(List<Element> cells, long line) {
        if (headerRows == 0) {
            headerLine = line;
        }
        grid.addRow(headerRows);
        int column = 0;
        for (Element cell : cells) {
            column = grid.free(headerRows, column);
            int down = Math.min(span(cell, "rowspan", MOST_ROWS_OF_A_CELL), MOST_ROWS_OF_A_CELL);
            int across = span(cell, "colspan", MOST_COLUMNS_OF_A_CELL);
            if (down > HeaderGrid.MOST_COLUMNS || !grid.put(headerRows, column, down, across, HtmlText.of(cell))) {
                throw new ProblemException(Problem.cannot(location.atLine(line), "read", "the header of a table")
                        .expected("at most " + HeaderGrid.MOST_COLUMNS + " columns and rows")
                        .found("more"));
            }
            headerRowsAtLeast = Math.max(headerRowsAtLeast, headerRows + down);
            column += across;
        }
        headerRows++;
    }

    private @Nullable Row body(List<Element> cells, long line, boolean nested) {
        int width = names().size();
        List<String> texts = new ArrayList<>();
        boolean broken = nested;
        @Nullable String[] fromAbove = new @Nullable String[width];
        List<Hanging> before = List.copyOf(hanging);
        hanging.clear();
        for (Hanging cell : before) {
            fromAbove[cell.column()] = cell.text();
            if (cell.rows() > 1) {
                hanging.add(new Hanging(cell.column(), cell.rows() - 1, cell.text()));
            }
        }
        for (Element cell : cells) {
            texts.addAll(above(fromAbove, texts.size()));
            int down = span(cell, "rowspan", MOST_ROWS_OF_A_CELL);
            broken |= span(cell, "colspan", MOST_COLUMNS_OF_A_CELL) > 1;
            if (down > 1 && texts.size() < width) {
                hanging.add(new Hanging(texts.size(), down - 1, HtmlText.of(cell)));
            }
            texts.add(HtmlText.of(cell));
        }
        texts.addAll(above(fromAbove, texts.size()));
        boolean empty = cells.stream().allMatch(cell -> HtmlText.of(cell).isEmpty());
        return empty || texts.equals(names()) ? null : new Row(this, line, texts, broken);
    }

    /** The cells from above that take the columns from the given one on. */
    private static List<String> above(@Nullable String[] fromAbove, int from) {
        List<String> texts = new ArrayList<>();
        for (int column = from; column < fromAbove.length; column++) {
            String text = fromAbove[column];
            if (text == null) {
                break;
            }
            texts.add(text);
        }
        return texts;
    }

    /** As HTML has it: what is no number is 1, what is too large the largest, and a row span of 0 all rows to come. */
    private static int span(Element cell, String attribute, int most) {
        String text = cell.attr(attribute).strip();
        if (!text.matches("\\d+")) {
            return 1;
        }
        int value = text.length() > 6 ? most : Math.min(Integer.parseInt(text), most);
        return value > 0 ? value : attribute.equals("rowspan") ? most : 1;
    }
}
