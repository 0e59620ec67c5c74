package org.corvee.normalized;

import java.nio.file.Path;
import org.corvee.digest.Sha256;

/**
 * A snapshot as typed Parquet.
 *
 * @param folder {@code <source>/<sha8>}
 * @param provenance what the footer says
 * @param code digest of the code that made it
 * @param records how many records were read from the snapshot
 */
public record NormalizedTable(Path folder, Provenance provenance, Sha256 code, long records) {

    public Path rows() {
        return folder.resolve(NormalizedStore.ROWS);
    }

    public Path rejected() {
        return folder.resolve(NormalizedStore.REJECTED);
    }
}
