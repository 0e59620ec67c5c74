package org.corvee.jobs.snapshot;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.corvee.digest.Sha256;
import org.corvee.home.DataHome;
import org.corvee.jobs.stage.Progress;
import org.corvee.problem.Location;
import org.corvee.problem.Problem;
import org.corvee.problem.ProblemException;
import org.corvee.problem.Problems;
import org.corvee.snapshot.Snapshot;
import org.corvee.snapshot.SnapshotStore;
import org.corvee.source.DropFolder;
import org.corvee.source.DropManifest;
import org.corvee.source.SourceDescriptor;
import org.springframework.batch.core.scope.context.ChunkContext;
import org.springframework.batch.core.step.StepContribution;
import org.springframework.batch.core.step.tasklet.Tasklet;
import org.springframework.batch.infrastructure.repeat.RepeatStatus;

/** Keeps the bytes of one source, unread. */
class SnapshotTasklet implements Tasklet {

    private final SourceDescriptor source;
    private final DataHome home;
    private final SnapshotStore snapshots;
    private final Progress progress;

    SnapshotTasklet(SourceDescriptor source, DataHome home, SnapshotStore snapshots, Progress progress) {
        this.source = source;
        this.home = home;
        this.snapshots = snapshots;
        this.progress = progress;
    }

    @Override
    public RepeatStatus execute(StepContribution contribution, ChunkContext chunkContext) throws IOException {
        Optional<Path> data = source.dataFile();
        if (data.isPresent()) {
            keepShipped(data.get());
        } else {
            keepDropped();
        }
        return RepeatStatus.FINISHED;
    }

    private void keepShipped(Path data) throws IOException {
        String id = source.id().value();
        if (!Files.isRegularFile(data)) {
            throw new ProblemException(
                    Problem.cannot(Location.of(id, data.getFileName().toString()), "find", "the file"));
        }
        Optional<Snapshot> before = snapshots.newest(id);
        tell(before, keep(data, Map.of()), id);
    }

    /** Every file that can be kept is, whatever is wrong with the others. */
    private void keepDropped() throws IOException {
        String id = source.id().value();
        Problems problems = new Problems();
        List<Path> files = DropFolder.files(home.drop(id), source, problems);
        for (Path file : files) {
            String name = file.getFileName().toString();
            try {
                Map<String, String> manifest = DropManifest.read(DropManifest.of(file), source);
                requireOtherBytes(file, name);
                Optional<Snapshot> before = snapshots.newest(id, name);
                tell(before, keep(file, manifest), id + " " + name);
            } catch (ProblemException e) {
                e.problems().forEach(problems::add);
            }
        }
        if (files.isEmpty() && problems.isEmpty() && snapshots.list(id).isEmpty()) {
            progress.line("snapshot", id + ": waits for files; ./corvee sources add-file " + id + " FILE");
        }
        problems.throwIfAny();
    }

    /** The same bytes under another name would count everything twice. */
    private void requireOtherBytes(Path file, String name) throws IOException {
        String id = source.id().value();
        Sha256 sha256 = Sha256.of(file);
        for (Snapshot snapshot : snapshots.list(id)) {
            String other = snapshot.manifest().file();
            boolean stands =
                    snapshots.newest(id, other).filter(snapshot::equals).isPresent()
                            && !snapshot.manifest().attributes().containsKey(DropManifest.WITHDRAWN);
            if (stands && !other.equals(name) && snapshot.sha256().equals(sha256)) {
                throw new ProblemException(Problem.cannot(Location.of(id, name), "take", "the file")
                        .expected("bytes that were not dropped before")
                        .found("those of '" + other + "'; delete this one"));
            }
        }
    }

    private Snapshot keep(Path file, Map<String, String> attributes) throws IOException {
        return snapshots.keep(
                file,
                new SnapshotStore.Origin(
                        source.id().value(), source.url(), source.format().mediaType(), source.licence(), attributes));
    }

    private void tell(Optional<Snapshot> before, Snapshot snapshot, String what) {
        boolean same = before.isPresent() && before.get().equals(snapshot);
        progress.line(
                "snapshot",
                what + ": " + (same ? "unchanged since " : "new, ")
                        + snapshot.folder().getFileName());
    }
}
