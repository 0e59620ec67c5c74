package org.corvee.jobs.mart;

import java.sql.Connection;
import java.util.List;
import org.corvee.duckdb.DuckDb;
import org.corvee.home.Installation;
import org.corvee.jobs.stage.Progress;
import org.corvee.jobs.stage.RefreshState;
import org.corvee.model.Model;
import org.corvee.model.ModelCatalog;
import org.corvee.model.ModelRunner;
import org.corvee.publish.Publication;
import org.corvee.run.RunRecord;
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
    private final RefreshState state;
    private final Progress progress;

    MartTasklet(Installation installation, Publication publication, RefreshState state, Progress progress) {
        this.installation = installation;
        this.publication = publication;
        this.state = state;
        this.progress = progress;
    }

    @Override
    public RepeatStatus execute(StepContribution contribution, ChunkContext chunkContext) throws Exception {
        List<Model> models = ModelCatalog.read(installation.sql().resolve("marts"));
        try (Connection connection = DuckDb.build(publication.buildFile())) {
            ModelRunner.buildAll(connection, models, (model, rows, took) -> {
                progress.line("mart", model.table() + ": " + rows + " rows");
                state.built(new RunRecord.BuiltModel(model.table(), rows, took.toMillis()));
            });
        }
        return RepeatStatus.FINISHED;
    }
}
