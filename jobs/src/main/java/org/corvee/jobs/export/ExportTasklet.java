package org.corvee.jobs.export;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.util.ArrayList;
import java.util.List;
import org.corvee.duckdb.DuckDb;
import org.corvee.export.ExportSpec;
import org.corvee.export.ExportWriter;
import org.corvee.home.DataHome;
import org.corvee.home.Installation;
import org.corvee.jobs.publish.ChangeDecider;
import org.corvee.jobs.stage.Progress;
import org.corvee.publish.Publication;
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
    private final Publication publication;
    private final Progress progress;

    ExportTasklet(Installation installation, DataHome home, Publication publication, Progress progress) {
        this.installation = installation;
        this.home = home;
        this.publication = publication;
        this.progress = progress;
    }

    @Override
    public RepeatStatus execute(StepContribution contribution, ChunkContext chunkContext) throws Exception {
        removeFormer();
        List<String> written = new ArrayList<>();
        try (Connection connection = DuckDb.readOnly(home.published())) {
            ExportWriter writer = new ExportWriter(connection);
            for (ExportSpec export : ExportSpec.readAll(installation.sql().resolve("exports"))) {
                List<Path> files = writer.write(export, home.exports());
                files.forEach(file -> written.add(file.getFileName().toString()));
                progress.line(
                        "export",
                        home.root().relativize(home.exports().resolve(export.name())) + ": " + files.size() + " files");
            }
        }
        written.add(0, publication.publishedRun("run_id").orElseThrow());
        Files.write(ChangeDecider.exportsOf(home), written);
        return RepeatStatus.FINISHED;
    }

    /** An export that was removed or renamed must not stay behind and look current. */
    private void removeFormer() throws IOException {
        Path marker = ChangeDecider.exportsOf(home);
        if (Files.exists(marker)) {
            for (String name : Files.readAllLines(marker).stream().skip(1).toList()) {
                Files.deleteIfExists(home.exports().resolve(name));
            }
            Files.delete(marker);
        }
    }
}
