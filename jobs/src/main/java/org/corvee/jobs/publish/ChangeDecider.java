package org.corvee.jobs.publish;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;
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

    /** The file that names the run whose exports lie in the folder, and below it those exports. */
    public static Path exportsOf(DataHome home) {
        return home.exports().resolve("run.txt");
    }

    private boolean exportsAreOf(String run) throws IOException {
        Path marker = exportsOf(home);
        if (!Files.exists(marker)) {
            return false;
        }
        List<String> lines = Files.readAllLines(marker);
        return !lines.isEmpty()
                && lines.get(0).equals(run)
                && lines.stream()
                        .skip(1)
                        .allMatch(name -> Files.exists(home.exports().resolve(name)));
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
            String run = publication.publishedRun("run_id").orElse("");
            return new FlowExecutionStatus(exportsAreOf(run) ? UNCHANGED : EXPORTS_MISSING);
        } catch (SQLException e) {
            // A published file that cannot be read is replaced by a new one.
            LoggerFactory.getLogger(ChangeDecider.class).warn("cannot read the published file", e);
            return new FlowExecutionStatus(CHANGED);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
