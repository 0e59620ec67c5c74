package org.corvee.query;

import java.io.PrintStream;
import java.math.BigDecimal;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.sql.Types;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A result as a table for a terminal. When it is wider than the terminal, texts are broken between words; when that
 * does not make it fit, each row is printed as a block of lines instead. Nothing is cut.
 */
public final class TextTable {

    private static final int MOST_ROWS = 2_000;
    private static final String GAP = "  ";
    private static final Set<Integer> NUMBERS = Set.of(
            Types.TINYINT,
            Types.SMALLINT,
            Types.INTEGER,
            Types.BIGINT,
            Types.DECIMAL,
            Types.NUMERIC,
            Types.DOUBLE,
            Types.FLOAT,
            Types.REAL);

    /** What DuckDB makes of a sum of integers, for one; JDBC has no number of these names. */
    private static final Set<String> LARGE_NUMBERS = Set.of("HUGEINT", "UHUGEINT", "UBIGINT");

    private final List<String> names = new ArrayList<>();
    private final List<Boolean> numeric = new ArrayList<>();
    private final List<List<String>> rows = new ArrayList<>();
    private boolean more;

    /** Reads a result, at most 2,000 rows of it. */
    public static TextTable read(ResultSet result) throws SQLException {
        TextTable table = new TextTable();
        ResultSetMetaData columns = result.getMetaData();
        for (int i = 1; i <= columns.getColumnCount(); i++) {
            table.names.add(columns.getColumnLabel(i));
            table.numeric.add(
                    NUMBERS.contains(columns.getColumnType(i)) || LARGE_NUMBERS.contains(columns.getColumnTypeName(i)));
        }
        while (result.next()) {
            if (table.rows.size() == MOST_ROWS) {
                table.more = true;
                break;
            }
            List<String> row = new ArrayList<>();
            for (int i = 1; i <= columns.getColumnCount(); i++) {
                row.add(text(result.getObject(i)));
            }
            table.rows.add(row);
        }
        return table;
    }

    private static String text(@Nullable Object value) {
        if (value == null) {
            return "";
        }
        if (value instanceof BigDecimal decimal) {
            return decimal.signum() == 0 ? "0" : decimal.stripTrailingZeros().toPlainString();
        }
        return value.toString().replace("\n", "↵");
    }

    /**
     * Prints the table.
     *
     * @param width of the terminal in columns; 0 when the output is not a terminal
     */
    public void print(PrintStream out, int width) {
        int[] widths = widths();
        if (width > 0 && !fit(widths, width)) {
            printBlocks(out, width);
        } else {
            printRows(out, widths);
        }
        out.println(rows.size()
                + (rows.size() == 1 ? " row" : " rows")
                + (more ? " shown; there are more: add a limit, or --format csv for all" : ""));
    }

    /** Narrows the widest columns of text, down to their longest word; tells whether the table then fits. */
    private boolean fit(int[] widths, int width) {
        int[] least = new int[widths.length];
        for (int i = 0; i < widths.length; i++) {
            least[i] = numeric.get(i) ? widths[i] : longestWord(i);
        }
        while (total(widths) > width) {
            int widest = -1;
            for (int i = 0; i < widths.length; i++) {
                if (widths[i] > least[i] && (widest < 0 || widths[i] > widths[widest])) {
                    widest = i;
                }
            }
            if (widest < 0) {
                return false;
            }
            widths[widest]--;
        }
        return true;
    }

    private static int total(int[] widths) {
        return Arrays.stream(widths).sum() + GAP.length() * (widths.length - 1);
    }

    private int longestWord(int column) {
        int longest = displayWidth(names.get(column));
        for (List<String> row : rows) {
            for (String word : row.get(column).split(" ", -1)) {
                longest = Math.max(longest, displayWidth(word));
            }
        }
        return longest;
    }

    private int[] widths() {
        int[] widths = new int[names.size()];
        for (int i = 0; i < widths.length; i++) {
            widths[i] = displayWidth(names.get(i));
            for (List<String> row : rows) {
                widths[i] = Math.max(widths[i], displayWidth(row.get(i)));
            }
        }
        return widths;
    }

    private void printRows(PrintStream out, int[] widths) {
        out.println(line(names, widths));
        List<String> rules = new ArrayList<>();
        for (int width : widths) {
            rules.add("-".repeat(width));
        }
        out.println(line(rules, widths));
        for (List<String> row : rows) {
            List<List<String>> cells = new ArrayList<>();
            for (int i = 0; i < widths.length; i++) {
                cells.add(Wrap.lines(row.get(i), widths[i]));
            }
            int height = cells.stream().mapToInt(List::size).max().orElse(1);
            for (int i = 0; i < height; i++) {
                int number = i;
                List<String> part = cells.stream()
                        .map(lines -> number < lines.size() ? lines.get(number) : "")
                        .toList();
                out.println(line(part, widths));
            }
        }
    }

    private String line(List<String> cells, int[] widths) {
        StringBuilder line = new StringBuilder();
        for (int i = 0; i < widths.length; i++) {
            String pad = " ".repeat(widths[i] - displayWidth(cells.get(i)));
            line.append(numeric.get(i) ? pad + cells.get(i) : cells.get(i) + pad)
                    .append(GAP);
        }
        return line.toString().stripTrailing();
    }

    private void printBlocks(PrintStream out, int width) {
        int label = names.stream().mapToInt(TextTable::displayWidth).max().orElse(0);
        int number = 0;
        for (List<String> row : rows) {
            number++;
            String title = "-- row " + number + " ";
            out.println(title + "-".repeat(Math.max(0, Math.min(width, 80) - title.length())));
            for (int i = 0; i < row.size(); i++) {
                String start = names.get(i) + " ".repeat(label - displayWidth(names.get(i))) + GAP;
                out.println(Wrap.hanging(start, row.get(i), width));
            }
        }
    }

    /** Columns that a text takes on a terminal: Chinese, Japanese and Korean characters take two, marks none. */
    static int displayWidth(String text) {
        return text.codePoints().map(TextTable::displayWidth).sum();
    }

    private static int displayWidth(int codePoint) {
        int type = Character.getType(codePoint);
        if (type == Character.NON_SPACING_MARK || type == Character.ENCLOSING_MARK || type == Character.FORMAT) {
            return 0;
        }
        boolean wide = Character.isIdeographic(codePoint)
                || (codePoint >= 0x1100 && codePoint <= 0x115F)
                || (codePoint >= 0x3000 && codePoint <= 0x30FF)
                || (codePoint >= 0xAC00 && codePoint <= 0xD7A3)
                || (codePoint >= 0xFF00 && codePoint <= 0xFF60);
        return wide ? 2 : 1;
    }
}
