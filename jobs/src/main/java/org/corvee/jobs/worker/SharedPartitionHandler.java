package org.corvee.jobs.worker;

import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import javax.sql.DataSource;
import org.corvee.jobs.database.TaskDatabase;
import org.corvee.jobs.normalize.OpenTables;
import org.corvee.jobs.stage.Progress;
import org.corvee.problem.Causes;
import org.corvee.run.RunStore;
import org.springframework.batch.core.partition.PartitionHandler;
import org.springframework.batch.core.partition.StepExecutionSplitter;
import org.springframework.batch.core.repository.JobRepository;
import org.springframework.batch.core.step.Step;
import org.springframework.batch.core.step.StepExecution;

/**
 * Shares the partitions of a step out to all processes that look into the same database, and waits until all are done. The
 * refresh takes some itself, so that it never waits for a worker that is not there.
 */
public final class SharedPartitionHandler implements PartitionHandler {

    private static final Duration LOOK = Duration.ofMillis(200);
    private static final Duration PATIENCE = Duration.ofMinutes(5);
    private static final Duration TELL = Duration.ofSeconds(10);

    private final DataSource dataSource;
    private final JobRepository repository;
    private final Step step;
    private final OpenTables tables;
    private final RunStore runs;
    private final Progress progress;

    /** @param step that does a partition */
    public SharedPartitionHandler(
            DataSource dataSource,
            JobRepository repository,
            Step step,
            OpenTables tables,
            RunStore runs,
            Progress progress) {
        this.dataSource = dataSource;
        this.repository = repository;
        this.step = step;
        this.tables = tables;
        this.runs = runs;
        this.progress = progress;
    }

    @Override
    public Collection<StepExecution> handle(StepExecutionSplitter splitter, StepExecution stage) throws Exception {
        Collection<StepExecution> partitions = splitter.split(stage, 1);
        if (partitions.isEmpty()) {
            return partitions;
        }
        long job = stage.getJobExecutionId();
        TaskDatabase.createPartitions(dataSource);
        try (PartitionTasks tasks = new PartitionTasks(dataSource, repository, step, tables, runs, job, line -> {})) {
            tasks.start();
            for (Collection<StepExecution> left = partitions; !left.isEmpty(); left = look(left)) {
                // What is unfinished and no longer shared was lost with a database that went away: it is shared again.
                tasks.share(left);
                waitFor(tasks, job, stage.getStepName(), partitions.size());
            }
        }
        tell(stage.getStepName(), partitions);
        return partitions;
    }

    /** The step executions say how the partitions ended before their tasks go, and never after. */
    private void waitFor(PartitionTasks tasks, long job, String stage, int all) throws InterruptedException {
        Instant told = Instant.now();
        for (List<String> left = left(tasks, job); !left.isEmpty(); left = left(tasks, job)) {
            if (Instant.now().isAfter(told.plus(TELL))) {
                told = Instant.now();
                List<String> held =
                        left.stream().filter(holder -> !holder.isEmpty()).toList();
                progress.line(
                        stage,
                        (all - left.size()) + " of " + all + " parts are done"
                                + (held.isEmpty() ? "" : "; at work: " + counts(held)));
            }
            Thread.sleep(LOOK.toMillis());
            tasks.look();
        }
    }

    private List<String> left(PartitionTasks tasks, long job) throws InterruptedException {
        return patiently(() -> tasks.left(job));
    }

    private List<StepExecution> look(Collection<StepExecution> partitions) throws InterruptedException {
        return patiently(() -> unfinished(partitions));
    }

    /** A server that is started anew is away for a moment; the workers wait for it, and so does the refresh. */
    private <T> T patiently(Supplier<T> question) throws InterruptedException {
        Instant end = Instant.now().plus(PATIENCE);
        boolean told = false;
        while (true) {
            try {
                return question.get();
            } catch (RuntimeException e) {
                boolean isOfTheDatabase = Causes.of(e).stream().anyMatch(SQLException.class::isInstance);
                if (!isOfTheDatabase || Instant.now().isAfter(end)) {
                    throw e;
                }
                if (!told) {
                    progress.line("normalize", "waits for the database of jobs_url");
                    told = true;
                }
                Thread.sleep(Duration.ofSeconds(1).toMillis());
            }
        }
    }

    /** Reads back what other processes have written, and returns what none has finished. */
    private List<StepExecution> unfinished(Collection<StepExecution> partitions) {
        List<StepExecution> unfinished = new ArrayList<>();
        for (StepExecution partition : partitions) {
            StepExecution found = repository.getStepExecution(partition.getId());
            if (found == null) {
                throw new IllegalStateException("the job repository has lost " + partition);
            }
            if (found.getStatus().isRunning()) {
                unfinished.add(partition);
            } else {
                copy(found, partition);
            }
        }
        return unfinished;
    }

    private static void copy(StepExecution found, StepExecution partition) {
        partition.setStatus(found.getStatus());
        partition.setExitStatus(found.getExitStatus());
        if (found.getStartTime() != null) {
            partition.setStartTime(found.getStartTime());
        }
        if (found.getEndTime() != null) {
            partition.setEndTime(found.getEndTime());
        }
        partition.setReadCount(found.getReadCount());
        partition.setWriteCount(found.getWriteCount());
        partition.setFilterCount(found.getFilterCount());
        partition.setExecutionContext(found.getExecutionContext());
    }

    private void tell(String stage, Collection<StepExecution> partitions) {
        List<String> workers = partitions.stream()
                .map(partition -> partition.getExecutionContext().getString(PartitionTasks.WORKER, "nobody"))
                .toList();
        progress.line(stage, partitions.size() + " parts: " + counts(workers));
    }

    private static String counts(List<String> workers) {
        Map<String, Long> counts =
                workers.stream().collect(Collectors.groupingBy(name -> name, TreeMap::new, Collectors.counting()));
        return counts.entrySet().stream()
                .map(count -> count.getValue() + " by " + count.getKey())
                .collect(Collectors.joining(", "));
    }
}
