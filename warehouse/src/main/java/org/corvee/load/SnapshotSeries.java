package org.corvee.load;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.corvee.normalized.Provenance;
import org.corvee.snapshot.Snapshot;
import org.corvee.source.SourceDescriptor;
import org.corvee.source.Supply;

/**
 * Snapshots of a source that stand for each other: all of them, or those of one file of a file drop.
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
            String name = source.supply() instanceof Supply.Dropped
                    ? snapshot.manifest().file()
                    : "";
            series.computeIfAbsent(name, file -> new ArrayList<>()).add(snapshot);
        }
        return series.values().stream().map(SnapshotSeries::new).toList();
    }

    public Snapshot newest() {
        return snapshots.get(0);
    }

    /** Whether a person has taken the file out again. */
    public boolean isWithdrawn() {
        return newest().manifest().attributes().containsKey(Supply.Dropped.WITHDRAWN);
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
