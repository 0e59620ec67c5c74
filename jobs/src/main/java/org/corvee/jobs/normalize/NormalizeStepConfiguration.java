package org.corvee.jobs.normalize;

import org.corvee.jobs.stage.LogContext;
import org.corvee.jobs.stage.Progress;
import org.corvee.jobs.stage.RefreshState;
import org.corvee.jobs.stage.SourceFailureListener;
import org.springframework.batch.core.configuration.annotation.StepScope;
import org.springframework.batch.core.repository.JobRepository;
import org.springframework.batch.core.step.Step;
import org.springframework.batch.core.step.builder.StepBuilder;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.task.TaskExecutor;
import org.springframework.transaction.PlatformTransactionManager;

@Configuration(proxyBeanMethods = false)
class NormalizeStepConfiguration {

    @Bean
    Step normalizeStep(
            JobRepository jobRepository,
            Step normalizeWorker,
            NormalizePartitioner partitioner,
            TaskExecutor partitionExecutor) {
        return new StepBuilder("normalize", jobRepository)
                .partitioner("normalizeWorker", partitioner)
                .step(normalizeWorker)
                .taskExecutor(partitionExecutor)
                .build();
    }

    @Bean
    Step normalizeWorker(
            JobRepository jobRepository,
            PlatformTransactionManager transactionManager,
            NormalizeTasklet normalizeTasklet,
            RefreshState state,
            Progress progress) {
        return new StepBuilder("normalizeWorker", jobRepository)
                .tasklet(normalizeTasklet, transactionManager)
                .listener(new LogContext())
                .listener(new SourceFailureListener(state, progress))
                .build();
    }

    @Bean
    @StepScope
    NormalizeTasklet normalizeTasklet(
            @Value("#{stepExecutionContext['table']}") int table,
            @Value("#{stepExecutionContext['part']}") int part,
            NormalizePlan plan,
            Progress progress) {
        return new NormalizeTasklet(plan.table(table), part, progress);
    }
}
