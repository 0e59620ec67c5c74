package org.corvee.duckdb;

import java.math.BigInteger;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import org.corvee.digest.Sha256;

/**
 * What a table holds, whatever the order of its rows: the first 128 bits of SHA-256 over each row as JSON, and over the
 * names and types of the columns, summed modulo 2^128. Equal content gives equal digests on every machine; a row that is
 * there twice counts twice.
 *
 * @param table {@code schema.table}
 * @param rows how many
 * @param digest 32 hexadecimal digits
 */
public record TableDigest(String table, long rows, String digest) {

    private static final BigInteger MODULUS = BigInteger.ONE.shiftLeft(128);
    private static final int HALF = 64;
    private static final int DIGITS = 32;

    /** Reads a whole table and digests it. */
    public static TableDigest of(Connection connection, String table) throws SQLException {
        return of(connection, table, Sql.qualified(table));
    }

    /** Digests the rows of a query under a name of its own. */
    public static TableDigest of(Connection connection, String name, String tableOrQuery) throws SQLException {
        Map<String, String> columns = DuckDb.columns(connection, "select * from " + tableOrQuery);
        // Short keys: names would be most of what is hashed. Two sums of 64-bit halves stay far below the 128-bit type
        // that they are summed in.
        AtomicInteger position = new AtomicInteger();
        String values = columns.entrySet().stream()
                .map(column -> "c" + position.incrementAndGet() + " := " + value(column.getKey(), column.getValue()))
                .collect(Collectors.joining(", "));
        String sql = "with hashed as (select sha256(to_json(struct_pack(" + values + "))::varchar) as hash from "
                + tableOrQuery + ") select count(*), coalesce(sum(('0x' || substr(hash, 1, 16))::ubigint), 0)::varchar,"
                + " coalesce(sum(('0x' || substr(hash, 17, 16))::ubigint), 0)::varchar from hashed";
        try (Statement statement = connection.createStatement();
                ResultSet result = statement.executeQuery(sql)) {
            result.next();
            BigInteger sum = new BigInteger(result.getString(2))
                    .shiftLeft(HALF)
                    .add(new BigInteger(result.getString(3)))
                    .add(new BigInteger(Sha256.of(columns.toString()).hex().substring(0, DIGITS), 16))
                    .mod(MODULUS);
            return new TableDigest(name, result.getLong(1), String.format("%032x", sum));
        }
    }

    /** As text an instant depends on the time zone of the session. */
    private static String value(String column, String type) {
        String name = Sql.name(column);
        return type.equals("TIMESTAMP WITH TIME ZONE") ? "timezone('UTC', " + name + ")" : name;
    }
}
