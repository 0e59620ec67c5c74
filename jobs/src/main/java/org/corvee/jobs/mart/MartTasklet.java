package org.corvee.jobs.mart;

import java.sql.Connection;
import java.util.List;
import org.corvee.duckdb.DuckDb;
import org.corvee.home.Installation;
import org.corvee.jobs.stage.Progress;
import org.corvee.model.Model;
import org.corvee.model.ModelCatalog;
import org.corvee.model.ModelRunner;
import org.corvee.publish.Publication;
import org.springframework.batch.core.scope.context.ChunkContext;
import org.springframework.batch.core.step.StepContribution;
import org.springframework.batch.core.step.tasklet.Tasklet;
import org.springframework.batch.infrastructure.repeat.RepeatStatus;
import org.springframework.stereotype.Component;

/** Builds schema {@code mart} in the order that the SQL itself gives. */
@Component
public class MartTasklet implements Tasklet {

    private final Installation installation;
    private final Publication publication;
    private final Progress progress;

    MartTasklet(Installation installation, Publication publication, Progress progress) {
        this.installation = installation;
        this.publication = publication;
        this.progress = progress;
    }

    @Override
    public RepeatStatus execute(StepContribution contribution, ChunkContext chunkContext) throws Exception {
        List<Model> models = ModelCatalog.read(installation.sql().resolve("marts"));
        try (Connection connection = DuckDb.build(publication.buildFile())) {
            ModelRunner.buildAll(
                    connection, models, (model, rows) -> progress.line("mart", model.table() + ": " + rows + " rows"));
        }
        return RepeatStatus.FINISHED;
    }
}
