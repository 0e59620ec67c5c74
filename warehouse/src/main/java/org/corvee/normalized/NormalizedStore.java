package org.corvee.normalized;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import org.corvee.digest.Sha256;
import org.corvee.duckdb.DuckDb;
import org.corvee.duckdb.Sql;
import org.corvee.format.DelimitedReader;
import org.corvee.format.RawRecord;
import org.corvee.format.RowInterpreter;
import org.corvee.home.Folders;
import org.corvee.source.ColumnSpec;
import org.corvee.source.TableShape;

/** The normalized tables of all sources, one folder for each snapshot. */
public final class NormalizedStore {

    static final String ROWS = "rows.parquet";
    static final String REJECTED = "rejected.parquet";

    /** How many records were read: the other side of the identity rows in = rows out + rejected. */
    static final String RECORDS = "corvee.records";

    private final Path root;

    public NormalizedStore(Path root) {
        this.root = root;
    }

    private Path folder(String source, Sha256 snapshot) {
        return root.resolve(source).resolve(snapshot.shortHex());
    }

    /** The table made from a snapshot, with whatever descriptor; empty when it was never completed. */
    public Optional<NormalizedTable> find(String source, Sha256 snapshot) throws SQLException {
        Path folder = folder(source, snapshot);
        if (!Files.isRegularFile(folder.resolve(ROWS)) || !Files.isRegularFile(folder.resolve(REJECTED))) {
            return Optional.empty();
        }
        try (Connection duckdb = DuckDb.inMemory()) {
            Provenance provenance = new Provenance(
                    footer(duckdb, folder, Provenance.SOURCE),
                    footer(duckdb, folder, Provenance.FILE),
                    new Sha256(footer(duckdb, folder, Provenance.SNAPSHOT)),
                    new Sha256(footer(duckdb, folder, Provenance.DESCRIPTOR)));
            return provenance.snapshot().equals(snapshot)
                    ? Optional.of(
                            new NormalizedTable(folder, provenance, Long.parseLong(footer(duckdb, folder, RECORDS))))
                    : Optional.empty();
        }
    }

    /** Whether a snapshot was already normalized with the descriptor as it is now. */
    public boolean isCurrent(Provenance wanted) throws SQLException {
        return find(wanted.source(), wanted.snapshot())
                .map(table -> table.provenance().equals(wanted))
                .orElse(false);
    }

    /**
     * Reads a whole file into the store in one go, for tables that are small.
     *
     * @return the table, with its rejected rows
     */
    public NormalizedTable readAll(TableShape shape, Path file, Provenance provenance)
            throws IOException, SQLException {
        try (DelimitedReader reader = new DelimitedReader(shape, file);
                NormalizedTableWriter writer = write(shape.columns(), provenance)) {
            RowInterpreter interpreter = new RowInterpreter(shape, reader.header(), provenance.file());
            long records = 0;
            for (RawRecord raw = reader.next(); raw != null; raw = reader.next()) {
                writer.write(interpreter.interpret(raw));
                records++;
            }
            writer.complete(records);
        }
        return find(provenance.source(), provenance.snapshot()).orElseThrow();
    }

    private static String footer(Connection duckdb, Path folder, String key) throws SQLException {
        return DuckDb.text(
                duckdb,
                "select decode(value) from parquet_kv_metadata(" + Sql.literal(folder.resolve(ROWS)) + ")"
                        + " where decode(key) = " + Sql.literal(key));
    }

    /** Starts a table aside; it appears in the store when {@link NormalizedTableWriter#complete} is called. */
    public NormalizedTableWriter write(List<ColumnSpec> columns, Provenance provenance) throws IOException {
        Path sourceFolder = Files.createDirectories(root.resolve(provenance.source()));
        Path partial = Files.createTempDirectory(sourceFolder, Folders.PARTIAL);
        Path folder = folder(provenance.source(), provenance.snapshot());
        return new NormalizedTableWriter(partial, folder, columns, provenance);
    }

    /** Removes what a killed refresh left half-written. Only the holder of the refresh lock may call this. */
    public void removePartial() throws IOException {
        Folders.deletePartial(root);
    }
}
