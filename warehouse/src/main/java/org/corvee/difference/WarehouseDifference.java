package org.corvee.difference;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.corvee.difference.CellChange.ColumnChange;
import org.corvee.difference.CellChange.Kind;
import org.corvee.difference.RowComparison.DifferingRow;
import org.corvee.duckdb.DuckDb;
import org.corvee.duckdb.Sql;
import org.corvee.load.ReferenceTable;
import org.corvee.model.Model;
import org.jspecify.annotations.Nullable;

/**
 * Finds what differs between two warehouse files. A cell of a mart has the cause of the figures that it rests on; where
 * those are the same, that of the trade files, the reference tables or the program, in this order.
 */
public final class WarehouseDifference {

    /** Where a figure was read from, and when, is no part of what it says. */
    static final Set<String> ORIGIN = Set.of("snapshot_sha256", "row_number", "first_seen", "last_seen");

    /** It repeats what stands in core.figure. */
    private static final String REPEATED = "mart.figure_source";

    /** Reference tables that describe facts; all others say what words mean. */
    private static final Set<String> FACTS =
            Set.of("ref.contradiction_explanation", "ref.document", "ref.region_name", "ref.public_name");

    private static final int NAMED = 3;

    private final Connection connection;
    private final Map<String, CellChange> figures = new TreeMap<>();
    private final Map<String, Cause> references = new TreeMap<>();
    private final Set<String> tradeFiles = new TreeSet<>();

    private WarehouseDifference(Connection connection) {
        this.connection = connection;
    }

    /**
     * Compares two files.
     *
     * @param before the older one, and what it is
     * @param after the newer one
     * @param models the marts that are compared, with their grain
     * @param tables the reference tables, with their keys
     */
    public static Difference between(Edition before, Edition after, List<Model> models, List<ReferenceTable> tables)
            throws SQLException {
        try (Connection connection = DuckDb.inMemory()) {
            attach(connection, before.file(), "before");
            attach(connection, after.file(), "after");
            return new Difference(
                    before.name(), after.name(), new WarehouseDifference(connection).cells(models, tables));
        }
    }

    /**
     * A warehouse file.
     *
     * @param name what it is, for people
     */
    public record Edition(String name, Path file) {}

    static void attach(Connection connection, Path file, String name) throws SQLException {
        DuckDb.execute(connection, "attach " + Sql.literal(file) + " as " + name + " (read_only)");
    }

    private List<CellChange> cells(List<Model> models, List<ReferenceTable> tables) throws SQLException {
        List<CellChange> cells = new ArrayList<>();
        cells.addAll(referenceTables(tables));
        cells.addAll(findTradeFiles());
        findFigures();
        cells.addAll(figures.values());
        for (Model model : models) {
            if (!model.table().equals(REPEATED)) {
                cells.addAll(mart(model));
            }
        }
        return cells;
    }

    private List<CellChange> referenceTables(List<ReferenceTable> tables) throws SQLException {
        List<CellChange> changes = new ArrayList<>();
        for (String name : DuckDb.column(
                connection,
                "select table_name from before.ops.table_digest as old full join after.ops.table_digest as new"
                        + " using (table_name) where old.digest is distinct from new.digest"
                        + " and table_name like 'ref.%' order by 1")) {
            Cause cause = FACTS.contains(name) ? Cause.CURATED : Cause.DEFINITION;
            references.put(name, cause);
            List<String> key = tables.stream()
                    .filter(table -> name.equals("ref." + table.name()))
                    .map(ReferenceTable::key)
                    .findFirst()
                    .orElse(List.of());
            boolean known = !key.isEmpty()
                    && columns("before", name).containsAll(key)
                    && columns("after", name).containsAll(key);
            if (!known) {
                changes.add(new CellChange(
                        name, "whole table", Kind.CHANGED, List.of(), cause, "it is in one of the two alone"));
                continue;
            }
            for (DifferingRow row : new RowComparison(connection, name, key, ORIGIN).rows()) {
                changes.add(new CellChange(name, row.cell(), row.kind(), row.columns(), cause, "the table was edited"));
            }
        }
        return changes;
    }

    private static Kind kind(@Nullable String was, @Nullable String isNow) {
        return was == null ? Kind.ADDED : isNow == null ? Kind.REMOVED : Kind.CHANGED;
    }

    /** Customs lines are too many to be listed: told are the sources whose files are others. */
    private List<CellChange> findTradeFiles() throws SQLException {
        List<CellChange> changes = new ArrayList<>();
        String lines = "(select source_id, count(*) as \"lines\", "
                + "string_agg(distinct substr(snapshot_sha256, 1, 8), ' ' order by substr(snapshot_sha256, 1, 8)) as files"
                + " from %s.core.trade_flow group by source_id)";
        for (Map<String, @Nullable String> row : DuckDb.rows(
                connection,
                "select source_id, old.\"lines\" as was, new.\"lines\" as is_now, old.files as files_before,"
                        + " new.files as files_after from "
                        + String.format(lines, "before") + " as old full join " + String.format(lines, "after")
                        + " as new using (source_id) where old.files is distinct from new.files"
                        + " or old.\"lines\" is distinct from new.\"lines\" order by 1")) {
            String source = String.valueOf(row.get("source_id"));
            boolean sameFiles = Objects.equals(row.get("files_before"), row.get("files_after"));
            tradeFiles.add(source);
            changes.add(new CellChange(
                    "core.trade_flow",
                    "lines of " + source,
                    kind(row.get("was"), row.get("is_now")),
                    List.of(
                            new ColumnChange("lines", row.get("was"), row.get("is_now")),
                            new ColumnChange("files", row.get("files_before"), row.get("files_after"))),
                    sameFiles ? Cause.CODE_CHANGED : Cause.PUBLISHER_REVISED,
                    sameFiles ? "the files are the same" : "the files are others"));
        }
        return changes;
    }

    private void findFigures() throws SQLException {
        Map<String, SourceChange> sources = sources();
        RowComparison comparison = new RowComparison(connection, "core.figure", List.of("figure_id"), ORIGIN);
        for (DifferingRow row : comparison.rows()) {
            String source = row.cell().substring(0, row.cell().indexOf(':'));
            SourceChange change = sources.getOrDefault(source, new SourceChange("curated", "", ""));
            boolean definition = row.kind() == Kind.CHANGED
                    && row.columns().stream().anyMatch(column -> column.column().equals("definition_version"));
            Cause cause;
            String why;
            if (change.before().equals(change.after())) {
                cause = references.containsValue(Cause.DEFINITION) ? Cause.DEFINITION : Cause.CODE_CHANGED;
                why = "the snapshot of " + source + " is the same";
            } else {
                cause = definition
                        ? Cause.DEFINITION
                        : change.supply().equals("curated") ? Cause.CURATED : Cause.PUBLISHER_REVISED;
                why = "source " + source + ", snapshot " + named(change.before()) + " → " + named(change.after());
            }
            figures.put(row.cell(), new CellChange("core.figure", row.cell(), row.kind(), row.columns(), cause, why));
        }
    }

    private record SourceChange(String supply, String before, String after) {}

    private static String named(String snapshots) {
        return snapshots.isEmpty() ? "none" : snapshots;
    }

    private Map<String, SourceChange> sources() throws SQLException {
        String loaded = "(select freshness.source_id, any_value(freshness.supply) as supply,"
                + " coalesce(string_agg(substr(snapshot.snapshot_sha256, 1, 8), ' ' order by snapshot.folder), '') as loaded"
                + " from %1$s.ops.source_freshness as freshness left join %1$s.ops.snapshot as snapshot"
                + " on snapshot.source_id = freshness.source_id and snapshot.is_loaded group by freshness.source_id)";
        Map<String, SourceChange> sources = new LinkedHashMap<>();
        for (Map<String, @Nullable String> row : DuckDb.rows(
                connection,
                "select source_id, coalesce(new.supply, old.supply) as supply, coalesce(old.loaded, '') as was,"
                        + " coalesce(new.loaded, '') as is_now from "
                        + String.format(loaded, "before") + " as old full join " + String.format(loaded, "after")
                        + " as new using (source_id)")) {
            sources.put(
                    String.valueOf(row.get("source_id")),
                    new SourceChange(
                            String.valueOf(row.get("supply")),
                            String.valueOf(row.get("was")),
                            String.valueOf(row.get("is_now"))));
        }
        return sources;
    }

    private List<CellChange> mart(Model model) throws SQLException {
        String table = model.table();
        Set<String> before = columns("before", table);
        Set<String> after = columns("after", table);
        if (before.isEmpty() || after.isEmpty()) {
            if (before.isEmpty() && after.isEmpty()) {
                return List.of();
            }
            Kind kind = before.isEmpty() ? Kind.ADDED : Kind.REMOVED;
            return List.of(new CellChange(
                    table, "whole table", kind, List.of(), Cause.CODE_CHANGED, "the table itself came or went"));
        }
        List<CellChange> changes = new ArrayList<>();
        if (!before.equals(after)) {
            changes.add(new CellChange(
                    table,
                    "columns",
                    Kind.CHANGED,
                    List.of(new ColumnChange("columns", without(before, after), without(after, before))),
                    Cause.CODE_CHANGED,
                    "columns that only one of the two has"));
        }
        if (!before.containsAll(model.descriptor().grain())) {
            return changes;
        }
        for (DifferingRow row :
                new RowComparison(connection, table, model.descriptor().grain(), ORIGIN).rows()) {
            changes.add(explained(table, row));
        }
        return changes;
    }

    private Set<String> columns(String database, String table) throws SQLException {
        return new TreeSet<>(DuckDb.column(
                connection,
                "select column_name from duckdb_columns() where database_name = " + Sql.literal(database)
                        + " and schema_name || '.' || table_name = " + Sql.literal(table)));
    }

    private static String without(Set<String> columns, Set<String> others) {
        return columns.stream().filter(column -> !others.contains(column)).collect(Collectors.joining(" "));
    }

    private CellChange explained(String table, DifferingRow row) throws SQLException {
        List<CellChange> touched = row.figures().stream()
                .map(figures::get)
                .filter(Objects::nonNull)
                .sorted((one, other) -> one.cause().compareTo(other.cause()))
                .toList();
        Cause cause;
        String why;
        if (!touched.isEmpty()) {
            cause = touched.get(0).cause();
            why = "figure " + some(touched.stream().map(CellChange::cell).toList());
        } else if (row.figures().isEmpty() && !tradeFiles.isEmpty()) {
            cause = Cause.PUBLISHER_REVISED;
            why = "files of " + some(List.copyOf(tradeFiles));
        } else if (!references.isEmpty()) {
            cause = references.values().stream().min(Cause::compareTo).orElseThrow();
            why = "table " + some(List.copyOf(references.keySet()));
        } else if (!figures.isEmpty()) {
            cause = figures.values().stream()
                    .map(CellChange::cause)
                    .min(Cause::compareTo)
                    .orElseThrow();
            why = "follows from figure " + some(List.copyOf(figures.keySet()));
        } else {
            cause = Cause.CODE_CHANGED;
            why = DuckDb.number(
                                    connection,
                                    "select count(*) from before.ops.run as old join after.ops.run as new"
                                            + " using (files_sha256)")
                            == 0
                    ? "the program or the SQL"
                    : "unexplained: nothing else differs";
        }
        return new CellChange(table, row.cell(), row.kind(), row.columns(), cause, why);
    }

    private static String some(List<String> names) {
        return String.join(", ", names.subList(0, Math.min(NAMED, names.size())))
                + (names.size() > NAMED ? " and " + (names.size() - NAMED) + " more" : "");
    }
}
