package org.corvee.jobs.stage;

import org.corvee.load.Refusal;
import org.springframework.batch.core.BatchStatus;
import org.springframework.batch.core.ExitStatus;
import org.springframework.batch.core.listener.StepExecutionListener;
import org.springframework.batch.core.step.StepExecution;
import org.springframework.batch.infrastructure.item.ExecutionContext;

/**
 * Remembers why partitions failed, whichever machine ran them. The other sources go on, and these keep their last good
 * snapshot.
 */
public final class SourceFailures implements StepExecutionListener {

    private final RefreshState state;
    private final Progress progress;

    public SourceFailures(RefreshState state, Progress progress) {
        this.progress = progress;
        this.state = state;
    }

    @Override
    public ExitStatus afterStep(StepExecution stage) {
        String ofPartition = stage.getStepName() + "Worker:";
        for (StepExecution partition : stage.getJobExecution().getStepExecutions()) {
            ExecutionContext context = partition.getExecutionContext();
            // One that failed and was run again to a good end has the refusal of its first run still beside it.
            if (partition.getStepName().startsWith(ofPartition)
                    && partition.getStatus() != BatchStatus.COMPLETED
                    && context.containsKey(SourceFailureListener.REFUSAL)) {
                tell(
                        context.getString(SourceFailureListener.SOURCE),
                        context.getString(SourceFailureListener.SNAPSHOT, ""),
                        context.getString(SourceFailureListener.NEWEST, "true").equals("true"),
                        SourceFailureListener.JSON.readValue(
                                context.getString(SourceFailureListener.REFUSAL), Refusal.class));
            }
        }
        return stage.getExitStatus();
    }

    /**
     * Remembers, or tells, what went wrong with a source.
     *
     * @param snapshot the folder of the snapshot, where it is an older one
     * @param newest false for an older snapshot
     */
    public void tell(String source, String snapshot, boolean newest, Refusal refusal) {
        if (newest) {
            state.problem(source, refusal);
        } else {
            progress.line(
                    "normalize",
                    source + ": the snapshot " + snapshot
                            + " cannot be read any more and does not count for first_seen: " + refusal.text());
        }
    }
}
