package org.corvee.jobs.normalize;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.corvee.digest.Sha256;
import org.corvee.load.SnapshotSeries;
import org.corvee.normalized.NormalizedStore;
import org.corvee.normalized.Provenance;
import org.corvee.normalized.TableInParts;
import org.corvee.problem.ProblemException;
import org.corvee.snapshot.Snapshot;
import org.corvee.snapshot.SnapshotStore;
import org.corvee.source.SourceCatalog;
import org.corvee.source.SourceDescriptor;
import org.jspecify.annotations.Nullable;
import org.springframework.batch.infrastructure.item.ExecutionContext;

/**
 * The tables that this process works on: each is opened once, and not for each of its parts. The refresh opens them when it
 * cuts their files; a worker when it takes the first part.
 */
public final class OpenTables {

    private final Content content;
    private final SnapshotStore snapshots;
    private final NormalizedStore normalized;
    private final Map<String, OpenTable> open = new ConcurrentHashMap<>();
    private @Nullable SourceCatalog catalog;

    /** Reads the descriptors of the sources. */
    public interface Content {
        SourceCatalog read() throws IOException;
    }

    /** @param content is asked again after {@link #forget} */
    public OpenTables(Content content, SnapshotStore snapshots, NormalizedStore normalized) {
        this.content = content;
        this.snapshots = snapshots;
        this.normalized = normalized;
    }

    /** Closes a run: the next one may have other descriptors, and what was unpacked is deleted by the refresh. */
    public synchronized void forget() {
        open.clear();
        catalog = null;
    }

    private synchronized SourceCatalog catalog() throws IOException {
        SourceCatalog read = catalog;
        if (read == null) {
            read = content.read();
            catalog = read;
        }
        return read;
    }

    /**
     * Why this process would not do with a partition what the refresh that cut it expects; empty when it would.
     *
     * @param context of the step execution of the partition
     */
    public Optional<String> obstacle(ExecutionContext context) throws IOException {
        Partition partition = Partition.of(context);
        if (!partition.code().equals(NormalizedStore.code())) {
            return Optional.of(
                    "the refresh is of another version of the program; the same one must be on every machine");
        }
        Optional<SourceDescriptor> source;
        try {
            source = catalog().find(partition.source());
        } catch (ProblemException e) {
            return Optional.of(String.valueOf(e.getMessage()));
        }
        Optional<Snapshot> snapshot = snapshots.find(partition.source(), partition.snapshot());
        if (snapshot.isEmpty()) {
            return Optional.of("snapshot " + partition.snapshot() + " of source " + partition.source()
                    + " is not in this data home; all machines must share one");
        }
        Optional<Sha256> descriptor = source.map(
                known -> SnapshotSeries.provenance(known, snapshot.get()).descriptor());
        if (!descriptor.equals(Optional.of(partition.descriptor()))) {
            return Optional.of("the source.yml of source " + partition.source()
                    + " is not that of the refresh; the same content must be on every machine");
        }
        return Optional.empty();
    }

    void add(Provenance provenance, OpenTable table) {
        open.put(key(provenance.source(), provenance.snapshot(), provenance.descriptor()), table);
    }

    /**
     * The table of a partition, opened when it is not yet.
     *
     * @throws ProblemException when its file cannot be read
     */
    OpenTable get(Partition partition) {
        return open.computeIfAbsent(
                key(partition.source(), partition.sha256(), partition.descriptor()), key -> open(partition));
    }

    private OpenTable open(Partition partition) {
        try {
            SourceDescriptor source = catalog().find(partition.source()).orElseThrow();
            Snapshot snapshot =
                    snapshots.find(partition.source(), partition.snapshot()).orElseThrow();
            TableInParts table = normalized.begin(source.shape(), SnapshotSeries.provenance(source, snapshot));
            return new OpenTable(
                    table, table.open(snapshot.file(), snapshot.manifest().attributes()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String key(String source, Sha256 snapshot, Sha256 descriptor) {
        return source + " " + snapshot.hex() + " " + descriptor.hex();
    }
}
