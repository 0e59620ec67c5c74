package org.corvee.normalized;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.corvee.digest.CodeDigest;
import org.corvee.digest.Sha256;
import org.corvee.format.DelimitedReader;
import org.corvee.format.RawRecord;
import org.corvee.format.RowInterpreter;
import org.corvee.home.Folders;
import org.corvee.source.ColumnSpec;
import org.corvee.source.TableShape;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The normalized tables of all sources, one folder for each snapshot. */
public final class NormalizedStore {

    private static final Logger LOG = LoggerFactory.getLogger(NormalizedStore.class);

    static final String ROWS = "rows.parquet";
    static final String REJECTED = "rejected.parquet";

    /** How many records were read: the other side of the identity rows in = rows out + rejected. */
    static final String RECORDS = "corvee.records";

    static final String CODE = "corvee.code_sha256";

    private static @Nullable Sha256 code;

    private final Path root;

    public NormalizedStore(Path root) {
        this.root = root;
    }

    private Path folder(String source, Sha256 snapshot) {
        return root.resolve(source).resolve(snapshot.shortHex());
    }

    /** The table made from a snapshot, with whatever descriptor; empty when there is none that can be read. */
    public Optional<NormalizedTable> find(String source, Sha256 snapshot) {
        Path folder = folder(source, snapshot);
        if (!Files.isRegularFile(folder.resolve(ROWS)) || !Files.isRegularFile(folder.resolve(REJECTED))) {
            return Optional.empty();
        }
        Map<String, String> footer;
        try {
            footer = ParquetFooter.keyValues(folder.resolve(ROWS));
        } catch (IOException e) {
            // A damaged file is no table; it is made again from its snapshot.
            LOG.warn("cannot read {}", folder, e);
            return Optional.empty();
        }
        if (!footer.keySet().containsAll(Provenance.KEYS)
                || !footer.containsKey(CODE)
                || !footer.containsKey(RECORDS)) {
            return Optional.empty();
        }
        Provenance provenance = Provenance.ofFooter(footer);
        if (!provenance.snapshot().equals(snapshot)) {
            return Optional.empty();
        }
        Sha256 madeBy = new Sha256(String.valueOf(footer.get(CODE)));
        long records = Long.parseLong(String.valueOf(footer.get(RECORDS)));
        return Optional.of(new NormalizedTable(folder, provenance, madeBy, records));
    }

    /** The table made from just this snapshot and descriptor, by the code as it is now; empty when there is none. */
    public Optional<NormalizedTable> current(Provenance wanted) throws IOException {
        Sha256 now = code();
        return find(wanted.source(), wanted.snapshot())
                .filter(table ->
                        table.provenance().equals(wanted) && table.code().equals(now));
    }

    /** The code that reads, interprets and writes; hashed once, since a process does not change its code. */
    static synchronized Sha256 code() throws IOException {
        Sha256 digest = code;
        if (digest == null) {
            digest = CodeDigest.of(List.of(NormalizedStore.class));
            code = digest;
        }
        return digest;
    }

    /**
     * Reads a whole file into the store in one go, for tables that are small.
     *
     * @return the table, with its rejected rows
     */
    public NormalizedTable readAll(TableShape shape, Path file, Provenance provenance) throws IOException {
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
        Path partial = Folders.createPartial(sourceFolder);
        Path folder = folder(provenance.source(), provenance.snapshot());
        return new NormalizedTableWriter(partial, folder, columns, provenance);
    }

    /** Removes what a killed refresh left half-written. Only the holder of the refresh lock may call this. */
    public void removePartial() throws IOException {
        Folders.deletePartial(root);
    }
}
