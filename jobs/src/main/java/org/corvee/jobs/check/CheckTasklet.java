package org.corvee.jobs.check;

import java.sql.Connection;
import org.corvee.duckdb.DuckDb;
import org.corvee.home.Installation;
import org.corvee.jobs.stage.Progress;
import org.corvee.model.CheckRunner;
import org.corvee.model.ModelCatalog;
import org.corvee.publish.Publication;
import org.springframework.batch.core.scope.context.ChunkContext;
import org.springframework.batch.core.step.StepContribution;
import org.springframework.batch.core.step.tasklet.Tasklet;
import org.springframework.batch.infrastructure.repeat.RepeatStatus;
import org.springframework.stereotype.Component;

/** Runs every check; one violation keeps the warehouse from being published. */
@Component
public class CheckTasklet implements Tasklet {

    private final Installation installation;
    private final Publication publication;
    private final Progress progress;

    CheckTasklet(Installation installation, Publication publication, Progress progress) {
        this.installation = installation;
        this.publication = publication;
        this.progress = progress;
    }

    @Override
    public RepeatStatus execute(StepContribution contribution, ChunkContext chunkContext) throws Exception {
        try (Connection connection = DuckDb.build(publication.buildFile())) {
            int checks = CheckRunner.require(
                    connection,
                    ModelCatalog.read(installation.sql().resolve("marts")),
                    installation.sql().resolve("checks"));
            progress.line("check", checks + " checks hold");
        }
        return RepeatStatus.FINISHED;
    }
}
