package org.corvee.export;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.corvee.citation.LatexText;
import org.corvee.export.PrintedTable.Cell;

/** Writes the table for {@code \input} in a LaTeX document with the packages booktabs and, when it is long, longtable. */
final class LatexTable {

    private static final int MOST_ROWS_OF_A_PAGE = 20;
    private static final int WIDEST_ON_ONE_LINE = 26;

    /** Characters that a line of a page takes; wider tables share the line among their columns of text. */
    private static final int LINE = 66;

    /** How much of the line is left between the columns. */
    private static final double ROOM = 0.84;

    /** What a reference takes in the text: how it is cited is up to the document. */
    private static final String REFERENCE = "An author, 2024a";

    private LatexTable() {}

    static String of(ExportContent content) {
        PrintedTable table = PrintedTable.of(content);
        boolean isLong = table.rows().size() > MOST_ROWS_OF_A_PAGE;
        List<String> lines = new ArrayList<>();
        lines.add("% " + content.stem() + ": " + content.edition().line());
        lines.add("% needs \\usepackage{array,booktabs" + (isLong ? ",longtable}" : "}") + "; references are in "
                + content.stem() + ".bib");
        String caption = "\\caption{" + LatexText.of(content.export().title() + ".") + subtitle(content) + "}";
        String label = "\\label{tab:" + content.stem() + "}";
        String alignment = alignment(table);
        String head = row(table.headings().stream()
                .map(heading -> "\\textbf{" + LatexText.of(heading) + "}")
                .toList());
        if (isLong) {
            lines.add("{\\footnotesize\\setlength{\\tabcolsep}{3pt}\\setlength{\\LTcapwidth}{\\linewidth}");
            lines.add("\\begin{longtable}{" + alignment + "}");
            lines.add(caption + label + " \\\\");
            lines.addAll(List.of("\\toprule", head, "\\midrule", "\\endfirsthead"));
            lines.addAll(List.of("\\toprule", head, "\\midrule", "\\endhead"));
            lines.addAll(List.of("\\bottomrule", "\\endfoot"));
        } else {
            lines.addAll(List.of(
                    "\\begin{table}[htbp]", "\\centering", "\\small\\setlength{\\tabcolsep}{4pt}", caption, label));
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
        int[] widest = new int[table.headings().size()];
        int[] wanted = new int[widest.length];
        for (int i = 0; i < widest.length; i++) {
            int column = i;
            List<String> texts = Stream.concat(
                            Stream.of(table.headings().get(i)),
                            table.rows().stream()
                                    .map(row -> row.get(column).keys().isEmpty()
                                            ? row.get(column).text()
                                            : REFERENCE))
                    .toList();
            widest[i] = texts.stream().mapToInt(String::length).max().orElse(0);
            int longestWord = texts.stream()
                    .flatMap(text -> Stream.of(text.split("[ -]", -1)))
                    .mapToInt(String::length)
                    .max()
                    .orElse(0);
            wanted[i] = Math.max(Math.min(widest[i], WIDEST_ON_ONE_LINE), longestWord + 2);
        }
        int total = Arrays.stream(wanted).sum();
        StringBuilder alignment = new StringBuilder();
        for (int i = 0; i < widest.length; i++) {
            int column = i;
            boolean isCited = table.rows().stream()
                    .anyMatch(row -> !row.get(column).keys().isEmpty());
            boolean isBroken = isCited || widest[i] > WIDEST_ON_ONE_LINE || total > LINE;
            double share = ROOM * wanted[i] / Math.max(total, LINE);
            alignment.append(
                    table.numeric().get(i)
                            ? "r"
                            : isBroken
                                    ? String.format(
                                            Locale.ROOT, ">{\\raggedright\\arraybackslash}p{%.3f\\linewidth}", share)
                                    : "l");
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
