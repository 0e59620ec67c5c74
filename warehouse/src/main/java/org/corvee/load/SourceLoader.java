package org.corvee.load;

import java.io.IOException;
import java.nio.file.Files;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.corvee.digest.Sha256;
import org.corvee.duckdb.DuckDb;
import org.corvee.duckdb.Sql;
import org.corvee.duckdb.TableReferences;
import org.corvee.normalized.NormalizedStore;
import org.corvee.normalized.NormalizedTable;
import org.corvee.problem.Location;
import org.corvee.problem.Problem;
import org.corvee.problem.ProblemException;
import org.corvee.snapshot.Snapshot;
import org.corvee.source.ColumnSpec;
import org.corvee.source.SourceDescriptor;
import org.corvee.source.Supply;
import org.jspecify.annotations.Nullable;

/**
 * Loads one source: the rows of its newest snapshot that holds its bounds. When the newest does not, the next older one
 * is taken, so that a source always shows its last good state; what was wrong is told. A file drop is loaded file by
 * file in the same way.
 */
final class SourceLoader {

    /** The columns that the engine adds to what {@code stage.sql} selects, where the table has them. */
    private static final Set<String> ENGINE_COLUMNS = Set.of("source_id", "snapshot_sha256", "first_seen", "last_seen");

    private final Connection connection;
    private final NormalizedStore store;
    private final SourceDescriptor source;
    private final List<Correction> corrections;
    private final boolean wholeSeries;

    /**
     * Prepares the load of a source.
     *
     * @param connection to the file that is being built
     * @param corrections of the source
     * @param wholeSeries whether its newest snapshot is the newest that was ever taken, and not that of a day
     */
    SourceLoader(
            Connection connection,
            NormalizedStore store,
            SourceDescriptor source,
            List<Correction> corrections,
            boolean wholeSeries) {
        this.connection = connection;
        this.store = store;
        this.source = source;
        this.corrections = List.copyOf(corrections);
        this.wholeSeries = wholeSeries;
    }

    /**
     * Loads a source.
     *
     * @param snapshots newest first
     * @param earlier what went wrong before loading (not reachable, header drifted …), the first of it first
     */
    LoadOutcome load(List<Snapshot> snapshots, List<Refusal> earlier) throws IOException, SQLException {
        List<Snapshot> loaded = new ArrayList<>();
        long rows = 0;
        @Nullable String problem = earlier.isEmpty() ? null : earlier.get(0).text();
        for (SnapshotSeries series : SnapshotSeries.of(source, snapshots)) {
            if (series.isWithdrawn()) {
                continue;
            }
            Loaded outcome = loadSeries(series.snapshots());
            rows += outcome.rows();
            if (outcome.snapshot() != null) {
                loaded.add(outcome.snapshot());
            }
            keepDrift(series.snapshots(), outcome, earlier);
            problem = problem == null ? outcome.problem() : problem;
        }
        Snapshot newest = snapshots.isEmpty() ? null : snapshots.get(0);
        if (loaded.isEmpty() && problem == null && source.supply() instanceof Supply.Shipped) {
            problem = "no snapshot was ever taken";
        }
        return new LoadOutcome(source.id().value(), newest, loaded, rows, problem);
    }

    private Loaded loadSeries(List<Snapshot> snapshots) throws IOException, SQLException {
        List<Refusal> refusals = new ArrayList<>();
        Set<Sha256> tried = new HashSet<>();
        for (Snapshot snapshot : snapshots) {
            Optional<NormalizedTable> table = current(snapshot);
            if (table.isEmpty() || !tried.add(snapshot.sha256())) {
                continue;
            }
            try {
                long rows = loadSnapshot(snapshot, table.get(), snapshots);
                new Vintages(connection, store, corrections).keep(source, snapshots, snapshot);
                return new Loaded(snapshot, table.get().manifest().header(), rows, refusals);
            } catch (ProblemException e) {
                refusals.add(Refusal.of(source.id().value(), snapshot.sha256(), e));
            } catch (SQLException e) {
                // A table or column that is not there is a problem of this source and snapshot, not of the others.
                Location location =
                        Location.of(source.id().value(), snapshot.manifest().file());
                refusals.add(Refusal.of(
                        source.id().value(),
                        snapshot.sha256(),
                        new ProblemException(Problem.cannot(location, "load", "the snapshot")
                                .found(String.valueOf(e.getMessage()).strip()))));
            }
        }
        List<String> columns = source.columns().stream().map(ColumnSpec::name).toList();
        return new Loaded(null, columns, 0, refusals);
    }

    /**
     * What became of a series.
     *
     * @param header of the snapshot; the columns of the descriptor when none could be loaded
     * @param refusals of the newer ones
     */
    private record Loaded(@Nullable Snapshot snapshot, List<String> header, long rows, List<Refusal> refusals) {

        @Nullable
        String problem() {
            return refusals.isEmpty() ? null : refusals.get(0).text();
        }
    }

    /** Keeps in what the newer snapshots of a series differ from what was known, as found now or before loading. */
    private void keepDrift(List<Snapshot> snapshots, Loaded outcome, List<Refusal> earlier) throws SQLException {
        DriftTable drifts = new DriftTable(connection, source);
        List<Refusal> refusals = new ArrayList<>(earlier);
        refusals.addAll(outcome.refusals());
        Set<Sha256> told = new HashSet<>();
        for (Snapshot snapshot : snapshots) {
            if (snapshot.equals(outcome.snapshot())) {
                break;
            }
            for (Refusal refusal : refusals) {
                if (snapshot.sha256().equals(refusal.snapshot())
                        && !refusal.drifts().isEmpty()
                        && told.add(snapshot.sha256())) {
                    drifts.keep(snapshot, refusal.drifts(), outcome.header());
                }
            }
        }
    }

    private long loadSnapshot(Snapshot snapshot, NormalizedTable table, List<Snapshot> snapshots)
            throws IOException, SQLException {
        StagedTable staged = new StagedTable(connection, source, snapshot, table, corrections);
        staged.create();
        staged.keepRejectedRows();
        staged.requireNoDrift(wholeSeries && snapshot.equals(snapshots.get(0)));
        connection.setAutoCommit(false);
        try {
            insert(snapshot, snapshots);
            long loaded = staged.loaded();
            staged.keepReconciliation(loaded);
            staged.keepCorrections();
            connection.commit();
            return loaded;
        } catch (SQLException | ProblemException e) {
            connection.rollback();
            throw e;
        } finally {
            connection.setAutoCommit(true);
            staged.drop();
        }
    }

    private void insert(Snapshot snapshot, List<Snapshot> snapshots) throws IOException, SQLException {
        Location location = Location.of(source.id().value(), "stage.sql");
        Map<String, String> target = DuckDb.columns(connection, Sql.qualified(source.feeds()));
        String stageSql = Files.readString(source.stageSql());
        TableReferences.requireOnly(connection, location, stageSql, List.of("stage." + source.id(), "ref."));
        Map<String, String> expected = new LinkedHashMap<>(target);
        expected.keySet().removeAll(ENGINE_COLUMNS);
        requireColumns(location, stageSql, expected);
        List<String> columns = new ArrayList<>(List.of("source_id", "snapshot_sha256"));
        String values = Sql.literal(source.id().value()) + " as source_id, "
                + Sql.literal(snapshot.sha256().hex()) + " as snapshot_sha256";
        String from = "(" + stageSql + "\n) as staged";
        if (target.containsKey("first_seen")) {
            columns.addAll(List.of("first_seen", "last_seen"));
            values += ", seen.first_seen, seen.last_seen";
            from += " left join (" + seen(snapshots) + ") as seen using (row_number)";
        }
        Optional<Supply.Dropped> files =
                source.supply().files().filter(supply -> !supply.once().isEmpty());
        if (files.isPresent()) {
            requireNoOverlap(snapshot, files.get(), stageSql);
        }
        List<String> staged = new ArrayList<>(expected.keySet());
        columns.addAll(staged);
        try {
            DuckDb.execute(
                    connection,
                    "insert into " + Sql.qualified(source.feeds()) + " (" + Sql.names(columns) + ") select " + values
                            + ", "
                            + staged.stream()
                                    .map(column -> "staged." + Sql.name(column))
                                    .collect(Collectors.joining(", "))
                            + " from " + from);
        } catch (SQLException e) {
            throw new ProblemException(
                    Problem.cannot(location, "load", "table", source.feeds()).found(String.valueOf(e.getMessage())));
        }
    }

    /** Two files of a drop that hold the same line would count it twice: the one that was taken first is not loaded. */
    private void requireNoOverlap(Snapshot snapshot, Supply.Dropped dropped, String stageSql) throws SQLException {
        String table = Sql.qualified(source.feeds());
        String mine = "loaded.source_id = " + Sql.literal(source.id().value());
        if (DuckDb.number(connection, "select count(*) from " + table + " as loaded where " + mine) == 0) {
            return;
        }
        String same = dropped.once().stream()
                .map(column -> "loaded." + Sql.name(column) + " is not distinct from staged." + Sql.name(column))
                .collect(Collectors.joining(" and "));
        List<Map<String, @Nullable String>> overlaps = DuckDb.rows(
                connection,
                "select loaded.snapshot_sha256, count(*) as lines, min(staged.row_number) as first from (" + stageSql
                        + "\n) as staged join " + table + " as loaded on " + mine + " and " + same
                        + " group by loaded.snapshot_sha256 order by lines desc, loaded.snapshot_sha256");
        if (!overlaps.isEmpty()) {
            Map<String, @Nullable String> worst = overlaps.get(0);
            throw new ProblemException(Problem.cannot(
                            Location.of(source.id().value(), snapshot.manifest().file()), "load", "the file")
                    .expected("lines that no other file of the drop holds")
                    .found(worst.get("lines") + " lines, the first of them record " + worst.get("first")
                            + ", that stand in the snapshot "
                            + String.valueOf(worst.get("snapshot_sha256")).substring(0, 8)
                            + " too, which was dropped later; withdraw one of the two in its manifest"));
        }
    }

    private void requireColumns(Location location, String stageSql, Map<String, String> expected) throws SQLException {
        Map<String, String> found;
        try {
            found = DuckDb.columns(connection, stageSql);
        } catch (SQLException e) {
            throw new ProblemException(
                    Problem.cannot(location, "run", "the statement").found(String.valueOf(e.getMessage())));
        }
        if (!found.entrySet().equals(expected.entrySet())) {
            List<String> missing = difference(expected, found);
            List<String> surplus = difference(found, expected);
            throw new ProblemException(Problem.cannot(location, "use", "the columns")
                    .expected(missing.isEmpty() ? "no other" : String.join(", ", missing))
                    .found(surplus.isEmpty() ? "none of that name and type" : String.join(", ", surplus)));
        }
    }

    private static List<String> difference(Map<String, String> of, Map<String, String> without) {
        return of.entrySet().stream()
                .filter(entry -> !entry.getValue().equals(without.get(entry.getKey())))
                .map(entry -> entry.getKey() + " " + entry.getValue())
                .toList();
    }

    /** When each row of the staged table was first and last there, by its key, over all snapshots that could be read. */
    private String seen(List<Snapshot> snapshots) throws IOException {
        String key = Sql.names(source.key());
        List<String> visits = new ArrayList<>();
        for (Snapshot snapshot : snapshots) {
            Optional<NormalizedTable> table = current(snapshot);
            if (table.isPresent()) {
                visits.add("select " + key + ", date "
                        + Sql.literal(snapshot.manifest()
                                .retrievedAt()
                                .atZone(ZoneOffset.UTC)
                                .toLocalDate()
                                .toString())
                        + " as day from " + table.get().rows());
            }
        }
        return "select any_value(now.row_number) as row_number, min(visit.day) as first_seen,"
                + " max(visit.day) as last_seen from " + StagedTable.name(source) + " as now join ("
                + String.join(" union all ", visits) + ") as visit using (" + key + ") group by " + key;
    }

    /** The normalized form of a snapshot that may be loaded now. */
    private Optional<NormalizedTable> current(Snapshot snapshot) throws IOException {
        return store.current(SnapshotSeries.provenance(source, snapshot));
    }
}
