package org.corvee.jobs.export;

import java.nio.file.Path;
import java.sql.Connection;
import org.corvee.duckdb.DuckDb;
import org.corvee.export.ExportSpec;
import org.corvee.export.ExportWriter;
import org.corvee.home.DataHome;
import org.corvee.home.Installation;
import org.corvee.jobs.stage.Progress;
import org.springframework.batch.core.scope.context.ChunkContext;
import org.springframework.batch.core.step.StepContribution;
import org.springframework.batch.core.step.tasklet.Tasklet;
import org.springframework.batch.infrastructure.repeat.RepeatStatus;
import org.springframework.stereotype.Component;

/** Writes every export from the published file. */
@Component
public class ExportTasklet implements Tasklet {

    private final Installation installation;
    private final DataHome home;
    private final Progress progress;

    ExportTasklet(Installation installation, DataHome home, Progress progress) {
        this.installation = installation;
        this.home = home;
        this.progress = progress;
    }

    @Override
    public RepeatStatus execute(StepContribution contribution, ChunkContext chunkContext) throws Exception {
        try (Connection connection = DuckDb.readOnly(home.published())) {
            ExportWriter writer = new ExportWriter(connection);
            for (ExportSpec export : ExportSpec.readAll(installation.sql().resolve("exports"))) {
                for (Path file : writer.write(export, home.exports())) {
                    progress.line("export", home.root().relativize(file).toString());
                }
            }
        }
        return RepeatStatus.FINISHED;
    }
}
