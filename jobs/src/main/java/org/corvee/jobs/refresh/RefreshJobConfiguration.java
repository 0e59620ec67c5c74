package org.corvee.jobs.refresh;

import java.time.Clock;
import java.util.List;
import javax.sql.DataSource;
import org.corvee.home.DataHome;
import org.corvee.jobs.check.CheckTasklet;
import org.corvee.jobs.export.ExportTasklet;
import org.corvee.jobs.load.LoadTasklet;
import org.corvee.jobs.mart.MartTasklet;
import org.corvee.jobs.normalize.CommitTasklet;
import org.corvee.jobs.normalize.OpenTables;
import org.corvee.jobs.publish.ChangeDecider;
import org.corvee.jobs.publish.PublishTasklet;
import org.corvee.jobs.settings.Settings;
import org.corvee.jobs.stage.LogContext;
import org.corvee.jobs.stage.Progress;
import org.corvee.jobs.stage.RefreshState;
import org.corvee.jobs.stage.SourceFailures;
import org.corvee.jobs.worker.SharedPartitionHandler;
import org.corvee.normalized.NormalizedStore;
import org.corvee.publish.Publication;
import org.corvee.run.RunStore;
import org.corvee.snapshot.SnapshotStore;
import org.corvee.source.SourceCatalog;
import org.corvee.visit.Archive;
import org.springframework.batch.core.job.Job;
import org.springframework.batch.core.job.builder.JobBuilder;
import org.springframework.batch.core.partition.PartitionHandler;
import org.springframework.batch.core.partition.support.TaskExecutorPartitionHandler;
import org.springframework.batch.core.repository.JobRepository;
import org.springframework.batch.core.step.Step;
import org.springframework.batch.core.step.builder.StepBuilder;
import org.springframework.batch.core.step.tasklet.Tasklet;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.task.SimpleAsyncTaskExecutor;
import org.springframework.core.task.TaskExecutor;
import org.springframework.transaction.PlatformTransactionManager;

/** The nightly job: snapshot, normalize, load, mart, check, publish, export. */
@Configuration(proxyBeanMethods = false)
class RefreshJobConfiguration {

    static final String JOB = "refresh";

    /** The stages that are not one for each source. */
    static final List<String> STAGES = List.of("commit", "load", "mart", "check", "publish", "export");

    @Bean
    Job refreshJob(
            JobRepository jobRepository,
            PlatformTransactionManager transactions,
            Step snapshotStep,
            Step normalizeStep,
            CommitTasklet commitTasklet,
            ChangeDecider changeDecider,
            LoadTasklet loadTasklet,
            MartTasklet martTasklet,
            CheckTasklet checkTasklet,
            PublishTasklet publishTasklet,
            ExportTasklet exportTasklet) {
        Step commit = step("commit", commitTasklet, jobRepository, transactions);
        Step load = step("load", loadTasklet, jobRepository, transactions);
        Step mart = step("mart", martTasklet, jobRepository, transactions);
        Step check = step("check", checkTasklet, jobRepository, transactions);
        Step publish = step("publish", publishTasklet, jobRepository, transactions);
        Step export = step("export", exportTasklet, jobRepository, transactions);
        // A failed source fails its partition, so that the history tells it; the other sources go on all the same.
        return new JobBuilder(JOB, jobRepository)
                .start(snapshotStep)
                .on("*")
                .to(normalizeStep)
                .on("*")
                .to(commit)
                .on("*")
                .to(changeDecider)
                .on(ChangeDecider.UNCHANGED)
                .end(ChangeDecider.UNCHANGED)
                .from(changeDecider)
                .on(ChangeDecider.CHANGED)
                .to(load)
                .next(mart)
                .next(check)
                .next(publish)
                .next(export)
                .from(changeDecider)
                .on(ChangeDecider.EXPORTS_MISSING)
                .to(export)
                .end()
                .build();
    }

    private static Step step(
            String name, Tasklet tasklet, JobRepository jobRepository, PlatformTransactionManager transactions) {
        return new StepBuilder(name, jobRepository)
                .tasklet(tasklet, transactions)
                .build();
    }

    @Bean
    TaskExecutor partitionExecutor() {
        SimpleAsyncTaskExecutor executor = new SimpleAsyncTaskExecutor("source-");
        executor.setTaskDecorator(LogContext::handOver);
        executor.setConcurrencyLimit(Runtime.getRuntime().availableProcessors());
        return executor;
    }

    @Bean
    PartitionHandler partitionHandler(
            Settings settings,
            Step normalizeWorker,
            TaskExecutor partitionExecutor,
            DataSource dataSource,
            JobRepository jobRepository,
            OpenTables tables,
            DataHome home,
            Progress progress) {
        if (settings.sharesJobs()) {
            return new SharedPartitionHandler(
                    dataSource, jobRepository, normalizeWorker, tables, new RunStore(home.runs()), progress);
        }
        TaskExecutorPartitionHandler alone = new TaskExecutorPartitionHandler();
        alone.setStep(normalizeWorker);
        alone.setTaskExecutor(partitionExecutor);
        return alone;
    }

    @Bean
    OpenTables openTables(SourceCatalog catalog, SnapshotStore snapshots, NormalizedStore normalized) {
        return new OpenTables(() -> catalog, snapshots, normalized);
    }

    @Bean
    RefreshState refreshState() {
        return new RefreshState();
    }

    @Bean
    SourceFailures sourceFailures(RefreshState state, Progress progress) {
        return new SourceFailures(state, progress);
    }

    @Bean
    Archive archive(DataHome home, Clock clock) {
        return Archive.of(home, clock);
    }

    @Bean
    SnapshotStore snapshotStore(Archive archive) {
        return archive.snapshots();
    }

    @Bean
    NormalizedStore normalizedStore(DataHome home) {
        return new NormalizedStore(home.normalized());
    }

    @Bean
    Publication publication(DataHome home) {
        return new Publication(home);
    }
}
