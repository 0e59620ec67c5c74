package org.corvee.export;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.corvee.chart.Amount;
import org.corvee.chart.Chart;
import org.corvee.chart.Mark;
import org.corvee.chart.Nature;
import org.corvee.chart.Plot;
import org.corvee.export.ChartSpec.AmountColumns;
import org.corvee.export.ChartSpec.Axis;
import org.corvee.problem.Problem;
import org.corvee.problem.ProblemException;
import org.jspecify.annotations.Nullable;

/** Makes the chart of an export from its rows. It moves decimal points and computes nothing. */
public final class ChartMapping {

    /** More footnotes than these would leave no room for the marks: they stand below the tables alone. */
    static final int MOST_FOOTNOTES = 8;

    private final ExportContent content;
    private final Map<String, Map<String, @Nullable String>> figures;
    private final Map<String, String> shortNames;

    private ChartMapping(ExportContent content) {
        this.content = content;
        this.figures = content.figuresById();
        this.shortNames = content.bibliography().shortNames();
    }

    /**
     * Makes the chart.
     *
     * @throws ProblemException when units of different kind would share a panel, or a row belongs to no panel
     * @throws IllegalStateException when the export has no chart
     */
    public static Chart chart(ExportContent content) {
        ChartSpec spec = content.export().charted().orElseThrow().spec();
        ChartMapping mapping = new ChartMapping(content);
        Plot plot = spec instanceof ChartSpec.Trend trend
                ? mapping.trend(trend)
                : spec instanceof ChartSpec.Dots dots ? mapping.dots(dots) : mapping.grid((ChartSpec.Grid) spec);
        boolean fits = content.footnotes().size() <= MOST_FOOTNOTES;
        return new Chart(
                content.export().title(),
                content.subtitle(),
                plot,
                fits ? content.footnotes().stream().map(Footnote::text).toList() : List.of(),
                content.note()
                        + (content.export().charted().orElseThrow().note().isEmpty() ? "" : " ")
                        + content.export().charted().orElseThrow().note()
                        + (fits
                                ? ""
                                : " The " + content.footnotes().size()
                                        + " footnotes on contradictions are below the table " + content.stem()
                                        + ".md."),
                content.sourceLine(),
                content.edition().line(),
                spec.width());
    }

    private Plot trend(ChartSpec.Trend spec) {
        List<Plot.Panel> panels = new ArrayList<>();
        List<ExportRow> left = new ArrayList<>(content.rows());
        for (Axis axis : spec.axes()) {
            String column = spec.panel();
            List<ExportRow> rows = column == null
                    ? content.rows()
                    : content.rows().stream()
                            .filter(row -> row.text(column).equals(axis.panel()))
                            .toList();
            left.removeAll(rows);
            if (!rows.isEmpty()) {
                panels.add(panel(spec, axis, rows));
            }
        }
        if (!left.isEmpty()) {
            throw new ProblemException(Problem.cannot(
                            content.export().descriptor(),
                            "find",
                            "the axis of panel",
                            left.get(0).text(String.valueOf(spec.panel())))
                    .allowed(spec.axes().stream()
                            .map(axis -> String.valueOf(axis.panel()))
                            .toList()));
        }
        return new Plot.Trend(panels);
    }

    private Plot.Panel panel(ChartSpec.Trend spec, Axis axis, List<ExportRow> rows) {
        requireOneUnit(axis, rows);
        Map<String, List<ExportRow>> bySeries = new LinkedHashMap<>();
        rows.forEach(row -> bySeries.computeIfAbsent(name(spec.series(), row), series -> new ArrayList<>())
                .add(row));
        List<Plot.Series> series = new ArrayList<>();
        Map<LocalDate, Plot.Break> breaks = new LinkedHashMap<>();
        bySeries.forEach((name, members) -> {
            members.sort(Comparator.comparing((ExportRow row) -> row.date("period_start"))
                    .thenComparing(row -> row.date("period_end")));
            series.add(new Plot.Series(
                    name, members.stream().map(row -> mark(spec, axis, row)).toList()));
            for (int i = 1; i < members.size(); i++) {
                String definition = members.get(i).text("definition_version");
                if (!definition.equals(members.get(i - 1).text("definition_version"))) {
                    LocalDate day = members.get(i).date("period_start");
                    breaks.put(day, new Plot.Break(day, "definition changes"));
                }
            }
        });
        return new Plot.Panel(axis.title(), series, List.copyOf(breaks.values()));
    }

    private Mark mark(ChartSpec.Trend spec, Axis axis, ExportRow row) {
        boolean isFullYear = row.text("period_kind").equals("year");
        return new Mark(
                row.date("period_start"),
                row.date("period_end"),
                amount(spec.amount(), axis, row),
                nature(row),
                isFullYear,
                rivals(axis, row),
                footnotes(row),
                label(isFullYear ? "" : Words.part(row.text("period")), row));
    }

    private static @Nullable String label(String text, ExportRow row) {
        String label = text + (row.text("obs_status").equals("U") ? " (doubtful)" : "");
        return label.isEmpty() ? null : label.strip();
    }

    private Plot dots(ChartSpec.Dots spec) {
        requireOneUnit(spec.axis(), content.rows());
        Map<String, List<Plot.Dot>> byGroup = new LinkedHashMap<>();
        for (ExportRow row : content.rows()) {
            String heading = names(spec.group(), row);
            Amount amount = amount(spec.amount(), spec.axis(), row);
            boolean isPoint = amount.value() != null && amount.low() != null && amount.high() != null;
            String text = isPoint && !row.text("obs_status").equals("U")
                    ? ""
                    : Numbers.amount(amount.value(), amount.low(), amount.high());
            byGroup.computeIfAbsent(heading, name -> new ArrayList<>())
                    .add(new Plot.Dot(
                            heading.isEmpty() ? null : heading,
                            names(spec.name(), row),
                            amount,
                            nature(row),
                            rivals(spec.axis(), row),
                            footnotes(row),
                            label(text, row)));
        }
        return new Plot.Dots(
                spec.axis().title(),
                byGroup.values().stream().flatMap(List::stream).toList());
    }

    private Plot grid(ChartSpec.Grid spec) {
        Set<String> columns = new TreeSet<>();
        Set<String> rows = new LinkedHashSet<>();
        List<Plot.Cell> cells = new ArrayList<>();
        for (ExportRow row : content.rows()) {
            columns.add(name(spec.column(), row));
            rows.add(name(spec.row(), row));
            cells.add(new Plot.Cell(
                    name(spec.column(), row),
                    name(spec.row(), row),
                    row.number(spec.share()),
                    row.text(spec.text()),
                    footnotes(row)));
        }
        return new Plot.Grid(List.copyOf(columns), List.copyOf(rows), cells, spec.legend());
    }

    private void requireOneUnit(Axis axis, List<ExportRow> rows) {
        Set<String> units = new TreeSet<>();
        rows.forEach(row -> units.add(row.text("unit")));
        if (units.size() > 1) {
            throw new ProblemException(Problem.cannot(content.export().descriptor(), "draw", "axis", axis.title())
                    .expected("one unit: units of different kind never share a panel")
                    .found(String.join(", ", units)));
        }
    }

    /** All of the columns, without those that tell nothing apart. */
    private String names(List<String> columns, ExportRow row) {
        List<String> names = columns.stream().map(column -> name(column, row)).toList();
        List<String> telling = names.stream()
                .filter(name -> !name.isEmpty() && !name.equals("All"))
                .toList();
        return String.join(", ", telling.isEmpty() ? names : telling);
    }

    private String name(String column, ExportRow row) {
        String text = row.text(column);
        if (column.equals("sources")) {
            List<String> names = new ArrayList<>();
            for (String key : text.split(", ", -1)) {
                names.add(shortNames.getOrDefault(key, key));
            }
            return String.join("; ", names);
        }
        return PrintedTable.text(content, column, row.values().get(column));
    }

    private static Amount amount(AmountColumns columns, Axis axis, ExportRow row) {
        return new Amount(
                scaled(axis, row.number(columns.value())),
                scaled(axis, row.number(columns.low())),
                scaled(axis, row.number(columns.high())));
    }

    private static @Nullable BigDecimal scaled(Axis axis, @Nullable BigDecimal number) {
        return number == null ? null : Numbers.exact(number.movePointLeft(axis.digits()));
    }

    private static Nature nature(ExportRow row) {
        return switch (row.text("measure")) {
            case "target", "plan" -> Nature.TARGET;
            case "estimate" -> Nature.ESTIMATE;
            default -> Nature.ACTUAL;
        };
    }

    /** What the other figures of the cell state; the ends of the band of one that states no number. */
    private List<BigDecimal> rivals(Axis axis, ExportRow row) {
        String preferred = row.text("figure_id");
        Set<BigDecimal> rivals = new TreeSet<>();
        if (!preferred.isEmpty()) {
            for (String id : row.figureIds()) {
                Map<String, @Nullable String> figure = figures.get(id);
                if (!id.equals(preferred) && figure != null) {
                    BigDecimal value = ExportContent.number(figure, "value");
                    for (BigDecimal number : value == null
                            ? new @Nullable BigDecimal[] {
                                ExportContent.number(figure, "value_low"), ExportContent.number(figure, "value_high")
                            }
                            : new @Nullable BigDecimal[] {value}) {
                        BigDecimal scaled = scaled(axis, number);
                        if (scaled != null) {
                            rivals.add(scaled);
                        }
                    }
                }
            }
            BigDecimal own = row.number("value");
            rivals.removeIf(rival -> own != null && rival.compareTo(own.movePointLeft(axis.digits())) == 0);
        }
        return List.copyOf(rivals);
    }

    private List<Integer> footnotes(ExportRow row) {
        return content.footnotes().size() <= MOST_FOOTNOTES ? row.footnotes() : List.of();
    }
}
