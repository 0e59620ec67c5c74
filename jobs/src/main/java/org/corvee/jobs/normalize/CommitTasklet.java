package org.corvee.jobs.normalize;

import java.io.IOException;
import java.util.List;
import org.corvee.jobs.stage.Progress;
import org.corvee.jobs.stage.RefreshState;
import org.corvee.load.Refusal;
import org.corvee.normalized.NormalizedTable;
import org.corvee.run.RunRecord;
import org.springframework.batch.core.scope.context.ChunkContext;
import org.springframework.batch.core.step.StepContribution;
import org.springframework.batch.core.step.tasklet.Tasklet;
import org.springframework.batch.infrastructure.repeat.RepeatStatus;
import org.springframework.stereotype.Component;

/** Puts every table of which all parts are written into the store. What is not whole stays aside. */
@Component
public class CommitTasklet implements Tasklet {

    private static final String NOT_THERE =
            "what was written of its snapshot is not there; do all machines share one data home?";

    private final TablesToCommit plan;
    private final RefreshState state;
    private final Progress progress;

    CommitTasklet(TablesToCommit plan, RefreshState state, Progress progress) {
        this.plan = plan;
        this.state = state;
        this.progress = progress;
    }

    @Override
    public RepeatStatus execute(StepContribution contribution, ChunkContext chunkContext) throws IOException {
        for (TablesToCommit.Table planned : plan.tables()) {
            String source = planned.source().id().value();
            if (planned.open().table().areDone(planned.parts())) {
                NormalizedTable table =
                        planned.open().table().commit(planned.open().file(), planned.parts());
                long accepted = table.manifest().parts().stream()
                        .mapToLong(part -> part.rows().rows())
                        .sum();
                long rejected = table.manifest().parts().stream()
                        .mapToLong(part -> part.rejected().rows())
                        .sum();
                RunRecord.Rows rows = new RunRecord.Rows(table.records(), accepted, rejected);
                state.normalized(source, rows);
                progress.line(
                        "normalize", source + ": " + rows.records() + " records, " + rows.rejected() + " rejected");
            } else {
                if (planned.newest() && !state.problems().containsKey(source)) {
                    state.problem(source, new Refusal(planned.snapshot().sha256(), NOT_THERE, List.of()));
                }
                planned.open().table().discardUnpacked();
            }
        }
        return RepeatStatus.FINISHED;
    }
}
