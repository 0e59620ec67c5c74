package org.corvee.jobs.normalize;

import org.corvee.jobs.stage.LogContext;
import org.corvee.jobs.stage.Progress;
import org.corvee.jobs.stage.SourceFailureListener;
import org.springframework.batch.core.configuration.annotation.StepScope;
import org.springframework.batch.core.repository.JobRepository;
import org.springframework.batch.core.step.Step;
import org.springframework.batch.core.step.builder.StepBuilder;
import org.springframework.batch.infrastructure.item.ExecutionContext;
import org.springframework.batch.infrastructure.support.transaction.ResourcelessTransactionManager;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** What normalizes one partition, in the refresh as in a worker on another machine. */
@Configuration(proxyBeanMethods = false)
public class NormalizeWorkerConfiguration {

    /** Without a transaction around it: files know none, and a part would hold a connection for as long as it takes. */
    @Bean
    Step normalizeWorker(JobRepository jobRepository, NormalizeTasklet normalizeTasklet) {
        return new StepBuilder("normalizeWorker", jobRepository)
                .tasklet(normalizeTasklet, new ResourcelessTransactionManager())
                .listener(new LogContext())
                .listener(new SourceFailureListener())
                .build();
    }

    @Bean
    @StepScope
    NormalizeTasklet normalizeTasklet(
            @Value("#{stepExecution.executionContext}") ExecutionContext context,
            OpenTables tables,
            Progress progress) {
        return new NormalizeTasklet(tables, Partition.of(context), progress);
    }
}
