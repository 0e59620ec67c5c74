package org.corvee.normalized;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.corvee.digest.Sha256;
import org.corvee.source.SourceDescriptor;

/**
 * What a normalized file was made from.
 *
 * @param source the source id
 * @param file the name of the raw file
 * @param snapshot SHA-256 of the raw bytes
 * @param descriptor SHA-256 of the {@code source.yml} that they were read with
 */
public record Provenance(String source, String file, Sha256 snapshot, Sha256 descriptor) {

    static final String SOURCE = "corvee.source";
    static final String FILE = "corvee.file";
    static final String SNAPSHOT = "corvee.snapshot_sha256";
    static final String DESCRIPTOR = "corvee.descriptor_sha256";

    /** Everything that a footer must have to be read back. */
    static final List<String> KEYS = List.of(SOURCE, FILE, SNAPSHOT, DESCRIPTOR);

    /**
     * What a table that a source's descriptor makes of a snapshot comes from.
     *
     * @param file the name of the raw file
     * @param snapshot SHA-256 of its bytes
     */
    public static Provenance of(SourceDescriptor source, String file, Sha256 snapshot) {
        return new Provenance(source.id().value(), file, snapshot, source.digest());
    }

    /** Reads a footer that has all {@link #KEYS}. */
    static Provenance ofFooter(Map<String, String> footer) {
        return new Provenance(
                String.valueOf(footer.get(SOURCE)),
                String.valueOf(footer.get(FILE)),
                new Sha256(String.valueOf(footer.get(SNAPSHOT))),
                new Sha256(String.valueOf(footer.get(DESCRIPTOR))));
    }

    Map<String, String> toFooter() {
        Map<String, String> footer = new LinkedHashMap<>();
        footer.put(SOURCE, source);
        footer.put(FILE, file);
        footer.put(SNAPSHOT, snapshot.hex());
        footer.put(DESCRIPTOR, descriptor.hex());
        return footer;
    }
}
