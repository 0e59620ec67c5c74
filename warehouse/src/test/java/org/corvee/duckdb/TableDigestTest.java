package org.corvee.duckdb;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.corvee.digest.Sha256;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TableDigestTest {

    @Test
    void knownTableHasAKnownDigest() throws SQLException {
        // Worked out by hand: the sum of the first 128 bits of SHA-256 over {"c1":1,"c2":"x"}, {"c1":22,"c2":null} and
        // {a=INTEGER, b=VARCHAR}. A digest that changes makes every published file look tampered with.
        assertThat(digest("select * from (values (1, 'x'), (22, null)) as t(a, b)"))
                .isEqualTo(new TableDigest("core.t", 2, "86976e08a57e17f9f6c87d2939e92862"));
    }

    @Test
    void orderOfTheRowsDoesNotMatter() throws SQLException {
        String numbers = IntStream.range(0, 1000)
                .mapToObj(i -> "(" + i + ", 'text " + i % 7 + "')")
                .collect(Collectors.joining(", "));
        String rows = "select * from (values " + numbers + ") as t(a, b)";

        assertThat(digest(rows + " order by a"))
                .isEqualTo(digest(rows + " order by a desc"))
                .isEqualTo(digest(rows + " order by hash(a)"));
    }

    @Test
    void everyKindOfDifferenceShows() throws SQLException {
        Map<String, String> tables = new LinkedHashMap<>();
        tables.put("null", "select null::varchar as a, 'x' as b");
        tables.put("the word null", "select 'null' as a, 'x' as b");
        tables.put("empty", "select '' as a, 'x' as b");
        tables.put("a space", "select ' ' as a, 'x' as b");
        tables.put("moved to the neighbour", "select 'x' as a, null::varchar as b");
        tables.put("both joined", "select 'x' as a, 'x' as b");
        tables.put("parted otherwise", "select 'xx' as a, '' as b");
        tables.put("another name", "select null::varchar as c, 'x' as b");
        tables.put("integer", "select 1::integer as a, 'x' as b");
        tables.put("bigint", "select 1::bigint as a, 'x' as b");
        tables.put("number as text", "select '1' as a, 'x' as b");
        tables.put("decimal", "select 1::decimal(18,2) as a, 'x' as b");
        tables.put("decimal of another scale", "select 1::decimal(18,3) as a, 'x' as b");
        tables.put("date", "select date '2021-01-01' as a, 'x' as b");
        tables.put("date as text", "select '2021-01-01' as a, 'x' as b");
        tables.put("list", "select ['a', 'b'] as a, 'x' as b");
        tables.put("list in another order", "select ['b', 'a'] as a, 'x' as b");
        tables.put("list with a comma", "select ['a, b'] as a, 'x' as b");
        tables.put("list with null", "select ['a', null] as a, 'x' as b");
        tables.put("list with the word null", "select ['a', 'null'] as a, 'x' as b");
        tables.put("twice", "select null::varchar as a, 'x' as b from range(2)");
        tables.put("three times", "select null::varchar as a, 'x' as b from range(3)");
        tables.put(
                "what the rendering looks like", "select 'x' || chr(10) || 'b:VARCHAR:1:x' as a, null::varchar as b");

        Map<String, String> seen = new LinkedHashMap<>();
        for (Map.Entry<String, String> table : tables.entrySet()) {
            String former = seen.put(digest(table.getValue()).digest(), table.getKey());
            assertThat(former).as("the same digest as " + table.getKey()).isNull();
        }
    }

    @Test
    void rowsThatSwapAValueShow() throws SQLException {
        assertThat(digest("select * from (values (1, 'x'), (2, 'y')) as t(a, b)"))
                .isNotEqualTo(digest("select * from (values (1, 'y'), (2, 'x')) as t(a, b)"));
    }

    @Test
    void duplicatesDoNotCancelEachOther() throws SQLException {
        assertThat(digest("select 1 as a from range(2)").digest())
                .isNotEqualTo(digest("select 1 as a from range(0)").digest());
        assertThat(digest("select 1 as a from range(2)").rows()).isEqualTo(2);
    }

    @Test
    void oneChangedCellAmongManyShows() throws SQLException {
        Random random = new Random(20261121L);
        int changed = random.nextInt(10_000);
        String rows = "select range as a, 'text ' || range as b, (range / 7)::decimal(24,6) as c from range(10000)";

        assertThat(digest(rows + " where true")).isEqualTo(digest(rows));
        assertThat(digest("select a, b, case when a = " + changed + " then c + 0.000001 else c end::decimal(24,6) as c"
                        + " from (" + rows + ")"))
                .isNotEqualTo(digest(rows));
    }

    @Test
    void fileInMemoryAndOnDiskAgree(@TempDir Path folder) throws SQLException {
        String rows = "select range as a, date '2021-01-01' + range::integer as b from range(5000)";
        try (Connection file = DuckDb.build(folder.resolve("w.duckdb"))) {
            DuckDb.execute(file, "set threads = 1");
            DuckDb.execute(file, "create schema core");
            DuckDb.execute(file, "create table core.t as " + rows + " order by a desc");
            assertThat(TableDigest.of(file, "core.t")).isEqualTo(digest(rows));
        }
    }

    @Test
    void sameInstantInAnotherTimeZoneIsTheSame() throws SQLException {
        String rows = "select timestamptz '2026-11-21 02:00:00+00' as a";
        TableDigest auckland;
        try (Connection connection = DuckDb.inMemory()) {
            DuckDb.execute(connection, "set TimeZone = 'Pacific/Auckland'");
            auckland = TableDigest.of(connection, "core.t", "(" + rows + ") as t");
        }
        try (Connection connection = DuckDb.inMemory()) {
            DuckDb.execute(connection, "set TimeZone = 'Asia/Shanghai'");
            assertThat(TableDigest.of(connection, "core.t", "(" + rows + ") as t"))
                    .isEqualTo(auckland)
                    .isNotEqualTo(TableDigest.of(
                            connection, "core.t", "(select timestamptz '2026-11-21 02:00:01+00' as a) as t"));
        }
    }

    @Test
    void emptyTableHasTheDigestOfItsColumns() throws SQLException {
        assertThat(digest("select 1 as a where false"))
                .isEqualTo(new TableDigest(
                        "core.t", 0, Sha256.of("{a=INTEGER}").hex().substring(0, 32)))
                .isNotEqualTo(digest("select 'x' as a where false"));
    }

    private static TableDigest digest(String rows) throws SQLException {
        try (Connection connection = DuckDb.inMemory()) {
            DuckDb.execute(connection, "create schema core");
            DuckDb.execute(connection, "create table core.t as " + rows);
            return TableDigest.of(connection, "core.t");
        }
    }
}
