package org.corvee.difference;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import org.corvee.difference.CellChange.ColumnChange;
import org.corvee.duckdb.DuckDb;
import org.corvee.duckdb.Sql;
import org.jspecify.annotations.Nullable;

/** Compares a table that stands in two attached files, {@code before} and {@code after}, row by row. */
final class RowComparison {

    private static final String FIGURES = "figure_ids";
    private static final String OLD = "old_";
    private static final String NEW = "new_";

    private final Connection connection;
    private final String table;
    private final List<String> key;
    private final List<String> columns;
    private final Map<String, String> types;

    /**
     * Prepares the comparison.
     *
     * @param key columns that identify a row
     * @param ignored columns that say where a row was read from and not what it says
     */
    RowComparison(Connection connection, String table, List<String> key, Set<String> ignored) throws SQLException {
        this.connection = connection;
        this.table = table;
        this.key = key;
        this.types = DuckDb.columns(connection, Sql.qualified("after." + table));
        Set<String> before =
                DuckDb.columns(connection, Sql.qualified("before." + table)).keySet();
        this.columns = types.keySet().stream()
                .filter(column -> before.contains(column) && !ignored.contains(column))
                .toList();
    }

    /**
     * A row that differs.
     *
     * @param cell the values of its key
     * @param figures every figure that it rests on, before or after
     */
    record DifferingRow(String cell, CellChange.Kind kind, List<ColumnChange> columns, List<String> figures) {}

    /** All rows that differ, in the order of their keys. */
    List<DifferingRow> rows() throws SQLException {
        String same = key.stream()
                .map(column -> "old." + Sql.name(column) + " is not distinct from new." + Sql.name(column))
                .collect(Collectors.joining(" and "));
        String anyDiffers = columns.stream()
                .map(column -> "old." + Sql.name(column) + " is distinct from new." + Sql.name(column))
                .collect(Collectors.joining(" or "));
        String values = columns.stream()
                .map(column -> text("old", column) + " as " + Sql.name(OLD + column) + ", " + text("new", column)
                        + " as " + Sql.name(NEW + column))
                .collect(Collectors.joining(", "));
        String order = key.stream()
                .map(column -> "coalesce(new." + Sql.name(column) + ", old." + Sql.name(column) + ")")
                .collect(Collectors.joining(", "));
        String sql = "select old.present as was, new.present as is_now, " + values
                + " from (select *, true as present from " + Sql.qualified("before." + table) + ") as old"
                + " full join (select *, true as present from " + Sql.qualified("after." + table) + ") as new on "
                + same
                + " where old.present is null or new.present is null or " + anyDiffers + " order by " + order;
        List<DifferingRow> differing = new ArrayList<>();
        for (Map<String, @Nullable String> row : DuckDb.rows(connection, sql)) {
            differing.add(differing(row));
        }
        return differing;
    }

    private String text(String side, String column) {
        return Sql.text(side + "." + Sql.name(column), types.getOrDefault(column, ""));
    }

    private DifferingRow differing(Map<String, @Nullable String> row) {
        CellChange.Kind kind = row.get("was") == null
                ? CellChange.Kind.ADDED
                : row.get("is_now") == null ? CellChange.Kind.REMOVED : CellChange.Kind.CHANGED;
        Map<String, ColumnChange> changes = new LinkedHashMap<>();
        List<String> figures = new ArrayList<>();
        List<String> cell = new ArrayList<>();
        for (String column : columns) {
            String old = row.get(OLD + column);
            String now = row.get(NEW + column);
            if (key.contains(column)) {
                String part = now == null ? old : now;
                if (part != null) {
                    cell.add(part);
                }
            } else if (!Objects.equals(old, now)) {
                changes.put(column, new ColumnChange(column, old, now));
            }
            if (column.equals(FIGURES)) {
                addAll(figures, old);
                addAll(figures, now);
            }
        }
        return new DifferingRow(
                String.join(" · ", cell),
                kind,
                List.copyOf(changes.values()),
                figures.stream().distinct().toList());
    }

    private static void addAll(List<String> figures, @Nullable String joined) {
        if (joined != null && !joined.isEmpty()) {
            figures.addAll(List.of(joined.split(" ")));
        }
    }
}
