package org.corvee.release;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.corvee.build.WarehouseBuild;
import org.corvee.codebook.Codebook;
import org.corvee.difference.Difference;
import org.corvee.difference.DifferenceFiles;
import org.corvee.difference.WarehouseDifference;
import org.corvee.difference.WarehouseDifference.Edition;
import org.corvee.digest.CodeDigest;
import org.corvee.digest.Sha256;
import org.corvee.duckdb.DuckDb;
import org.corvee.duckdb.Sql;
import org.corvee.home.DataHome;
import org.corvee.home.Folders;
import org.corvee.load.ReferenceTable;
import org.corvee.model.Model;
import org.corvee.model.ModelCatalog;
import org.corvee.normalized.NormalizedStore;
import org.corvee.problem.Location;
import org.corvee.problem.Problem;
import org.corvee.problem.ProblemException;
import org.corvee.publish.BuildInputs;
import org.corvee.publish.Publication;
import org.corvee.publish.RefreshLock;
import org.corvee.publish.Seal;
import org.corvee.source.Redistribution;
import org.corvee.source.SourceCatalog;
import org.corvee.source.SourceDescriptor;
import org.corvee.visit.Archive;

/**
 * Makes a release of what is published: builds it again from the same snapshots without the sources that may not be passed
 * on, writes every table as a file, tells what changed since the release before, and closes the bag. It appears whole.
 */
public final class ReleaseWriter {

    private static final String BILL_OF_MATERIALS = "/META-INF/sbom/application.cdx.json";
    private static final String WITHHELD = "(the text of a publisher is not part of a release)";

    private final Path sql;
    private final DataHome home;
    private final Clock clock;
    private final List<Class<?>> code;
    private final String version;

    /**
     * Prepares releases.
     *
     * @param sql the folder that a data person edits
     * @param code classes of the modules whose code takes part
     * @param version of Corvée
     */
    public ReleaseWriter(Path sql, DataHome home, Clock clock, List<Class<?>> code, String version) {
        this.sql = sql;
        this.home = home;
        this.clock = clock;
        this.code = List.copyOf(code);
        this.version = version;
    }

    /**
     * Makes the next release of today.
     *
     * @param told is told of each stage
     * @return its folder
     * @throws ProblemException when what would be released is not what is published, or when a check does not hold
     * @throws RefreshLock.HeldException when a refresh is at work
     */
    public Path write(Consumer<String> told) throws IOException, SQLException, RefreshLock.HeldException {
        try (RefreshLock lock = RefreshLock.take(home.refreshLock(), clock.instant())) {
            Files.createDirectories(home.releases());
            ReleaseStore store = new ReleaseStore(home.releases());
            store.removePartial();
            SourceCatalog catalog = SourceCatalog.read(sql.resolve("sources"));
            Archive archive = Archive.of(home, clock);
            Sha256 files = BuildInputs.digest(sql, catalog.names(), archive, code);
            requirePublished(files);
            ReleaseId release = store.next(LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC));
            told.accept("release    " + release);
            Path partial = Folders.createPartial(home.releases());
            Bag bag = new Bag(partial);
            Files.createDirectories(bag.data());
            build(bag.data(), release, catalog, archive, files, told);
            List<Model> models = ModelCatalog.read(sql.resolve("marts"));
            List<ReleasedTable> tables = writeTables(bag.data(), models);
            told.accept("tables     " + tables.size() + " as Parquet and CSV");
            told.accept("diff       " + writeDifference(bag.data(), release, store, models));
            writeBillOfMaterials(bag.data());
            new ReleaseDescription(
                            release,
                            bag,
                            tables,
                            models,
                            sources(catalog, Redistribution.ALLOWED),
                            sources(catalog, Redistribution.FORBIDDEN))
                    .write();
            bag.close(info(release, files));
            Path folder = store.folder(release);
            Files.move(partial, folder, StandardCopyOption.ATOMIC_MOVE);
            Folders.force(home.releases());
            makeReadOnly(folder);
            return folder;
        }
    }

    /** What is released must be what was published, and so checked and seen. */
    private void requirePublished(Sha256 files) throws SQLException {
        Optional<String> published = new Publication(home).publishedRun("files_sha256");
        if (!published.equals(Optional.of(files.hex()))) {
            throw new ProblemException(Problem.cannot(Location.ofFile("release"), "release", "the warehouse")
                    .expected("a published warehouse of the snapshots, SQL and program as they are now")
                    .found(
                            published.isEmpty()
                                    ? "none; run ./corvee refresh first"
                                    : "one of others; run ./corvee refresh first"));
        }
    }

    private static List<SourceDescriptor> sources(SourceCatalog catalog, Redistribution redistribution) {
        return catalog.sources().stream()
                .filter(source -> source.redistribution() == redistribution)
                .toList();
    }

    private void build(
            Path data, ReleaseId release, SourceCatalog catalog, Archive archive, Sha256 files, Consumer<String> told)
            throws IOException, SQLException {
        SourceCatalog released = new SourceCatalog(sources(catalog, Redistribution.ALLOWED));
        List<String> withheld = sources(catalog, Redistribution.FORBIDDEN).stream()
                .map(source -> source.id().value())
                .toList();
        told.accept("sources    " + released.sources().size() + " in, " + withheld.size() + " left out by their licence"
                + (withheld.isEmpty() ? "" : ": " + String.join(", ", withheld)));
        Seal seal = new Seal(
                "release-" + release,
                clock.instant(),
                files,
                files,
                CodeDigest.of(code),
                version,
                null,
                release.toString());
        new WarehouseBuild(sql, archive, new NormalizedStore(home.normalized()))
                .run(data.resolve(ReleaseStore.WAREHOUSE), released, seal, ReleaseWriter::withhold, told);
    }

    private static void withhold(Connection connection) throws SQLException {
        String withheld = Sql.literal(WITHHELD);
        DuckDb.execute(connection, "update ops.rejected_row set raw_text = " + withheld + ", message = " + withheld);
        DuckDb.execute(
                connection,
                "update ops.drift set found = " + withheld + ", example = " + "case when example is not null then "
                        + withheld + " end");
    }

    private static List<ReleasedTable> writeTables(Path data, List<Model> models) throws IOException, SQLException {
        Files.createDirectories(data.resolve("csv"));
        Files.createDirectories(data.resolve("parquet"));
        try (Connection connection = DuckDb.readOnly(data.resolve(ReleaseStore.WAREHOUSE))) {
            List<ReleasedTable> tables = ReleasedTable.all(connection);
            for (ReleasedTable table : tables) {
                String ordered = "from " + Sql.qualified(table.name()) + " order by all";
                DuckDb.execute(
                        connection,
                        "copy (" + "select * " + ordered + ") to " + Sql.literal(data.resolve(table.parquetFile()))
                                + " (format parquet, compression zstd)");
                String columns =
                        table.columns().stream().map(ReleasedTable.Column::csv).collect(Collectors.joining(", "));
                DuckDb.execute(
                        connection,
                        "copy (select " + columns + " from (select * " + ordered + ") as ordered) to "
                                + Sql.literal(data.resolve(table.csvFile())) + " (format csv, header)");
            }
            DuckDb.execute(
                    connection,
                    "copy (select table_name, \"rows\", digest from ops.table_digest order by table_name) to "
                            + Sql.literal(data.resolve("digests.csv")) + " (format csv, header)");
            Codebook.write(connection, models, data);
            return tables;
        }
    }

    private String writeDifference(Path data, ReleaseId release, ReleaseStore store, List<Model> models)
            throws IOException, SQLException {
        Optional<ReleaseId> before = store.newest();
        String name = "release " + release;
        if (before.isEmpty()) {
            DifferenceFiles.write(new Difference("nothing: this is the first release", name, List.of()), data);
            return "none: this is the first release";
        }
        Difference difference = WarehouseDifference.between(
                new Edition("release " + before.get(), store.warehouse(before.get())),
                new Edition(name, data.resolve(ReleaseStore.WAREHOUSE)),
                models,
                ReferenceTable.readAll(sql.resolve("reference")));
        DifferenceFiles.write(difference, data);
        return difference.cells().size() + " cells since " + difference.before();
    }

    private static void writeBillOfMaterials(Path data) throws IOException {
        try (InputStream in = ReleaseWriter.class.getResourceAsStream(BILL_OF_MATERIALS)) {
            if (in == null) {
                throw new IllegalStateException("cannot find " + BILL_OF_MATERIALS
                        + " in the program: it is written when the program is built");
            }
            Files.copy(in, data.resolve("sbom.cdx.json"));
        }
    }

    private Map<String, String> info(ReleaseId release, Sha256 files) {
        Map<String, String> info = new LinkedHashMap<>();
        info.put("Source-Organization", "The Corvée developers");
        info.put("External-Identifier", "corvee-" + release);
        info.put("External-Description", "Corvée, release " + release);
        info.put("Bagging-Date", release.day().toString());
        info.put("Bag-Software-Agent", "Corvée " + version);
        info.put("Corvee-Inputs-SHA256", files.hex());
        return info;
    }

    /** Nothing changes a release by accident; where the file system knows no permissions, the hashes still tell. */
    private static void makeReadOnly(Path folder) throws IOException {
        try (Stream<Path> paths = Files.walk(folder)) {
            for (Path path : paths.filter(Files::isRegularFile).toList()) {
                PosixFileAttributeView view =
                        Files.getFileAttributeView(path, PosixFileAttributeView.class, LinkOption.NOFOLLOW_LINKS);
                if (view != null) {
                    view.setPermissions(PosixFilePermissions.fromString("r--r--r--"));
                }
            }
        }
    }
}
