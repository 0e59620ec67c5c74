package org.corvee.snapshot;

import java.io.IOException;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.corvee.digest.Sha256;
import org.corvee.home.Folders;
import org.corvee.problem.Location;
import org.corvee.problem.Problem;
import org.corvee.problem.ProblemException;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/** The snapshots of all sources. A snapshot is written once, aside, and appears whole or not at all. */
public final class SnapshotStore {

    private static final String MANIFEST = "manifest.json";
    private static final JsonMapper JSON = JsonMapper.builder().build();

    private final Path root;
    private final Clock clock;
    private final LocalDate lastDay;

    public SnapshotStore(Path root, Clock clock) {
        this(root, clock, LocalDate.MAX);
    }

    private SnapshotStore(Path root, Clock clock, LocalDate lastDay) {
        this.root = root;
        this.clock = clock;
        this.lastDay = lastDay;
    }

    /** The same snapshots without those that were taken after a day (UTC): what was known at its end. */
    public SnapshotStore asOf(LocalDate day) {
        return new SnapshotStore(root, clock, day);
    }

    /**
     * Keeps the bytes of a file when they, or what is said of them, differ from the newest snapshot of that file.
     *
     * @param origin what the manifest says besides size, hash and time
     * @return the new snapshot, or the newest one when the bytes are the same
     */
    public Snapshot keep(Path file, Origin origin) throws IOException {
        return keep(file, Sha256.of(file), origin);
    }

    /**
     * Keeps a file likewise whose bytes were hashed just now.
     *
     * @param sha256 of the bytes that are to be kept; others are refused
     */
    public Snapshot keep(Path file, Sha256 sha256, Origin origin) throws IOException {
        Optional<Snapshot> newest = origin.attributes().isEmpty() && origin.exchange() == null
                ? newest(origin.source())
                : newest(origin.source(), file.getFileName().toString());
        if (newest.isPresent() && newest.get().holds(sha256, origin)) {
            return newest.get();
        }
        Path sourceFolder = Files.createDirectories(root.resolve(origin.source()));
        Path partial = Folders.createPartial(sourceFolder);
        Path copy = partial.resolve(file.getFileName().toString());
        Files.copy(file, copy, StandardCopyOption.COPY_ATTRIBUTES);
        if (!Sha256.of(copy).equals(sha256)) {
            Folders.delete(partial);
            throw new ProblemException(Problem.cannot(
                            Location.of(origin.source(), file.getFileName().toString()), "keep", "the file")
                    .expected("bytes that stay as they are while they are read")
                    .found("a change: wait until the file is whole, then run the refresh again"));
        }
        SnapshotManifest manifest = new SnapshotManifest(
                origin.source(),
                copy.getFileName().toString(),
                sha256,
                Files.size(copy),
                origin.url(),
                takenAt(newest),
                origin.mediaType(),
                origin.licence(),
                origin.attributes(),
                origin.exchange());
        Path manifestFile = partial.resolve(MANIFEST);
        Files.write(manifestFile, JSON.writerWithDefaultPrettyPrinter().writeValueAsBytes(manifest));
        Folders.force(copy);
        Folders.force(manifestFile);
        Path folder = freeFolder(
                sourceFolder,
                LocalDate.ofInstant(manifest.retrievedAt(), ZoneOffset.UTC) + "-"
                        + manifest.sha256().shortHex());
        move(partial, folder);
        Folders.force(sourceFolder);
        return new Snapshot(folder, manifest);
    }

    /** Now; or just after the newest snapshot, where that was taken by a clock that was ahead. */
    private Instant takenAt(Optional<Snapshot> newest) {
        Instant now = clock.instant();
        Instant earliest = newest.map(
                        snapshot -> snapshot.manifest().retrievedAt().plusMillis(1))
                .orElse(now);
        return now.isBefore(earliest) ? earliest : now;
    }

    /** A publisher may go back to bytes of the same day: the later visit is a snapshot of its own. */
    private static Path freeFolder(Path sourceFolder, String name) {
        Path folder = sourceFolder.resolve(name);
        for (int visit = 2; Files.exists(folder); visit++) {
            folder = sourceFolder.resolve(name + "-" + visit);
        }
        return folder;
    }

    private static void move(Path from, Path to) throws IOException {
        try {
            Files.move(from, to, StandardCopyOption.ATOMIC_MOVE);
        } catch (AtomicMoveNotSupportedException e) {
            throw new IOException("cannot keep a snapshot in " + to.getParent() + ": its file system cannot rename", e);
        }
    }

    /** The snapshots of a source, newest first. What a crash left half-written is not among them. */
    public List<Snapshot> list(String source) throws IOException {
        Path sourceFolder = root.resolve(source);
        if (!Files.isDirectory(sourceFolder)) {
            return List.of();
        }
        try (Stream<Path> folders = Files.list(sourceFolder)) {
            return folders.filter(Files::isDirectory)
                    .filter(folder -> !folder.getFileName().toString().startsWith("."))
                    .map(folder -> new Snapshot(folder, readManifest(folder.resolve(MANIFEST))))
                    .filter(snapshot -> !snapshot.day().isAfter(lastDay))
                    .sorted(Comparator.comparing(
                                    (Snapshot snapshot) -> snapshot.manifest().retrievedAt())
                            .thenComparing(Snapshot::folder)
                            .reversed())
                    .toList();
        }
    }

    /** Whether snapshots of a source are not listed because they were taken after the day that was asked for. */
    public boolean leavesOut(String source) throws IOException {
        return lastDay.isBefore(LocalDate.MAX)
                && new SnapshotStore(root, clock).list(source).size()
                        > list(source).size();
    }

    /** The snapshot in a folder of that name. */
    public Optional<Snapshot> find(String source, String folder) throws IOException {
        return list(source).stream()
                .filter(snapshot -> snapshot.folder().getFileName().toString().equals(folder))
                .findFirst();
    }

    public Optional<Snapshot> newest(String source) throws IOException {
        return list(source).stream().findFirst();
    }

    /** The newest snapshot of a file of that name. */
    public Optional<Snapshot> newest(String source, String file) throws IOException {
        return list(source).stream()
                .filter(snapshot -> snapshot.manifest().file().equals(file))
                .findFirst();
    }

    private static SnapshotManifest readManifest(Path file) {
        if (!Files.isRegularFile(file)) {
            throw new ProblemException(Problem.cannot(Location.ofFile(file.toString()), "find", "the manifest")
                    .expected("a whole snapshot; restore it from a backup, or move its folder away"));
        }
        return JSON.readValue(file.toFile(), SnapshotManifest.class);
    }

    /** Removes what a killed refresh left half-written. Only the holder of the refresh lock may call this. */
    public void removePartial() throws IOException {
        Folders.deletePartial(root);
    }

    /**
     * What the manifest of a new snapshot says besides size, hash and time.
     *
     * @param source the source id
     * @param url where the publisher has the document or table
     * @param mediaType of the bytes
     * @param licence of the content
     * @param attributes what is said of a file that was dropped or fetched; empty when nothing is
     * @param exchange how the bytes came over HTTP; null when they did not
     */
    public record Origin(
            String source,
            String url,
            String mediaType,
            String licence,
            Map<String, String> attributes,
            @Nullable Exchange exchange) {

        public Origin {
            attributes = Map.copyOf(attributes);
        }

        /** Of bytes that did not come over HTTP. */
        public Origin(String source, String url, String mediaType, String licence, Map<String, String> attributes) {
            this(source, url, mediaType, licence, attributes, null);
        }
    }
}
