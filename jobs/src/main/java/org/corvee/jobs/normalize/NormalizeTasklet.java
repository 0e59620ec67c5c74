package org.corvee.jobs.normalize;

import java.io.IOException;
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

    private final OpenTables tables;
    private final Partition partition;
    private final Progress progress;

    NormalizeTasklet(OpenTables tables, Partition partition, Progress progress) {
        this.tables = tables;
        this.partition = partition;
        this.progress = progress;
    }

    @Override
    public RepeatStatus execute(StepContribution contribution, ChunkContext chunkContext) throws IOException {
        String source = partition.source();
        OpenTable open = tables.get(partition);
        progress.start(source, partition.length());
        try {
            NormalizedPart written =
                    open.table().write(open.file(), partition.part(), bytes -> progress.step(source, bytes));
            contribution.getStepExecution().setReadCount(written.records());
            contribution.incrementWriteCount(written.rows().rows());
            contribution.incrementFilterCount(written.rejected().rows());
        } finally {
            progress.stop(source);
        }
        return RepeatStatus.FINISHED;
    }
}
