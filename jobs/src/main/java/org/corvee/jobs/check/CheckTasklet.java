package org.corvee.jobs.check;

import java.sql.Connection;
import java.util.List;
import org.corvee.duckdb.DuckDb;
import org.corvee.home.Installation;
import org.corvee.jobs.stage.Progress;
import org.corvee.model.CheckResult;
import org.corvee.model.CheckRunner;
import org.corvee.model.ModelCatalog;
import org.corvee.problem.Location;
import org.corvee.problem.Problem;
import org.corvee.problem.Problems;
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
        List<CheckResult> results;
        try (Connection connection = DuckDb.build(publication.buildFile())) {
            results = CheckRunner.run(
                    connection,
                    ModelCatalog.read(installation.sql().resolve("marts")),
                    installation.sql().resolve("checks"));
        }
        Problems problems = new Problems();
        for (CheckResult result : results) {
            if (!result.holds()) {
                problems.add(Problem.cannot(Location.ofFile("check " + result.name()), "publish", "the warehouse")
                        .expected(result.question())
                        .found(result.violations() + " rows that break it, such as "
                                + result.sample().get(0)));
            }
        }
        problems.throwIfAny();
        progress.line("check", results.size() + " checks hold");
        return RepeatStatus.FINISHED;
    }
}
