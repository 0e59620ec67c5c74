package org.corvee.jobs.normalize;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.corvee.digest.Sha256;
import org.corvee.format.FilePart;
import org.corvee.jobs.stage.Progress;
import org.corvee.jobs.stage.RefreshState;
import org.corvee.normalized.NormalizedStore;
import org.corvee.normalized.Provenance;
import org.corvee.normalized.TableInParts;
import org.corvee.problem.Location;
import org.corvee.problem.Problem;
import org.corvee.problem.ProblemException;
import org.corvee.snapshot.Snapshot;
import org.corvee.snapshot.SnapshotStore;
import org.corvee.source.SourceCatalog;
import org.corvee.source.SourceDescriptor;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
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
    private final RefreshState state;
    private final Progress progress;

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
        this.state = state;
        this.progress = progress;
    }

    @Override
    public Map<String, ExecutionContext> partition(int gridSize) {
        try {
            for (SourceDescriptor source : catalog.sources()) {
                Set<Sha256> seen = new HashSet<>();
                Set<String> files = new HashSet<>();
                for (Snapshot snapshot : snapshots.list(source.id().value())) {
                    boolean newest = files.add(
                            source.dataFile().isPresent()
                                    ? ""
                                    : snapshot.manifest().file());
                    if (seen.add(snapshot.sha256())
                            && normalized.current(provenance(source, snapshot)).isEmpty()) {
                        planTable(source, snapshot, newest);
                    }
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return partitions();
    }

    private static Provenance provenance(SourceDescriptor source, Snapshot snapshot) {
        return Provenance.of(
                source,
                snapshot.manifest().file(),
                snapshot.sha256(),
                snapshot.manifest().attributes());
    }

    private void planTable(SourceDescriptor source, Snapshot snapshot, boolean newest) throws IOException {
        TableInParts table = normalized.begin(source.shape(), provenance(source, snapshot));
        try {
            // A large file is hashed while it is cut: both read every byte and neither needs the other.
            CompletableFuture<Sha256> hash = CompletableFuture.supplyAsync(() -> sha256(snapshot));
            List<FilePart> parts;
            try {
                parts = table.open(snapshot.file(), snapshot.manifest().attributes())
                        .parts(NormalizedStore.BYTES_PER_PART);
            } finally {
                requireBytes(source, snapshot, hash.join());
            }
            plan.add(new NormalizePlan.Table(source, snapshot, newest, table, parts));
        } catch (ProblemException e) {
            table.discardUnpacked();
            tell(source, snapshot, newest, e);
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

    /** Changed bytes are no snapshot and are not read. */
    private static void requireBytes(SourceDescriptor source, Snapshot snapshot, Sha256 found) {
        if (!found.equals(snapshot.sha256())) {
            Location location = Location.of(
                    source.id().value(), snapshot.file().getFileName().toString());
            throw new ProblemException(Problem.cannot(location, "read", "the snapshot in " + snapshot.folder())
                    .expected("the bytes with SHA-256 " + snapshot.sha256() + " of its manifest")
                    .found("others: restore it from a backup"));
        }
    }

    private void tell(SourceDescriptor source, Snapshot snapshot, boolean newest, ProblemException problem) {
        String id = source.id().value();
        LOG.error("cannot read {}", snapshot.folder(), problem);
        if (newest) {
            state.problem(id, String.valueOf(problem.getMessage()));
        } else {
            progress.line("normalize", NormalizeTasklet.olderSnapshot(id, snapshot) + problem.getMessage());
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
