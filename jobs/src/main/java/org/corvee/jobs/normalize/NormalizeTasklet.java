package org.corvee.jobs.normalize;

import java.io.IOException;
import org.corvee.format.FilePart;
import org.corvee.jobs.stage.Progress;
import org.corvee.normalized.NormalizedPart;
import org.springframework.batch.core.scope.context.ChunkContext;
import org.springframework.batch.core.step.StepContribution;
import org.springframework.batch.core.step.tasklet.Tasklet;
import org.springframework.batch.infrastructure.repeat.RepeatStatus;

/**
 * Normalizes one part of one snapshot. The part is the unit of restart: its files appear whole or not at all, so that
 * commits within it, which a chunk would make, had nothing to keep.
 */
class NormalizeTasklet implements Tasklet {

    private final NormalizePlan.Table table;
    private final FilePart part;
    private final Progress progress;

    NormalizeTasklet(NormalizePlan.Table table, int part, Progress progress) {
        this.table = table;
        this.part = table.parts().get(part);
        this.progress = progress;
    }

    @Override
    public RepeatStatus execute(StepContribution contribution, ChunkContext chunkContext) throws IOException {
        String source = table.source().id().value();
        progress.start(source, table.parts().get(table.parts().size() - 1).to());
        try {
            NormalizedPart written = table.table().write(table.file(), part, bytes -> progress.step(source, bytes));
            contribution.getStepExecution().setReadCount(written.records());
            contribution.incrementWriteCount(written.rows().rows());
            contribution.incrementFilterCount(written.rejected().rows());
        } finally {
            progress.stop(source);
        }
        return RepeatStatus.FINISHED;
    }
}
