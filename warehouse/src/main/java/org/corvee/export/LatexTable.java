package org.corvee.export;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.corvee.citation.LatexText;
import org.corvee.export.PrintedTable.Cell;

/** Writes the table for {@code \input} in a LaTeX document with the packages booktabs and, when it is long, longtable. */
final class LatexTable {

    private static final int MOST_ROWS_OF_A_PAGE = 35;
    private static final int WIDEST_ON_ONE_LINE = 26;

    private LatexTable() {}

    static String of(ExportContent content) {
        PrintedTable table = PrintedTable.of(content);
        boolean isLong = table.rows().size() > MOST_ROWS_OF_A_PAGE;
        List<String> lines = new ArrayList<>();
        lines.add("% " + content.stem() + ": " + content.edition().line());
        lines.add("% needs \\usepackage{booktabs}" + (isLong ? " and \\usepackage{longtable}" : "")
                + "; references are in " + content.stem() + ".bib");
        String caption = "\\caption{" + LatexText.of(content.export().title() + ".") + subtitle(content) + "}";
        String label = "\\label{tab:" + content.stem() + "}";
        String alignment = alignment(table);
        String head = row(table.headings().stream()
                .map(heading -> "\\textbf{" + LatexText.of(heading) + "}")
                .toList());
        if (isLong) {
            lines.add("{\\small");
            lines.add("\\begin{longtable}{" + alignment + "}");
            lines.add(caption + label + " \\\\");
            lines.addAll(List.of("\\toprule", head, "\\midrule", "\\endfirsthead"));
            lines.addAll(List.of("\\toprule", head, "\\midrule", "\\endhead"));
            lines.addAll(List.of("\\bottomrule", "\\endfoot"));
        } else {
            lines.addAll(List.of("\\begin{table}[htbp]", "\\centering", "\\small", caption, label));
            lines.add("\\begin{tabular}{" + alignment + "}");
            lines.addAll(List.of("\\toprule", head, "\\midrule"));
        }
        for (List<Cell> row : table.rows()) {
            lines.add(row(row.stream().map(LatexTable::cell).toList()));
        }
        if (isLong) {
            lines.addAll(List.of("\\end{longtable}", "}"));
        } else {
            lines.addAll(List.of("\\bottomrule", "\\end{tabular}"));
        }
        lines.addAll(notes(content));
        if (!isLong) {
            lines.add("\\end{table}");
        }
        return String.join("\n", lines) + "\n";
    }

    private static String subtitle(ExportContent content) {
        return content.subtitle().isEmpty() ? "" : " " + LatexText.of(content.subtitle());
    }

    private static List<String> notes(ExportContent content) {
        List<String> lines = new ArrayList<>();
        lines.addAll(List.of("\\par\\smallskip", "\\begin{minipage}{\\linewidth}\\footnotesize\\raggedright"));
        for (Footnote footnote : content.footnotes()) {
            lines.add("\\textsuperscript{" + footnote.number() + "}~"
                    + footnote.text(LatexText::of, key -> "\\cite{" + key + "}") + "\\par");
        }
        lines.add("\\emph{Note.} " + LatexText.of(content.note()) + "\\par");
        lines.add(LatexText.of(content.edition().line() + ", export " + content.stem() + ".") + "\\par");
        lines.add("\\end{minipage}");
        return lines;
    }

    private static String alignment(PrintedTable table) {
        StringBuilder alignment = new StringBuilder();
        for (int i = 0; i < table.headings().size(); i++) {
            int column = i;
            boolean isCited = table.rows().stream()
                    .anyMatch(row -> !row.get(column).keys().isEmpty());
            int widest = table.rows().stream()
                    .mapToInt(row -> row.get(column).text().length())
                    .max()
                    .orElse(0);
            alignment.append(
                    table.numeric().get(i) ? "r" : isCited || widest > WIDEST_ON_ONE_LINE ? "p{0.22\\linewidth}" : "l");
        }
        return alignment.toString();
    }

    private static String row(List<String> cells) {
        return String.join(" & ", cells) + " \\\\";
    }

    private static String cell(Cell cell) {
        String text = cell.keys().isEmpty()
                ? LatexText.of(cell.text())
                        .replace("≥ ", "$\\geq$\\,")
                        .replace("≤ ", "$\\leq$\\,")
                        .replace("−", "$-$")
                        .replace("–", "--")
                : "\\cite{" + String.join(",", cell.keys()) + "}";
        // A bracket or a star at the start of a row would be read as an argument of the line break before it.
        String safe = text.startsWith("[") || text.startsWith("*") ? "{}" + text : text;
        return cell.footnotes().isEmpty()
                ? safe
                : safe + "\\textsuperscript{"
                        + cell.footnotes().stream().map(String::valueOf).collect(Collectors.joining(",")) + "}";
    }
}
