package org.corvee.normalized;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.stream.IntStream;
import org.corvee.digest.Sha256;
import org.corvee.duckdb.DuckDb;
import org.corvee.duckdb.Sql;
import org.corvee.source.TableShape;
import org.corvee.source.TestingShape;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Tables of several row groups, of texts that come again, that never come again, and that are missing. */
@Tag("slow")
class EveryRowGroupIsWrittenWholeTest {

    private static final int ROWS = 300_000;

    /** More than a reader keeps of one column. */
    private static final int MANY = 40_000;

    private static final TableShape SHAPE = TestingShape.of(
            TestingShape.text("constant"),
            TestingShape.text("few"),
            TestingShape.text("many"),
            TestingShape.text("ever_new"),
            TestingShape.text("seldom"),
            TestingShape.text("never"),
            TestingShape.integer("number"),
            TestingShape.decimal("long_number", 38, 2));

    private static final Provenance PROVENANCE =
            new Provenance("test_table", "table.csv", Sha256.of("snapshot"), Sha256.of("descriptor"));

    @Test
    void everyValueIsWhereItWas(@TempDir Path folder) throws IOException, SQLException {
        Path file = folder.resolve("table.csv");
        try (BufferedWriter out = Files.newBufferedWriter(file)) {
            out.write("constant,few,many,ever_new,seldom,never,number,long_number\n");
            for (int i = 0; i < ROWS; i++) {
                out.write("喀什," + few(i) + "," + many(i) + ",new " + i + "," + seldom(i) + ",,"
                        + (i * 7919L - 1_000_000) + "," + (i + 1) + "00000000000000000000.25\n");
            }
        }

        NormalizedTable table = new NormalizedStore(folder.resolve("normalized")).readAll(SHAPE, file, PROVENANCE);

        assertThat(table.rowFiles()).hasSize(1);
        TestingParquetFile written = new TestingParquetFile(table.rowFiles().get(0));
        assertThat(written.rowGroups()).isEqualTo(3);
        assertThat(written.column("few")).isEqualTo(texts(i -> few(i)));
        assertThat(written.column("many")).isEqualTo(texts(i -> many(i)));
        assertThat(written.column("seldom")).isEqualTo(texts(i -> seldom(i).isEmpty() ? null : seldom(i)));
        assertThat(written.column("never")).isEqualTo(texts(i -> null));
        try (Connection connection = DuckDb.inMemory()) {
            String columns = "constant, few, many, ever_new, seldom, never, number, long_number";
            assertThat(DuckDb.rows(
                            connection,
                            "select * from (select row_number() over () as row_number, * from read_csv("
                                    + Sql.literal(file) + ", header = true, all_varchar = true)) as published"
                                    + " full join (select row_number, line, columns(* exclude (row_number, line))::varchar"
                                    + " from " + table.rows() + ") as written using (row_number)"
                                    + " where written.line is distinct from row_number + 1"
                                    + differs(columns) + " limit 3"))
                    .isEmpty();
        }
    }

    private static String differs(String columns) {
        StringBuilder sql = new StringBuilder();
        for (String column : List.of(columns.split(", ", -1))) {
            sql.append(" or published.")
                    .append(column)
                    .append(" is distinct from written.")
                    .append(column);
        }
        return sql.toString();
    }

    private static String few(int row) {
        return "few " + row % 7;
    }

    private static String many(int row) {
        return "many " + row % MANY;
    }

    private static String seldom(int row) {
        return row % 1_000 == 0 ? "和田 " + row : "";
    }

    /** What a column must hold. */
    private interface Expected {
        @Nullable
        String of(int row);
    }

    private static List<@Nullable Object> texts(Expected expected) {
        return IntStream.range(0, ROWS).<@Nullable Object>mapToObj(expected::of).toList();
    }

    @Test
    void longTextsEndARowGroupBeforeTheyFillTheMemory(@TempDir Path folder) throws IOException {
        TableShape shape = TestingShape.of(TestingShape.text("text"));
        Path file = folder.resolve("table.csv");
        int rows = 50;
        try (BufferedWriter out = Files.newBufferedWriter(file)) {
            out.write("text\n");
            for (int i = 0; i < rows; i++) {
                out.write((i + " ").repeat(300_000) + "\n");
            }
        }

        NormalizedTable table = new NormalizedStore(folder.resolve("normalized")).readAll(shape, file, PROVENANCE);

        TestingParquetFile written = new TestingParquetFile(table.rowFiles().get(0));
        assertThat(written.rowGroups()).isGreaterThan(1);
        List<@Nullable Object> texts = written.column("text");
        assertThat(texts).hasSize(rows);
        for (int i = 0; i < rows; i++) {
            assertThat(texts.get(i)).isEqualTo((i + " ").repeat(300_000));
        }
    }
}
