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
import java.util.stream.Stream;
import org.corvee.digest.Sha256;
import org.corvee.duckdb.DuckDb;
import org.corvee.duckdb.Sql;
import org.corvee.home.DataHome;
import org.corvee.normalized.NormalizedStore;
import org.corvee.normalized.NormalizedTable;
import org.corvee.publish.Publication;
import org.corvee.snapshot.Snapshot;
import org.corvee.snapshot.SnapshotStore;
import org.jspecify.annotations.Nullable;

/** Computes every hash, count and digest again. */
public final class Verification {

    private final DataHome home;
    private final SnapshotStore snapshots;
    private final NormalizedStore normalized;
    private final List<String> problems = new ArrayList<>();

    public Verification(DataHome home, SnapshotStore snapshots) {
        this.home = home;
        this.snapshots = snapshots;
        this.normalized = new NormalizedStore(home.normalized());
    }

    /**
     * Verifies the snapshots, the normalized tables and the published file.
     *
     * @param progress is told one line for each part
     * @return everything that does not hold; empty when all does
     */
    public List<String> run(Consumer<String> progress) throws IOException, SQLException {
        int files = 0;
        int tables = 0;
        for (String source : sources()) {
            for (Snapshot snapshot : snapshots.list(source)) {
                files++;
                verify(snapshot);
                Optional<NormalizedTable> table = normalized.find(source, snapshot.sha256());
                if (table.isPresent()) {
                    tables++;
                    verify(table.get());
                }
            }
        }
        progress.accept("snapshots   " + files + " files hashed again");
        progress.accept("normalized  " + tables + " tables counted again");
        for (String difference : Publication.differences(home.published())) {
            problems.add("warehouse: " + difference);
        }
        try (Connection connection = DuckDb.readOnly(home.published())) {
            progress.accept("warehouse   " + DuckDb.number(connection, "select count(*) from ops.table_digest")
                    + " tables digested again");
            verifyReconciliation(connection);
            progress.accept("rows        in = out + rejected at "
                    + DuckDb.number(connection, "select count(*) from ops.reconciliation") + " hops counted again");
        }
        return List.copyOf(problems);
    }

    private List<String> sources() throws IOException {
        if (!Files.isDirectory(home.snapshots())) {
            return List.of();
        }
        try (Stream<Path> folders = Files.list(home.snapshots())) {
            return folders.filter(Files::isDirectory)
                    .map(folder -> folder.getFileName().toString())
                    .sorted()
                    .toList();
        }
    }

    private void verify(Snapshot snapshot) throws IOException {
        Path file = snapshot.file();
        String name = home.root().relativize(file).toString();
        if (!Files.exists(file)) {
            problems.add(name + ": the file is gone");
            return;
        }
        Sha256 found = Sha256.of(file);
        if (!found.equals(snapshot.sha256())) {
            problems.add(name + ": the manifest says SHA-256 " + snapshot.sha256() + ", the bytes have " + found);
        }
    }

    private void verify(NormalizedTable table) throws SQLException {
        try (Connection connection = DuckDb.inMemory()) {
            long rows = count(connection, table.rows());
            long rejected = count(connection, table.rejected());
            if (table.records() != rows + rejected) {
                problems.add(home.root().relativize(table.folder()) + ": " + table.records() + " records were read, "
                        + rows + " rows and " + rejected + " rejected are there");
            }
        }
    }

    private static long count(Connection connection, Path file) throws SQLException {
        return DuckDb.number(connection, "select count(*) from read_parquet(" + Sql.literal(file) + ")");
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
                connection, "select source_id, table_name, rows_out from ops.reconciliation where stage = 'load'")) {
            String source = String.valueOf(row.get("source_id"));
            String table = String.valueOf(row.get("table_name"));
            long found = DuckDb.number(
                    connection,
                    "select count(distinct row_number) from " + Sql.qualified(table) + " where source_id = "
                            + Sql.literal(source));
            if (!String.valueOf(found).equals(row.get("rows_out"))) {
                problems.add(
                        table + ": " + row.get("rows_out") + " rows of " + source + " were loaded, found " + found);
            }
        }
    }
}
