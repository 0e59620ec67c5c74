package org.corvee.normalized;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.corvee.digest.Sha256;
import org.corvee.duckdb.DuckDb;
import org.corvee.duckdb.Sql;
import org.corvee.format.FilePart;
import org.corvee.format.PublishedFile;
import org.corvee.problem.ProblemException;
import org.corvee.source.ColumnSpec;
import org.corvee.source.TableShape;
import org.corvee.source.TestingShape;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class NothingIsLostInNormalizingTest {

    private static final List<ColumnSpec> COLUMNS =
            List.of(TestingShape.text("region"), TestingShape.integer("persons"));
    private static final TableShape SHAPE = TestingShape.of(COLUMNS.toArray(new ColumnSpec[0]));
    private static final Sha256 SNAPSHOT = Sha256.of("bytes of the snapshot");
    private static final Provenance PROVENANCE =
            new Provenance("test_table", "table.csv", SNAPSHOT, Sha256.of("descriptor"));

    @Test
    void acceptedAndRejectedRowsTogetherAreAllRecords(@TempDir Path folder) throws IOException, SQLException {
        NormalizedTable table = normalize(folder, "region,persons\nHotan,42\nKashgar,many\nAksu,\n");

        assertThat(table.records()).isEqualTo(3);
        assertThat(rows(table.rows()))
                .containsExactly(
                        row("row_number", "1", "line", "2", "region", "Hotan", "persons", "42"),
                        row("row_number", "3", "line", "4", "region", "Aksu", "persons", null));
        assertThat(rows(table.rejected()))
                .containsExactly(row(
                        "row_number",
                        "2",
                        "line",
                        "3",
                        "column_name",
                        "persons",
                        "reason",
                        "not_an_integer",
                        "message",
                        "test_table table.csv:3: cannot parse persons 'many': expected a whole number such as 42",
                        "raw_text",
                        "Kashgar,many",
                        "new_codes",
                        null));
        assertThat(table.manifest().header()).containsExactly("region", "persons");
    }

    @Test
    void footerTellsWhatTheFileWasMadeFrom(@TempDir Path folder) throws IOException, SQLException {
        NormalizedTable table = normalize(folder, "region,persons\nHotan,42\nKashgar,many\n");

        assertThat(table.provenance()).isEqualTo(PROVENANCE);
        assertThat(footer(table.rowFiles().get(0)))
                .containsEntry("corvee.source", "test_table")
                .containsEntry("corvee.file", "table.csv")
                .containsEntry("corvee.snapshot_sha256", SNAPSHOT.hex())
                .containsEntry(
                        "corvee.descriptor_sha256", Sha256.of("descriptor").hex())
                .containsEntry("corvee.code_sha256", NormalizedStore.code().hex());
        assertThat(footer(table.rejectedFiles().get(0)))
                .containsEntry("corvee.source", "test_table")
                .containsEntry("corvee.snapshot_sha256", SNAPSHOT.hex());
    }

    @Test
    void everyColumnIsCompressedWithZstandard(@TempDir Path folder) throws IOException, SQLException {
        NormalizedTable table = normalize(folder, "region,persons\nHotan,42\nKashgar,many\n");

        try (Connection connection = DuckDb.inMemory()) {
            for (Path file :
                    List.of(table.rowFiles().get(0), table.rejectedFiles().get(0))) {
                assertThat(DuckDb.column(
                                connection,
                                "select distinct compression from parquet_metadata(" + Sql.literal(file) + ")"))
                        .containsExactly("ZSTD");
            }
        }
    }

    @Test
    void tableWithoutRowsKeepsItsColumns(@TempDir Path folder) throws IOException, SQLException {
        NormalizedTable table = normalize(folder, "region,persons\n");

        assertThat(table.records()).isZero();
        try (Connection connection = DuckDb.inMemory()) {
            assertThat(DuckDb.columns(connection, "select * from " + table.rows()))
                    .containsExactly(
                            Map.entry("row_number", "BIGINT"),
                            Map.entry("line", "BIGINT"),
                            Map.entry("region", "VARCHAR"),
                            Map.entry("persons", "BIGINT"));
        }
    }

    @Test
    void nameOfAColumnMayHavePointsInIt(@TempDir Path folder) throws IOException, SQLException {
        TableShape shape = TestingShape.of(
                TestingShape.text("data"), TestingShape.integer("data.value"), TestingShape.text("data.text.of it"));
        Path file = Files.writeString(folder.resolve("table.csv"), "data,data.text.of it,data.value\na,b,3\n");

        NormalizedTable table = new NormalizedStore(folder.resolve("normalized")).readAll(shape, file, PROVENANCE);

        assertThat(rows(table.rows()))
                .containsExactly(
                        row("row_number", "1", "line", "2", "data", "a", "data.value", "3", "data.text.of it", "b"));
    }

    @Test
    void lostRecordIsRefused(@TempDir Path folder) throws IOException {
        Path file = Files.writeString(folder.resolve("table.csv"), "region,persons\nHotan,42\nKashgar,many\n");
        NormalizedStore store = new NormalizedStore(folder.resolve("normalized"));
        PublishedFile published = PublishedFile.open(SHAPE, file, Map.of());
        FilePart whole = published.parts(1_000).get(0);
        FilePart withThree = new FilePart(0, whole.from(), whole.to(), 0, 0, 3);

        assertThatThrownBy(() -> store.begin(SHAPE, PROVENANCE).write(published, withThree, bytes -> {}))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("lost records in part 0 of test_table table.csv: 3 counted, 2 read, 1 written, 1 rejected");
        assertThat(store.begin(SHAPE, PROVENANCE).isDone(withThree)).isFalse();
        assertThat(store.find("test_table", SNAPSHOT)).isEmpty();
    }

    @Test
    void tableWithAMissingPartIsNotCommitted(@TempDir Path folder) throws IOException {
        Path file = Files.writeString(folder.resolve("table.csv"), "region,persons\nHotan,42\nKashgar,7\nAksu,8\n");
        NormalizedStore store = new NormalizedStore(folder.resolve("normalized"));
        PublishedFile published = PublishedFile.open(SHAPE, file, Map.of());
        List<FilePart> parts = published.parts(10);
        TableInParts table = store.begin(SHAPE, PROVENANCE);
        table.write(published, parts.get(0), bytes -> {});

        assertThatThrownBy(() -> table.commit(published, parts))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("part 1 of test_table is not written");
        assertThat(store.find("test_table", SNAPSHOT)).isEmpty();
    }

    @Test
    void partsOfAKilledRunAreNotWrittenAgain(@TempDir Path folder) throws IOException, SQLException {
        Path file = Files.writeString(folder.resolve("table.csv"), "region,persons\nHotan,42\nKashgar,7\nAksu,x\n");
        NormalizedStore store = new NormalizedStore(folder.resolve("normalized"));
        PublishedFile published = PublishedFile.open(SHAPE, file, Map.of());
        List<FilePart> parts = published.parts(10);
        TableInParts killed = store.begin(SHAPE, PROVENANCE);
        killed.write(published, parts.get(0), bytes -> {});
        killed.write(published, parts.get(2), bytes -> {});
        store.removePartial();

        TableInParts table = store.begin(SHAPE, PROVENANCE);
        assertThat(parts.stream().map(table::isDone)).containsExactly(true, false, true);
        table.write(published, parts.get(1), bytes -> {});
        NormalizedTable committed = table.commit(published, parts);

        assertThat(committed.records()).isEqualTo(3);
        assertThat(rows(committed.rows()))
                .extracting(row -> row.get("row_number") + " " + row.get("line") + " " + row.get("region"))
                .containsExactly("1 2 Hotan", "2 3 Kashgar");
        assertThat(rows(committed.rejected()))
                .extracting(row -> row.get("row_number") + " " + row.get("line") + " " + row.get("raw_text"))
                .containsExactly("3 4 Aksu,x");
    }

    @Test
    void partWhoseFileWasCutIsWrittenAgain(@TempDir Path folder) throws IOException {
        Path file = Files.writeString(folder.resolve("table.csv"), "region,persons\nHotan,42\n");
        NormalizedStore store = new NormalizedStore(folder.resolve("normalized"));
        PublishedFile published = PublishedFile.open(SHAPE, file, Map.of());
        FilePart part = published.parts(1_000).get(0);
        TableInParts table = store.begin(SHAPE, PROVENANCE);
        NormalizedPart written = table.write(published, part, bytes -> {});
        assertThat(table.isDone(part)).isTrue();

        Path rows = files(folder.resolve("normalized")).stream()
                .filter(path -> path.endsWith(written.rows().name()))
                .findFirst()
                .orElseThrow();
        Files.write(rows, new byte[] {'P', 'A', 'R', '1'});

        assertThat(table.isDone(part)).isFalse();
    }

    @Test
    void fileThatBreaksInTheMiddleLeavesNothing(@TempDir Path folder) throws IOException, SQLException {
        assertThatThrownBy(() -> normalize(folder, "region,persons\nHotan,42\n\"Kash\n"))
                .isInstanceOf(ProblemException.class);

        assertThat(files(folder.resolve("normalized"))).isEmpty();
    }

    @Test
    void whatAKilledRefreshLeftIsRemovedAndTheRestStays(@TempDir Path folder) throws IOException, SQLException {
        NormalizedTable table = normalize(folder, "region,persons\nHotan,42\n");
        Path partial = Files.createDirectories(table.folder().resolveSibling(".partial-123"));
        Files.writeString(partial.resolve("rows.parquet"), "PAR1");

        new NormalizedStore(folder.resolve("normalized")).removePartial();

        assertThat(files(folder.resolve("normalized"))).containsExactlyInAnyOrderElementsOf(filesOf(table));
    }

    @Test
    void anotherDescriptorReplacesWhatTheFormerOneMade(@TempDir Path folder) throws IOException, SQLException {
        normalize(folder, "region,persons\nHotan,42\nKashgar,many\n");
        NormalizedStore store = new NormalizedStore(folder.resolve("normalized"));
        Provenance changed = new Provenance("test_table", "table.csv", SNAPSHOT, Sha256.of("changed descriptor"));
        TableShape texts = TestingShape.of(TestingShape.text("region"), TestingShape.text("persons"));
        assertThat(store.current(PROVENANCE)).isPresent();
        assertThat(store.current(changed)).isEmpty();

        NormalizedTable table = store.readAll(texts, folder.resolve("table.csv"), changed);

        assertThat(store.current(PROVENANCE)).isEmpty();
        assertThat(store.current(changed)).isPresent();
        assertThat(rows(table.rows())).hasSize(2);
        assertThat(files(folder.resolve("normalized"))).containsExactlyInAnyOrderElementsOf(filesOf(table));
    }

    @Test
    void snapshotsWhoseHashesBeginAlikeAreNotMistaken(@TempDir Path folder) throws IOException, SQLException {
        normalize(folder, "region,persons\nHotan,42\n");
        Sha256 alike = new Sha256(SNAPSHOT.shortHex() + "0".repeat(56));

        assertThat(new NormalizedStore(folder.resolve("normalized")).find("test_table", alike))
                .isEmpty();
    }

    private static List<Path> filesOf(NormalizedTable table) {
        return Stream.of(
                        table.rowFiles(),
                        table.rejectedFiles(),
                        List.of(table.folder().resolve("manifest.json")))
                .flatMap(List::stream)
                .toList();
    }

    private static NormalizedTable normalize(Path folder, String text) throws IOException, SQLException {
        Path file = Files.writeString(folder.resolve("table.csv"), text);
        return new NormalizedStore(folder.resolve("normalized")).readAll(SHAPE, file, PROVENANCE);
    }

    private static List<Map<String, @Nullable String>> rows(String rows) throws SQLException {
        try (Connection connection = DuckDb.inMemory()) {
            return DuckDb.rows(connection, "select * from " + rows + " order by row_number");
        }
    }

    private static Map<String, @Nullable String> row(@Nullable String... namesAndValues) {
        Map<String, @Nullable String> row = new LinkedHashMap<>();
        for (int i = 0; i < namesAndValues.length; i += 2) {
            row.put(String.valueOf(namesAndValues[i]), namesAndValues[i + 1]);
        }
        return row;
    }

    private static Map<String, @Nullable String> footer(Path file) throws SQLException {
        Map<String, @Nullable String> footer = new LinkedHashMap<>();
        try (Connection connection = DuckDb.inMemory()) {
            for (Map<String, @Nullable String> row : DuckDb.rows(
                    connection,
                    "select decode(key) as name, decode(value) as value from parquet_kv_metadata(" + Sql.literal(file)
                            + ")")) {
                footer.put(String.valueOf(row.get("name")), row.get("value"));
            }
        }
        return footer;
    }

    private static List<Path> files(Path folder) throws IOException {
        try (Stream<Path> paths = Files.walk(folder)) {
            return paths.filter(Files::isRegularFile).toList();
        }
    }
}
