package org.corvee.snapshot;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import java.util.Map;
import java.util.Objects;
import org.corvee.digest.Sha256;
import org.jspecify.annotations.Nullable;

/**
 * What is known of a snapshot, kept beside its bytes as {@code manifest.json}.
 *
 * @param source the source id
 * @param file the name of the file in the snapshot's folder
 * @param sha256 of the bytes
 * @param size in bytes
 * @param url where the publisher has the document or table
 * @param retrievedAt when these bytes were taken
 * @param mediaType of the bytes
 * @param licence of the content
 * @param attributes what is said of a file that was dropped or fetched; empty when nothing is
 * @param exchange how the bytes came over HTTP; null when they did not
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record SnapshotManifest(
        String source,
        String file,
        Sha256 sha256,
        long size,
        String url,
        Instant retrievedAt,
        String mediaType,
        String licence,
        @Nullable Map<String, String> attributes,
        @Nullable Exchange exchange) {

    public SnapshotManifest {
        // Manifests of former versions do not have them.
        attributes = attributes == null ? Map.of() : Map.copyOf(attributes);
    }

    @Override
    public Map<String, String> attributes() {
        return Objects.requireNonNull(attributes, "made so by the constructor");
    }
}
