package org.corvee.build;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.corvee.digest.Sha256;
import org.corvee.duckdb.DuckDb;
import org.corvee.home.Folders;
import org.corvee.load.LoadOutcome;
import org.corvee.load.Refusal;
import org.corvee.load.SnapshotSeries;
import org.corvee.load.WarehouseLoad;
import org.corvee.model.CheckResult;
import org.corvee.model.CheckRunner;
import org.corvee.model.Model;
import org.corvee.model.ModelCatalog;
import org.corvee.model.ModelRunner;
import org.corvee.normalized.NormalizedStore;
import org.corvee.problem.ProblemException;
import org.corvee.publish.Seal;
import org.corvee.snapshot.Snapshot;
import org.corvee.source.SourceCatalog;
import org.corvee.source.SourceDescriptor;
import org.corvee.visit.Archive;

/**
 * Builds a warehouse file from snapshots that are there: load, marts, checks, seal. Only the holder of the refresh lock may
 * build, since what is not normalized yet is normalized.
 */
public final class WarehouseBuild {

    private final Path sql;
    private final Archive archive;
    private final NormalizedStore normalized;

    /**
     * Prepares builds.
     *
     * @param sql the folder that a data person edits
     * @param archive what may be loaded
     */
    public WarehouseBuild(Path sql, Archive archive, NormalizedStore normalized) {
        this.sql = sql;
        this.archive = archive;
        this.normalized = normalized;
    }

    /** Changes a build after its checks and before it is sealed. */
    @FunctionalInterface
    public interface LastStep {

        void run(Connection connection) throws SQLException;
    }

    /**
     * Builds a file; it appears whole.
     *
     * @param catalog the sources that are loaded
     * @param told is told of each stage as it is done
     * @throws ProblemException when a check does not hold
     */
    public void run(Path file, SourceCatalog catalog, Seal seal, LastStep last, Consumer<String> told)
            throws IOException, SQLException {
        Path folder = Files.createDirectories(file.toAbsolutePath().getParent());
        Path partial = Folders.createPartial(folder);
        try {
            Path build = partial.resolve("building.duckdb");
            Map<String, List<Refusal>> refusals = normalize(catalog);
            List<LoadOutcome> outcomes =
                    new WarehouseLoad(sql, archive, normalized).run(build, catalog, refusals, outcome -> {});
            told.accept("load       "
                    + outcomes.stream().mapToLong(LoadOutcome::rowsLoaded).sum() + " rows of "
                    + outcomes.stream()
                            .filter(outcome -> !outcome.loaded().isEmpty())
                            .count() + " sources");
            List<Model> models = ModelCatalog.read(sql.resolve("marts"));
            try (Connection connection = DuckDb.build(build)) {
                ModelRunner.buildAll(connection, models, (model, rows, took) -> {});
                told.accept("mart       " + models.size() + " tables");
                List<CheckResult> results = CheckRunner.run(connection, models, sql.resolve("checks"));
                CheckRunner.require(results);
                told.accept("check      "
                        + results.stream().filter(CheckResult::holds).count() + " checks hold");
                last.run(connection);
            }
            seal.close(build);
            Folders.force(build);
            Folders.replace(build, file);
            Folders.force(folder);
        } finally {
            Folders.delete(partial);
        }
    }

    /**
     * Normalizes what a refresh has not normalized with the code as it is now; by source id, what could not be. That an older
     * snapshot cannot be read any more is no problem of its source.
     */
    private Map<String, List<Refusal>> normalize(SourceCatalog catalog) throws IOException {
        Map<String, List<Refusal>> refusals = new TreeMap<>();
        for (SourceDescriptor source : catalog.sources()) {
            String id = source.id().value();
            List<Snapshot> all = archive.snapshots().list(id);
            List<Snapshot> newest = SnapshotSeries.newest(source, all);
            for (Snapshot snapshot : SnapshotSeries.notNormalized(source, all, normalized)) {
                try {
                    snapshot.requireBytes(Sha256.of(snapshot.file()));
                    normalized.readAll(
                            source.shape(),
                            snapshot.file(),
                            SnapshotSeries.provenance(source, snapshot),
                            snapshot.manifest().attributes());
                } catch (ProblemException e) {
                    if (newest.contains(snapshot)) {
                        refusals.computeIfAbsent(id, name -> new ArrayList<>())
                                .add(Refusal.of(id, snapshot.sha256(), e));
                    }
                }
            }
        }
        return refusals;
    }
}
