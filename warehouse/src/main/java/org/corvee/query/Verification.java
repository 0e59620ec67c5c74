package org.corvee.query;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.corvee.digest.Sha256;
import org.corvee.duckdb.DuckDb;
import org.corvee.duckdb.Sql;
import org.corvee.home.DataHome;
import org.corvee.normalized.NormalizedStore;
import org.corvee.normalized.NormalizedTable;
import org.corvee.publish.Seal;
import org.jspecify.annotations.Nullable;

/** Computes every hash, count and digest again. */
public final class Verification {

    private final DataHome home;
    private final NormalizedStore normalized;
    private final List<String> problems = new ArrayList<>();

    public Verification(DataHome home) {
        this.home = home;
        this.normalized = new NormalizedStore(home.normalized());
    }

    /**
     * Verifies the snapshots, the normalized tables and the published file.
     *
     * @param progress is told one line for each part
     * @return everything that does not hold; empty when all does
     */
    public List<String> run(Consumer<String> progress) throws IOException, SQLException {
        try (Connection connection = DuckDb.readOnly(home.published())) {
            progress.accept("snapshots   " + verifySnapshots(connection) + " files hashed again");
            progress.accept("normalized  " + verifyNormalized(connection) + " tables counted again");
            for (String difference : Seal.differences(home.published())) {
                problems.add("warehouse: " + difference);
            }
            progress.accept("warehouse   " + DuckDb.number(connection, "select count(*) from ops.table_digest")
                    + " tables digested again");
            verifyReconciliation(connection);
            progress.accept("rows        in = out + rejected at "
                    + DuckDb.number(connection, "select count(*) from ops.reconciliation") + " hops counted again");
        }
        return List.copyOf(problems);
    }

    /** Every snapshot that the published file knows of must be there with its bytes. */
    private int verifySnapshots(Connection connection) throws IOException, SQLException {
        List<Map<String, @Nullable String>> known = DuckDb.rows(
                connection, "select source_id, folder, file, snapshot_sha256 from ops.snapshot order by all");
        for (Map<String, @Nullable String> snapshot : known) {
            Path file = home.snapshots()
                    .resolve(String.valueOf(snapshot.get("source_id")))
                    .resolve(String.valueOf(snapshot.get("folder")))
                    .resolve(String.valueOf(snapshot.get("file")));
            String name = home.root().relativize(file).toString();
            if (!Files.exists(file)) {
                problems.add(name + ": the file is gone");
                continue;
            }
            String found = Sha256.of(file).hex();
            if (!found.equals(snapshot.get("snapshot_sha256"))) {
                problems.add(name + ": the manifest says SHA-256 " + snapshot.get("snapshot_sha256")
                        + ", the bytes have " + found);
            }
        }
        return known.size();
    }

    /** The normalized table of every loaded source must be there, with as many rows as were reconciled. */
    private int verifyNormalized(Connection connection) throws SQLException {
        List<Map<String, @Nullable String>> loaded = DuckDb.rows(
                connection,
                "select source_id, snapshot_sha256, rows_in, rows_out, rows_rejected from ops.reconciliation"
                        + " where stage = 'normalize' order by all");
        for (Map<String, @Nullable String> source : loaded) {
            String name = String.valueOf(source.get("source_id"));
            Sha256 snapshot = new Sha256(String.valueOf(source.get("snapshot_sha256")));
            Optional<NormalizedTable> table = normalized.find(name, snapshot);
            if (table.isEmpty()) {
                problems.add("normalized/" + name + "/" + snapshot.shortHex()
                        + ": the table is gone or damaged; ./corvee refresh" + " makes it again when it builds");
                continue;
            }
            String found;
            try (Connection parquet = DuckDb.inMemory()) {
                found = table.get().records() + " = "
                        + count(parquet, table.get().rows()) + " + "
                        + count(parquet, table.get().rejected());
            } catch (SQLException e) {
                found = String.valueOf(e.getMessage());
            }
            String expected =
                    source.get("rows_in") + " = " + source.get("rows_out") + " + " + source.get("rows_rejected");
            if (!found.equals(expected)) {
                problems.add(home.root().relativize(table.get().folder()) + ": " + expected
                        + " records, rows and rejected were loaded, found " + found);
            }
        }
        return loaded.size();
    }

    private static long count(Connection connection, String rows) throws SQLException {
        return DuckDb.number(connection, "select count(*) from " + rows);
    }

    /** Counts the rows of core for each loaded source again and compares them with what the load wrote down. */
    private void verifyReconciliation(Connection connection) throws SQLException {
        for (Map<String, @Nullable String> row : DuckDb.rows(
                connection,
                "select source_id, stage, rows_in, rows_out, rows_rejected from ops.reconciliation"
                        + " where rows_in <> rows_out + rows_rejected")) {
            problems.add("ops.reconciliation: rows are lost: " + row);
        }
        for (Map<String, @Nullable String> row : DuckDb.rows(
                connection,
                "select source_id, snapshot_sha256, table_name, rows_out from ops.reconciliation where stage = 'load'")) {
            String source = String.valueOf(row.get("source_id"));
            String table = String.valueOf(row.get("table_name"));
            long found = DuckDb.number(
                    connection,
                    "select count(distinct row_number) from " + Sql.qualified(table) + " where source_id = "
                            + Sql.literal(source) + " and snapshot_sha256 = "
                            + Sql.literal(String.valueOf(row.get("snapshot_sha256"))));
            if (!String.valueOf(found).equals(row.get("rows_out"))) {
                problems.add(
                        table + ": " + row.get("rows_out") + " rows of " + source + " were loaded, found " + found);
            }
        }
    }
}
