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
import org.corvee.jobs.stage.Progress;
import org.corvee.jobs.stage.RefreshState;
import org.corvee.jobs.stage.SourceFailureListener;
import org.corvee.load.Refusal;
import org.corvee.load.SnapshotSeries;
import org.corvee.normalized.NormalizedStore;
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

    static final String TABLE = "table";
    static final String PART = "part";

    private static final Logger LOG = LoggerFactory.getLogger(NormalizePartitioner.class);

    private final SourceCatalog catalog;
    private final SnapshotStore snapshots;
    private final NormalizedStore normalized;
    private final NormalizePlan plan;
    private final SourceFailureListener failures;

    NormalizePartitioner(
            SourceCatalog catalog,
            SnapshotStore snapshots,
            NormalizedStore normalized,
            NormalizePlan plan,
            RefreshState state,
            Progress progress) {
        this.catalog = catalog;
        this.snapshots = snapshots;
        this.normalized = normalized;
        this.plan = plan;
        this.failures = new SourceFailureListener(state, progress);
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
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return partitions();
    }

    private void planTable(SourceDescriptor source, Snapshot snapshot, boolean newest) throws IOException {
        TableInParts table = normalized.begin(source.shape(), SnapshotSeries.provenance(source, snapshot));
        try {
            // A large file is hashed while it is cut: both read every byte and neither needs the other.
            CompletableFuture<Sha256> hash = CompletableFuture.supplyAsync(() -> sha256(snapshot));
            PublishedFile file;
            List<FilePart> parts;
            try {
                file = table.open(snapshot.file(), snapshot.manifest().attributes());
                parts = file.parts(NormalizedStore.BYTES_PER_PART);
            } finally {
                snapshot.requireBytes(hash.join());
            }
            plan.add(new NormalizePlan.Table(source, snapshot, newest, table, file, parts));
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

    private Map<String, ExecutionContext> partitions() {
        Map<String, ExecutionContext> partitions = new LinkedHashMap<>();
        List<NormalizePlan.Table> tables = plan.tables();
        for (int i = 0; i < tables.size(); i++) {
            NormalizePlan.Table table = tables.get(i);
            String id = table.source().id().value();
            for (FilePart part : table.parts()) {
                if (!table.table().isDone(part)) {
                    ExecutionContext context = new ExecutionContext();
                    context.putString("source", id);
                    context.putString(
                            "snapshot", table.snapshot().folder().getFileName().toString());
                    context.putString("sha256", table.snapshot().sha256().hex());
                    context.putString("newest", String.valueOf(table.newest()));
                    context.putInt(TABLE, i);
                    context.putInt(PART, part.number());
                    partitions.put(id + ":" + table.snapshot().folder().getFileName() + ":" + part.number(), context);
                }
            }
        }
        return partitions;
    }
}
