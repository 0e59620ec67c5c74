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
import org.corvee.normalized.Provenance;
import org.corvee.problem.Location;
import org.corvee.problem.Problem;
import org.corvee.problem.ProblemException;
import org.corvee.snapshot.Snapshot;
import org.corvee.source.SourceDescriptor;
import org.jspecify.annotations.Nullable;

/**
 * Loads one source: the rows of its newest snapshot that holds its bounds. When the newest does not, the next older one
 * is taken, so that a source always shows its last good state; what was wrong is told.
 */
public final class SourceLoader {

    /** The columns that the engine adds to what {@code stage.sql} selects, where the table has them. */
    private static final Set<String> ENGINE_COLUMNS = Set.of("source_id", "snapshot_sha256", "first_seen", "last_seen");

    private final Connection connection;
    private final NormalizedStore store;

    /** @param connection to the file that is being built */
    public SourceLoader(Connection connection, NormalizedStore store) {
        this.connection = connection;
        this.store = store;
    }

    /**
     * Loads a source.
     *
     * @param snapshots newest first
     * @param earlierProblem what went wrong before loading (not reachable, header drifted …); null when nothing did
     */
    public LoadOutcome load(SourceDescriptor source, List<Snapshot> snapshots, @Nullable String earlierProblem)
            throws IOException, SQLException {
        @Nullable String problem = earlierProblem;
        Set<Sha256> tried = new HashSet<>();
        for (Snapshot snapshot : snapshots) {
            Optional<NormalizedTable> table = current(source, snapshot);
            if (table.isEmpty() || !tried.add(snapshot.sha256())) {
                continue;
            }
            try {
                long rows = loadSnapshot(source, snapshot, table.get(), snapshots);
                return new LoadOutcome(source.id().value(), snapshots.get(0), snapshot, rows, problem);
            } catch (ProblemException e) {
                if (problem == null) {
                    problem = e.getMessage();
                }
            } catch (SQLException e) {
                // A table or column that is not there is a problem of this source and snapshot, not of the others.
                if (problem == null) {
                    Location location =
                            Location.of(source.id().value(), snapshot.manifest().file());
                    problem = Problem.cannot(location, "load", "the snapshot")
                            .found(String.valueOf(e.getMessage()).strip())
                            .toString();
                }
            }
        }
        Snapshot newest = snapshots.isEmpty() ? null : snapshots.get(0);
        return new LoadOutcome(
                source.id().value(), newest, null, 0, problem == null ? "no snapshot was ever taken" : problem);
    }

    private long loadSnapshot(
            SourceDescriptor source, Snapshot snapshot, NormalizedTable table, List<Snapshot> snapshots)
            throws IOException, SQLException {
        StagedTable staged = new StagedTable(connection, source, snapshot, table);
        staged.create();
        staged.keepRejectedRows();
        staged.requireBounds();
        connection.setAutoCommit(false);
        try {
            insert(source, snapshot, snapshots);
            long loaded = DuckDb.number(
                    connection,
                    "select count(distinct row_number) from " + Sql.qualified(source.feeds()) + " where source_id = "
                            + Sql.literal(source.id().value()));
            staged.keepReconciliation(loaded);
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

    private void insert(SourceDescriptor source, Snapshot snapshot, List<Snapshot> snapshots)
            throws IOException, SQLException {
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
            from += " left join (" + seen(source, snapshots) + ") as seen using (row_number)";
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
    private String seen(SourceDescriptor source, List<Snapshot> snapshots) throws IOException {
        String key = Sql.names(source.key());
        List<String> visits = new ArrayList<>();
        for (Snapshot snapshot : snapshots) {
            Optional<NormalizedTable> table = current(source, snapshot);
            if (table.isPresent()) {
                visits.add("select " + key + ", date "
                        + Sql.literal(snapshot.manifest()
                                .retrievedAt()
                                .atZone(ZoneOffset.UTC)
                                .toLocalDate()
                                .toString())
                        + " as day from read_parquet(" + Sql.literal(table.get().rows()) + ")");
            }
        }
        return "select any_value(now.row_number) as row_number, min(visit.day) as first_seen,"
                + " max(visit.day) as last_seen from " + StagedTable.name(source) + " as now join ("
                + String.join(" union all ", visits) + ") as visit using (" + key + ") group by " + key;
    }

    /** The normalized form of a snapshot that may be loaded now. */
    private Optional<NormalizedTable> current(SourceDescriptor source, Snapshot snapshot) throws IOException {
        return store.current(Provenance.of(source, snapshot.manifest().file(), snapshot.sha256()));
    }
}
