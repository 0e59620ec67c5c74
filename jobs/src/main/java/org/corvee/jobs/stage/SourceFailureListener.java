package org.corvee.jobs.stage;

import org.corvee.digest.Sha256;
import org.corvee.load.Refusal;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.batch.core.ExitStatus;
import org.springframework.batch.core.listener.StepExecutionListener;
import org.springframework.batch.core.step.StepExecution;
import org.springframework.batch.infrastructure.item.ExecutionContext;

/** Remembers why a partition failed. The other sources go on, and this one keeps its last good snapshot. */
public final class SourceFailureListener implements StepExecutionListener {

    private static final Logger LOG = LoggerFactory.getLogger(SourceFailureListener.class);

    /** Set to false for an older snapshot: that it cannot be read any more is told, and is no problem of tonight. */
    private static final String NEWEST = "newest";

    private static final String SNAPSHOT = "snapshot";

    private static final String SHA256 = "sha256";

    private final RefreshState state;
    private final Progress progress;

    public SourceFailureListener(RefreshState state, Progress progress) {
        this.progress = progress;
        this.state = state;
    }

    @Override
    public ExitStatus afterStep(StepExecution stepExecution) {
        for (Throwable failure : stepExecution.getFailureExceptions()) {
            LOG.error("{} failed", stepExecution.getStepName(), failure);
            ExecutionContext context = stepExecution.getExecutionContext();
            String source = context.getString("source");
            String sha256 = context.getString(SHA256, "");
            tell(
                    source,
                    context.getString(SNAPSHOT, ""),
                    context.getString(NEWEST, "true").equals("true"),
                    Refusal.of(source, sha256.isEmpty() ? null : new Sha256(sha256), failure));
        }
        return stepExecution.getExitStatus();
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
