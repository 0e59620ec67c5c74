package org.corvee.query;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import org.corvee.duckdb.DuckDb;
import org.corvee.problem.Location;

/** A published file of one small table, {@code mart.m}, and what a terminal shows of a query on it. */
final class TestingPublished {

    private final Path file;

    TestingPublished(Path folder) throws SQLException {
        file = folder.resolve("corvee.duckdb");
        try (Connection connection = DuckDb.build(file)) {
            DuckDb.execute(connection, "create schema mart");
            DuckDb.execute(
                    connection,
                    "create table mart.m as select * from (values ('Hotan', '和田', 3170000::decimal(24,6), 42),"
                            + " ('Kashgar', '喀什', 0.5, -7), ('Aksu', null, null, 0)) as t(region, name, value, n)");
        }
    }

    Path file() {
        return file;
    }

    Query query(String sql) {
        return new Query(file, Location.ofFile("query"), sql);
    }

    String print(String sql, int width) throws SQLException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        PrintStream out = new PrintStream(bytes, true, StandardCharsets.UTF_8);
        query(sql).print(out, width);
        return bytes.toString(StandardCharsets.UTF_8);
    }

    byte[] copy(String sql, String options) throws IOException, SQLException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        query(sql).copy(bytes, options);
        return bytes.toByteArray();
    }
}
