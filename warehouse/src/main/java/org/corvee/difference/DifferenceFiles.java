package org.corvee.difference;

import de.siegmar.fastcsv.writer.CsvWriter;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.commons.text.StringEscapeUtils;
import org.corvee.difference.CellChange.ColumnChange;
import org.jspecify.annotations.Nullable;

/** A difference as files: {@code diff.csv} with one row per changed value, and {@code diff.html} to be read. */
public final class DifferenceFiles {

    /** The names of the files. */
    public static final List<String> NAMES = List.of("diff.csv", "diff.html");

    private DifferenceFiles() {}

    /**
     * Writes both files.
     *
     * @param folder is made when it is not there
     * @return the files
     */
    public static List<Path> write(Difference difference, Path folder) throws IOException {
        Files.createDirectories(folder);
        Path csv = folder.resolve(NAMES.get(0));
        try (CsvWriter writer = CsvWriter.builder().build(csv, StandardCharsets.UTF_8)) {
            writer.writeRecord("table_name", "cell", "change", "column_name", "before", "after", "cause", "why");
            for (CellChange cell : difference.cells()) {
                List<ColumnChange> columns =
                        cell.columns().isEmpty() ? List.of(new ColumnChange("", null, null)) : cell.columns();
                for (ColumnChange column : columns) {
                    writer.writeRecord(
                            cell.table(),
                            cell.cell(),
                            cell.kind().words(),
                            column.column(),
                            text(column.before()),
                            text(column.after()),
                            cell.cause().words(),
                            cell.why());
                }
            }
        }
        Path html = folder.resolve(NAMES.get(1));
        Files.writeString(html, page(difference));
        return List.of(csv, html);
    }

    private static String text(@Nullable String value) {
        return value == null ? "" : value;
    }

    private static String page(Difference difference) throws IOException {
        Map<String, List<CellChange>> tables = new LinkedHashMap<>();
        difference
                .cells()
                .forEach(cell -> tables.computeIfAbsent(cell.table(), table -> new ArrayList<>())
                        .add(cell));
        StringBuilder body = new StringBuilder();
        body.append("<h1>What changed</h1>\n<p class=\"editions\">")
                .append(escaped(difference.before()))
                .append(" → ")
                .append(escaped(difference.after()))
                .append("</p>\n");
        summary(body, tables);
        tables.forEach((table, cells) -> section(body, table, cells));
        return template()
                .replace("{{title}}", escaped(difference.before() + " → " + difference.after()))
                .replace("{{body}}", body);
    }

    private static void summary(StringBuilder body, Map<String, List<CellChange>> tables) {
        if (tables.isEmpty()) {
            body.append("<p>Nothing differs.</p>\n");
            return;
        }
        body.append("<table class=\"summary\"><thead><tr><th scope=\"col\">table</th>");
        for (Cause cause : Cause.values()) {
            body.append("<th scope=\"col\">").append(cause.words()).append("</th>");
        }
        body.append("</tr></thead><tbody>\n");
        tables.forEach((table, cells) -> {
            body.append("<tr><th scope=\"row\"><a href=\"#")
                    .append(table)
                    .append("\">")
                    .append(table)
                    .append("</a></th>");
            for (Cause cause : Cause.values()) {
                long count =
                        cells.stream().filter(cell -> cell.cause() == cause).count();
                body.append("<td>")
                        .append(count == 0 ? "" : String.valueOf(count))
                        .append("</td>");
            }
            body.append("</tr>\n");
        });
        body.append("</tbody></table>\n");
    }

    private static void section(StringBuilder body, String table, List<CellChange> cells) {
        body.append("<section id=\"")
                .append(table)
                .append("\"><h2>")
                .append(table)
                .append("</h2>\n");
        for (CellChange cell : cells) {
            body.append("<article class=\"")
                    .append(cell.kind().words())
                    .append("\"><h3><span class=\"kind\">")
                    .append(cell.kind().words())
                    .append("</span> ")
                    .append(escaped(cell.cell()))
                    .append("</h3>\n<p class=\"cause\"><strong>")
                    .append(cell.cause().words())
                    .append("</strong>: ")
                    .append(escaped(cell.why()))
                    .append("</p>\n");
            if (!cell.columns().isEmpty()) {
                body.append("<table><thead><tr><th scope=\"col\">column</th><th scope=\"col\">before</th>"
                        + "<th scope=\"col\">after</th></tr></thead><tbody>\n");
                for (ColumnChange column : cell.columns()) {
                    body.append("<tr><th scope=\"row\">")
                            .append(escaped(column.column()))
                            .append("</th><td>")
                            .append(escaped(text(column.before())))
                            .append("</td><td>")
                            .append(escaped(text(column.after())))
                            .append("</td></tr>\n");
                }
                body.append("</tbody></table>\n");
            }
            body.append("</article>\n");
        }
        body.append("</section>\n");
    }

    private static String template() throws IOException {
        try (InputStream in = DifferenceFiles.class.getResourceAsStream("diff.html")) {
            if (in == null) {
                throw new IllegalStateException("cannot find diff.html beside its class");
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    private static String escaped(String text) {
        return StringEscapeUtils.escapeHtml4(text);
    }
}
