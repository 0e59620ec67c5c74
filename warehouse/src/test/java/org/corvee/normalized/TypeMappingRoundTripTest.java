package org.corvee.normalized;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.corvee.duckdb.DuckDb;
import org.corvee.duckdb.Sql;
import org.corvee.format.Row;
import org.corvee.format.TestingRow;
import org.corvee.source.ColumnSpec;
import org.corvee.source.ColumnType;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Every type at its bounds, from Java to Parquet, to DuckDB, to Java again, and back from DuckDB to Parquet, which Apache
 * Parquet reads as it reads what the writer wrote. In DuckDB the values are compared with its own literals.
 */
class TypeMappingRoundTripTest {

    private static final String NINES_38 = "9".repeat(38);

    /**
     * @param value as Java holds it
     * @param literal the same value as DuckDB writes it
     */
    private record Pair(@Nullable Object value, String literal) {}

    @Test
    void text(@TempDir Path folder) throws IOException, SQLException {
        assertRoundTrip(
                folder,
                ColumnType.TEXT,
                "VARCHAR",
                new Pair("", "''"),
                new Pair(null, "null"),
                new Pair("null", "'null'"),
                new Pair(" ", "' '"),
                new Pair("0101", "'0101'"),
                new Pair("it's \"quoted\"", "'it''s \"quoted\"'"),
                new Pair("和田地区", "'和田地区'"),
                new Pair("خوتەن ۋىلايىتى", "'خوتەن ۋىلايىتى'"),
                new Pair("བོད་རང་སྐྱོང་ལྗོངས།", "'བོད་རང་སྐྱོང་ལྗོངས།'"),
                new Pair("𠀀 🐫", "'𠀀 🐫'"),
                new Pair("a\nb\r\tc", "'a' || chr(10) || 'b' || chr(13) || chr(9) || 'c'"),
                new Pair("x".repeat(100_000), "repeat('x', 100000)"));
    }

    @Test
    void integer(@TempDir Path folder) throws IOException, SQLException {
        assertRoundTrip(
                folder,
                ColumnType.INTEGER,
                "BIGINT",
                new Pair(Long.MIN_VALUE, "(-9223372036854775808)::bigint"),
                new Pair(-1L, "-1"),
                new Pair(0L, "0"),
                new Pair(null, "null"),
                new Pair(Long.MAX_VALUE, "9223372036854775807"));
    }

    @Test
    void date(@TempDir Path folder) throws IOException, SQLException {
        assertRoundTrip(
                folder,
                ColumnType.DATE,
                "DATE",
                new Pair(LocalDate.of(1, 1, 1), "date '0001-01-01'"),
                // The Julian calendar has this day, the one that dates are counted in does too.
                new Pair(LocalDate.of(1582, 10, 10), "date '1582-10-10'"),
                new Pair(LocalDate.of(1969, 12, 31), "date '1969-12-31'"),
                new Pair(LocalDate.of(1970, 1, 1), "date '1970-01-01'"),
                new Pair(LocalDate.of(2020, 2, 29), "date '2020-02-29'"),
                new Pair(null, "null"),
                // One day after the last that a time stamp of 64 bits in nanoseconds reaches.
                new Pair(LocalDate.of(2262, 4, 12), "date '2262-04-12'"),
                new Pair(LocalDate.of(9999, 12, 31), "date '9999-12-31'"));
    }

    @Test
    void month(@TempDir Path folder) throws IOException, SQLException {
        assertRoundTrip(
                folder,
                ColumnType.MONTH,
                "DATE",
                new Pair(LocalDate.of(1992, 1, 1), "date '1992-01-01'"),
                new Pair(null, "null"),
                new Pair(LocalDate.of(2026, 12, 1), "date '2026-12-01'"));
    }

    @Test
    void decimalThatFitsSixtyFourBits(@TempDir Path folder) throws IOException, SQLException {
        assertRoundTrip(
                folder,
                decimal(18, 6),
                "DECIMAL(18,6)",
                new Pair(new BigDecimal("999999999999.999999"), "999999999999.999999::decimal(18,6)"),
                new Pair(new BigDecimal("-999999999999.999999"), "(-999999999999.999999)::decimal(18,6)"),
                new Pair(new BigDecimal("0.000001"), "0.000001::decimal(18,6)"),
                new Pair(new BigDecimal("-0.000001"), "(-0.000001)::decimal(18,6)"),
                new Pair(new BigDecimal("0.000000"), "0::decimal(18,6)"),
                new Pair(null, "null"));
    }

    @Test
    void decimalOfSmallPrecision(@TempDir Path folder) throws IOException, SQLException {
        assertRoundTrip(
                folder,
                decimal(1, 0),
                "DECIMAL(1,0)",
                new Pair(new BigDecimal("9"), "9"),
                new Pair(new BigDecimal("-9"), "-9"));
        assertRoundTrip(folder, decimal(2, 2), "DECIMAL(2,2)", new Pair(new BigDecimal("-0.99"), "-0.99"));
    }

    @Test
    void decimalJustBeyondSixtyFourBits(@TempDir Path folder) throws IOException, SQLException {
        assertRoundTrip(
                folder,
                decimal(19, 0),
                "DECIMAL(19,0)",
                new Pair(new BigDecimal("9999999999999999999"), "9999999999999999999::decimal(19,0)"),
                new Pair(new BigDecimal("-9999999999999999999"), "(-9999999999999999999)::decimal(19,0)"),
                new Pair(new BigDecimal("-1"), "-1"));
    }

    @Test
    void decimalOfGreatestPrecision(@TempDir Path folder) throws IOException, SQLException {
        assertRoundTrip(
                folder,
                decimal(38, 0),
                "DECIMAL(38,0)",
                new Pair(new BigDecimal(NINES_38), NINES_38 + "::decimal(38,0)"),
                new Pair(new BigDecimal("-" + NINES_38), "(-" + NINES_38 + ")::decimal(38,0)"),
                new Pair(BigDecimal.ZERO, "0"),
                new Pair(new BigDecimal("-1"), "-1"),
                // The bytes of 128 and -129 differ from those of their neighbours only by the sign that fills them up.
                new Pair(new BigDecimal("128"), "128"),
                new Pair(new BigDecimal("-129"), "-129"),
                new Pair(null, "null"));
        assertRoundTrip(
                folder,
                decimal(38, 38),
                "DECIMAL(38,38)",
                new Pair(new BigDecimal("0." + NINES_38), "'0." + NINES_38 + "'::decimal(38,38)"),
                new Pair(new BigDecimal("-0." + NINES_38), "'-0." + NINES_38 + "'::decimal(38,38)"));
    }

    @Test
    void decimalsOfAnyLength(@TempDir Path folder) throws IOException, SQLException {
        Random random = new Random(20261121L);
        for (int precision : List.of(9, 18, 19, 24, 38)) {
            int scale = random.nextInt(precision + 1);
            List<Pair> pairs = new ArrayList<>();
            for (int i = 0; i < 200; i++) {
                int digits = 1 + random.nextInt(precision);
                BigInteger unscaled = new BigInteger(3 * digits, random);
                BigDecimal value = new BigDecimal(random.nextBoolean() ? unscaled : unscaled.negate(), scale);
                pairs.add(new Pair(value, "'" + value.toPlainString() + "'::decimal(" + precision + "," + scale + ")"));
            }
            assertRoundTrip(
                    folder,
                    decimal(precision, scale),
                    "DECIMAL(" + precision + "," + scale + ")",
                    pairs.toArray(new Pair[0]));
        }
    }

    private static ColumnType decimal(int precision, int scale) {
        return new ColumnType(ColumnType.Kind.DECIMAL, precision, scale);
    }

    private static void assertRoundTrip(Path folder, ColumnType type, String duckDbType, Pair... pairs)
            throws IOException, SQLException {
        Path file = folder.resolve(type + ".parquet");
        List<ColumnSpec> columns = List.of(
                new ColumnSpec("n", ColumnType.INTEGER, true, List.of(), null),
                new ColumnSpec("value", type, false, List.of(), null));
        try (ParquetTableWriter<Row> writer = ParquetTableWriter.ofRows(file, columns, Map.of())) {
            for (int i = 0; i < pairs.length; i++) {
                writer.write(TestingRow.of(i, columns, Arrays.asList((long) i, pairs[i].value())));
            }
        }
        try (Connection connection = DuckDb.inMemory()) {
            String from = "read_parquet(" + Sql.literal(file) + ")";
            assertThat(DuckDb.columns(connection, "select value from " + from)).containsEntry("value", duckDbType);
            assertThat(DuckDb.number(connection, "select count(*) from " + from))
                    .isEqualTo(pairs.length);
            String expected = IntStream.range(0, pairs.length)
                    .mapToObj(i -> "(" + i + ", (" + pairs[i].literal() + ")::" + duckDbType + ")")
                    .collect(Collectors.joining(", "));
            assertThat(DuckDb.rows(
                            connection,
                            "select n, read.value::varchar as read, expected.value::varchar as expected from " + from
                                    + " as read full join (values " + expected + ") as expected(n, value) using (n)"
                                    + " where read.value is distinct from expected.value"))
                    .as("differences of %s", type)
                    .isEmpty();
            assertReadInJava(
                    connection,
                    folder,
                    file,
                    Arrays.stream(pairs).map(Pair::value).toList());
        }
    }

    private static void assertReadInJava(
            Connection connection, Path folder, Path written, List<@Nullable Object> values)
            throws IOException, SQLException {
        assertThat(new TestingParquetFile(written).column("value")).isEqualTo(values);
        String from = "select n, value from read_parquet(" + Sql.literal(written) + ") order by n";
        List<@Nullable Object> read = new ArrayList<>();
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(from)) {
            while (rows.next()) {
                read.add(rows.getObject("value"));
            }
        }
        assertThat(read).isEqualTo(values);
        Path back = folder.resolve("back.parquet");
        DuckDb.execute(
                connection, "copy (" + from + ") to " + Sql.literal(back) + " (format parquet, compression zstd)");
        assertThat(new TestingParquetFile(back).column("value")).isEqualTo(values);
    }
}
