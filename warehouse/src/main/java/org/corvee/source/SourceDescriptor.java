package org.corvee.source;

import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.corvee.digest.Sha256;

/**
 * A source as its {@code source.yml} describes it.
 *
 * @param id the name of the folder
 * @param folder where the descriptor lies
 * @param title what a person calls the table
 * @param publisher who stands behind the figures
 * @param licence what may be done with them
 * @param redistribution whether its rows may be passed on in a release
 * @param url where the publisher has them
 * @param cadence how often they change
 * @param supply where the bytes come from
 * @param format how the file is written
 * @param columns every column that is read
 * @param ignored columns that are there and are left out on purpose
 * @param key columns that identify a row
 * @param phrases the columns whose number phrase must state what was entered beside it
 * @param feeds the table of the warehouse that {@code stage.sql} fills
 * @param bounds what a snapshot must keep
 * @param digest of the bytes of the descriptor
 */
public record SourceDescriptor(
        SourceId id,
        Path folder,
        String title,
        String publisher,
        String licence,
        Redistribution redistribution,
        String url,
        Cadence cadence,
        Supply supply,
        TableFormat format,
        List<ColumnSpec> columns,
        Ignored ignored,
        List<String> key,
        List<PhraseRule> phrases,
        String feeds,
        Bounds bounds,
        Sha256 digest) {

    public SourceDescriptor {
        Objects.requireNonNull(id, "id");
        columns = List.copyOf(columns);
        key = List.copyOf(key);
        phrases = List.copyOf(phrases);
    }

    public TableShape shape() {
        return new TableShape(id.value(), format, columns, ignored, phrases);
    }

    /** The file beside the descriptor that holds the table; empty where none ships. */
    public Optional<Path> dataFile() {
        return supply instanceof Supply.Shipped shipped
                ? Optional.of(folder.resolve(shipped.name()))
                : Optional.empty();
    }

    /** What is said of a file beside its bytes; empty for a source that ships its table. */
    public List<ColumnSpec> manifestColumns() {
        return supply.files().map(Supply.Dropped::manifest).orElse(List.of());
    }

    /** How it is fetched; empty for a source that is not. */
    public Optional<Fetch> fetch() {
        return supply instanceof Supply.Fetched fetched ? Optional.of(fetched.fetch()) : Optional.empty();
    }

    /** Whether a person may drop files of it. */
    public boolean takesDrops() {
        return supply instanceof Supply.Dropped || (supply instanceof Supply.Fetched fetched && fetched.drop() != null);
    }

    public Path stageSql() {
        return folder.resolve("stage.sql");
    }
}
