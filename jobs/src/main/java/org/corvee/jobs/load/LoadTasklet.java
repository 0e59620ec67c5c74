package org.corvee.jobs.load;

import java.util.List;
import org.corvee.home.Installation;
import org.corvee.jobs.stage.Progress;
import org.corvee.jobs.stage.RefreshState;
import org.corvee.load.LoadOutcome;
import org.corvee.load.WarehouseLoad;
import org.corvee.normalized.NormalizedStore;
import org.corvee.publish.Publication;
import org.corvee.snapshot.SnapshotStore;
import org.corvee.source.SourceCatalog;
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
    private final RefreshState state;
    private final Progress progress;

    LoadTasklet(
            Installation installation,
            SourceCatalog catalog,
            SnapshotStore snapshots,
            NormalizedStore normalized,
            Publication publication,
            RefreshState state,
            Progress progress) {
        this.load = new WarehouseLoad(installation.sql(), snapshots, normalized);
        this.catalog = catalog;
        this.publication = publication;
        this.state = state;
        this.progress = progress;
    }

    @Override
    public RepeatStatus execute(StepContribution contribution, ChunkContext chunkContext) throws Exception {
        publication.removeBuild();
        List<LoadOutcome> outcomes = load.run(publication.buildFile(), catalog, state.problems(), this::tell);
        state.outcomes(outcomes);
        publication.requireNoLoss(outcomes);
        return RepeatStatus.FINISHED;
    }

    private void tell(LoadOutcome outcome) {
        String rows = outcome.loaded() == null ? "nothing to load" : outcome.rowsLoaded() + " rows";
        progress.line(
                "load", outcome.source() + ": " + rows + (outcome.problem() == null ? "" : ", " + outcome.state()));
    }
}
