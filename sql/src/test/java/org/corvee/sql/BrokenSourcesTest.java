package org.corvee.sql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import java.io.IOException;
import java.net.URISyntaxException;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.corvee.digest.Sha256;
import org.corvee.duckdb.DuckDb;
import org.corvee.duckdb.Sql;
import org.corvee.load.LoadOutcome;
import org.corvee.normalized.NormalizedTable;
import org.corvee.problem.ProblemException;
import org.corvee.snapshot.Snapshot;
import org.corvee.source.SourceDescriptor;
import org.corvee.source.SourceDescriptorParser;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Each folder of {@code broken-sources/} is the good source {@code _good} with one defect, and the one message that
 * tells of it. A broken snapshot loses nothing: its bytes and its rejected rows are kept, and the source shows its last
 * good state.
 */
class BrokenSourcesTest {

    private static final String SOURCE = "made_up_figures";
    private static final String GOOD = "_good";
    private static final String MESSAGE = "message.txt";

    @TempDir
    private Path folder = Path.of("");

    static Stream<String> defects() throws IOException {
        try (Stream<Path> folders = Files.list(brokenSources())) {
            List<String> names =
                    folders.map(path -> path.getFileName().toString()).sorted().toList();
            return names.stream().filter(name -> !name.equals(GOOD));
        }
    }

    static Stream<String> defectsOfData() throws IOException {
        return defects()
                .filter(name -> Files.exists(brokenSources().resolve(name).resolve("figures.csv")));
    }

    private static Path brokenSources() {
        URL url = Objects.requireNonNull(BrokenSourcesTest.class.getResource("/broken-sources"));
        try {
            return Path.of(url.toURI());
        } catch (URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void theGoodSourceLoads() throws IOException, SQLException {
        TestingWarehouse warehouse = new TestingWarehouse(TestingWarehouse.CONTENT, folder.resolve("home"));

        LoadOutcome outcome = warehouse.load(List.of(source(GOOD))).get(0);

        assertThat(outcome.problem()).isNull();
        assertThat(outcome.rowsLoaded()).isEqualTo(3);
    }

    @ParameterizedTest
    @MethodSource("defects")
    void defectHasOneExactMessage(String defect) throws IOException, SQLException {
        String expected = Files.readString(brokenSources().resolve(defect).resolve(MESSAGE))
                .strip();

        assertThat(message(defect)).isEqualTo(expected);
    }

    private String message(String defect) throws IOException, SQLException {
        if (Files.exists(brokenSources().resolve(defect).resolve("source.yml"))) {
            return String.valueOf(catchThrowable(() -> source(defect)).getMessage());
        }
        TestingWarehouse warehouse = new TestingWarehouse(TestingWarehouse.CONTENT, folder.resolve("home"));
        LoadOutcome outcome = warehouse.load(List.of(source(defect))).get(0);
        assertThat(outcome.state()).isEqualTo("missing");
        return String.valueOf(outcome.problem());
    }

    @Tag("slow")
    @ParameterizedTest
    @MethodSource("defectsOfData")
    void brokenSnapshotLosesNothing(String defect) throws IOException, SQLException {
        TestingWarehouse warehouse = new TestingWarehouse(TestingWarehouse.CONTENT, folder.resolve("home"));
        warehouse.load(List.of(source(GOOD)));
        SourceDescriptor broken = source(defect);

        LoadOutcome outcome = warehouse.load(List.of(broken)).get(0);

        assertThat(outcome.state()).isEqualTo("stale");
        assertThat(outcome.rowsLoaded()).isEqualTo(3);
        Snapshot kept = warehouse.snapshots().newest(SOURCE).orElseThrow();
        assertThat(kept.sha256()).isEqualTo(Sha256.of(broken.dataFile().orElseThrow()));
        try (Connection connection = warehouse.connect()) {
            assertThat(DuckDb.column(connection, "select distinct snapshot_sha256 from core.figure"))
                    .doesNotContain(kept.sha256().hex());
            Optional<NormalizedTable> table = warehouse.normalized().find(SOURCE, kept.sha256());
            if (table.isPresent()) {
                assertThat(rejectedOf(connection, kept))
                        .isEqualTo(table.get().records() - rowsThatCouldBeLoaded(defect));
            }
        }
    }

    /** How many rows of a broken file conform by themselves; the rest must be among the rejected rows. */
    private static long rowsThatCouldBeLoaded(String defect) {
        return defect.equals("header_only") ? 0 : 2;
    }

    private static long rejectedOf(Connection connection, Snapshot snapshot) throws SQLException {
        return DuckDb.number(
                connection,
                "select count(*) from ops.rejected_row where line > 1 and raw_text <> '' and message like '"
                        + SOURCE + " figures.csv:%' and snapshot_sha256 = "
                        + Sql.literal(snapshot.sha256().hex()));
    }

    /** The good source with what the defect's folder has in its place. */
    private SourceDescriptor source(String defect) throws IOException, ProblemException {
        Path target = Files.createDirectories(folder.resolve(defect).resolve(SOURCE));
        for (String from : List.of(GOOD, defect)) {
            try (Stream<Path> files = Files.list(brokenSources().resolve(from))) {
                for (Path file : files.toList()) {
                    Files.copy(
                            file, target.resolve(file.getFileName().toString()), StandardCopyOption.REPLACE_EXISTING);
                }
            }
        }
        return SourceDescriptorParser.parse(target);
    }
}
