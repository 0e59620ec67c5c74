package org.corvee.format;

import java.io.Closeable;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.corvee.problem.Location;
import org.corvee.problem.Problem;
import org.corvee.problem.ProblemException;
import org.jspecify.annotations.Nullable;

/** The rows of a sheet one by one, with constant memory. Nothing is computed: a formula has the value that was stored. */
final class XlsxSheet implements Closeable {

    /** The bounds of the program itself. */
    private static final int MOST_COLUMNS = 16_384;

    private static final long MOST_ROWS = 1_048_576;
    private static final int MOST_MERGES = 100_000;

    private static final Pattern ADDRESS = Pattern.compile("([A-Z]{1,3})([1-9]\\d{0,6})");

    /** A reference to another file, {@code [1]Sheet1!A1}, or to another program, {@code cmd|'/c calc'!A1}. */
    private static final Pattern ELSEWHERE = Pattern.compile("\\[[^\\]\\[]*\\][^\\[\\]!,;()]*!|\\|");

    private static final Pattern TEXT_IN_FORMULA = Pattern.compile("\"[^\"]*\"");

    private final XlsxWorkbook workbook;
    private final StrictXml xml;
    private final Location location;
    private final BoundedStream stream;
    private final long size;
    private final List<Merge> merges = new ArrayList<>();
    private final Set<String> sharedElsewhere = new HashSet<>();
    private long row;
    private String rowText = "";

    XlsxSheet(XlsxWorkbook workbook, StrictXml xml, Location location, BoundedStream stream, long size) {
        this.workbook = workbook;
        this.xml = xml;
        this.location = location;
        this.stream = stream;
        this.size = size;
    }

    /**
     * @param text what the cell holds; empty when that cannot be told
     * @param defect why it cannot be read; null when it can
     */
    record Cell(String text, @Nullable String defect) {

        static Cell of(@Nullable String text, String otherwise) {
            return text == null ? new Cell("", otherwise) : new Cell(text, null);
        }
    }

    /**
     * A row that has cells.
     *
     * @param number 1-based, as the program shows it
     * @param cells by their column from 0
     */
    record Row(long number, TreeMap<Integer, Cell> cells) {

        String text(int column) {
            Cell cell = cells.get(column);
            return cell == null ? "" : cell.text();
        }
    }

    /** Cells that are shown as one, rows and columns included; the text is that of the first. */
    record Merge(long firstRow, int firstColumn, long lastRow, int lastColumn) {}

    /** The next row, null at the end of the sheet, after which the merged cells are known. */
    @Nullable
    Row next() {
        while (xml.next()) {
            if (xml.isStart("row")) {
                return readRow();
            }
            if (xml.isStart("mergeCell")) {
                addMerge(String.valueOf(xml.attribute("ref")));
            }
        }
        return null;
    }

    private Row readRow() {
        String stated = xml.attribute("r");
        long number = stated == null ? row + 1 : stated.matches("[1-9]\\d{0,6}") ? Long.parseLong(stated) : 0;
        if (number <= row || number > MOST_ROWS) {
            throw new ProblemException(Problem.cannot(location.atLine(row), "read", "row", String.valueOf(stated))
                    .expected("a row after row " + row));
        }
        row = number;
        rowText = String.valueOf(number);
        TreeMap<Integer, Cell> cells = new TreeMap<>();
        int column = -1;
        while (xml.next() && !xml.isEnd("row")) {
            if (xml.isStart("c")) {
                column = column(xml.attribute("r"), column + 1);
                Cell cell = readCell();
                if (cells.put(column, cell) != null) {
                    throw new ProblemException(Problem.cannot(location.atLine(row), "read", "cell", name(column))
                            .expected("each cell once")
                            .found("it twice"));
                }
            }
        }
        return new Row(number, cells);
    }

    private int column(@Nullable String address, int otherwise) {
        int column = address == null ? otherwise : column(address);
        if (column < 0 || column >= MOST_COLUMNS) {
            throw new ProblemException(Problem.cannot(location.atLine(row), "read", "cell", String.valueOf(address))
                    .expected("a cell of row " + row + " in one of " + MOST_COLUMNS + " columns"));
        }
        return column;
    }

    /** The column of an address such as AB12, -1 when it is no cell of this row. Without a pattern: there are millions. */
    private int column(String address) {
        int letters = 0;
        while (letters < address.length()
                && letters <= 3
                && address.charAt(letters) >= 'A'
                && address.charAt(letters) <= 'Z') {
            letters++;
        }
        boolean here = letters > 0 && address.substring(letters).equals(rowText);
        return here ? index(address.substring(0, letters)) : -1;
    }

    private static int index(String letters) {
        int index = 0;
        for (int i = 0; i < letters.length(); i++) {
            index = index * 26 + letters.charAt(i) - 'A' + 1;
        }
        return index - 1;
    }

    /** The letters of a column that is counted from 0. */
    static String name(int column) {
        String rest = column < 26 ? "" : name(column / 26 - 1);
        return rest + (char) ('A' + column % 26);
    }

    private Cell readCell() {
        String type = xml.attribute("t");
        String style = xml.attribute("s");
        String value = null;
        String text = null;
        boolean isFormula = false;
        boolean elsewhere = false;
        while (xml.next() && !xml.isEnd("c")) {
            if (xml.isStart("v")) {
                value = xml.text();
            } else if (xml.isStart("is")) {
                text = XlsxWorkbook.richText(xml, "is");
            } else if (xml.isStart("f")) {
                isFormula = true;
                elsewhere = readsElsewhere(xml.attribute("si"));
            } else if (xml.isStart()) {
                xml.skip();
            }
        }
        if (elsewhere) {
            return new Cell("", "a formula that refers to another file");
        }
        if (isFormula && value == null && text == null) {
            return new Cell("", "a formula without a stored value");
        }
        return cell(type == null ? "n" : type, value == null ? "" : value, text == null ? "" : text, style);
    }

    /** Whether a formula, or the one that it shares, reads what is no part of the workbook. */
    private boolean readsElsewhere(@Nullable String shared) {
        String formula = TEXT_IN_FORMULA.matcher(xml.text()).replaceAll("\"\"");
        boolean elsewhere = ELSEWHERE.matcher(formula).find();
        if (elsewhere && shared != null) {
            sharedElsewhere.add(shared);
        }
        return elsewhere || (shared != null && sharedElsewhere.contains(shared));
    }

    private Cell cell(String type, String value, String inline, @Nullable String style) {
        return switch (type) {
            case "inlineStr" -> new Cell(inline, null);
            case "str", "d" -> new Cell(XlsxWorkbook.unescaped(value), null);
            case "s" ->
                value.isEmpty()
                        ? new Cell("", null)
                        : Cell.of(workbook.sharedText(value), "a shared text that is not there");
            case "b" ->
                Cell.of(
                        value.equals("1") ? "TRUE" : value.equals("0") ? "FALSE" : null,
                        "'" + value + "', which is neither true nor false");
            case "e" -> new Cell("", "the error " + value);
            case "n" ->
                value.isEmpty()
                        ? new Cell("", null)
                        : workbook.isDate(style)
                                ? Cell.of(
                                        XlsxNumber.date(value, workbook.countsFrom1904()),
                                        "'" + value + "', which is no date")
                                : Cell.of(XlsxNumber.text(value), "'" + value + "', which is no number");
            default -> new Cell("", "a cell of type '" + type + "'");
        };
    }

    private void addMerge(String reference) {
        String[] ends = reference.split(":", -1);
        Matcher first = ADDRESS.matcher(ends[0]);
        Matcher last = ADDRESS.matcher(ends[ends.length - 1]);
        if (merges.size() == MOST_MERGES || ends.length > 2 || !first.matches() || !last.matches()) {
            throw new ProblemException(Problem.cannot(location, "read", "the merged cells", reference)
                    .expected("a range such as A1:B2, at most " + MOST_MERGES + " of them"));
        }
        merges.add(new Merge(
                Long.parseLong(first.group(2)),
                index(first.group(1)),
                Long.parseLong(last.group(2)),
                index(last.group(1))));
    }

    /** The merged cells; known after the last row. */
    List<Merge> merges() {
        return List.copyOf(merges);
    }

    /** How much of the sheet was read, as a share of so many bytes. */
    long share(long of) {
        return size <= 0 ? 0 : Math.min(of, (long) ((double) stream.bytesRead() / size * of));
    }

    @Override
    public void close() throws IOException {
        xml.close();
    }
}
