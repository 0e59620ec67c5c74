package org.corvee.jobs.stage;

import org.corvee.digest.Sha256;
import org.corvee.load.Refusal;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.batch.core.ExitStatus;
import org.springframework.batch.core.listener.StepExecutionListener;
import org.springframework.batch.core.step.StepExecution;
import org.springframework.batch.infrastructure.item.ExecutionContext;
import tools.jackson.databind.json.JsonMapper;

/**
 * Writes beside a partition why it failed, for {@link SourceFailures} to read: the process that runs it may be another one
 * than that which keeps the record of the run.
 */
public final class SourceFailureListener implements StepExecutionListener {

    /** The keys of a partition: the id of its source, and what is known of its snapshot. */
    public static final String SOURCE = "source";

    public static final String SNAPSHOT = "snapshot";

    public static final String SHA256 = "sha256";

    /** Set to false for an older snapshot: that it cannot be read any more is told, and is no problem of tonight. */
    public static final String NEWEST = "newest";

    static final String REFUSAL = "refusal";

    static final JsonMapper JSON = JsonMapper.builder().build();

    private static final Logger LOG = LoggerFactory.getLogger(SourceFailureListener.class);

    @Override
    public ExitStatus afterStep(StepExecution stepExecution) {
        ExecutionContext context = stepExecution.getExecutionContext();
        for (Throwable failure : stepExecution.getFailureExceptions()) {
            LOG.error("{} failed", stepExecution.getStepName(), failure);
        }
        stepExecution.getFailureExceptions().stream().findFirst().ifPresent(failure -> {
            String sha256 = context.getString(SHA256, "");
            Refusal refusal =
                    Refusal.of(context.getString(SOURCE), sha256.isEmpty() ? null : new Sha256(sha256), failure);
            context.putString(REFUSAL, JSON.writeValueAsString(refusal));
        });
        return stepExecution.getExitStatus();
    }
}
