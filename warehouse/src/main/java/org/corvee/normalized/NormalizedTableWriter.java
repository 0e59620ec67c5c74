package org.corvee.normalized;

import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.corvee.format.InterpretedRow;
import org.corvee.format.InterpretedRow.RejectedRow;
import org.corvee.format.InterpretedRow.TypedRow;
import org.corvee.home.Folders;
import org.corvee.normalized.ParquetTableWriter.Column;
import org.corvee.source.ColumnSpec;
import org.corvee.source.ColumnType;
import org.jspecify.annotations.Nullable;

/** Writes the accepted and the rejected rows of one snapshot. Closing without completing leaves nothing behind. */
public final class NormalizedTableWriter implements Closeable {

    /** What the engine adds to the published columns, first in every row. */
    static final List<Column> POSITION =
            List.of(new Column("row_number", ColumnType.INTEGER), new Column("line", ColumnType.INTEGER));

    private static final List<Column> REJECTED = List.of(
            POSITION.get(0),
            POSITION.get(1),
            new Column("column_name", ColumnType.TEXT),
            new Column("reason", ColumnType.TEXT),
            new Column("message", ColumnType.TEXT),
            new Column("raw_text", ColumnType.TEXT));

    private final Path partial;
    private final Path folder;
    private final ParquetTableWriter rows;
    private final ParquetTableWriter rejected;
    private boolean closed;

    NormalizedTableWriter(Path partial, Path folder, List<ColumnSpec> columns, Provenance provenance)
            throws IOException {
        this.partial = partial;
        this.folder = folder;
        Map<String, String> footer = provenance.toFooter();
        footer.put(NormalizedStore.CODE, NormalizedStore.code().hex());
        List<Column> all = new ArrayList<>(POSITION);
        columns.forEach(column -> all.add(new Column(column.name(), column.type())));
        this.rows = new ParquetTableWriter(partial.resolve(NormalizedStore.ROWS), all, footer);
        this.rejected = new ParquetTableWriter(partial.resolve(NormalizedStore.REJECTED), REJECTED, footer);
    }

    public void write(InterpretedRow row) throws IOException {
        if (row instanceof TypedRow typed) {
            List<@Nullable Object> values = new ArrayList<>(typed.values().size() + POSITION.size());
            values.add(typed.number());
            values.add(typed.line());
            values.addAll(typed.values());
            rows.write(values);
        } else if (row instanceof RejectedRow reject) {
            rejected.write(Arrays.asList(
                    reject.number(),
                    reject.line(),
                    reject.column(),
                    reject.reason().code(),
                    reject.message(),
                    reject.rawText()));
        }
    }

    /**
     * Ends both files and moves them into the store, in place of what another descriptor made of the same snapshot.
     *
     * @param records how many records were read
     * @throws IllegalStateException when records were lost, that is when rows in are not rows out plus rejected
     */
    public void complete(long records) throws IOException {
        if (records != rows.rows() + rejected.rows()) {
            throw new IllegalStateException("lost records: " + records + " read, " + rows.rows() + " written, "
                    + rejected.rows() + " rejected in " + folder);
        }
        rows.addToFooter(NormalizedStore.RECORDS, String.valueOf(records));
        closeFiles();
        Folders.force(partial.resolve(NormalizedStore.ROWS));
        Folders.force(partial.resolve(NormalizedStore.REJECTED));
        Path sourceFolder = partial.resolveSibling(".").normalize();
        if (Files.exists(folder)) {
            Path replaced = Folders.createPartial(sourceFolder);
            Files.move(folder, replaced.resolve("replaced"), StandardCopyOption.ATOMIC_MOVE);
            Folders.delete(replaced);
        }
        Files.move(partial, folder, StandardCopyOption.ATOMIC_MOVE);
        Folders.force(sourceFolder);
    }

    /** How many rows were rejected so far. */
    public long rejected() {
        return rejected.rows();
    }

    private void closeFiles() throws IOException {
        if (!closed) {
            closed = true;
            rows.close();
            rejected.close();
        }
    }

    @Override
    public void close() throws IOException {
        closeFiles();
        Folders.delete(partial);
    }
}
