package org.corvee.snapshot;

import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneOffset;
import org.corvee.digest.Sha256;

/**
 * One snapshot of one source.
 *
 * @param folder {@code <source>/<yyyy-mm-dd>-<sha8>}
 * @param manifest what is known of it
 */
public record Snapshot(Path folder, SnapshotManifest manifest) {

    public Path file() {
        return folder.resolve(manifest.file());
    }

    public Sha256 sha256() {
        return manifest.sha256();
    }

    /** The day (UTC) on which it was taken. */
    public LocalDate day() {
        return LocalDate.ofInstant(manifest.retrievedAt(), ZoneOffset.UTC);
    }

    /** Whether a later visit found the same bytes, and the same said of them. */
    boolean holds(Sha256 sha256, SnapshotStore.Origin origin) {
        return manifest.sha256().equals(sha256) && manifest.attributes().equals(origin.attributes());
    }
}
