package org.corvee.normalized;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.LongConsumer;
import java.util.stream.Stream;
import org.corvee.digest.Sha256;
import org.corvee.format.FilePart;
import org.corvee.format.PackedFile;
import org.corvee.format.PublishedFile;
import org.corvee.format.RecordBuffer;
import org.corvee.format.RecordReader;
import org.corvee.format.RejectedRow;
import org.corvee.format.Row;
import org.corvee.format.RowInterpreter;
import org.corvee.home.Folders;
import org.corvee.source.Packing;
import org.corvee.source.TableShape;
import tools.jackson.core.JacksonException;

/**
 * A table that is being made, part by part. Parts may be written side by side and in any order, and each as often as
 * need be: what counts is the small file beside it, which appears last. When all are there, the table is moved into
 * place.
 *
 * <p>Several processes may write at once, even the same part: the folder is named after all that its bytes depend on, so
 * that whoever writes a part writes the same. Each writes under a name of its own and puts the whole file in its place,
 * where one that comes late changes nothing.
 */
public final class TableInParts {

    private static final String BEGUN = ".parts-";
    private static final String UNPACKED = "unpacked";
    private static final String ASIDE = ".partial";

    /** How often a reader tells how far it is; telling costs more than reading a record. */
    private static final int RECORDS_PER_STEP = 5_000;

    private final Path folder;
    private final Path target;
    private final TableShape shape;
    private final Provenance provenance;
    private final Sha256 code;

    TableInParts(Path sourceFolder, Path target, TableShape shape, Provenance provenance, Sha256 code) {
        this.folder = sourceFolder.resolve(begun(provenance, code));
        this.target = target;
        this.shape = shape;
        this.provenance = provenance;
        this.code = code;
    }

    /** The name of the folder in which a table is made. */
    static String begun(Provenance provenance, Sha256 code) {
        return BEGUN + provenance.snapshot().shortHex() + "-"
                + provenance.descriptor().shortHex() + suffix(code);
    }

    /** The snapshot in the name of such a folder. */
    static String snapshot(Path begun) {
        String name = begun.getFileName().toString();
        return name.substring(BEGUN.length(), name.indexOf('-', BEGUN.length()));
    }

    static String suffix(Sha256 code) {
        return "-" + code.shortHex();
    }

    static boolean isBegun(Path path) {
        return path.getFileName().toString().startsWith(BEGUN);
    }

    /**
     * Opens the file that the table is made of. What is packed is unpacked beside the parts first, once for all of them.
     *
     * @param manifest what is known of a dropped file beside its bytes; empty for other sources
     * @throws org.corvee.problem.ProblemException when it cannot be unpacked or its header drifted
     */
    public PublishedFile open(Path file, Map<String, String> manifest) throws IOException {
        return PublishedFile.open(shape, plain(file), manifest);
    }

    private Path plain(Path file) throws IOException {
        Packing packing = shape.format().packing();
        if (!PackedFile.is(file, packing)) {
            return file;
        }
        Path unpacked = folder.resolve(UNPACKED).resolve(provenance.file());
        if (!Files.exists(unpacked)) {
            Files.createDirectories(folder.resolve(UNPACKED));
            Path aside = aside(unpacked);
            PackedFile.unpack(file, packing, shape.owner(), aside);
            Folders.force(aside);
            Folders.replace(aside, unpacked);
        }
        return unpacked;
    }

    /** Deletes what was unpacked; it is unpacked again when need be. */
    public void discardUnpacked() throws IOException {
        Folders.delete(folder.resolve(UNPACKED));
    }

    /** Whether a part was written whole, in this run or in one that was killed. */
    public boolean isDone(FilePart part) {
        return done(part).isPresent();
    }

    /** Whether all were, also by other machines: to list a folder makes a network file system look at it anew. */
    public boolean areDone(List<FilePart> parts) throws IOException {
        if (!Files.isDirectory(folder)) {
            return false;
        }
        try (Stream<Path> files = Files.list(folder)) {
            return files.count() >= parts.size() && parts.stream().allMatch(this::isDone);
        }
    }

    private Optional<NormalizedPart> done(FilePart part) {
        Path note = note(part);
        if (!Files.isRegularFile(note)) {
            return Optional.empty();
        }
        try {
            NormalizedPart found = NormalizedStore.JSON.readValue(note.toFile(), NormalizedPart.class);
            return Optional.of(found)
                    .filter(written -> written.from() == part.from()
                            && written.to() == part.to()
                            && written.rows().isWhole(folder)
                            && written.rejected().isWhole(folder));
        } catch (JacksonException e) {
            // Half a note is none: the part is written again.
            return Optional.empty();
        }
    }

    private Path note(FilePart part) {
        return folder.resolve(String.format("part-%05d.json", part.number()));
    }

    /** Beside a file: a name that no other process and no other thread writes to. */
    private static Path aside(Path file) {
        return file.resolveSibling(file.getFileName() + "-" + UUID.randomUUID() + ASIDE);
    }

    /**
     * Reads the records of a part and writes those that conform and those that do not. A part that is done is read from its
     * note.
     *
     * @param progress is told how many bytes were read since it was last told
     * @throws IllegalStateException when records were lost
     */
    public NormalizedPart write(PublishedFile file, FilePart part, LongConsumer progress) throws IOException {
        Optional<NormalizedPart> before = done(part);
        if (before.isPresent()) {
            progress.accept(part.to() - part.from());
            return before.get();
        }
        Files.createDirectories(folder);
        Path rowsAside = aside(rowsFile(part));
        Path rejectedAside = aside(rejectedFile(part));
        try {
            NormalizedPart written = write(file, part, progress, rowsAside, rejectedAside);
            Optional<NormalizedPart> meanwhile = done(part);
            if (meanwhile.isPresent()) {
                return meanwhile.get();
            }
            Folders.replace(rowsAside, rowsFile(part));
            Folders.replace(rejectedAside, rejectedFile(part));
            note(note(part), written);
            return written;
        } finally {
            Files.deleteIfExists(rowsAside);
            Files.deleteIfExists(rejectedAside);
        }
    }

    private Path rowsFile(FilePart part) {
        return folder.resolve(String.format("rows-%05d.parquet", part.number()));
    }

    private Path rejectedFile(FilePart part) {
        return folder.resolve(String.format("rejected-%05d.parquet", part.number()));
    }

    private NormalizedPart write(
            PublishedFile file, FilePart part, LongConsumer progress, Path rowsAside, Path rejectedAside)
            throws IOException {
        Map<String, String> footer = footer();
        Row row = new Row(shape.columns());
        RowInterpreter interpreter = new RowInterpreter(shape, file.header(), provenance.file());
        long records = 0;
        try (RecordReader reader = file.read(part);
                ParquetTableWriter<Row> rows = ParquetTableWriter.ofRows(rowsAside, shape.columns(), footer);
                ParquetTableWriter<RejectedRow> rejected = ParquetTableWriter.ofRejected(rejectedAside, footer)) {
            long told = 0;
            for (RecordBuffer record = reader.next(); record != null; record = reader.next()) {
                records++;
                RejectedRow reject = interpreter.interpret(record, row);
                if (reject == null) {
                    rows.write(row);
                } else {
                    rejected.write(reject);
                }
                if (records % RECORDS_PER_STEP == 0) {
                    progress.accept(reader.bytesRead() - told);
                    told = reader.bytesRead();
                }
            }
            progress.accept(part.to() - part.from() - told);
            requireNoLoss(part, records, rows.rows(), rejected.rows());
            rows.close();
            rejected.close();
            return new NormalizedPart(
                    part.from(),
                    part.to(),
                    records,
                    content(rowsAside, rowsFile(part), rows.rows()),
                    content(rejectedAside, rejectedFile(part), rejected.rows()));
        }
    }

    /** Every record that was counted when the file was cut must have been read, and each must be in one of the two files. */
    private void requireNoLoss(FilePart part, long records, long rows, long rejected) {
        if (records != rows + rejected || (part.records() >= 0 && records != part.records())) {
            throw new IllegalStateException("lost records in part " + part.number() + " of " + provenance.source() + " "
                    + provenance.file() + ": " + part.records() + " counted, " + records + " read, " + rows
                    + " written, "
                    + rejected + " rejected");
        }
    }

    private Map<String, String> footer() {
        Map<String, String> footer = new LinkedHashMap<>(provenance.toFooter());
        footer.put(Provenance.CODE, code.hex());
        return footer;
    }

    private static NormalizedPart.Content content(Path aside, Path file, long rows) throws IOException {
        Folders.force(aside);
        return new NormalizedPart.Content(
                Objects.requireNonNull(file.getFileName()).toString(), rows, Files.size(aside), Sha256.of(aside));
    }

    private static void note(Path file, Object content) throws IOException {
        Path aside = aside(file);
        Files.write(aside, NormalizedStore.JSON.writerWithDefaultPrettyPrinter().writeValueAsBytes(content));
        Folders.force(aside);
        Folders.replace(aside, file);
    }

    /**
     * Moves the table into the store, in place of what another descriptor made of the same snapshot.
     *
     * @param file that the parts are of
     * @param parts all parts of the file
     * @throws IllegalStateException when one of them was not written
     */
    public NormalizedTable commit(PublishedFile file, List<FilePart> parts) throws IOException {
        List<NormalizedPart> written = new ArrayList<>();
        for (FilePart part : parts) {
            written.add(done(part)
                    .orElseThrow(() -> new IllegalStateException(
                            "part " + part.number() + " of " + provenance.source() + " is not written")));
        }
        NormalizedManifest manifest =
                new NormalizedManifest(provenance, code, file.header().names(), written);
        note(folder.resolve(NormalizedStore.MANIFEST), manifest);
        discardUnpacked();
        removeAllBut(manifest);
        Path sourceFolder = folder.resolveSibling(".").normalize();
        if (Files.exists(target)) {
            remove(target);
        }
        Files.move(folder, target, StandardCopyOption.ATOMIC_MOVE);
        Folders.force(sourceFolder);
        removeOthers(sourceFolder);
        return new NormalizedTable(target, manifest);
    }

    /** The notes, and what processes that were killed had not yet written to its end. */
    private void removeAllBut(NormalizedManifest manifest) throws IOException {
        Set<String> kept = new HashSet<>(Set.of(NormalizedStore.MANIFEST));
        for (NormalizedPart part : manifest.parts()) {
            kept.add(part.rows().name());
            kept.add(part.rejected().name());
        }
        try (Stream<Path> files = Files.list(folder)) {
            for (Path file : files.filter(
                            path -> !kept.contains(path.getFileName().toString()))
                    .toList()) {
                Files.deleteIfExists(file);
            }
        }
    }

    /** What a former descriptor had begun to make of the same snapshot. */
    private void removeOthers(Path sourceFolder) throws IOException {
        String same = BEGUN + provenance.snapshot().shortHex() + "-";
        try (Stream<Path> begun = Files.list(sourceFolder)) {
            for (Path other : begun.filter(path -> path.getFileName().toString().startsWith(same))
                    .toList()) {
                remove(other);
            }
        }
    }

    /** Moved aside first, so that a process that still writes by the old name cannot hinder it. */
    static void remove(Path folder) throws IOException {
        Path aside = Folders.createPartial(folder.resolveSibling(".").normalize());
        Files.move(folder, aside.resolve("replaced"), StandardCopyOption.ATOMIC_MOVE);
        Folders.delete(aside);
    }

    /** Deletes what was written. */
    public void discard() throws IOException {
        Folders.delete(folder);
    }
}
