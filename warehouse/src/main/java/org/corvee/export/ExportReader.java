package org.corvee.export;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.sql.Array;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.corvee.citation.Bibliography;
import org.corvee.duckdb.DuckDb;
import org.corvee.duckdb.Sql;
import org.corvee.duckdb.TableReferences;
import org.corvee.export.Footnote.Stated;
import org.corvee.problem.Problem;
import org.corvee.problem.ProblemException;
import org.corvee.problem.Problems;
import org.jspecify.annotations.Nullable;

/** Runs the SELECT of an export once and gathers what belongs to its rows: footnotes, figures and documents. */
public final class ExportReader {

    static final String FIGURES = "figure_ids";

    /** The rows of the export that was read last, in a table of this connection alone. */
    static final String ROWS = "temp.export_row";

    /** Their footnotes: {@code row_id}, {@code footnotes}. */
    static final String NOTES = "temp.export_note";

    private final Connection connection;

    /** @param connection to the published file; one export is read at a time */
    public ExportReader(Connection connection) {
        this.connection = connection;
    }

    /**
     * Reads an export.
     *
     * @throws ProblemException when the SELECT fails, lacks a column that the descriptor names, cannot be narrowed so, or
     *     nothing is left of it
     */
    public ExportContent read(ExportSpec export, Narrowing narrowing) throws SQLException {
        TableReferences.requireOnly(connection, export.location(), export.sql(), List.of("mart."));
        Map<String, String> columns = columns(export);
        requireColumns(export, columns);
        // Read as it was written first: only so the order of its rows is sure to stay.
        DuckDb.execute(connection, "create or replace temp table export_row as " + export.sql());
        if (!narrowing.isNone()) {
            DuckDb.execute(
                    connection,
                    "delete from " + ROWS + " where not coalesce(" + narrowing.condition(export, columns.keySet())
                            + ", false)");
        }
        Map<String, String> populations = populations();
        List<ExportRow> rows = rows(columns);
        if (rows.isEmpty() && !narrowing.isNone()) {
            throw new ProblemException(Problem.cannot(export.location(), "narrow", "export", export.name())
                    .expected("a row for " + narrowing.words())
                    .found("none"));
        }
        List<Footnote> footnotes = new ArrayList<>();
        rows = number(rows, footnotes, populations);
        Set<String> ids = new TreeSet<>();
        rows.forEach(row -> ids.addAll(row.figureIds()));
        List<Map<String, @Nullable String>> figures = figures(ids);
        Set<String> keys = new TreeSet<>();
        for (Map<String, @Nullable String> figure : figures) {
            keys.add(String.valueOf(figure.get("citation_key")));
            String cited = figure.get("cited_citation_key");
            if (cited != null) {
                keys.add(cited);
            }
        }
        footnotes.forEach(footnote -> keys.addAll(footnote.keys()));
        return new ExportContent(
                export,
                narrowing,
                columns,
                rows,
                footnotes,
                figures,
                Bibliography.read(connection, keys),
                units(rows, "name", "description"),
                units(rows, "unit", "name"),
                populations,
                Edition.read(connection));
    }

    private Map<String, String> columns(ExportSpec export) throws SQLException {
        try {
            return DuckDb.columns(connection, export.sql());
        } catch (SQLException e) {
            throw new ProblemException(
                    Problem.cannot(export.location(), "run", "the statement").found(String.valueOf(e.getMessage())));
        }
    }

    private static void requireColumns(ExportSpec export, Map<String, String> columns) {
        Problems problems = new Problems();
        if (!"VARCHAR[]".equals(columns.get(FIGURES))) {
            problems.add(Problem.cannot(export.location(), "write", "export", export.name())
                    .expected("a column " + FIGURES + " of type VARCHAR[]")
                    .found(String.join(", ", columns.keySet())));
        }
        Set<String> named = new LinkedHashSet<>(export.table().keySet());
        export.charted().ifPresent(chart -> named.addAll(chart.spec().columns()));
        for (String column : named) {
            if (!columns.containsKey(column)) {
                problems.add(Problem.cannot(export.descriptor(), "find", "column", column)
                        .allowed(List.copyOf(columns.keySet()))
                        .nearest(column, columns.keySet()));
            }
        }
        problems.throwIfAny();
    }

    private List<ExportRow> rows(Map<String, String> columns) throws SQLException {
        List<ExportRow> rows = new ArrayList<>();
        try (Statement statement = connection.createStatement();
                ResultSet result = statement.executeQuery("select * from " + ROWS + " order by rowid")) {
            while (result.next()) {
                Map<String, @Nullable Object> values = new LinkedHashMap<>();
                List<String> figures = new ArrayList<>();
                int number = 0;
                for (String column : columns.keySet()) {
                    number++;
                    Object value = result.getObject(number);
                    if (column.equals(FIGURES)) {
                        figures.addAll(texts(value));
                    } else {
                        values.put(column, value(column, value));
                    }
                }
                rows.add(new ExportRow(values, figures.stream().distinct().toList(), List.of()));
            }
        }
        return rows;
    }

    private static List<String> texts(@Nullable Object list) throws SQLException {
        List<String> texts = new ArrayList<>();
        if (list instanceof Array array && array.getArray() instanceof Object[] items) {
            for (Object item : items) {
                texts.add(String.valueOf(item));
            }
        }
        return texts;
    }

    private static @Nullable Object value(String column, @Nullable Object value) {
        if (value == null || value instanceof String || value instanceof LocalDate || value instanceof Boolean) {
            return value;
        }
        if (value instanceof BigDecimal decimal) {
            return Numbers.exact(decimal);
        }
        if (value instanceof Integer || value instanceof Long || value instanceof Short || value instanceof Byte) {
            return BigDecimal.valueOf(((Number) value).longValue());
        }
        if (value instanceof BigInteger integer) {
            return new BigDecimal(integer);
        }
        throw new IllegalStateException("an export has text, exact numbers, days and yes or no; column " + column
                + " has " + value.getClass().getName());
    }

    /** Gives each contradiction that a row stands in its number, in order of appearance. */
    private List<ExportRow> number(List<ExportRow> rows, List<Footnote> footnotes, Map<String, String> populations)
            throws SQLException {
        List<Map<String, @Nullable String>> contradictions = DuckDb.rows(connection, """
                select contradiction_id, region, counterpart, period, indicator_name, population, measure, statistic, state,
                    explanation, array_to_string(figure_ids, chr(10)) as figures
                from mart.contradiction where gap > 0
                order by region, indicator_name, population, period_start, period_end, measure, contradiction_id
                """);
        Map<String, Footnote> numbered = new LinkedHashMap<>();
        List<ExportRow> result = new ArrayList<>();
        for (ExportRow row : rows) {
            Set<Integer> numbers = new TreeSet<>();
            for (Map<String, @Nullable String> contradiction : contradictions) {
                if (Collections.disjoint(row.figureIds(), figureIds(contradiction))) {
                    continue;
                }
                String id = text(contradiction, "contradiction_id");
                Footnote known = numbered.get(id);
                if (known == null) {
                    known = footnote(numbered.size() + 1, contradiction, populations);
                    numbered.put(id, known);
                }
                numbers.add(known.number());
            }
            result.add(row.withFootnotes(List.copyOf(numbers)));
        }
        footnotes.addAll(numbered.values());
        writeNotes(result);
        return result;
    }

    private static List<String> figureIds(Map<String, @Nullable String> contradiction) {
        return List.of(text(contradiction, "figures").split("\n", -1));
    }

    private Footnote footnote(int number, Map<String, @Nullable String> contradiction, Map<String, String> populations)
            throws SQLException {
        List<Stated> statements = new ArrayList<>();
        for (Map<String, @Nullable String> figure : figures(figureIds(contradiction))) {
            Stated stated = new Stated(text(figure, "as_stated"), text(figure, "citation_key"));
            if (!statements.contains(stated)) {
                statements.add(stated);
            }
        }
        String population = text(contradiction, "population");
        String counterpart = text(contradiction, "counterpart");
        String statistic = text(contradiction, "statistic");
        String what = text(contradiction, "indicator_name")
                + (population.equals("all") ? "" : " (" + populations.getOrDefault(population, population) + ")") + ", "
                + text(contradiction, "region") + (counterpart.isEmpty() ? "" : " – " + counterpart) + ", "
                + Words.period(text(contradiction, "period")) + ", " + text(contradiction, "measure")
                + (statistic.equals("level") ? "" : ", " + Words.code(statistic));
        return new Footnote(
                number,
                text(contradiction, "contradiction_id"),
                what,
                statements,
                text(contradiction, "state"),
                text(contradiction, "explanation"));
    }

    private void writeNotes(List<ExportRow> rows) throws SQLException {
        List<String> notes = new ArrayList<>();
        List<String> ids = DuckDb.column(connection, "select rowid from " + ROWS + " order by rowid");
        for (int i = 0; i < rows.size(); i++) {
            if (!rows.get(i).footnotes().isEmpty()) {
                notes.add(
                        "(" + ids.get(i) + ", " + Sql.literal(joined(rows.get(i).footnotes(), " ")) + ")");
            }
        }
        DuckDb.execute(connection, "create or replace temp table export_note (row_id bigint, footnotes varchar)");
        if (!notes.isEmpty()) {
            DuckDb.execute(connection, "insert into " + NOTES + " values " + String.join(", ", notes));
        }
    }

    static String joined(List<Integer> numbers, String between) {
        return numbers.stream().map(String::valueOf).collect(Collectors.joining(between));
    }

    private List<Map<String, @Nullable String>> figures(Collection<String> ids) throws SQLException {
        return ids.isEmpty()
                ? List.of()
                : DuckDb.rows(
                        connection,
                        "select * from mart.figure_source where figure_id in ("
                                + ids.stream().map(Sql::literal).collect(Collectors.joining(", "))
                                + ") order by figure_id");
    }

    private Map<String, String> populations() throws SQLException {
        Map<String, String> populations = new LinkedHashMap<>();
        for (Map<String, @Nullable String> population :
                DuckDb.rows(connection, "select population, name from ref.population")) {
            populations.put(text(population, "population"), text(population, "name"));
        }
        return populations;
    }

    private Map<String, String> units(List<ExportRow> rows, String key, String value) throws SQLException {
        Set<String> used = new TreeSet<>();
        for (ExportRow row : rows) {
            for (String column : row.values().keySet()) {
                if (column.equals("unit") || column.endsWith("_unit")) {
                    used.add(row.text(column));
                }
            }
        }
        Map<String, String> units = new LinkedHashMap<>();
        for (Map<String, @Nullable String> unit :
                DuckDb.rows(connection, "select unit, name, description from ref.unit order by name")) {
            if (used.contains(text(unit, "unit"))) {
                units.put(text(unit, key), text(unit, value));
            }
        }
        return units;
    }

    private static String text(Map<String, @Nullable String> row, String column) {
        String value = row.get(column);
        return value == null ? "" : value;
    }
}
