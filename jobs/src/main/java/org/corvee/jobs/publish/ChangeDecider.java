package org.corvee.jobs.publish;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import org.corvee.home.DataHome;
import org.corvee.publish.Publication;
import org.jspecify.annotations.Nullable;
import org.slf4j.LoggerFactory;
import org.springframework.batch.core.job.JobExecution;
import org.springframework.batch.core.job.flow.FlowExecutionStatus;
import org.springframework.batch.core.job.flow.JobExecutionDecider;
import org.springframework.batch.core.step.StepExecution;
import org.springframework.stereotype.Component;

/** Decides by content whether there is anything to build, and whether the exports are those of the published file. */
@Component
public class ChangeDecider implements JobExecutionDecider {

    public static final String CHANGED = "CHANGED";
    public static final String UNCHANGED = "UNCHANGED";
    public static final String EXPORTS_MISSING = "EXPORTS_MISSING";

    private final Publication publication;
    private final Inputs inputs;
    private final DataHome home;

    ChangeDecider(Publication publication, Inputs inputs, DataHome home) {
        this.publication = publication;
        this.inputs = inputs;
        this.home = home;
    }

    /** The file that names the run whose exports lie in the folder. */
    public static Path exportsOf(DataHome home) {
        return home.exports().resolve("run.txt");
    }

    @Override
    public FlowExecutionStatus decide(JobExecution jobExecution, @Nullable StepExecution stepExecution) {
        try {
            String inputsNow = inputs.atStart().hex();
            if (!publication
                    .publishedRun("inputs_sha256")
                    .filter(inputsNow::equals)
                    .isPresent()) {
                return new FlowExecutionStatus(CHANGED);
            }
            Path marker = exportsOf(home);
            String exported = Files.exists(marker) ? Files.readString(marker).strip() : "";
            boolean same =
                    publication.publishedRun("run_id").filter(exported::equals).isPresent();
            return new FlowExecutionStatus(same ? UNCHANGED : EXPORTS_MISSING);
        } catch (SQLException e) {
            // A published file that cannot be read is replaced by a new one.
            LoggerFactory.getLogger(ChangeDecider.class).warn("cannot read the published file", e);
            return new FlowExecutionStatus(CHANGED);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
