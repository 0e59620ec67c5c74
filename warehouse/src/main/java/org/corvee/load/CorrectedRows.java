package org.corvee.load;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.corvee.duckdb.DuckDb;
import org.corvee.duckdb.Sql;
import org.corvee.problem.Drift;
import org.corvee.problem.Location;
import org.corvee.problem.Problem;
import org.corvee.snapshot.Snapshot;
import org.corvee.source.ColumnType;
import org.corvee.source.SourceDescriptor;
import org.jspecify.annotations.Nullable;

/** The typed rows of a snapshot with the known mistakes of their publisher corrected. */
final class CorrectedRows {

    private static final String VIEW = "stage.corrected";

    private final Connection connection;
    private final SourceDescriptor source;
    private final Snapshot snapshot;
    private final String published;
    private final List<Correction> corrections;

    /** What was corrected, in the order of the file: by row number the correction. */
    private final List<Map.Entry<Long, Correction>> applied = new ArrayList<>();

    private final List<Problem> notNeeded = new ArrayList<>();

    /**
     * Prepares the corrections of a snapshot.
     *
     * @param published the typed rows, as an SQL expression that stands where a table does
     * @param corrections of the source
     */
    CorrectedRows(
            Connection connection,
            SourceDescriptor source,
            Snapshot snapshot,
            String published,
            List<Correction> corrections) {
        this.connection = connection;
        this.source = source;
        this.snapshot = snapshot;
        this.published = published;
        this.corrections = corrections.stream()
                .filter(correction -> correction.file() == null
                        || correction.file().equals(snapshot.manifest().file()))
                .toList();
    }

    /** The corrected rows, as an SQL expression that stands where a table does; the schema {@code stage} must be there. */
    String create() throws SQLException {
        if (corrections.isEmpty()) {
            return published;
        }
        Map<Integer, List<Map<String, @Nullable String>>> rows = rows();
        for (int i = 0; i < corrections.size(); i++) {
            Correction correction = corrections.get(i);
            List<Map<String, @Nullable String>> found = rows.getOrDefault(i, List.of());
            List<Long> holding = found.stream()
                    .filter(row -> "true".equals(row.get("holds")))
                    .map(row -> Long.valueOf(String.valueOf(row.get("row_number"))))
                    .toList();
            holding.forEach(row -> applied.add(Map.entry(row, correction)));
            if (holding.isEmpty()) {
                notNeeded.add(notNeeded(correction, found));
            }
        }
        if (applied.isEmpty()) {
            return published;
        }
        Map<String, String> replaced = new LinkedHashMap<>();
        for (Map.Entry<Long, Correction> one : applied) {
            String column = Sql.name(one.getValue().column().name());
            replaced.merge(
                    column,
                    " when " + one.getKey() + " then " + one.getValue().corrected(),
                    (before, more) -> before + more);
        }
        DuckDb.execute(
                connection,
                "create view " + VIEW + " as select * replace ("
                        + replaced.entrySet().stream()
                                .map(column -> "case row_number" + column.getValue() + " else " + column.getKey()
                                        + " end as " + column.getKey())
                                .collect(Collectors.joining(", "))
                        + ") from " + published);
        return VIEW;
    }

    /** By the number of a correction: the rows with its key, and whether each prints the expected value. */
    private Map<Integer, List<Map<String, @Nullable String>>> rows() throws SQLException {
        StringBuilder values = new StringBuilder();
        StringBuilder holds = new StringBuilder("case number");
        StringBuilder shown = new StringBuilder("case number");
        for (int i = 0; i < corrections.size(); i++) {
            Correction correction = corrections.get(i);
            String column = "published." + Sql.name(correction.column().name());
            values.append(i == 0 ? "(" : ", (").append(i);
            correction.key().forEach(value -> values.append(", ").append(value));
            values.append(')');
            holds.append(" when ").append(i).append(" then ").append(column).append(" is not distinct from ");
            holds.append(correction.expect());
            shown.append(" when ")
                    .append(i)
                    .append(" then ")
                    .append(text(column, correction.column().type()));
        }
        String names = IntStream.range(0, source.key().size())
                .mapToObj(i -> "key_" + i)
                .collect(Collectors.joining(", "));
        List<String> same = new ArrayList<>();
        for (int i = 0; i < source.key().size(); i++) {
            same.add("published." + Sql.name(source.key().get(i)) + " is not distinct from correction.key_" + i);
        }
        Map<Integer, List<Map<String, @Nullable String>>> rows = new TreeMap<>();
        for (Map<String, @Nullable String> row : DuckDb.rows(
                connection,
                "select number, row_number, line, " + holds + " end as holds, " + shown + " end as shown from "
                        + published
                        + " as published join (values " + values + ") as correction(number, " + names + ") on "
                        + String.join(" and ", same) + " order by number, row_number")) {
            rows.computeIfAbsent(Integer.valueOf(String.valueOf(row.get("number"))), number -> new ArrayList<>())
                    .add(row);
        }
        return rows;
    }

    private static String text(String value, ColumnType type) {
        return type.kind() == ColumnType.Kind.MONTH
                ? "strftime(" + value + ", '%Y%m')"
                : Sql.text(value, StagedTable.duckDbType(type));
    }

    private Problem notNeeded(Correction correction, List<Map<String, @Nullable String>> rows) {
        Location line = Location.of(source.id().value(), Corrections.FILE).atLine(correction.line());
        String file = snapshot.manifest().file();
        String column = correction.column().name();
        String expected = named(correction.expectText());
        String found = rows.isEmpty() ? "no such row" : named(rows.get(0).get("shown"));
        String example = rows.isEmpty()
                ? "row " + correction.shownKey()
                : "line " + rows.get(0).get("line") + ": row " + correction.shownKey();
        return Problem.cannot(line, "correct", column)
                .expected(expected + " in the row " + correction.shownKey() + " of " + file)
                .found(found + ": the publisher has mended it, or the row is another")
                .drift(Drift.ofRows(Drift.Kind.CORRECTION_NOT_NEEDED, column, expected, found, rows.size(), example));
    }

    private static String named(@Nullable String text) {
        return text == null || text.isEmpty() ? "nothing" : "'" + text + "'";
    }

    /** The corrections that no row of the snapshot needs. */
    List<Problem> notNeeded() {
        return List.copyOf(notNeeded);
    }

    /** Keeps what was corrected, in {@code ops.correction}. */
    void keep() throws SQLException {
        try (PreparedStatement insert =
                connection.prepareStatement("insert into ops.correction values (?, ?, ?, ?, ?, ?, ?, ?, ?::date)")) {
            for (Map.Entry<Long, Correction> one : applied) {
                Correction correction = one.getValue();
                insert.setString(1, source.id().value());
                insert.setString(2, snapshot.sha256().hex());
                insert.setLong(3, one.getKey());
                insert.setString(4, correction.column().name());
                insert.setString(5, emptyToNull(correction.expectText()));
                insert.setString(6, emptyToNull(correction.correctedText()));
                insert.setString(7, correction.reason());
                insert.setString(8, correction.status());
                insert.setString(9, correction.notedOn().toString());
                insert.executeUpdate();
            }
        }
    }

    private static @Nullable String emptyToNull(String text) {
        return text.isEmpty() ? null : text;
    }
}
