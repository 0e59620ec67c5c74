package org.corvee.jobs.publish;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.sql.SQLException;
import org.corvee.digest.Sha256;
import org.corvee.publish.Publication;
import org.jspecify.annotations.Nullable;
import org.slf4j.LoggerFactory;
import org.springframework.batch.core.job.JobExecution;
import org.springframework.batch.core.job.flow.FlowExecutionStatus;
import org.springframework.batch.core.job.flow.JobExecutionDecider;
import org.springframework.batch.core.step.StepExecution;
import org.springframework.stereotype.Component;

/** Decides by content whether there is anything to build. */
@Component
public class ChangeDecider implements JobExecutionDecider {

    public static final String CHANGED = "CHANGED";
    public static final String UNCHANGED = "UNCHANGED";

    private final Publication publication;
    private final Inputs inputs;

    ChangeDecider(Publication publication, Inputs inputs) {
        this.publication = publication;
        this.inputs = inputs;
    }

    @Override
    public FlowExecutionStatus decide(JobExecution jobExecution, @Nullable StepExecution stepExecution) {
        try {
            boolean same = publication
                    .publishedInputs()
                    .filter(digest -> digest.equals(current()))
                    .isPresent();
            return new FlowExecutionStatus(same ? UNCHANGED : CHANGED);
        } catch (SQLException e) {
            // A published file that cannot be read is replaced by a new one.
            LoggerFactory.getLogger(ChangeDecider.class).warn("cannot read the published file", e);
            return new FlowExecutionStatus(CHANGED);
        }
    }

    private Sha256 current() {
        try {
            return inputs.digest();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
