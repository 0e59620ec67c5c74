package org.corvee.query;

import java.io.PrintStream;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.corvee.duckdb.DuckDb;
import org.corvee.duckdb.Sql;
import org.corvee.problem.Drift;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/** What differs in the snapshots that stopped their sources: before and now, an example, and the file to edit. */
public final class DriftReport {

    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final int LABEL = 11;

    /** So many new codes of a snapshot are told; the table has all of them. */
    private static final int MOST_CODES = 40;

    private final Connection connection;
    private final PrintStream out;
    private final int width;

    /**
     * A report on a warehouse.
     *
     * @param connection to it
     * @param width in columns
     */
    public DriftReport(Connection connection, PrintStream out, int width) {
        this.connection = connection;
        this.out = out;
        this.width = width;
    }

    /**
     * Prints the report.
     *
     * @param only the id of a source that is there; null for all
     * @return whether anything drifted
     */
    public boolean print(@Nullable String only) throws SQLException {
        Map<String, List<Map<String, @Nullable String>>> sources = new LinkedHashMap<>();
        for (Map<String, @Nullable String> row : DuckDb.rows(connection, """
                select drift.*, snapshot.file, snapshot.day
                from ops.drift as drift
                left join (
                    select source_id, snapshot_sha256, any_value(file) as file, max(retrieved_at)::date as day
                    from ops.snapshot
                    group by source_id, snapshot_sha256
                ) as snapshot using (source_id, snapshot_sha256)
                order by source_id, file, day desc, snapshot_sha256, drift.rowid
                """)) {
            if (only == null || only.equals(row.get("source_id"))) {
                sources.computeIfAbsent(text(row, "source_id"), id -> new ArrayList<>())
                        .add(row);
            }
        }
        if (sources.isEmpty()) {
            out.println(only == null ? "no drift" : only + ": no drift" + otherProblem(only));
            return false;
        }
        boolean first = true;
        for (Map.Entry<String, List<Map<String, @Nullable String>>> source : sources.entrySet()) {
            if (!first) {
                out.println();
            }
            first = false;
            print(source.getKey(), source.getValue());
        }
        return true;
    }

    private String otherProblem(String source) throws SQLException {
        List<String> problem = DuckDb.column(
                connection,
                "select state || ' for another reason: ' || problem from ops.source_freshness where problem is not null"
                        + " and source_id = " + Sql.literal(source));
        return problem.isEmpty() ? "" : ", but " + problem.get(0);
    }

    private void print(String source, List<Map<String, @Nullable String>> drifts) throws SQLException {
        String shown = DuckDb.text(
                connection,
                "select state || case when state = 'missing' then ', nothing is loaded'"
                        + " else ', ' || rows_loaded || ' rows of its last good state are shown' end"
                        + " from ops.source_freshness where source_id = " + Sql.literal(source));
        out.println(source + ": " + shown);
        String snapshot = "";
        int codes = 0;
        for (Map<String, @Nullable String> drift : drifts) {
            if (!snapshot.equals(text(drift, "snapshot_sha256"))) {
                snapshot = text(drift, "snapshot_sha256");
                codes = 0;
                line(
                        "file",
                        text(drift, "file") + ", snapshot " + snapshot.substring(0, 8) + " of " + text(drift, "day"));
            }
            Drift.Kind kind = Drift.Kind.of(text(drift, "kind"));
            if (kind != Drift.Kind.NEW_CODE || ++codes <= MOST_CODES) {
                print(kind, drift);
            } else if (codes == MOST_CODES + 1) {
                line(
                        "new code",
                        "and more: ./corvee sql \"select * from ops.drift where source_id = '" + source + "'\"");
            }
        }
        TreeSet<String> files = new TreeSet<>();
        drifts.forEach(drift -> files.add(text(drift, "file_to_edit")));
        String label = "edit";
        for (String file : files) {
            line(label, file);
            label = "";
        }
    }

    private void print(Drift.Kind kind, Map<String, @Nullable String> drift) throws SQLException {
        String column = text(drift, "column_name");
        String expected = text(drift, "expected");
        String found = text(drift, "found");
        switch (kind) {
            case HEADER_CHANGED -> {
                String label = "header";
                for (String line : HeaderDifference.lines(names(expected), names(found), width - LABEL - 2)) {
                    // Its two columns are laid out already.
                    out.println("  " + label + " ".repeat(LABEL - label.length()) + line);
                    label = "";
                }
            }
            case COLUMN_MISSING -> line("column", "'" + column + "' is not there");
            case COLUMN_UNKNOWN -> line("column", (column.isEmpty() ? found : "'" + found + "'") + " is not known");
            case COLUMN_TWICE -> line("column", "'" + column + "' is there twice: " + found);
            case COLUMN_UNEXPECTED ->
                line("column", "'" + column + "' is there: expected " + expected + ", found " + found);
            case NEW_CODE -> line("new code", column + " '" + found + "', " + rows(drift) + ": expected " + expected);
            case VALUE_OUT_OF_BOUNDS ->
                line("value", column + " " + found + ", " + rows(drift) + ": expected " + expected);
            case TOO_MANY_REJECTED -> line("rejected", found + ": expected " + expected);
            case ROWS_BELOW_FLOOR, ROWS_ABOVE_CEILING ->
                line("rows", before(drift) + "now " + found + ": expected " + expected);
            case CORRECTION_NOT_NEEDED -> line("correction", column + ": expected " + expected + ", found " + found);
        }
        if (drift.get("example") != null) {
            example(text(drift, "example"));
        }
    }

    /** A record often has no blank to break it at. */
    private void example(String text) {
        int room = width - LABEL - 2;
        for (String line : Wrap.lines(text.replace("\n", "↵"), room)) {
            int start = 0;
            while (start < line.length()) {
                int end = start;
                while (end < line.length()
                        && TextTable.displayWidth(line.substring(start, line.offsetByCodePoints(end, 1))) <= room) {
                    end = line.offsetByCodePoints(end, 1);
                }
                out.println(" ".repeat(LABEL + 2) + line.substring(start, end));
                start = end;
            }
        }
    }

    private static List<String> names(String json) {
        return List.of(JSON.readValue(json, String[].class));
    }

    private static String rows(Map<String, @Nullable String> drift) {
        String rows = text(drift, "rows");
        return rows + (rows.equals("1") ? " row" : " rows");
    }

    /** How many rows the snapshot has that is loaded in its place; nothing when none is. */
    private String before(Map<String, @Nullable String> drift) throws SQLException {
        List<String> before = DuckDb.column(
                connection,
                "select 'before ' || hop.rows_out || ' (snapshot ' || substr(hop.snapshot_sha256, 1, 8) || ' of '"
                        + " || snapshot.retrieved_at::date || '), ' from ops.reconciliation as hop join ops.snapshot as snapshot"
                        + " using (source_id, snapshot_sha256) where hop.stage = 'load' and snapshot.is_loaded"
                        + " and source_id = " + Sql.literal(text(drift, "source_id")) + " and snapshot.file = "
                        + Sql.literal(text(drift, "file")));
        return before.isEmpty() ? "" : before.get(0);
    }

    private void line(String label, String text) {
        out.println(Wrap.hanging("  " + label + " ".repeat(LABEL - label.length()), text, width));
    }

    private static String text(Map<String, @Nullable String> row, String column) {
        String value = row.get(column);
        return value == null ? "" : value;
    }
}
