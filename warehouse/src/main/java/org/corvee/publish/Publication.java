package org.corvee.publish;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.corvee.duckdb.DuckDb;
import org.corvee.duckdb.Sql;
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
        Files.deleteIfExists(Seal.writeAheadLog(buildFile()));
    }

    /** Seals the build and verifies it; nothing may be written to it any more. */
    public void seal(Seal seal) throws SQLException {
        seal.close(buildFile());
    }

    /** Puts the sealed build in place of the published file. */
    public void swap() throws IOException {
        Path build = buildFile();
        Folders.force(build);
        Files.deleteIfExists(Seal.writeAheadLog(home.published()));
        Folders.replace(build, home.published());
        Folders.force(home.warehouse());
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

    /** By source id: why it is not fresh in the published warehouse, but for what drifted, which every build finds anew. */
    public Map<String, String> publishedProblems() throws SQLException {
        if (!Files.exists(home.published())) {
            return Map.of();
        }
        Map<String, String> problems = publishedFreshness("problem");
        try (Connection connection = DuckDb.readOnly(home.published())) {
            String drift = "select count(*) from duckdb_tables() where schema_name = 'ops' and table_name = 'drift'";
            // A file of a former version has no such table.
            if (DuckDb.number(connection, drift) > 0) {
                problems.keySet().removeAll(DuckDb.column(connection, "select distinct source_id from ops.drift"));
            }
        }
        return problems;
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
}
