package org.corvee.jobs.worker;

import com.github.kagkarlsson.scheduler.ScheduledExecution;
import com.github.kagkarlsson.scheduler.Scheduler;
import com.github.kagkarlsson.scheduler.SchedulerName;
import com.github.kagkarlsson.scheduler.task.CompletionHandler;
import com.github.kagkarlsson.scheduler.task.CompletionHandler.OnCompleteRemove;
import com.github.kagkarlsson.scheduler.task.FailureHandler.OnFailureRetryLater;
import com.github.kagkarlsson.scheduler.task.TaskInstance;
import com.github.kagkarlsson.scheduler.task.helper.CustomTask;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import javax.sql.DataSource;
import org.corvee.jobs.database.TaskDatabase;
import org.corvee.jobs.normalize.OpenTables;
import org.corvee.problem.ProblemException;
import org.corvee.run.RunStore;
import org.jspecify.annotations.Nullable;
import org.springframework.batch.core.BatchStatus;
import org.springframework.batch.core.job.JobExecution;
import org.springframework.batch.core.job.JobInterruptedException;
import org.springframework.batch.core.repository.JobRepository;
import org.springframework.batch.core.step.Step;
import org.springframework.batch.core.step.StepExecution;
import org.springframework.dao.OptimisticLockingFailureException;

/**
 * The partitions that wait to be done, one row each, and the threads of this process that do some of them. db-scheduler sees
 * to it that one process has a row at a time, and that the row of a process that no longer gives a sign of life is free
 * again; Spring Batch's step execution says what there is to do and what became of it.
 */
final class PartitionTasks implements AutoCloseable {

    /** How often a process gives a sign of life, in milliseconds; when four are missing it is taken for dead. */
    private static final String HEARTBEAT = "corvee.heartbeat";

    private static final int HEARTBEAT_MILLIS = 15_000;
    private static final int MISSED_HEARTBEATS = 4;

    /** In the context of a partition: the process that did it. */
    static final String WORKER = "worker";

    private static final String TASK = "partition";
    private static final Duration POLL = Duration.ofSeconds(1);
    /**
     * A part that is interrupted would count as stopped, and with it the run. Who cannot wait kills the process; then its
     * heartbeats stop, and another takes the part.
     */
    private static final Duration LONGEST_STOP = Duration.ofDays(1);

    private static final Duration RETRY = Duration.ofSeconds(5);

    /** How long a process that cannot do what there is leaves it to others before it looks again. */
    private static final Duration STANDS_BACK = Duration.ofSeconds(10);

    private final JobRepository repository;
    private final Step step;
    private final OpenTables tables;
    private final RunStore runs;
    private final String name;
    private final Consumer<String> told;
    private final CustomTask<Void> task;
    private final Scheduler scheduler;

    private long run;
    private long runWithObstacle;
    private @Nullable Instant standsBackUntil;

    /**
     * Takes nothing yet.
     *
     * @param step that does a partition
     * @param run the job execution that the tables are open for; 0 for none
     * @param told is told what this process takes and what becomes of it
     */
    PartitionTasks(
            DataSource dataSource,
            JobRepository repository,
            Step step,
            OpenTables tables,
            RunStore runs,
            long run,
            Consumer<String> told) {
        this.repository = repository;
        this.step = step;
        this.tables = tables;
        this.runs = runs;
        this.run = run;
        this.told = told;
        this.name = name();
        this.task = Tasks.custom(TASK, Void.class)
                .onFailure(new OnFailureRetryLater<>(RETRY))
                .onDeadExecutionRevive()
                .execute((instance, context) -> take(instance));
        this.scheduler = Scheduler.create(dataSource, task)
                .tableName(TaskDatabase.PARTITIONS)
                .schedulerName(new SchedulerName.Fixed(name))
                .threads(Runtime.getRuntime().availableProcessors())
                .pollingInterval(POLL)
                .heartbeatInterval(Duration.ofMillis(Integer.getInteger(HEARTBEAT, HEARTBEAT_MILLIS)))
                .missedHeartbeatsLimit(MISSED_HEARTBEATS)
                .shutdownMaxWait(LONGEST_STOP)
                .build();
    }

    /** This process, for other machines. */
    static String name() {
        return new SchedulerName.Hostname().getName() + ":"
                + ProcessHandle.current().pid();
    }

    void start() {
        scheduler.start();
    }

    /** Lets every process have these partitions. One that is there already stays as it is. */
    void share(Collection<StepExecution> partitions) {
        Instant now = Instant.now();
        for (StepExecution partition : partitions) {
            scheduler.scheduleIfNotExists(task.instance(partition.getJobExecutionId() + ":" + partition.getId()), now);
        }
        scheduler.triggerCheckForDueExecutions();
    }

    /** For each partition of a run that is not yet done: the process that has it, or an empty text. */
    List<String> left(long job) {
        return scheduler.getScheduledExecutionsForTask(TASK, Void.class).stream()
                .filter(waiting -> waiting.getTaskInstance().getId().startsWith(job + ":"))
                .map(PartitionTasks::holder)
                .toList();
    }

    private static String holder(ScheduledExecution<Void> waiting) {
        String holder = waiting.getPickedBy();
        return waiting.isPicked() && holder != null ? holder : "";
    }

    /** Takes partitions again when this process has stood back long enough. To be called every now and then. */
    synchronized void look() {
        if (standsBackUntil != null && Instant.now().isAfter(standsBackUntil)) {
            standsBackUntil = null;
            tables.forget();
            scheduler.resume();
        }
    }

    /** Takes no more, and waits for what is at work; what does not end in time is another's later. */
    @Override
    public void close() {
        scheduler.stop();
    }

    private CompletionHandler<Void> take(TaskInstance<Void> instance) {
        if (standsBack()) {
            return giveBack();
        }
        String id = instance.getId();
        StepExecution partition = repository.getStepExecution(Long.parseLong(id.substring(id.indexOf(':') + 1)));
        if (partition == null
                || !partition.getStatus().isRunning()
                || !partition.getJobExecution().isRunning()) {
            // Of a run that was killed and recovered, or done by a process that died before it could say so here.
            return new OnCompleteRemove<>();
        }
        Optional<String> obstacle = obstacle(partition);
        if (obstacle.isPresent()) {
            standBack(partition.getJobExecutionId(), obstacle.get());
            return giveBack();
        }
        work(partition);
        return new OnCompleteRemove<>();
    }

    private static CompletionHandler<Void> giveBack() {
        return (complete, operations) -> operations.reschedule(complete, Instant.now());
    }

    private synchronized boolean standsBack() {
        return standsBackUntil != null;
    }

    private synchronized void standBack(long job, String obstacle) {
        scheduler.pause();
        standsBackUntil = Instant.now().plus(STANDS_BACK);
        if (runWithObstacle != job) {
            runWithObstacle = job;
            told.accept("leaves the parts of this run to others: " + obstacle);
        }
    }

    private Optional<String> obstacle(StepExecution partition) {
        JobExecution job = partition.getJobExecution();
        String runId = String.valueOf(job.getJobParameters().getString("run_id"));
        if (!runs.knows(runId)) {
            return Optional.of("run " + runId + " is not in this data home; all machines must share one");
        }
        synchronized (this) {
            if (run != job.getId()) {
                run = job.getId();
                tables.forget();
            }
        }
        try {
            return tables.obstacle(partition.getExecutionContext());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void work(StepExecution partition) {
        String part = partition.getStepName().substring(step.getName().length() + 1);
        told.accept((partition.getStartTime() == null ? "takes " : "takes over ") + part);
        partition.setReadCount(0);
        partition.setWriteCount(0);
        partition.setFilterCount(0);
        partition.getExecutionContext().putString(WORKER, name);
        try {
            step.execute(partition);
        } catch (OptimisticLockingFailureException e) {
            partition.setStatus(BatchStatus.UNKNOWN);
            partition.addFailureException(e);
        } catch (JobInterruptedException e) {
            throw new IllegalStateException("the refresh was told to stop", e);
        }
        if (partition.getStatus() == BatchStatus.COMPLETED) {
            told.accept("finished " + part + ": " + partition.getReadCount() + " records, " + partition.getFilterCount()
                    + " rejected");
        } else if (partition.getStatus() == BatchStatus.FAILED) {
            Throwable failure =
                    ProblemException.under(partition.getFailureExceptions().get(0));
            told.accept("failed " + part + ": " + failure.getMessage());
        } else if (isLost(partition)) {
            told.accept("lost " + part + ": another process took it over");
        } else {
            told.accept("cannot save what became of " + part + "; it is taken again");
            throw new IllegalStateException("cannot save " + part);
        }
    }

    /** Whether its state could not be saved since another process has saved it meanwhile. */
    private static boolean isLost(StepExecution partition) {
        return partition.getFailureExceptions().stream().anyMatch(OptimisticLockingFailureException.class::isInstance);
    }
}
