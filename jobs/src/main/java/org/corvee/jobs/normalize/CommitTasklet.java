package org.corvee.jobs.normalize;

import java.io.IOException;
import org.corvee.jobs.stage.Progress;
import org.corvee.normalized.NormalizedTable;
import org.springframework.batch.core.scope.context.ChunkContext;
import org.springframework.batch.core.step.StepContribution;
import org.springframework.batch.core.step.tasklet.Tasklet;
import org.springframework.batch.infrastructure.repeat.RepeatStatus;
import org.springframework.stereotype.Component;

/** Puts every table of which all parts are written into the store. What is not whole stays aside. */
@Component
public class CommitTasklet implements Tasklet {

    private final NormalizePlan plan;
    private final Progress progress;

    CommitTasklet(NormalizePlan plan, Progress progress) {
        this.plan = plan;
        this.progress = progress;
    }

    @Override
    public RepeatStatus execute(StepContribution contribution, ChunkContext chunkContext) throws IOException {
        for (NormalizePlan.Table planned : plan.tables()) {
            if (planned.parts().stream().allMatch(planned.table()::isDone)) {
                NormalizedTable table = planned.table().commit(planned.file(), planned.parts());
                long accepted = table.manifest().parts().stream()
                        .mapToLong(part -> part.rows().rows())
                        .sum();
                progress.line(
                        "normalize",
                        planned.source().id() + ": " + table.records() + " records, " + (table.records() - accepted)
                                + " rejected");
            } else {
                planned.table().discardUnpacked();
            }
        }
        return RepeatStatus.FINISHED;
    }
}
