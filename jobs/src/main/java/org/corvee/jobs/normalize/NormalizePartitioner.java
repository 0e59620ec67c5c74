package org.corvee.jobs.normalize;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.corvee.digest.Sha256;
import org.corvee.format.FilePart;
import org.corvee.format.PublishedFile;
import org.corvee.jobs.stage.LogContext;
import org.corvee.jobs.stage.SourceFailures;
import org.corvee.load.Refusal;
import org.corvee.load.SnapshotSeries;
import org.corvee.normalized.NormalizedStore;
import org.corvee.normalized.Provenance;
import org.corvee.normalized.TableInParts;
import org.corvee.problem.ProblemException;
import org.corvee.snapshot.Snapshot;
import org.corvee.snapshot.SnapshotStore;
import org.corvee.source.SourceCatalog;
import org.corvee.source.SourceDescriptor;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.MDC;
import org.springframework.batch.core.partition.Partitioner;
import org.springframework.batch.infrastructure.item.ExecutionContext;
import org.springframework.stereotype.Component;

/**
 * One partition for each part of each snapshot that was not yet normalized with the descriptor and the code as they are
 * now: as a rule the newest one, and all of them when the descriptor changed or the normalized tables were deleted.
 * Parts that a killed refresh has written are not written again.
 */
@Component
class NormalizePartitioner implements Partitioner {

    private static final Logger LOG = LoggerFactory.getLogger(NormalizePartitioner.class);

    private final SourceCatalog catalog;
    private final SnapshotStore snapshots;
    private final NormalizedStore normalized;
    private final OpenTables tables;
    private final TablesToCommit plan;
    private final SourceFailures failures;

    NormalizePartitioner(
            SourceCatalog catalog,
            SnapshotStore snapshots,
            NormalizedStore normalized,
            OpenTables tables,
            TablesToCommit plan,
            SourceFailures failures) {
        this.catalog = catalog;
        this.snapshots = snapshots;
        this.normalized = normalized;
        this.tables = tables;
        this.plan = plan;
        this.failures = failures;
    }

    @Override
    public Map<String, ExecutionContext> partition(int gridSize) {
        try {
            for (SourceDescriptor source : catalog.sources()) {
                List<Snapshot> all = snapshots.list(source.id().value());
                List<Snapshot> newest = SnapshotSeries.newest(source, all);
                try (MDC.MDCCloseable logged =
                        MDC.putCloseable(LogContext.SOURCE, source.id().value())) {
                    for (Snapshot snapshot : SnapshotSeries.notNormalized(source, all, normalized)) {
                        planTable(source, snapshot, newest.contains(snapshot));
                    }
                }
            }
            return partitions();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void planTable(SourceDescriptor source, Snapshot snapshot, boolean newest) throws IOException {
        Provenance provenance = SnapshotSeries.provenance(source, snapshot);
        TableInParts table = normalized.begin(source.shape(), provenance);
        try {
            // A large file is hashed while it is cut: both read every byte and neither needs the other.
            CompletableFuture<Sha256> hash = CompletableFuture.supplyAsync(() -> sha256(snapshot));
            PublishedFile file;
            List<FilePart> parts;
            try {
                file = table.open(snapshot.file(), snapshot.manifest().attributes());
                parts = file.parts(Long.getLong("corvee.part", NormalizedStore.BYTES_PER_PART));
            } finally {
                snapshot.requireBytes(hash.join());
            }
            OpenTable open = new OpenTable(table, file);
            tables.add(provenance, open);
            plan.add(new TablesToCommit.Table(source, snapshot, newest, open, parts));
        } catch (ProblemException e) {
            table.discardUnpacked();
            LOG.error("cannot read {}", snapshot.folder(), e);
            String id = source.id().value();
            failures.tell(id, snapshot.folder().getFileName().toString(), newest, Refusal.of(id, snapshot.sha256(), e));
        } catch (CompletionException e) {
            throw e.getCause() instanceof UncheckedIOException unchecked ? unchecked : e;
        }
    }

    private static Sha256 sha256(Snapshot snapshot) {
        try {
            return Sha256.of(snapshot.file());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Map<String, ExecutionContext> partitions() throws IOException {
        Map<String, ExecutionContext> partitions = new LinkedHashMap<>();
        for (TablesToCommit.Table table : plan.tables()) {
            for (FilePart part : table.parts()) {
                if (!table.open().table().isDone(part)) {
                    Partition partition = new Partition(
                            table.source().id().value(),
                            table.snapshot().folder().getFileName().toString(),
                            table.snapshot().sha256(),
                            table.newest(),
                            SnapshotSeries.provenance(table.source(), table.snapshot())
                                    .descriptor(),
                            NormalizedStore.code(),
                            table.length(),
                            part);
                    partitions.put(partition.name(), partition.toContext());
                }
            }
        }
        return partitions;
    }
}
