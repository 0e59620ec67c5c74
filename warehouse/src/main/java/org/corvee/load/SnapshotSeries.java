package org.corvee.load;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.corvee.digest.Sha256;
import org.corvee.normalized.NormalizedStore;
import org.corvee.normalized.Provenance;
import org.corvee.snapshot.Snapshot;
import org.corvee.source.SourceDescriptor;
import org.corvee.source.Supply;

/**
 * Snapshots of a source that stand for each other: all of them, or those of one file that was dropped or fetched.
 *
 * @param snapshots newest first; at least one
 */
public record SnapshotSeries(List<Snapshot> snapshots) {

    public SnapshotSeries {
        snapshots = List.copyOf(snapshots);
    }

    /**
     * The series of a source, the one with the newest snapshot first.
     *
     * @param snapshots newest first
     */
    public static List<SnapshotSeries> of(SourceDescriptor source, List<Snapshot> snapshots) {
        Map<String, List<Snapshot>> series = new LinkedHashMap<>();
        for (Snapshot snapshot : snapshots) {
            String name =
                    source.supply().files().isPresent() ? snapshot.manifest().file() : "";
            series.computeIfAbsent(name, file -> new ArrayList<>()).add(snapshot);
        }
        return series.values().stream().map(SnapshotSeries::new).toList();
    }

    /** The newest snapshot of each series but for those that a person has taken out. */
    public static List<Snapshot> newest(SourceDescriptor source, List<Snapshot> snapshots) {
        return of(source, snapshots).stream()
                .filter(series -> !series.isWithdrawn())
                .map(SnapshotSeries::newest)
                .toList();
    }

    public Snapshot newest() {
        return snapshots.get(0);
    }

    /** Whether a person has taken the file out again. */
    public boolean isWithdrawn() {
        return newest().manifest().attributes().containsKey(Supply.Dropped.WITHDRAWN);
    }

    /**
     * The snapshots of which there is no table made with the descriptor and the code as they are now; of equal bytes the
     * first alone.
     *
     * @param snapshots newest first
     */
    public static List<Snapshot> notNormalized(SourceDescriptor source, List<Snapshot> snapshots, NormalizedStore store)
            throws IOException {
        List<Snapshot> missing = new ArrayList<>();
        Set<Sha256> seen = new HashSet<>();
        for (Snapshot snapshot : snapshots) {
            if (seen.add(snapshot.sha256())
                    && store.current(provenance(source, snapshot)).isEmpty()) {
                missing.add(snapshot);
            }
        }
        return missing;
    }

    /** What a table that is made of a snapshot comes from. */
    public static Provenance provenance(SourceDescriptor source, Snapshot snapshot) {
        return Provenance.of(
                source,
                snapshot.manifest().file(),
                snapshot.sha256(),
                snapshot.manifest().attributes());
    }
}
