package org.corvee.build;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.corvee.digest.CodeDigest;
import org.corvee.digest.Sha256;
import org.corvee.duckdb.DuckDb;
import org.corvee.home.DataHome;
import org.corvee.normalized.NormalizedStore;
import org.corvee.problem.Location;
import org.corvee.problem.Problem;
import org.corvee.problem.ProblemException;
import org.corvee.publish.BuildInputs;
import org.corvee.publish.RefreshLock;
import org.corvee.publish.Seal;
import org.corvee.snapshot.Snapshot;
import org.corvee.snapshot.SnapshotStore;
import org.corvee.source.SourceCatalog;
import org.corvee.visit.Archive;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The warehouse of what was known at the end of a day (UTC): built from the snapshots that had been taken by then, with the
 * code, descriptors and reference tables of now.
 */
public final class AsOfWarehouse {

    private static final Logger LOG = LoggerFactory.getLogger(AsOfWarehouse.class);

    private final Path sql;
    private final DataHome home;
    private final Clock clock;
    private final List<Class<?>> code;
    private final String version;

    /**
     * Prepares builds.
     *
     * @param sql the folder that a data person edits
     * @param code classes of the modules whose code takes part
     * @param version of Corvée
     */
    public AsOfWarehouse(Path sql, DataHome home, Clock clock, List<Class<?>> code, String version) {
        this.sql = sql;
        this.home = home;
        this.clock = clock;
        this.code = List.copyOf(code);
        this.version = version;
    }

    /**
     * The file of a day. It is built when it is not there, and again when its snapshots, the SQL or the code changed.
     *
     * @param told is told of each stage of a build
     * @throws ProblemException when nothing was known yet
     * @throws RefreshLock.HeldException when it must be built while a refresh is at work
     */
    public Path file(LocalDate day, Consumer<String> told) throws IOException, SQLException, RefreshLock.HeldException {
        SourceCatalog catalog = SourceCatalog.read(sql.resolve("sources"));
        Archive all = Archive.of(home, clock);
        requireKnown(day, catalog, all.snapshots());
        Archive archive = all.asOf(day);
        Sha256 files = BuildInputs.digest(sql, catalog.names(), archive, code);
        Path file = home.asOf(day);
        if (builtFrom(file).filter(files.hex()::equals).isPresent()) {
            return file;
        }
        try (RefreshLock lock = RefreshLock.take(home.refreshLock(), clock.instant())) {
            told.accept("building what was known on " + day);
            Seal seal =
                    new Seal("as-of-" + day, clock.instant(), files, files, CodeDigest.of(code), version, day, null);
            new WarehouseBuild(sql, archive, new NormalizedStore(home.normalized()))
                    .run(file, catalog, seal, connection -> {}, told);
        }
        return file;
    }

    private static void requireKnown(LocalDate day, SourceCatalog catalog, SnapshotStore snapshots) throws IOException {
        List<LocalDate> days = new ArrayList<>();
        for (String source : catalog.names()) {
            snapshots.list(source).stream().map(Snapshot::day).forEach(days::add);
        }
        LocalDate first = days.stream().min(LocalDate::compareTo).orElse(LocalDate.MAX);
        if (first.isAfter(day)) {
            throw new ProblemException(Problem.cannot(Location.ofFile("as-of"), "show", "day", day.toString())
                    .expected(
                            days.isEmpty()
                                    ? "snapshots; ./corvee refresh takes them"
                                    : first + " or later: the first snapshot of this data home is of that day (UTC)"));
        }
    }

    private static Optional<String> builtFrom(Path file) {
        if (!Files.exists(file)) {
            return Optional.empty();
        }
        try (Connection connection = DuckDb.readOnly(file)) {
            return Optional.of(DuckDb.text(connection, "select files_sha256 from ops.run"));
        } catch (SQLException e) {
            // A file that cannot be read is built again.
            LOG.warn("cannot read {}", file, e);
            return Optional.empty();
        }
    }
}
