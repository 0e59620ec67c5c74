package org.corvee.jobs.normalize;

import org.corvee.jobs.stage.SourceFailures;
import org.springframework.batch.core.partition.PartitionHandler;
import org.springframework.batch.core.repository.JobRepository;
import org.springframework.batch.core.step.Step;
import org.springframework.batch.core.step.builder.StepBuilder;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
class NormalizeStepConfiguration {

    @Bean
    Step normalizeStep(
            JobRepository jobRepository,
            NormalizePartitioner partitioner,
            PartitionHandler partitionHandler,
            SourceFailures failures) {
        return new StepBuilder("normalize", jobRepository)
                .partitioner("normalizeWorker", partitioner)
                .partitionHandler(partitionHandler)
                .listener(failures)
                .build();
    }
}
