package org.corvee.jobs.refresh;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.corvee.run.RunRecord;
import org.jspecify.annotations.Nullable;
import org.springframework.batch.core.BatchStatus;
import org.springframework.batch.core.job.JobExecution;
import org.springframework.batch.core.step.StepExecution;

/** The stages of a run, out of the steps that Spring Batch remembers; partitions are added up in their stage. */
final class RunStages {

    /** What the name of a partition has after that of its step. */
    private static final String OF_PARTITION = "Worker:";

    private RunStages() {}

    /**
     * The stages in the order of their start.
     *
     * @param startedAt when the job began; the steps are told relative to it, whatever clock it goes by
     */
    static List<RunRecord.Stage> of(JobExecution execution, Instant startedAt) {
        Map<String, RunRecord.Stage> stages = new LinkedHashMap<>();
        List<StepExecution> partitions = new ArrayList<>();
        for (StepExecution step : execution.getStepExecutions()) {
            if (step.getStepName().contains(OF_PARTITION)) {
                partitions.add(step);
            } else {
                stages.put(
                        step.getStepName(),
                        new RunRecord.Stage(
                                step.getStepName(),
                                at(step.getStartTime(), execution, startedAt),
                                at(step.getEndTime(), execution, startedAt),
                                step.getStatus() != BatchStatus.COMPLETED,
                                null));
            }
        }
        for (StepExecution partition : partitions) {
            String name = partition.getStepName();
            stages.computeIfPresent(
                    name.substring(0, name.indexOf(OF_PARTITION)), (stage, known) -> with(known, partition));
        }
        return List.copyOf(stages.values());
    }

    private static RunRecord.Stage with(RunRecord.Stage stage, StepExecution partition) {
        boolean failed = stage.failed() || partition.getStatus() != BatchStatus.COMPLETED;
        RunRecord.Rows rows =
                new RunRecord.Rows(partition.getReadCount(), partition.getWriteCount(), partition.getFilterCount());
        RunRecord.Rows sum = stage.rows() == null ? rows : stage.rows().plus(rows);
        return new RunRecord.Stage(
                stage.name(), stage.startedAt(), stage.finishedAt(), failed, sum.records() == 0 ? null : sum);
    }

    private static Instant at(@Nullable LocalDateTime time, JobExecution execution, Instant startedAt) {
        LocalDateTime start = Objects.requireNonNull(execution.getStartTime(), "a job that ran has started");
        return time == null ? startedAt : startedAt.plus(Duration.between(start, time));
    }
}
