package org.corvee.publish;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.corvee.digest.Sha256;
import org.corvee.duckdb.DuckDb;
import org.corvee.duckdb.Sql;
import org.corvee.duckdb.TableDigest;
import org.corvee.home.DataHome;
import org.corvee.home.Folders;
import org.corvee.load.LoadOutcome;
import org.corvee.problem.Location;
import org.corvee.problem.Problem;
import org.corvee.problem.Problems;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The atomic swap: a build is sealed, closed, verified read-only and renamed over the published file. A reader that
 * holds the old file keeps it; a crash at any point leaves either the old or the new file, whole.
 */
public final class Publication {

    private static final String BUILD = ".building.duckdb";

    private static final String SEALED_TABLES = "select schema_name || '.' || table_name from duckdb_tables()"
            + " where schema_name in ('ref', 'core', 'mart') order by 1";

    private static final Logger LOG = LoggerFactory.getLogger(Publication.class);
    /** The states of a source of which rows are published. */
    private static final Set<String> LOADED = Set.of("fresh", "stale");

    private final DataHome home;

    public Publication(DataHome home) {
        this.home = home;
    }

    /** The file that a build is made in, beside the published one so that a rename suffices. */
    public Path buildFile() {
        return home.warehouse().resolve(BUILD);
    }

    /** Removes what an earlier build left. Only the holder of the refresh lock may call this. */
    public void removeBuild() throws IOException {
        Files.createDirectories(home.warehouse());
        Files.deleteIfExists(buildFile());
        Files.deleteIfExists(writeAheadLog(buildFile()));
    }

    /**
     * What a build says of itself, written last, into {@code ops.run} and {@code ops.table_digest}.
     *
     * @param runId of the refresh
     * @param builtAt when
     * @param inputs digest of everything that the content depends on
     * @param code digest of the code
     * @param version of Corvée
     */
    public record Seal(String runId, Instant builtAt, Sha256 inputs, Sha256 code, String version) {}

    /** Seals the build, verifies it and puts it in place of the published file. */
    public void publish(Seal seal) throws IOException, SQLException {
        Path build = buildFile();
        try (Connection connection = DuckDb.build(build)) {
            seal(connection, seal);
            DuckDb.execute(connection, "checkpoint");
        }
        if (Files.exists(writeAheadLog(build))) {
            throw new IllegalStateException("cannot publish " + build + ": it still has a write-ahead log");
        }
        List<String> differences = differences(build);
        if (!differences.isEmpty()) {
            throw new IllegalStateException("cannot publish " + build + ": " + String.join("; ", differences));
        }
        Folders.force(build);
        Files.deleteIfExists(writeAheadLog(home.published()));
        Files.move(build, home.published(), StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        Folders.force(home.warehouse());
    }

    private static void seal(Connection connection, Seal seal) throws SQLException {
        for (String table : DuckDb.column(connection, SEALED_TABLES)) {
            TableDigest digest = TableDigest.of(connection, table);
            try (PreparedStatement insert =
                    connection.prepareStatement("insert into ops.table_digest values (?, ?, ?)")) {
                insert.setString(1, digest.table());
                insert.setLong(2, digest.rows());
                insert.setString(3, digest.digest());
                insert.executeUpdate();
            }
        }
        try (PreparedStatement insert =
                connection.prepareStatement("insert into ops.run values (?, ?, ?, ?, ?, ?, ?)")) {
            insert.setString(1, seal.runId());
            insert.setString(2, seal.builtAt().toString());
            insert.setString(3, seal.inputs().hex());
            insert.setString(4, seal.code().hex());
            insert.setString(5, seal.version());
            insert.setString(6, DuckDb.text(connection, "select version()"));
            insert.setString(7, DuckDb.STORAGE_VERSION);
            insert.executeUpdate();
        }
    }

    /** Digests every table of a sealed file again and tells what is not as it was sealed; empty when all is. */
    public static List<String> differences(Path file) throws SQLException {
        try (Connection connection = DuckDb.readOnly(file)) {
            List<String> differences = new ArrayList<>();
            if (DuckDb.number(connection, "select count(*) from ops.run") != 1) {
                differences.add("ops.run does not hold one row");
            }
            List<String> unsealed = new ArrayList<>(DuckDb.column(connection, SEALED_TABLES));
            for (Map<String, @Nullable String> row : DuckDb.rows(
                    connection, "select table_name, \"rows\", digest from ops.table_digest order by table_name")) {
                String table = String.valueOf(row.get("table_name"));
                String sealed = table + " was sealed with " + row.get("rows") + " rows and digest " + row.get("digest");
                if (unsealed.remove(table)) {
                    TableDigest found = TableDigest.of(connection, table);
                    if (!found.digest().equals(row.get("digest"))) {
                        differences.add(sealed + ", found " + found.rows() + " rows and digest " + found.digest());
                    }
                } else {
                    differences.add(sealed + ", found no such table");
                }
            }
            unsealed.forEach(table -> differences.add(table + " was not sealed"));
            return List.copyOf(differences);
        }
    }

    /**
     * Refuses a build that would drop a source: one that is published, is still wanted and could not be loaded in any
     * of its states.
     *
     * @throws ProblemException with every source that would be lost
     */
    public void requireNoLoss(List<LoadOutcome> outcomes) {
        if (!Files.exists(home.published())) {
            return;
        }
        Map<String, String> states;
        try {
            states = publishedStates();
        } catch (SQLException e) {
            // A file that cannot be read has nothing to lose; this build replaces it.
            LOG.warn("cannot read {}", home.published(), e);
            return;
        }
        Problems problems = new Problems();
        for (LoadOutcome outcome : outcomes) {
            // A file drop of which a person withdrew every file is emptied on purpose.
            boolean withdrawn = outcome.problem() == null && outcome.newest() != null;
            if (outcome.loaded().isEmpty()
                    && !withdrawn
                    && LOADED.contains(states.getOrDefault(outcome.source(), ""))) {
                problems.add(Problem.cannot(Location.ofFile("publish"), "drop", "source", outcome.source())
                        .expected("the rows that are published to be loaded again")
                        .found(outcome.problem() == null ? "no snapshot any more" : outcome.problem()));
            }
        }
        problems.throwIfAny();
    }

    private Map<String, String> publishedStates() throws SQLException {
        return publishedFreshness("state");
    }

    /** The sources of the published warehouse; empty when none is published. */
    public Set<String> publishedSources() throws SQLException {
        return Files.exists(home.published()) ? publishedStates().keySet() : Set.of();
    }

    /** By source id: why it is not fresh in the published warehouse. */
    public Map<String, String> publishedProblems() throws SQLException {
        return Files.exists(home.published()) ? publishedFreshness("problem") : Map.of();
    }

    private Map<String, String> publishedFreshness(String column) throws SQLException {
        Map<String, String> values = new TreeMap<>();
        try (Connection connection = DuckDb.readOnly(home.published())) {
            for (Map<String, @Nullable String> row : DuckDb.rows(
                    connection,
                    "select source_id, " + column + " as value from ops.source_freshness where " + column
                            + " is not null")) {
                values.put(String.valueOf(row.get("source_id")), String.valueOf(row.get("value")));
            }
        }
        return values;
    }

    /**
     * What the published file says of the run that built it; empty when none is published.
     *
     * @param column of {@code ops.run}
     */
    public Optional<String> publishedRun(String column) throws SQLException {
        if (!Files.exists(home.published())) {
            return Optional.empty();
        }
        try (Connection connection = DuckDb.readOnly(home.published())) {
            return Optional.of(DuckDb.text(connection, "select " + Sql.name(column) + " from ops.run"));
        }
    }

    private static Path writeAheadLog(Path file) {
        return file.resolveSibling(file.getFileName() + ".wal");
    }
}
