package org.corvee.load;

import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.corvee.duckdb.DuckDb;
import org.corvee.normalized.NormalizedStore;
import org.corvee.snapshot.Snapshot;
import org.corvee.snapshot.SnapshotStore;
import org.corvee.source.SourceCatalog;
import org.corvee.source.SourceDescriptor;
import org.corvee.source.Supply;
import org.corvee.visit.Archive;
import org.corvee.visit.Finding;
import org.corvee.visit.Spell;
import org.corvee.visit.VisitLog;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/** Builds {@code core}, {@code ref} and {@code ops} of a warehouse file from nothing. */
public final class WarehouseLoad {

    private static final JsonMapper JSON = JsonMapper.builder().build();

    private final Path sql;
    private final SnapshotStore snapshots;
    private final VisitLog visits;
    private final NormalizedStore normalized;

    /** @param sql the folder that a data person edits */
    public WarehouseLoad(Path sql, Archive archive, NormalizedStore normalized) {
        this.sql = sql;
        this.snapshots = archive.snapshots();
        this.visits = archive.visits();
        this.normalized = normalized;
    }

    /**
     * Lays the structure and loads everything that can be loaded.
     *
     * @param file must not be there yet
     * @param earlier by source id: what went wrong before loading
     * @param listener is told of each source as it is done
     * @return one outcome for each source, also for those of which nothing could be loaded
     */
    public List<LoadOutcome> run(
            Path file, SourceCatalog catalog, Map<String, List<Refusal>> earlier, Consumer<LoadOutcome> listener)
            throws IOException, SQLException {
        Map<String, List<Correction>> corrections = Corrections.readAll(catalog);
        List<ReferenceTable> tables = ReferenceTable.readAll(sql.resolve("reference"));
        new Foundation(sql.resolve("migrations"), tables, normalized).lay(file);
        List<LoadOutcome> outcomes = new ArrayList<>();
        try (Connection connection = DuckDb.build(file)) {
            ReferenceLoader.load(connection, broughtBySources(tables, catalog), normalized);
            for (SourceDescriptor source : catalog.sources()) {
                String name = source.id().value();
                SourceLoader loader = new SourceLoader(
                        connection,
                        normalized,
                        source,
                        corrections.getOrDefault(name, List.of()),
                        !snapshots.leavesOut(name));
                LoadOutcome outcome = loader.load(snapshots.list(name), earlier.getOrDefault(name, List.of()));
                outcomes.add(outcome);
                listener.accept(outcome);
            }
            DuckDb.execute(connection, "drop schema if exists stage cascade");
            keepSnapshots(connection, catalog, outcomes);
            keepVisits(connection, catalog);
            keepFreshness(connection, catalog, outcomes);
        }
        return outcomes;
    }

    private static List<ReferenceTable> broughtBySources(List<ReferenceTable> own, SourceCatalog catalog) {
        List<ReferenceTable> brought = new ArrayList<>();
        for (SourceDescriptor source : catalog.sources()) {
            own.forEach(table -> table.broughtBy(source).ifPresent(brought::add));
        }
        return brought;
    }

    private void keepSnapshots(Connection connection, SourceCatalog catalog, List<LoadOutcome> outcomes)
            throws IOException, SQLException {
        try (PreparedStatement insert =
                connection.prepareStatement("insert into ops.snapshot values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)")) {
            for (LoadOutcome outcome : outcomes) {
                for (Snapshot snapshot : snapshots.list(outcome.source())) {
                    boolean loaded = outcome.loaded().contains(snapshot);
                    keep(
                            insert,
                            snapshot,
                            loaded,
                            warning(catalog.find(outcome.source()).orElseThrow(), snapshot));
                }
            }
            for (Snapshot document : snapshots.list(Archive.DOCUMENT)) {
                keep(insert, document, false, null);
            }
        }
    }

    private static void keep(PreparedStatement insert, Snapshot snapshot, boolean loaded, @Nullable String warning)
            throws SQLException {
        insert.setString(1, snapshot.manifest().source());
        insert.setString(2, snapshot.sha256().hex());
        insert.setString(3, snapshot.folder().getFileName().toString());
        insert.setString(4, snapshot.manifest().file());
        insert.setLong(5, snapshot.manifest().size());
        insert.setString(6, snapshot.manifest().url());
        insert.setString(7, snapshot.manifest().retrievedAt().toString());
        insert.setString(8, snapshot.manifest().mediaType());
        insert.setString(9, snapshot.manifest().licence());
        insert.setBoolean(10, loaded);
        Map<String, String> attributes = snapshot.manifest().attributes();
        insert.setString(11, attributes.isEmpty() ? null : JSON.writeValueAsString(attributes));
        insert.setString(12, warning);
        insert.executeUpdate();
    }

    private void keepVisits(Connection connection, SourceCatalog catalog) throws IOException, SQLException {
        try (PreparedStatement insert =
                connection.prepareStatement("insert into core.source_visit values (?, ?, ?, ?, ?, ?, ?, ?, ?)")) {
            List<String> visited = new ArrayList<>(catalog.names());
            visited.add(Archive.DOCUMENT);
            for (String source : visited) {
                for (Spell spell : visits.spells(source)) {
                    Finding finding = spell.finding();
                    insert.setString(1, source);
                    insert.setString(2, spell.file());
                    insert.setString(3, finding.state().code());
                    insert.setString(4, spell.since().toString());
                    insert.setString(5, spell.until().toString());
                    insert.setString(6, finding.url());
                    insert.setObject(7, finding.status());
                    insert.setString(
                            8,
                            finding.sha256() == null ? null : finding.sha256().hex());
                    insert.setString(9, finding.problem());
                    insert.executeUpdate();
                }
            }
        }
    }

    /** What is doubtful of a snapshot as a whole; null when nothing is. */
    private @Nullable String warning(SourceDescriptor source, Snapshot snapshot) {
        Optional<Supply.Dropped> files = source.supply().files();
        if (files.isPresent()
                && normalized
                        .find(source.id().value(), snapshot.sha256())
                        .filter(table -> table.isTruncated(files.get()))
                        .isPresent()) {
            return "it has exactly " + files.get().truncatedAt()
                    + " records, the most that the publisher gives out: it is cut."
                    + " Ask for it in smaller parts, by partner or regime";
        }
        return null;
    }

    private static String supply(Supply supply) {
        if (supply instanceof Supply.Shipped) {
            return "curated";
        }
        return supply instanceof Supply.Fetched ? "fetched" : "dropped";
    }

    private static void keepFreshness(Connection connection, SourceCatalog catalog, List<LoadOutcome> outcomes)
            throws SQLException {
        try (PreparedStatement insert =
                connection.prepareStatement("insert into ops.source_freshness values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)")) {
            for (LoadOutcome outcome : outcomes) {
                SourceDescriptor source = catalog.find(outcome.source()).orElseThrow();
                insert.setString(1, outcome.source());
                insert.setString(2, source.title());
                insert.setString(3, source.cadence().name().toLowerCase(Locale.ROOT));
                insert.setString(4, outcome.state());
                Optional<Snapshot> loaded = outcome.loaded().stream().findFirst();
                insert.setString(
                        5, loaded.map(snapshot -> snapshot.sha256().hex()).orElse(null));
                insert.setString(
                        6,
                        loaded.map(snapshot -> snapshot.manifest().retrievedAt().toString())
                                .orElse(null));
                insert.setLong(7, outcome.rowsLoaded());
                insert.setString(8, outcome.problem());
                insert.setString(9, supply(source.supply()));
                insert.setString(10, source.redistribution().name().toLowerCase(Locale.ROOT));
                insert.executeUpdate();
            }
        }
    }
}
