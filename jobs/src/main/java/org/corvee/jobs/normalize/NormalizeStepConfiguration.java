package org.corvee.jobs.normalize;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.corvee.digest.Sha256;
import org.corvee.jobs.stage.Progress;
import org.corvee.jobs.stage.RefreshState;
import org.corvee.jobs.stage.SourceFailureListener;
import org.corvee.normalized.NormalizedStore;
import org.corvee.normalized.Provenance;
import org.corvee.snapshot.Snapshot;
import org.corvee.snapshot.SnapshotStore;
import org.corvee.source.SourceCatalog;
import org.corvee.source.SourceDescriptor;
import org.springframework.batch.core.configuration.annotation.StepScope;
import org.springframework.batch.core.partition.Partitioner;
import org.springframework.batch.core.repository.JobRepository;
import org.springframework.batch.core.step.Step;
import org.springframework.batch.core.step.builder.StepBuilder;
import org.springframework.batch.infrastructure.item.ExecutionContext;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.task.TaskExecutor;
import org.springframework.transaction.PlatformTransactionManager;

/**
 * One partition for each snapshot of a source that was not yet normalized with the descriptor and the code as they are
 * now: as a rule the newest one, and all of them when the descriptor changed or the normalized tables were deleted.
 */
@Configuration(proxyBeanMethods = false)
class NormalizeStepConfiguration {

    private static final int CHUNK = 10_000;

    @Bean
    Step normalizeStep(
            JobRepository jobRepository,
            Step normalizeWorker,
            SourceCatalog catalog,
            SnapshotStore snapshots,
            NormalizedStore normalized,
            TaskExecutor partitionExecutor) {
        Partitioner partitioner = gridSize -> partitions(catalog, snapshots, normalized);
        return new StepBuilder("normalize", jobRepository)
                .partitioner("normalizeWorker", partitioner)
                .step(normalizeWorker)
                .taskExecutor(partitionExecutor)
                .build();
    }

    private static Map<String, ExecutionContext> partitions(
            SourceCatalog catalog, SnapshotStore snapshots, NormalizedStore normalized) {
        Map<String, ExecutionContext> partitions = new TreeMap<>();
        try {
            for (SourceDescriptor source : catalog.sources()) {
                Set<Sha256> seen = new HashSet<>();
                boolean newest = true;
                for (Snapshot snapshot : snapshots.list(source.id().value())) {
                    if (seen.add(snapshot.sha256())
                            && normalized.current(provenance(source, snapshot)).isEmpty()) {
                        String folder = snapshot.folder().getFileName().toString();
                        ExecutionContext context = new ExecutionContext();
                        context.putString("source", source.id().value());
                        context.putString("snapshot", folder);
                        context.putString("newest", String.valueOf(newest));
                        partitions.put(source.id() + ":" + folder, context);
                    }
                    newest = false;
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return partitions;
    }

    private static Provenance provenance(SourceDescriptor source, Snapshot snapshot) {
        return Provenance.of(source, snapshot.manifest().file(), snapshot.sha256());
    }

    @Bean
    Step normalizeWorker(
            JobRepository jobRepository,
            PlatformTransactionManager transactionManager,
            RecordReader recordReader,
            RowWriter rowWriter,
            RefreshState state,
            Progress progress) {
        return new StepBuilder("normalizeWorker", jobRepository)
                .<NormalizeItem, NormalizeItem>chunk(CHUNK)
                .transactionManager(transactionManager)
                .reader(recordReader)
                .processor(recordReader)
                .writer(rowWriter)
                .listener(new SourceFailureListener(state, progress))
                .build();
    }

    @Bean
    @StepScope
    RecordReader recordReader(
            @Value("#{stepExecutionContext['source']}") String source,
            @Value("#{stepExecutionContext['snapshot']}") String snapshot,
            SourceCatalog catalog,
            SnapshotStore snapshots,
            Progress progress)
            throws IOException {
        SourceDescriptor descriptor = catalog.find(source).orElseThrow();
        Snapshot wanted = snapshots.find(source, snapshot).orElseThrow();
        return new RecordReader(descriptor.shape(), wanted.file(), wanted.sha256(), progress);
    }

    @Bean
    @StepScope
    RowWriter rowWriter(
            @Value("#{stepExecutionContext['source']}") String source,
            @Value("#{stepExecutionContext['snapshot']}") String snapshot,
            SourceCatalog catalog,
            SnapshotStore snapshots,
            NormalizedStore normalized,
            Progress progress)
            throws IOException {
        SourceDescriptor descriptor = catalog.find(source).orElseThrow();
        Snapshot wanted = snapshots.find(source, snapshot).orElseThrow();
        return new RowWriter(normalized, descriptor.columns(), provenance(descriptor, wanted), progress);
    }
}
