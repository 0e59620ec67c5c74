package org.corvee.export;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.apache.commons.text.WordUtils;
import org.corvee.export.PrintedTable.Cell;

/** Writes the table as Markdown, with footnotes and citations in the way of pandoc. */
final class MarkdownTable {

    private static final int WIDTH = 80;

    private MarkdownTable() {}

    static String of(ExportContent content) {
        PrintedTable table = PrintedTable.of(content);
        List<List<String>> rows = new ArrayList<>();
        rows.add(table.headings().stream().map(MarkdownTable::escape).toList());
        for (List<Cell> row : table.rows()) {
            rows.add(row.stream().map(MarkdownTable::cell).toList());
        }
        int[] widths = new int[table.headings().size()];
        for (List<String> row : rows) {
            for (int i = 0; i < widths.length; i++) {
                widths[i] = Math.max(Math.max(widths[i], 3), length(row.get(i)));
            }
        }
        List<String> lines = new ArrayList<>();
        lines.add("# " + escape(content.export().title()));
        lines.add("");
        if (!content.subtitle().isEmpty()) {
            lines.add(wrap(escape(content.subtitle())));
            lines.add("");
        }
        for (int i = 0; i < rows.size(); i++) {
            lines.add(line(rows.get(i), widths, table.numeric()));
            if (i == 0) {
                lines.add(rule(widths, table.numeric()));
            }
        }
        lines.add("");
        for (Footnote footnote : content.footnotes()) {
            // A footnote goes on where lines are indented.
            lines.add("[^" + footnote.number() + "]: "
                    + WordUtils.wrap(
                                    footnote.text(MarkdownTable::escape, key -> "[@" + key + "]"),
                                    WIDTH - 8,
                                    "\n",
                                    false)
                            .replace("\n", "\n    "));
            lines.add("");
        }
        lines.add(wrap("Note: " + escape(content.note())));
        lines.add("");
        lines.add(wrap(escape(content.sourceLine())));
        lines.add("");
        lines.add(wrap(escape(content.edition().line() + ", export " + content.stem() + ".")));
        return String.join("\n", lines) + "\n";
    }

    private static String cell(Cell cell) {
        String text = cell.keys().isEmpty()
                ? escape(cell.text())
                : cell.keys().stream().map(key -> "@" + key).collect(Collectors.joining("; ", "[", "]"));
        return text
                + cell.footnotes().stream().map(number -> "[^" + number + "]").collect(Collectors.joining());
    }

    private static String line(List<String> cells, int[] widths, List<Boolean> numeric) {
        StringBuilder line = new StringBuilder("|");
        for (int i = 0; i < widths.length; i++) {
            String pad = " ".repeat(widths[i] - length(cells.get(i)));
            line.append(' ')
                    .append(numeric.get(i) ? pad + cells.get(i) : cells.get(i) + pad)
                    .append(" |");
        }
        return line.toString();
    }

    private static String rule(int[] widths, List<Boolean> numeric) {
        StringBuilder line = new StringBuilder("|");
        for (int i = 0; i < widths.length; i++) {
            line.append(' ')
                    .append("-".repeat(widths[i] - 1))
                    .append(numeric.get(i) ? ":" : "-")
                    .append(" |");
        }
        return line.toString();
    }

    private static int length(String text) {
        return text.codePointCount(0, text.length());
    }

    private static String wrap(String text) {
        return WordUtils.wrap(text, WIDTH, "\n", false);
    }

    static String escape(String text) {
        return text.replaceAll("([\\\\|*_`<>\\[\\]~^$@])", "\\\\$1").replaceAll("\\s+", " ");
    }
}
