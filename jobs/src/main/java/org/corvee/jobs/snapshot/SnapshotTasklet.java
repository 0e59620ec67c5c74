package org.corvee.jobs.snapshot;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.corvee.digest.Sha256;
import org.corvee.fetch.Visits;
import org.corvee.fetch.Watched;
import org.corvee.fetch.Web;
import org.corvee.format.DropFolder;
import org.corvee.format.DropManifest;
import org.corvee.home.DataHome;
import org.corvee.jobs.stage.Progress;
import org.corvee.jobs.stage.RefreshRequest;
import org.corvee.load.SnapshotSeries;
import org.corvee.problem.Location;
import org.corvee.problem.Problem;
import org.corvee.problem.ProblemException;
import org.corvee.problem.Problems;
import org.corvee.snapshot.Snapshot;
import org.corvee.snapshot.SnapshotStore;
import org.corvee.source.Fetch;
import org.corvee.source.SourceDescriptor;
import org.corvee.visit.Archive;
import org.jspecify.annotations.Nullable;
import org.springframework.batch.core.scope.context.ChunkContext;
import org.springframework.batch.core.step.StepContribution;
import org.springframework.batch.core.step.tasklet.Tasklet;
import org.springframework.batch.infrastructure.repeat.RepeatStatus;

/** Keeps the bytes of one source, unread. */
class SnapshotTasklet implements Tasklet {

    private final SourceDescriptor source;
    private final RefreshRequest request;
    private final DataHome home;
    private final Archive archive;
    private final SnapshotStore snapshots;
    private final Web web;
    private final Progress progress;
    private final Clock clock;

    SnapshotTasklet(
            SourceDescriptor source,
            RefreshRequest request,
            DataHome home,
            Archive archive,
            Web web,
            Progress progress,
            Clock clock) {
        this.source = source;
        this.request = request;
        this.home = home;
        this.archive = archive;
        this.snapshots = archive.snapshots();
        this.web = web;
        this.progress = progress;
        this.clock = clock;
    }

    @Override
    public RepeatStatus execute(StepContribution contribution, ChunkContext chunkContext) throws IOException {
        Optional<Path> data = source.dataFile();
        if (data.isPresent()) {
            keepShipped(data.get());
        }
        if (source.takesDrops()) {
            keepDropped();
        }
        if (source.fetch().isPresent()) {
            keepFetched(source.fetch().get());
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
        tell(before, snapshots.keep(data, origin(Map.of())), id);
    }

    /** Every file that can be kept is, whatever is wrong with the others. */
    private void keepDropped() throws IOException {
        String id = source.id().value();
        Problems problems = new Problems();
        List<Path> files = DropFolder.files(home.drop(id), source, problems);
        Map<String, SnapshotSeries> known = new LinkedHashMap<>();
        SnapshotSeries.of(source, snapshots.list(id))
                .forEach(series -> known.put(series.newest().manifest().file(), series));
        for (Path file : files) {
            String name = file.getFileName().toString();
            try {
                Map<String, String> manifest = DropManifest.read(DropManifest.of(file), source);
                Sha256 sha256 = Sha256.of(file);
                requireOtherBytes(sha256, name, known.values());
                Optional<Snapshot> before = Optional.ofNullable(known.get(name)).map(SnapshotSeries::newest);
                Snapshot kept = snapshots.keep(file, sha256, origin(manifest));
                known.put(name, new SnapshotSeries(List.of(kept)));
                tell(before, kept, id + " " + name);
            } catch (ProblemException e) {
                e.problems().forEach(problems::add);
            }
        }
        if (known.isEmpty() && problems.isEmpty() && source.fetch().isEmpty()) {
            progress.line("snapshot", id + ": waits for files; ./corvee sources add-file " + id + " FILE");
        }
        problems.throwIfAny();
    }

    /** The same bytes under another name would count everything twice. */
    private void requireOtherBytes(Sha256 sha256, String name, Collection<SnapshotSeries> known) {
        for (SnapshotSeries series : known) {
            String other = series.newest().manifest().file();
            if (!other.equals(name)
                    && !series.isWithdrawn()
                    && series.newest().sha256().equals(sha256)) {
                throw new ProblemException(
                        Problem.cannot(Location.of(source.id().value(), name), "take", "the file")
                                .expected("bytes that were not dropped before")
                                .found("those of '" + other + "'; delete this one"));
            }
        }
    }

    /** What cannot be had tonight is a problem where something is shown that is older than it should be. */
    private void keepFetched(Fetch fetch) throws IOException {
        String id = source.id().value();
        Visits visits = new Visits(Watched.source(source), archive, home.downloads(), clock);
        if (!web.isOpen()) {
            throwIfAny(visits.standing());
            return;
        }
        Optional<Fetch.ApiKey> missing = web.missingKey(fetch);
        if (missing.isPresent()) {
            progress.line(
                    "snapshot",
                    id + ": waits for a key in the environment, "
                            + missing.get().variable());
            return;
        }
        Visits.Report report;
        try {
            report = visits.run(web, request.names(id), done -> progress.line("snapshot", id + ": " + done));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("the refresh was told to stop", e);
        }
        report.summary().ifPresent(line -> progress.line("snapshot", id + ": " + line));
        Problem waiting = report.waiting();
        if (waiting != null) {
            progress.line("snapshot", id + ": waits for its publisher; " + waiting.found());
        }
        throwIfAny(report.problem());
    }

    private static void throwIfAny(@Nullable Problem problem) {
        if (problem != null) {
            throw new ProblemException(problem);
        }
    }

    private SnapshotStore.Origin origin(Map<String, String> attributes) {
        return new SnapshotStore.Origin(
                source.id().value(), source.url(), source.format().mediaType(), source.licence(), attributes);
    }

    private void tell(Optional<Snapshot> before, Snapshot snapshot, String what) {
        boolean same = before.isPresent() && before.get().equals(snapshot);
        progress.line(
                "snapshot",
                what + ": " + (same ? "unchanged since " : "new, ")
                        + snapshot.folder().getFileName());
    }
}
