package org.corvee.normalized;

import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import org.corvee.duckdb.Sql;
import org.corvee.source.Supply;

/**
 * A snapshot as typed Parquet.
 *
 * @param folder {@code <source>/<sha8>}
 * @param manifest what it was made from and what it is made of
 */
public record NormalizedTable(Path folder, NormalizedManifest manifest) {

    public Provenance provenance() {
        return manifest.provenance();
    }

    /** How many records were read from the snapshot. */
    public long records() {
        return manifest.parts().stream().mapToLong(NormalizedPart::records).sum();
    }

    /** Whether the publisher cut the file: it has as many records as are given out at most. */
    public boolean isTruncated(Supply.Dropped dropped) {
        return dropped.truncatedAt() > 0 && records() == dropped.truncatedAt();
    }

    /** The accepted rows, as an SQL expression that stands where a table does. */
    public String rows() {
        return readParquet(rowFiles());
    }

    /**
     * The rejected rows likewise. Their column {@code new_codes} is a list of objects with {@code column} and {@code code}, as
     * JSON; null when there is none.
     */
    public String rejected() {
        return readParquet(rejectedFiles());
    }

    public List<Path> rowFiles() {
        return manifest.parts().stream()
                .map(part -> folder.resolve(part.rows().name()))
                .toList();
    }

    public List<Path> rejectedFiles() {
        return manifest.parts().stream()
                .map(part -> folder.resolve(part.rejected().name()))
                .toList();
    }

    /** Whether every file is there with as many bytes as it had. */
    boolean isWhole() {
        return manifest.parts().stream()
                .allMatch(part -> part.rows().isWhole(folder) && part.rejected().isWhole(folder));
    }

    private static String readParquet(List<Path> files) {
        return files.stream().map(Sql::literal).collect(Collectors.joining(", ", "read_parquet([", "])"));
    }
}
