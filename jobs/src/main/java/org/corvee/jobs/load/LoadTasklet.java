package org.corvee.jobs.load;

import java.sql.SQLException;
import java.util.List;
import org.corvee.home.Installation;
import org.corvee.jobs.publish.EarlierProblems;
import org.corvee.jobs.stage.Progress;
import org.corvee.jobs.stage.RefreshState;
import org.corvee.load.LoadOutcome;
import org.corvee.load.WarehouseLoad;
import org.corvee.normalized.NormalizedStore;
import org.corvee.publish.Publication;
import org.corvee.source.SourceCatalog;
import org.corvee.visit.Archive;
import org.slf4j.LoggerFactory;
import org.springframework.batch.core.scope.context.ChunkContext;
import org.springframework.batch.core.step.StepContribution;
import org.springframework.batch.core.step.tasklet.Tasklet;
import org.springframework.batch.infrastructure.repeat.RepeatStatus;
import org.springframework.stereotype.Component;

/** Builds {@code ref}, {@code core} and {@code ops} from nothing. */
@Component
public class LoadTasklet implements Tasklet {

    private final WarehouseLoad load;
    private final SourceCatalog catalog;
    private final Publication publication;
    private final EarlierProblems problems;
    private final RefreshState state;
    private final Progress progress;

    LoadTasklet(
            Installation installation,
            SourceCatalog catalog,
            Archive archive,
            NormalizedStore normalized,
            Publication publication,
            EarlierProblems problems,
            RefreshState state,
            Progress progress) {
        this.load = new WarehouseLoad(installation.sql(), archive, normalized);
        this.catalog = catalog;
        this.publication = publication;
        this.problems = problems;
        this.state = state;
        this.progress = progress;
    }

    @Override
    public RepeatStatus execute(StepContribution contribution, ChunkContext chunkContext) throws Exception {
        publication.removeBuild();
        tellRemoved();
        List<LoadOutcome> outcomes = load.run(publication.buildFile(), catalog, problems.bySource(), this::tell);
        state.outcomes(outcomes);
        publication.requireNoLoss(outcomes);
        return RepeatStatus.FINISHED;
    }

    /** A folder that was removed takes its rows out of the warehouse: that must not go unseen. */
    private void tellRemoved() {
        try {
            for (String source : publication.publishedSources()) {
                if (!catalog.names().contains(source)) {
                    progress.line(
                            "load",
                            source + ": no longer in sql/sources, its rows leave the warehouse; snapshots stay");
                }
            }
        } catch (SQLException e) {
            LoggerFactory.getLogger(LoadTasklet.class).warn("cannot read the published file", e);
        }
    }

    private void tell(LoadOutcome outcome) {
        String rows = outcome.loaded().isEmpty() ? "nothing to load" : outcome.rowsLoaded() + " rows";
        progress.line(
                "load", outcome.source() + ": " + rows + (outcome.problem() == null ? "" : ", " + outcome.state()));
    }
}
