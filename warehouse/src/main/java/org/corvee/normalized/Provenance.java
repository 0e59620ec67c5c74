package org.corvee.normalized;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;
import org.corvee.digest.Sha256;
import org.corvee.source.SourceDescriptor;

/**
 * What a normalized file was made from.
 *
 * @param source the source id
 * @param file the name of the raw file
 * @param snapshot SHA-256 of the raw bytes
 * @param descriptor SHA-256 of the {@code source.yml} that they were read with, and of what was said of a dropped file
 */
public record Provenance(String source, String file, Sha256 snapshot, Sha256 descriptor) {

    static final String SOURCE = "corvee.source";
    static final String FILE = "corvee.file";
    static final String SNAPSHOT = "corvee.snapshot_sha256";
    static final String DESCRIPTOR = "corvee.descriptor_sha256";

    static final String CODE = "corvee.code_sha256";

    /**
     * What a table that a source's descriptor makes of a snapshot comes from.
     *
     * @param file the name of the raw file
     * @param snapshot SHA-256 of its bytes
     * @param attributes what a person said of a dropped file: the header is read by them as by the descriptor
     */
    public static Provenance of(SourceDescriptor source, String file, Sha256 snapshot, Map<String, String> attributes) {
        Sha256 descriptor =
                attributes.isEmpty() ? source.digest() : Sha256.of(source.digest() + "\n" + new TreeMap<>(attributes));
        return new Provenance(source.id().value(), file, snapshot, descriptor);
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
