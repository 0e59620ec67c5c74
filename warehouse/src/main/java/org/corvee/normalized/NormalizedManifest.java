package org.corvee.normalized;

import java.util.List;
import org.corvee.digest.Sha256;

/**
 * What a normalized table was made from and what it is made of. Written last: a folder without it is no table.
 *
 * @param provenance the snapshot and the descriptor
 * @param code digest of the code that made it
 * @param header the columns of the file, as published
 * @param parts in the order of the file
 */
public record NormalizedManifest(Provenance provenance, Sha256 code, List<String> header, List<NormalizedPart> parts) {

    public NormalizedManifest {
        header = List.copyOf(header);
        parts = List.copyOf(parts);
    }
}
