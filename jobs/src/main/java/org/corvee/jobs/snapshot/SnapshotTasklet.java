package org.corvee.jobs.snapshot;

import java.io.IOException;
import java.nio.file.Files;
import java.util.Optional;
import org.corvee.jobs.stage.Progress;
import org.corvee.problem.Location;
import org.corvee.problem.Problem;
import org.corvee.problem.ProblemException;
import org.corvee.snapshot.Snapshot;
import org.corvee.snapshot.SnapshotStore;
import org.corvee.source.SourceDescriptor;
import org.springframework.batch.core.scope.context.ChunkContext;
import org.springframework.batch.core.step.StepContribution;
import org.springframework.batch.core.step.tasklet.Tasklet;
import org.springframework.batch.infrastructure.repeat.RepeatStatus;

/** Keeps the bytes of one source, unread. */
class SnapshotTasklet implements Tasklet {

    private static final String MEDIA_TYPE = "text/csv";

    private final SourceDescriptor source;
    private final SnapshotStore snapshots;
    private final Progress progress;

    SnapshotTasklet(SourceDescriptor source, SnapshotStore snapshots, Progress progress) {
        this.source = source;
        this.snapshots = snapshots;
        this.progress = progress;
    }

    @Override
    public RepeatStatus execute(StepContribution contribution, ChunkContext chunkContext) throws IOException {
        String id = source.id().value();
        if (!Files.isRegularFile(source.dataFile())) {
            throw new ProblemException(Problem.cannot(Location.of(id, source.data()), "find", "the file"));
        }
        Optional<Snapshot> before = snapshots.newest(id);
        Snapshot snapshot = snapshots.keep(
                source.dataFile(), new SnapshotStore.Origin(id, source.url(), MEDIA_TYPE, source.licence()));
        boolean same = before.isPresent() && before.get().equals(snapshot);
        progress.line(
                "snapshot",
                id + ": " + (same ? "unchanged since " : "new, ")
                        + snapshot.folder().getFileName());
        return RepeatStatus.FINISHED;
    }
}
