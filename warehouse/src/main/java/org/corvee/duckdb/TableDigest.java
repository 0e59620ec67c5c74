package org.corvee.duckdb;

import java.math.BigInteger;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * What a table holds, whatever the order of its rows: for each row the first 128 bits of SHA-256 over a typed rendering,
 * summed modulo 2^128. Equal content gives equal digests on every machine; a row that is there twice counts twice.
 *
 * @param table {@code schema.table}
 * @param rows how many
 * @param digest 32 hexadecimal digits
 */
public record TableDigest(String table, long rows, String digest) {

    private static final BigInteger MODULUS = BigInteger.ONE.shiftLeft(128);
    private static final int HALF = 64;

    /** Reads a whole table and digests it. */
    public static TableDigest of(Connection connection, String table) throws SQLException {
        return of(connection, table, Sql.qualified(table));
    }

    /** Digests the rows of a query under a name of its own. */
    public static TableDigest of(Connection connection, String name, String tableOrQuery) throws SQLException {
        List<String> parts = new ArrayList<>();
        for (Map.Entry<String, String> column :
                DuckDb.columns(connection, "select * from " + tableOrQuery).entrySet()) {
            parts.add(rendering(column.getKey(), column.getValue()));
        }
        // Two sums of 64-bit halves stay far below the 128-bit type that they are summed in.
        String sql = "with rendered as (select sha256(" + String.join(" || ", parts) + ") as hash from " + tableOrQuery
                + ") select count(*), coalesce(sum(('0x' || substr(hash, 1, 16))::ubigint), 0)::varchar,"
                + " coalesce(sum(('0x' || substr(hash, 17, 16))::ubigint), 0)::varchar from rendered";
        try (Statement statement = connection.createStatement();
                ResultSet result = statement.executeQuery(sql)) {
            result.next();
            BigInteger sum = new BigInteger(result.getString(2))
                    .shiftLeft(HALF)
                    .add(new BigInteger(result.getString(3)))
                    .mod(MODULUS);
            return new TableDigest(name, result.getLong(1), String.format("%032x", sum));
        }
    }

    /** Name, type, length and text, so that neither a null nor a value that looks like two can be mistaken. */
    private static String rendering(String column, String type) {
        String quoted = Sql.name(column);
        String text = quoted + "::varchar";
        if (type.contains("[") || type.startsWith("STRUCT") || type.startsWith("MAP")) {
            text = "to_json(" + quoted + ")::varchar";
        } else if (type.equals("TIMESTAMP WITH TIME ZONE")) {
            // As text such an instant depends on the time zone of the session.
            text = "timezone('UTC', " + quoted + ")::varchar";
        }
        return "coalesce(" + Sql.literal(column + ":" + type + ":") + " || length(" + text + ") || ':' || " + text
                + ", " + Sql.literal(column + ":null") + ") || chr(10)";
    }
}
