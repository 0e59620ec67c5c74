package org.corvee.jobs.snapshot;

import java.time.Clock;
import java.util.Map;
import java.util.TreeMap;
import org.corvee.fetch.Web;
import org.corvee.home.DataHome;
import org.corvee.jobs.stage.LogContext;
import org.corvee.jobs.stage.Progress;
import org.corvee.jobs.stage.RefreshRequest;
import org.corvee.jobs.stage.SourceFailureListener;
import org.corvee.jobs.stage.SourceFailures;
import org.corvee.source.SourceCatalog;
import org.corvee.source.SourceDescriptor;
import org.corvee.visit.Archive;
import org.springframework.batch.core.configuration.annotation.StepScope;
import org.springframework.batch.core.partition.Partitioner;
import org.springframework.batch.core.repository.JobRepository;
import org.springframework.batch.core.step.Step;
import org.springframework.batch.core.step.builder.StepBuilder;
import org.springframework.batch.infrastructure.item.ExecutionContext;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.task.SimpleAsyncTaskExecutor;
import org.springframework.core.task.TaskExecutor;
import org.springframework.transaction.PlatformTransactionManager;

@Configuration(proxyBeanMethods = false)
class SnapshotStepConfiguration {

    private static final int SIDE_BY_SIDE = 8;

    @Bean
    Step snapshotStep(
            JobRepository jobRepository,
            Step snapshotWorker,
            SourceCatalog catalog,
            RefreshRequest request,
            HostLook hostLook,
            SourceFailures failures) {
        Partitioner partitioner = gridSize -> {
            hostLook.run();
            return partitions(catalog, request);
        };
        return new StepBuilder("snapshot", jobRepository)
                .partitioner("snapshotWorker", partitioner)
                .step(snapshotWorker)
                .taskExecutor(visitors())
                .listener(failures)
                .build();
    }

    /** A visit waits for the network more than it works. */
    private static TaskExecutor visitors() {
        SimpleAsyncTaskExecutor executor = new SimpleAsyncTaskExecutor("visit-");
        executor.setTaskDecorator(LogContext::handOver);
        executor.setConcurrencyLimit(SIDE_BY_SIDE);
        return executor;
    }

    private static Map<String, ExecutionContext> partitions(SourceCatalog catalog, RefreshRequest request) {
        Map<String, ExecutionContext> partitions = new TreeMap<>();
        for (SourceDescriptor source : catalog.sources()) {
            if (request.includes(source)) {
                ExecutionContext context = new ExecutionContext();
                context.putString(SourceFailureListener.SOURCE, source.id().value());
                partitions.put(source.id().value(), context);
            }
        }
        return partitions;
    }

    @Bean
    Step snapshotWorker(
            JobRepository jobRepository,
            PlatformTransactionManager transactionManager,
            SnapshotTasklet snapshotTasklet) {
        return new StepBuilder("snapshotWorker", jobRepository)
                .tasklet(snapshotTasklet, transactionManager)
                .listener(new LogContext())
                .listener(new SourceFailureListener())
                .build();
    }

    @Bean
    @StepScope
    SnapshotTasklet snapshotTasklet(
            @Value("#{stepExecutionContext['source']}") String source,
            SourceCatalog catalog,
            RefreshRequest request,
            DataHome home,
            Archive archive,
            Web web,
            Progress progress,
            Clock clock) {
        return new SnapshotTasklet(catalog.find(source).orElseThrow(), request, home, archive, web, progress, clock);
    }
}
