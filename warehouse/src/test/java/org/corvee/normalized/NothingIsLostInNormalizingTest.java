package org.corvee.normalized;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.corvee.digest.Sha256;
import org.corvee.duckdb.DuckDb;
import org.corvee.duckdb.Sql;
import org.corvee.format.InterpretedRow.RejectedRow;
import org.corvee.format.InterpretedRow.TypedRow;
import org.corvee.format.RejectReason;
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
                        "Kashgar,many"));
    }

    @Test
    void footerTellsWhatTheFileWasMadeFrom(@TempDir Path folder) throws IOException, SQLException {
        NormalizedTable table = normalize(folder, "region,persons\nHotan,42\nKashgar,many\n");

        assertThat(table.provenance()).isEqualTo(PROVENANCE);
        assertThat(footer(table.rows()))
                .containsEntry("corvee.source", "test_table")
                .containsEntry("corvee.file", "table.csv")
                .containsEntry("corvee.snapshot_sha256", SNAPSHOT.hex())
                .containsEntry(
                        "corvee.descriptor_sha256", Sha256.of("descriptor").hex())
                .containsEntry("corvee.code_sha256", NormalizedStore.code().hex())
                .containsEntry("corvee.records", "2");
        assertThat(footer(table.rejected()))
                .containsEntry("corvee.source", "test_table")
                .containsEntry("corvee.snapshot_sha256", SNAPSHOT.hex());
    }

    @Test
    void everyColumnIsCompressedWithZstandard(@TempDir Path folder) throws IOException, SQLException {
        NormalizedTable table = normalize(folder, "region,persons\nHotan,42\nKashgar,many\n");

        try (Connection connection = DuckDb.inMemory()) {
            for (Path file : List.of(table.rows(), table.rejected())) {
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
            assertThat(DuckDb.columns(connection, "select * from read_parquet(" + Sql.literal(table.rows()) + ")"))
                    .containsExactly(
                            Map.entry("row_number", "BIGINT"),
                            Map.entry("line", "BIGINT"),
                            Map.entry("region", "VARCHAR"),
                            Map.entry("persons", "BIGINT"));
        }
    }

    @Test
    void lostRecordIsRefused(@TempDir Path folder) throws IOException, SQLException {
        NormalizedStore store = new NormalizedStore(folder);

        try (NormalizedTableWriter writer = store.write(COLUMNS, PROVENANCE)) {
            writer.write(new TypedRow(1, 2, Arrays.asList("Hotan", 42L)));
            writer.write(new RejectedRow(2, 3, null, RejectReason.FIELD_COUNT, "message", "raw"));
            assertThat(writer.rejected()).isEqualTo(1);
            assertThatThrownBy(() -> writer.complete(3))
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessage("lost records: 3 read, 1 written, 1 rejected in "
                            + folder.resolve("test_table").resolve(SNAPSHOT.shortHex()));
        }
        assertThat(store.find("test_table", SNAPSHOT)).isEmpty();
        assertThat(files(folder)).isEmpty();
    }

    @Test
    void closingWithoutCompletingLeavesNothing(@TempDir Path folder) throws IOException, SQLException {
        NormalizedStore store = new NormalizedStore(folder);

        try (NormalizedTableWriter writer = store.write(COLUMNS, PROVENANCE)) {
            writer.write(new TypedRow(1, 2, Arrays.asList("Hotan", 42L)));
            assertThat(files(folder)).hasSize(2);
        }

        assertThat(files(folder)).isEmpty();
        assertThat(store.find("test_table", SNAPSHOT)).isEmpty();
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

        assertThat(files(folder.resolve("normalized"))).containsExactlyInAnyOrder(table.rows(), table.rejected());
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
        assertThat(files(folder.resolve("normalized"))).containsExactlyInAnyOrder(table.rows(), table.rejected());
    }

    @Test
    void snapshotsWhoseHashesBeginAlikeAreNotMistaken(@TempDir Path folder) throws IOException, SQLException {
        normalize(folder, "region,persons\nHotan,42\n");
        Sha256 alike = new Sha256(SNAPSHOT.shortHex() + "0".repeat(56));

        assertThat(new NormalizedStore(folder.resolve("normalized")).find("test_table", alike))
                .isEmpty();
    }

    private static NormalizedTable normalize(Path folder, String text) throws IOException, SQLException {
        Path file = Files.writeString(folder.resolve("table.csv"), text);
        return new NormalizedStore(folder.resolve("normalized")).readAll(SHAPE, file, PROVENANCE);
    }

    private static List<Map<String, @Nullable String>> rows(Path file) throws SQLException {
        try (Connection connection = DuckDb.inMemory()) {
            return DuckDb.rows(connection, "select * from read_parquet(" + Sql.literal(file) + ") order by row_number");
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
