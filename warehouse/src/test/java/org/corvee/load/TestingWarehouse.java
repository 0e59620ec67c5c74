package org.corvee.load;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.corvee.duckdb.DuckDb;
import org.corvee.normalized.NormalizedStore;
import org.corvee.normalized.Provenance;
import org.corvee.snapshot.Snapshot;
import org.corvee.snapshot.SnapshotStore;
import org.corvee.snapshot.SnapshotStore.Origin;
import org.corvee.snapshot.TestingClock;
import org.corvee.source.SourceCatalog;
import org.corvee.source.SourceDescriptor;
import org.corvee.source.SourceDescriptorParser;
import org.corvee.visit.Archive;
import org.corvee.visit.VisitLog;

/**
 * A whole small content in a folder: the project's own structure of {@code ops}, a table {@code ref.place}, a table
 * {@code core.reading} and a source {@code test_table} that feeds it.
 */
final class TestingWarehouse {

    static final String SOURCE = "test_table";

    private static final Path MIGRATIONS = Path.of("..", "sql", "migrations");
    /** The tables that the engine fills itself. */
    private static final Pattern OF_THE_ENGINE =
            Pattern.compile("(?ms)^(create|alter|drop) table (ops\\.|core\\.source_visit\\b).*?;$");

    private static final String STRUCTURE = """
            create table ref.place (place_code varchar not null, name varchar);
            create table core.reading (
                reading_id varchar not null,
                source_id varchar not null,
                place_code varchar not null,
                year integer not null,
                value decimal(24, 6),
                snapshot_sha256 varchar not null,
                row_number bigint not null,
                first_seen date not null,
                last_seen date not null
            );
            """;

    private static final String PLACE_YML = """
            title: A place.
            provenance: Made up for tests.
            key: [place_code]
            columns:
              place_code: {type: text, required: true}
              name: {type: text}
            """;

    private static final String SOURCE_YML = """
            title: Readings
            publisher: A bureau
            licence: CC0-1.0
            url: https://publisher.example/table
            cadence: yearly
            data: table.csv
            format: {kind: delimited, charset: utf-8}
            columns:
              place: {type: text, required: true, refers_to: ref.place.name}
              year: {type: integer, required: true}
              value: {type: "decimal(24,6)"}
            key: [place, year]
            feeds: core.reading
            bounds: {rows_at_least: 1, rejected_at_most: 0}
            """;

    private static final String DROP = """
            drop:
              manifest:
                flow: {type: text, required: true, allowed: [import, export]}
                month: {type: month, required: true}
                rate: {type: "decimal(5,2)"}
              once: [place_code, year]
              truncated_at: 3
            """;

    private static final String STAGE_SQL = """
            -- grain: one row per place and year
            select
                'test_table:' || staged.place || '-' || staged.year as reading_id,
                place.place_code,
                staged.year::integer as year,
                staged.value,
                staged.row_number
            from stage.test_table as staged
            join ref.place as place on place.name = staged.place""";

    private final Path root;
    private final TestingClock clock = new TestingClock("2026-01-01T02:00:00Z");
    private final NormalizedStore normalized;
    private String descriptor = SOURCE_YML;
    private String stage = STAGE_SQL;
    private int builds;

    TestingWarehouse(Path root) throws IOException {
        this.root = root;
        this.normalized = new NormalizedStore(root.resolve("normalized"));
        Path migrations = Files.createDirectories(sql().resolve("migrations"));
        Files.writeString(migrations.resolve("V001__ops.sql"), ops());
        Files.writeString(migrations.resolve("V002__test.sql"), STRUCTURE);
        reference("place", PLACE_YML, "place_code,name\n653200,Hotan\n653100,Kashgar\n652900,Aksu\nXX,\n");
        source(descriptor);
        stage(stage);
    }

    /** The statements of all migrations that change {@code ops}, without comments: every test lays this structure anew. */
    private static String ops() throws IOException {
        StringBuilder statements = new StringBuilder();
        try (Stream<Path> files = Files.list(MIGRATIONS)) {
            for (Path file : files.sorted().toList()) {
                OF_THE_ENGINE
                        .matcher(Files.readString(file))
                        .results()
                        .forEach(statement ->
                                statements.append(statement.group()).append('\n'));
            }
        }
        return statements.toString();
    }

    Path sql() {
        return root.resolve("sql");
    }

    void reference(String name, String descriptor, String rows) throws IOException {
        Path folder = Files.createDirectories(sql().resolve("reference"));
        Files.writeString(folder.resolve(name + ".yml"), descriptor);
        Files.writeString(folder.resolve(name + ".csv"), rows);
    }

    void places(String rows) throws IOException {
        reference("place", PLACE_YML, rows);
    }

    private void source(String text) throws IOException {
        Path folder = Files.createDirectories(sql().resolve("sources").resolve(SOURCE));
        Files.writeString(folder.resolve("source.yml"), text);
    }

    /** Changes the descriptor of the source in one place. */
    void describe(String right, String other) throws IOException {
        if (!descriptor.contains(right)) {
            throw new IllegalArgumentException("the descriptor does not hold " + right);
        }
        descriptor = descriptor.replace(right, other);
        source(descriptor);
    }

    /** From now on a place that is not known rejects its row and does not stop the source. */
    void rejectNewCodes() throws IOException {
        describe("refers_to: ref.place.name", "refers_to: ref.place.name, new_code: reject");
    }

    void stage(String select) throws IOException {
        Files.writeString(sql().resolve("sources").resolve(SOURCE).resolve("stage.sql"), select);
    }

    /** Changes {@code stage.sql} in one place. */
    void restage(String right, String other) throws IOException {
        if (!stage.contains(right)) {
            throw new IllegalArgumentException("stage.sql does not hold " + right);
        }
        stage = stage.replace(right, other);
        stage(stage);
    }

    /** Takes and normalizes a snapshot on a day; the header is added. */
    Snapshot deliver(String day, String rows) throws IOException, SQLException {
        return deliverFile(day, "place,year,value\n" + rows);
    }

    Snapshot deliverFile(String day, String text) throws IOException, SQLException {
        SourceDescriptor source =
                SourceDescriptorParser.parse(sql().resolve("sources").resolve(SOURCE));
        Snapshot snapshot = keep(day, text);
        normalized.readAll(
                source.shape(),
                snapshot.file(),
                new Provenance(SOURCE, "table.csv", snapshot.sha256(), source.digest()));
        return snapshot;
    }

    /** Makes the source a file drop, whose manifests become part of {@code reading_id}. */
    void becomeFileDrop() throws IOException {
        describe("data: table.csv\n", DROP);
        restage("'test_table:' ||", """
                'test_table:' || staged.flow || '-' || staged.month || '-' || coalesce(staged.rate::varchar, '') || '-'
                    || staged.is_truncated || '-' ||""");
    }

    /** Drops a file on a day and normalizes it; the header is added. */
    Snapshot drop(String day, String file, Map<String, String> manifest, String rows) throws IOException {
        clock.set(day + "T02:00:00Z");
        Path path = Files.writeString(root.resolve(file), "place,year,value\n" + rows);
        Snapshot snapshot = snapshots()
                .keep(path, new Origin(SOURCE, "https://publisher.example/table", "text/csv", "CC0-1.0", manifest));
        SourceDescriptor source =
                SourceDescriptorParser.parse(sql().resolve("sources").resolve(SOURCE));
        normalized.readAll(source.shape(), snapshot.file(), Provenance.of(source, file, snapshot.sha256(), manifest));
        return snapshot;
    }

    /** Takes a snapshot that is never normalized, such as one whose header drifted. */
    Snapshot keep(String day, String text) throws IOException {
        clock.set(day + "T02:00:00Z");
        Path file = Files.writeString(root.resolve("table.csv"), text);
        return snapshots()
                .keep(file, new Origin(SOURCE, "https://publisher.example/table", "text/csv", "CC0-1.0", Map.of()));
    }

    /** The normalized rows of a snapshot, as an SQL expression that stands where a table does. */
    String normalizedRows(Snapshot snapshot) {
        return normalized.find(SOURCE, snapshot.sha256()).orElseThrow().rows();
    }

    /** The snapshot that was taken last. */
    Snapshot newest() throws IOException {
        return snapshots().newest(SOURCE).orElseThrow();
    }

    private SnapshotStore snapshots() {
        return new SnapshotStore(root.resolve("snapshots"), clock);
    }

    /** Writes the corrections of the source. */
    void correct(String text) throws IOException {
        Files.writeString(sql().resolve("sources").resolve(SOURCE).resolve("corrections.csv"), text);
    }

    /** Builds a new file with all that is there. */
    Build build(Map<String, List<Refusal>> earlier) throws IOException, SQLException {
        return build(earlier, snapshots());
    }

    /** Builds a new file with what was known at the end of a day. */
    Build buildAsOf(String day) throws IOException, SQLException {
        return build(Map.of(), snapshots().asOf(LocalDate.parse(day)));
    }

    private Build build(Map<String, List<Refusal>> earlier, SnapshotStore snapshots) throws IOException, SQLException {
        builds++;
        Path file = root.resolve("build-" + builds + ".duckdb");
        List<LoadOutcome> told = new ArrayList<>();
        List<LoadOutcome> outcomes = new WarehouseLoad(
                        sql(), new Archive(snapshots, new VisitLog(root.resolve("visits"))), normalized)
                .run(file, SourceCatalog.read(sql().resolve("sources")), earlier, told::add);
        if (!told.equals(outcomes)) {
            throw new IllegalStateException("told " + told + ", returned " + outcomes);
        }
        return new Build(file, outcomes);
    }

    Build build() throws IOException, SQLException {
        return build(Map.of());
    }

    /**
     * A file that was built.
     *
     * @param file with all connections closed
     * @param outcomes what became of each source, by name
     */
    record Build(Path file, List<LoadOutcome> outcomes) {

        Build {
            outcomes = List.copyOf(outcomes);
        }

        LoadOutcome outcome() {
            return outcomes.get(outcomes.size() - 1);
        }

        /** Each row of a query as its values, parted by bars. */
        List<String> rows(String query) throws SQLException {
            try (Connection connection = DuckDb.readOnly(file)) {
                return DuckDb.rows(connection, query).stream()
                        .map(row -> String.join(
                                "|", row.values().stream().map(String::valueOf).toList()))
                        .toList();
            }
        }
    }
}
