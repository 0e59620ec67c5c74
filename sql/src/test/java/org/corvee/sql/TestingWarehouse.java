package org.corvee.sql;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.corvee.digest.Sha256;
import org.corvee.duckdb.DuckDb;
import org.corvee.format.DropFolder;
import org.corvee.format.DropManifest;
import org.corvee.home.DataHome;
import org.corvee.load.LoadOutcome;
import org.corvee.load.Refusal;
import org.corvee.load.WarehouseLoad;
import org.corvee.model.CheckResult;
import org.corvee.model.CheckRunner;
import org.corvee.model.Model;
import org.corvee.model.ModelCatalog;
import org.corvee.model.ModelGraph;
import org.corvee.model.ModelRunner;
import org.corvee.normalized.NormalizedStore;
import org.corvee.normalized.Provenance;
import org.corvee.problem.ProblemException;
import org.corvee.problem.Problems;
import org.corvee.snapshot.Snapshot;
import org.corvee.snapshot.SnapshotStore;
import org.corvee.source.SourceCatalog;
import org.corvee.source.SourceDescriptor;
import org.corvee.visit.Archive;
import org.corvee.visit.VisitLog;

/** A whole warehouse in a temporary folder, built by the engine alone from any content. */
final class TestingWarehouse {

    /** The content of this project. */
    static final Path CONTENT = Path.of(System.getProperty("corvee.installation"), "sql");

    private static final NormalizedStore SHARED = temporaryStore();

    private final Path content;
    private final Path folder;
    private final Path file;
    private final SnapshotStore snapshots;
    private final VisitLog visits;
    private final NormalizedStore normalized;

    /** Prepares a warehouse that is built from {@code content}, which is laid out like {@code sql/}. */
    TestingWarehouse(Path content, Path folder) {
        DataHome home = new DataHome(folder);
        this.content = content;
        this.folder = folder;
        this.file = folder.resolve("testing.duckdb");
        this.snapshots = new SnapshotStore(home.snapshots(), Clock.systemUTC());
        this.visits = new VisitLog(home.visits());
        this.normalized = SHARED;
    }

    /** Shared by all tests of a JVM: it is addressed by content, and the reference tables are the same for all. */
    private static NormalizedStore temporaryStore() {
        try {
            return new NormalizedStore(Files.createTempDirectory("normalized"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Takes a snapshot of every source, normalizes it and loads a new file. */
    List<LoadOutcome> load(List<SourceDescriptor> sources) throws IOException, SQLException {
        return load(sources, folder.resolve("nothing is dropped"));
    }

    /** Does the same when there lie files in the drop folders of some sources, {@code <drops>/<source>}. */
    List<LoadOutcome> load(List<SourceDescriptor> sources, Path drops) throws IOException, SQLException {
        // The store is made for one refresh at a time, and test classes run side by side.
        synchronized (SHARED) {
            return loadAlone(sources, drops);
        }
    }

    private List<LoadOutcome> loadAlone(List<SourceDescriptor> sources, Path drops) throws IOException, SQLException {
        Files.deleteIfExists(file);
        Map<String, List<Refusal>> refusals = new HashMap<>();
        for (SourceDescriptor source : sources) {
            String id = source.id().value();
            try {
                for (Map.Entry<Path, Map<String, String>> taken :
                        files(source, drops.resolve(id)).entrySet()) {
                    normalize(source, taken.getKey(), taken.getValue());
                }
            } catch (ProblemException e) {
                Sha256 refused = snapshots.newest(id).map(Snapshot::sha256).orElse(null);
                refusals.put(id, List.of(Refusal.of(id, refused, e)));
            }
        }
        return new WarehouseLoad(content, new Archive(snapshots, visits), normalized)
                .run(file, new SourceCatalog(sources), refusals, outcome -> {});
    }

    private static Map<Path, Map<String, String>> files(SourceDescriptor source, Path drop) throws IOException {
        Map<Path, Map<String, String>> files = new LinkedHashMap<>();
        if (source.dataFile().isPresent()) {
            files.put(source.dataFile().get(), Map.of());
            return files;
        }
        if (!source.takesDrops()) {
            return fetched(source, drop);
        }
        Problems problems = new Problems();
        for (Path file : DropFolder.files(drop, source, problems)) {
            files.put(file, DropManifest.read(DropManifest.of(file), source));
        }
        problems.throwIfAny();
        return files;
    }

    /** Answers as they would be fetched; a manifest lies beside each whose source has parameters. */
    private static Map<Path, Map<String, String>> fetched(SourceDescriptor source, Path folder) throws IOException {
        Map<Path, Map<String, String>> files = new LinkedHashMap<>();
        if (!Files.isDirectory(folder)) {
            return files;
        }
        try (Stream<Path> answers = Files.list(folder)) {
            for (Path answer : answers.filter(file -> !file.toString().endsWith(".yml"))
                    .sorted()
                    .toList()) {
                boolean said = !source.manifestColumns().isEmpty();
                files.put(answer, said ? DropManifest.read(DropManifest.of(answer), source) : Map.of());
            }
        }
        return files;
    }

    private void normalize(SourceDescriptor source, Path data, Map<String, String> attributes) throws IOException {
        Snapshot snapshot = snapshots.keep(
                data,
                new SnapshotStore.Origin(source.id().value(), source.url(), "text/csv", source.licence(), attributes));
        Provenance from = Provenance.of(source, snapshot.manifest().file(), snapshot.sha256(), attributes);
        normalized.readAll(source.shape(), snapshot.file(), from, attributes);
    }

    /** Builds every mart and runs every check. */
    List<CheckResult> buildMarts() throws IOException, SQLException {
        try (Connection connection = DuckDb.build(file)) {
            List<Model> models = ModelCatalog.read(content.resolve("marts"));
            for (Model model : ModelGraph.order(connection, models)) {
                ModelRunner.build(connection, model);
            }
            return CheckRunner.run(connection, models, content.resolve("checks"));
        }
    }

    Connection connect() throws SQLException {
        return DuckDb.build(file);
    }

    SnapshotStore snapshots() {
        return snapshots;
    }

    VisitLog visits() {
        return visits;
    }

    NormalizedStore normalized() {
        return normalized;
    }
}
