package org.corvee.jobs.check;

import java.sql.Connection;
import java.util.List;
import org.corvee.duckdb.DuckDb;
import org.corvee.home.Installation;
import org.corvee.jobs.stage.Progress;
import org.corvee.jobs.stage.RefreshState;
import org.corvee.model.CheckResult;
import org.corvee.model.CheckRunner;
import org.corvee.model.ModelCatalog;
import org.corvee.publish.Publication;
import org.corvee.run.RunRecord;
import org.springframework.batch.core.scope.context.ChunkContext;
import org.springframework.batch.core.step.StepContribution;
import org.springframework.batch.core.step.tasklet.Tasklet;
import org.springframework.batch.infrastructure.repeat.RepeatStatus;
import org.springframework.stereotype.Component;

/** Runs every check; one violation keeps the warehouse from being published, unless the check only warns. */
@Component
public class CheckTasklet implements Tasklet {

    private final Installation installation;
    private final Publication publication;
    private final RefreshState state;
    private final Progress progress;

    CheckTasklet(Installation installation, Publication publication, RefreshState state, Progress progress) {
        this.installation = installation;
        this.publication = publication;
        this.state = state;
        this.progress = progress;
    }

    @Override
    public RepeatStatus execute(StepContribution contribution, ChunkContext chunkContext) throws Exception {
        try (Connection connection = DuckDb.build(publication.buildFile())) {
            List<CheckResult> results = CheckRunner.run(
                    connection,
                    ModelCatalog.read(installation.sql().resolve("marts")),
                    installation.sql().resolve("checks"));
            for (CheckResult result : results) {
                if (result.blocks() && !result.holds()) {
                    state.failed(new RunRecord.FailedCheck(result.name(), result.question(), result.violations()));
                }
            }
            CheckRunner.require(results);
            List<CheckResult> warnings =
                    results.stream().filter(result -> !result.holds()).toList();
            progress.line("check", results.size() - warnings.size() + " checks hold");
            for (CheckResult warning : warnings) {
                progress.line("warning", told(warning));
            }
        }
        return RepeatStatus.FINISHED;
    }

    private static String told(CheckResult warning) {
        return warning.question() + " Rows that break it: " + warning.violations() + ", such as "
                + warning.sample().get(0) + " (all of them: ./corvee sql -f sql/checks/warnings/" + warning.name()
                + ".sql)";
    }
}
