package org.corvee.export;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.corvee.citation.Bibliography;
import org.jspecify.annotations.Nullable;

/**
 * An export with its rows, read once: every file of it but CSV and Parquet is written from here, and those two are
 * copied from the table that the rows were read from.
 *
 * @param export what it is
 * @param narrowing which part of it
 * @param columns of the SELECT with DuckDB's names of their types
 * @param rows in order
 * @param footnotes in order of their numbers
 * @param figures rows of {@code mart.figure_source} of every figure of the rows and footnotes, in order of their ids
 * @param bibliography every document that states one of these figures or is cited for it
 * @param units description of every unit of the rows by its name
 * @param unitNames name of every unit of the rows by its code
 * @param populations name of every population by its code
 * @param edition which build of the warehouse
 */
public record ExportContent(
        ExportSpec export,
        Narrowing narrowing,
        Map<String, String> columns,
        List<ExportRow> rows,
        List<Footnote> footnotes,
        List<Map<String, @Nullable String>> figures,
        Bibliography bibliography,
        Map<String, String> units,
        Map<String, String> unitNames,
        Map<String, String> populations,
        Edition edition) {

    private static final int MOST_SOURCES = 10;

    public ExportContent {
        rows = List.copyOf(rows);
        footnotes = List.copyOf(footnotes);
        figures = List.copyOf(figures);
    }

    /** The start of its file names. */
    public String stem() {
        return export.name() + narrowing.suffix();
    }

    /** The subtitle, which says so when this is a part of the export. */
    public String subtitle() {
        return narrowing.isNone()
                ? export.subtitle()
                : (export.subtitle().isEmpty() ? "" : export.subtitle() + " ") + "Part shown: " + narrowing.words()
                        + ".";
    }

    /** The note, which says so when this is a part of the export. */
    public String note() {
        return narrowing.isNone()
                ? export.note()
                : export.note() + " Only rows for " + narrowing.words()
                        + " are shown: periods that reach beyond these years, and all other rows, are left out.";
    }

    /** The documents that state the figures, as a running text calls them. */
    public String sourceLine() {
        Map<String, String> names = bibliography.shortNames();
        List<String> stating = new ArrayList<>();
        for (Map<String, @Nullable String> figure : figures) {
            String name = names.getOrDefault(String.valueOf(figure.get("citation_key")), "");
            if (!stating.contains(name)) {
                stating.add(name);
            }
        }
        stating.sort(null);
        int more = stating.size() - MOST_SOURCES;
        return "Sources: "
                + stating.stream().limit(MOST_SOURCES).collect(Collectors.joining("; "))
                + (more > 0 ? "; and " + more + " more in " + stem() + ".bib" : "") + ".";
    }

    public String howToCite() {
        return "Cite the documents of the figures, which are in " + stem() + ".bib, and the table as: " + edition.line()
                + ", export " + stem() + ".";
    }

    /** The figures by their ids. */
    Map<String, Map<String, @Nullable String>> figuresById() {
        Map<String, Map<String, @Nullable String>> byId = new TreeMap<>();
        figures.forEach(figure -> byId.put(String.valueOf(figure.get("figure_id")), figure));
        return byId;
    }

    static @Nullable BigDecimal number(Map<String, @Nullable String> figure, String column) {
        String text = figure.get(column);
        return text == null ? null : new BigDecimal(text);
    }
}
