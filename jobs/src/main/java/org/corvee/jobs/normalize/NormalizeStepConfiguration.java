package org.corvee.jobs.normalize;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.sql.SQLException;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
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

/** One partition for each source whose newest snapshot was not yet normalized with its descriptor as it is now. */
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
                Optional<Snapshot> newest = snapshots.newest(source.id().value());
                if (newest.isPresent() && !normalized.isCurrent(provenance(source, newest.get()))) {
                    ExecutionContext context = new ExecutionContext();
                    context.putString("source", source.id().value());
                    partitions.put(source.id().value(), context);
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (SQLException e) {
            throw new IllegalStateException("cannot read the footers of normalized tables", e);
        }
        return partitions;
    }

    private static Provenance provenance(SourceDescriptor source, Snapshot snapshot) {
        return new Provenance(source.id().value(), snapshot.manifest().file(), snapshot.sha256(), source.digest());
    }

    @Bean
    Step normalizeWorker(
            JobRepository jobRepository,
            PlatformTransactionManager transactionManager,
            RecordReader recordReader,
            RowWriter rowWriter,
            RefreshState state) {
        return new StepBuilder("normalizeWorker", jobRepository)
                .<NormalizeItem, NormalizeItem>chunk(CHUNK)
                .transactionManager(transactionManager)
                .reader(recordReader)
                .processor(recordReader)
                .writer(rowWriter)
                .listener(new SourceFailureListener(state))
                .build();
    }

    @Bean
    @StepScope
    RecordReader recordReader(
            @Value("#{stepExecutionContext['source']}") String source,
            SourceCatalog catalog,
            SnapshotStore snapshots,
            Progress progress)
            throws IOException {
        SourceDescriptor descriptor = catalog.find(source).orElseThrow();
        return new RecordReader(
                descriptor.shape(), snapshots.newest(source).orElseThrow().file(), progress);
    }

    @Bean
    @StepScope
    RowWriter rowWriter(
            @Value("#{stepExecutionContext['source']}") String source,
            SourceCatalog catalog,
            SnapshotStore snapshots,
            NormalizedStore normalized,
            Progress progress)
            throws IOException {
        SourceDescriptor descriptor = catalog.find(source).orElseThrow();
        Snapshot snapshot = snapshots.newest(source).orElseThrow();
        return new RowWriter(normalized, descriptor.columns(), provenance(descriptor, snapshot), progress);
    }
}
