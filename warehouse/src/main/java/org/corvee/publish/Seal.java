package org.corvee.publish;

import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.corvee.digest.Sha256;
import org.corvee.duckdb.DuckDb;
import org.corvee.duckdb.TableDigest;
import org.jspecify.annotations.Nullable;

/**
 * What a build says of itself, written last, into {@code ops.run} and {@code ops.table_digest}.
 *
 * @param runId of the refresh, or of the build
 * @param builtAt when
 * @param inputs digest of everything that the content depends on
 * @param files the same without what was wrong with sources
 * @param code digest of the code
 * @param version of Corvée
 * @param asOf last day of the snapshots that were loaded; null when all were
 * @param releaseId the release that the file belongs to; null when it is none
 */
public record Seal(
        String runId,
        Instant builtAt,
        Sha256 inputs,
        Sha256 files,
        Sha256 code,
        String version,
        @Nullable LocalDate asOf,
        @Nullable String releaseId) {

    private static final String SEALED_TABLES = """
            select schema_name || '.' || table_name from duckdb_tables()
            where schema_name in ('ref', 'core', 'mart') order by 1
            """;

    /**
     * Seals a build, closes it and verifies it.
     *
     * @throws IllegalStateException when it is not whole
     */
    public void close(Path build) throws SQLException {
        try (Connection connection = DuckDb.build(build)) {
            write(connection);
            DuckDb.execute(connection, "checkpoint");
        }
        if (Files.exists(writeAheadLog(build))) {
            throw new IllegalStateException("cannot publish " + build + ": it still has a write-ahead log");
        }
        List<String> differences = differences(build);
        if (!differences.isEmpty()) {
            throw new IllegalStateException("cannot publish " + build + ": " + String.join("; ", differences));
        }
    }

    private void write(Connection connection) throws SQLException {
        for (String table : DuckDb.column(connection, SEALED_TABLES)) {
            TableDigest digest = TableDigest.of(connection, table);
            try (PreparedStatement insert =
                    connection.prepareStatement("insert into ops.table_digest values (?, ?, ?)")) {
                insert.setString(1, digest.table());
                insert.setLong(2, digest.rows());
                insert.setString(3, digest.digest());
                insert.executeUpdate();
            }
        }
        try (PreparedStatement insert =
                connection.prepareStatement("insert into ops.run values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)")) {
            insert.setString(1, runId);
            insert.setString(2, builtAt.toString());
            insert.setString(3, inputs.hex());
            insert.setString(4, code.hex());
            insert.setString(5, version);
            insert.setString(6, DuckDb.text(connection, "select version()"));
            insert.setString(7, DuckDb.STORAGE_VERSION);
            insert.setString(8, files.hex());
            insert.setString(9, asOf == null ? null : asOf.toString());
            insert.setString(10, releaseId);
            insert.executeUpdate();
        }
    }

    /** Digests every table of a sealed file again and tells what is not as it was sealed; empty when all is. */
    public static List<String> differences(Path file) throws SQLException {
        try (Connection connection = DuckDb.readOnly(file)) {
            List<String> differences = new ArrayList<>();
            if (DuckDb.number(connection, "select count(*) from ops.run") != 1) {
                differences.add("ops.run does not hold one row");
            }
            List<String> unsealed = new ArrayList<>(DuckDb.column(connection, SEALED_TABLES));
            for (Map<String, @Nullable String> row : DuckDb.rows(
                    connection, "select table_name, \"rows\", digest from ops.table_digest order by table_name")) {
                String table = String.valueOf(row.get("table_name"));
                String sealed = table + " was sealed with " + row.get("rows") + " rows and digest " + row.get("digest");
                if (unsealed.remove(table)) {
                    TableDigest found = TableDigest.of(connection, table);
                    if (!found.digest().equals(row.get("digest"))) {
                        differences.add(sealed + ", found " + found.rows() + " rows and digest " + found.digest());
                    }
                } else {
                    differences.add(sealed + ", found no such table");
                }
            }
            unsealed.forEach(table -> differences.add(table + " was not sealed"));
            return List.copyOf(differences);
        }
    }

    static Path writeAheadLog(Path file) {
        return file.resolveSibling(file.getFileName() + ".wal");
    }
}
