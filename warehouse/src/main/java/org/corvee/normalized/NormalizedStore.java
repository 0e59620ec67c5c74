package org.corvee.normalized;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.corvee.digest.CodeDigest;
import org.corvee.digest.Sha256;
import org.corvee.duckdb.DuckDb;
import org.corvee.duckdb.Sql;
import org.corvee.format.DelimitedReader;
import org.corvee.format.RawRecord;
import org.corvee.format.RowInterpreter;
import org.corvee.home.Folders;
import org.corvee.source.ColumnSpec;
import org.corvee.source.TableShape;
import org.jspecify.annotations.Nullable;

/** The normalized tables of all sources, one folder for each snapshot. */
public final class NormalizedStore {

    static final String ROWS = "rows.parquet";
    static final String REJECTED = "rejected.parquet";

    /** How many records were read: the other side of the identity rows in = rows out + rejected. */
    static final String RECORDS = "corvee.records";

    static final String CODE = "corvee.code_sha256";

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
        Map<String, String> footer = footer(folder.resolve(ROWS));
        Provenance provenance = new Provenance(
                footer.getOrDefault(Provenance.SOURCE, ""),
                footer.getOrDefault(Provenance.FILE, ""),
                new Sha256(footer.getOrDefault(Provenance.SNAPSHOT, "")),
                new Sha256(footer.getOrDefault(Provenance.DESCRIPTOR, "")));
        if (!provenance.snapshot().equals(snapshot)) {
            return Optional.empty();
        }
        long records = Long.parseLong(footer.getOrDefault(RECORDS, ""));
        Sha256 code = new Sha256(footer.getOrDefault(CODE, ""));
        return Optional.of(new NormalizedTable(folder, provenance, code, records));
    }

    private static Map<String, String> footer(Path file) throws SQLException {
        Map<String, String> footer = new HashMap<>();
        try (Connection duckdb = DuckDb.inMemory()) {
            for (Map<String, @Nullable String> entry : DuckDb.rows(
                    duckdb,
                    "select decode(key) as key, decode(value) as value from parquet_kv_metadata(" + Sql.literal(file)
                            + ")")) {
                footer.put(String.valueOf(entry.get("key")), String.valueOf(entry.get("value")));
            }
        }
        return footer;
    }

    /** Whether a table was already made from just this snapshot and descriptor, by the code as it is now. */
    public boolean isCurrent(Provenance wanted) throws IOException, SQLException {
        Optional<NormalizedTable> table = find(wanted.source(), wanted.snapshot());
        return table.isPresent()
                && table.get().provenance().equals(wanted)
                && table.get().code().equals(code());
    }

    /** The code that reads, interprets and writes. */
    static Sha256 code() throws IOException {
        return CodeDigest.of(List.of(NormalizedStore.class));
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
