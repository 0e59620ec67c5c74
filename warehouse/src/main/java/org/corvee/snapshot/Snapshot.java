package org.corvee.snapshot;

import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneOffset;
import org.corvee.digest.Sha256;
import org.corvee.problem.Location;
import org.corvee.problem.Problem;
import org.corvee.problem.ProblemException;

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

    /**
     * Requires that the file still has the bytes that were kept: changed bytes are no snapshot and are not read.
     *
     * @param found SHA-256 of the file as it is now
     * @throws ProblemException when they are others
     */
    public void requireBytes(Sha256 found) {
        if (!found.equals(sha256())) {
            throw new ProblemException(
                    Problem.cannot(Location.of(manifest.source(), manifest.file()), "read", "the snapshot in " + folder)
                            .expected("the bytes with SHA-256 " + sha256() + " of its manifest")
                            .found("others: restore it from a backup"));
        }
    }

    /** Whether a later visit found the same bytes, and the same said of them. */
    boolean holds(Sha256 sha256, SnapshotStore.Origin origin) {
        return manifest.sha256().equals(sha256) && manifest.attributes().equals(origin.attributes());
    }
}
