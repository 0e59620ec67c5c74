package org.corvee.jobs.stage;

import org.corvee.problem.ProblemException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.batch.core.ExitStatus;
import org.springframework.batch.core.listener.StepExecutionListener;
import org.springframework.batch.core.step.StepExecution;

/** Remembers why a partition failed. The other sources go on, and this one keeps its last good snapshot. */
public final class SourceFailureListener implements StepExecutionListener {

    private static final Logger LOG = LoggerFactory.getLogger(SourceFailureListener.class);

    /** Set to false for an older snapshot: that it cannot be read any more is told, and is no problem of tonight. */
    private static final String NEWEST = "newest";

    private final RefreshState state;
    private final Progress progress;

    public SourceFailureListener(RefreshState state, Progress progress) {
        this.progress = progress;
        this.state = state;
    }

    @Override
    public ExitStatus afterStep(StepExecution stepExecution) {
        for (Throwable failure : stepExecution.getFailureExceptions()) {
            String source = stepExecution.getExecutionContext().getString("source");
            Throwable cause = ProblemException.under(failure);
            LOG.error("{} failed", stepExecution.getStepName(), failure);
            String message = cause.getMessage() == null ? cause.toString() : cause.getMessage();
            if (stepExecution.getExecutionContext().getString(NEWEST, "true").equals("true")) {
                state.problem(source, message);
            } else {
                progress.line(
                        "normalize",
                        source + ": the snapshot "
                                + stepExecution.getExecutionContext().getString("snapshot")
                                + " cannot be read any more and does not count for first_seen: " + message);
            }
        }
        return stepExecution.getExitStatus();
    }
}
