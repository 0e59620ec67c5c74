package org.corvee.difference;

import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.corvee.difference.CellChange.ColumnChange;
import org.corvee.difference.CellChange.Kind;
import org.corvee.difference.RowComparison.DifferingRow;
import org.corvee.duckdb.DuckDb;
import org.corvee.run.RunRecord.FigureChange;
import org.corvee.run.RunRecord.FigureChanges;
import org.corvee.run.RunRecord.TableChange;
import org.jspecify.annotations.Nullable;
import org.slf4j.LoggerFactory;

/**
 * In what a build differs from the warehouse published before, told by the digests that both carry: cheap enough for every
 * night, and without the causes that {@link WarehouseDifference} finds.
 *
 * @param tables of ref, core and mart whose content differs, by name
 * @param figures of core.figure that differ
 */
public record NightChanges(List<TableChange> tables, FigureChanges figures) {

    /** Nothing differs. */
    public static final NightChanges NONE = new NightChanges(List.of(), FigureChanges.NONE);

    private static final String FIGURES = "core.figure";

    /** What a figure says, in the order in which it is told. */
    private static final List<String> SAID = List.of("as_stated", "value", "unit");

    /** They follow from the phrase, as the value does. */
    private static final Set<String> BAND = Set.of("value_low", "value_high");

    /** What changed or went is what a reader looks for; new figures may be many. */
    private static final List<Kind> LISTED_FIRST = List.of(Kind.CHANGED, Kind.REMOVED, Kind.ADDED);

    private static final int LONGEST = 120;

    public NightChanges {
        tables = List.copyOf(tables);
    }

    /**
     * Compares two sealed files.
     *
     * @param before the published file; where it is not there or cannot be read, every table is new
     */
    public static NightChanges between(Path before, Path after) throws SQLException {
        try (Connection connection = DuckDb.inMemory()) {
            WarehouseDifference.attach(connection, after, "after");
            if (Files.exists(before)) {
                try {
                    WarehouseDifference.attach(connection, before, "before");
                    return compare(connection);
                } catch (SQLException e) {
                    // A file that is damaged, or of a former version; this build replaces it.
                    LoggerFactory.getLogger(NightChanges.class).warn("cannot compare with {}", before, e);
                }
            }
            return new NightChanges(tables(connection, """
                            select table_name, null as was, "rows" as is_now from after.ops.table_digest order by 1
                            """), FigureChanges.NONE);
        }
    }

    private static NightChanges compare(Connection connection) throws SQLException {
        List<TableChange> tables = tables(connection, """
                select table_name, old."rows" as was, new."rows" as is_now
                from before.ops.table_digest as old full join after.ops.table_digest as new using (table_name)
                where old.digest is distinct from new.digest order by 1
                """);
        boolean figuresDiffer = tables.stream()
                .anyMatch(table ->
                        table.table().equals(FIGURES) && table.rowsBefore() != null && table.rowsAfter() != null);
        return new NightChanges(tables, figuresDiffer ? figures(connection) : FigureChanges.NONE);
    }

    private static List<TableChange> tables(Connection connection, String sql) throws SQLException {
        List<TableChange> tables = new ArrayList<>();
        for (Map<String, @Nullable String> row : DuckDb.rows(connection, sql)) {
            tables.add(new TableChange(
                    String.valueOf(row.get("table_name")), rows(row.get("was")), rows(row.get("is_now"))));
        }
        return tables;
    }

    private static @Nullable Long rows(@Nullable String text) {
        return text == null ? null : Long.valueOf(text);
    }

    private static FigureChanges figures(Connection connection) throws SQLException {
        List<DifferingRow> rows =
                new RowComparison(connection, FIGURES, List.of("figure_id"), WarehouseDifference.ORIGIN).rows();
        return new FigureChanges(
                count(rows, Kind.ADDED),
                count(rows, Kind.CHANGED),
                count(rows, Kind.REMOVED),
                rows.stream()
                        .sorted(Comparator.comparingInt(row -> LISTED_FIRST.indexOf(row.kind())))
                        .limit(FigureChanges.LISTED)
                        .map(NightChanges::figure)
                        .toList());
    }

    private static long count(List<DifferingRow> rows, Kind kind) {
        return rows.stream().filter(row -> row.kind() == kind).count();
    }

    private static FigureChange figure(DifferingRow row) {
        return switch (row.kind()) {
            case ADDED -> new FigureChange(row.cell(), "new", null, said(row, false));
            case REMOVED -> new FigureChange(row.cell(), "gone", said(row, true), null);
            case CHANGED -> new FigureChange(row.cell(), "changed", told(row, true), told(row, false));
        };
    }

    /** The phrase, the value and the unit of a figure that came or went. */
    private static String said(DifferingRow row, boolean before) {
        return SAID.stream()
                .flatMap(column ->
                        row.columns().stream().filter(change -> change.column().equals(column)))
                .filter(change -> value(change, before) != null)
                .map(change -> change.column() + " " + shortened(value(change, before)))
                .collect(Collectors.joining("; "));
    }

    /** What now reads otherwise; the band only where nothing else does. */
    private static String told(DifferingRow row, boolean before) {
        List<ColumnChange> telling = row.columns().stream()
                .filter(change -> !BAND.contains(change.column()))
                .toList();
        return (telling.isEmpty() ? row.columns() : telling)
                .stream()
                        .map(change -> change.column() + " " + shortened(value(change, before)))
                        .collect(Collectors.joining("; "));
    }

    private static @Nullable String value(ColumnChange change, boolean before) {
        return before ? change.before() : change.after();
    }

    private static String shortened(@Nullable String value) {
        if (value == null) {
            return "empty";
        }
        return value.codePointCount(0, value.length()) <= LONGEST
                ? value
                : value.substring(0, value.offsetByCodePoints(0, LONGEST)) + "…";
    }
}
