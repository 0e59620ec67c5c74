package org.corvee.normalized;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
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
 */
public final class TableInParts {

    private static final String BEGUN = ".parts-";
    private static final String UNPACKED = "unpacked";

    /** How often a reader tells how far it is; telling costs more than reading a record. */
    private static final int RECORDS_PER_STEP = 5_000;

    private final Path folder;
    private final Path target;
    private final TableShape shape;
    private final Provenance provenance;
    private final Sha256 code;

    TableInParts(Path sourceFolder, Path target, TableShape shape, Provenance provenance, Sha256 code) {
        this.folder = sourceFolder.resolve(BEGUN + provenance.snapshot().shortHex() + "-"
                + provenance.descriptor().shortHex() + suffix(code));
        this.target = target;
        this.shape = shape;
        this.provenance = provenance;
        this.code = code;
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
            Path aside = unpacked.resolveSibling(provenance.file() + ".partial");
            PackedFile.unpack(file, packing, shape.owner(), aside);
            Folders.force(aside);
            Files.move(aside, unpacked, StandardCopyOption.ATOMIC_MOVE);
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

    /**
     * Reads the records of a part and writes those that conform and those that do not.
     *
     * @param progress is told how many bytes were read since it was last told
     * @throws IllegalStateException when records were lost
     */
    public NormalizedPart write(PublishedFile file, FilePart part, LongConsumer progress) throws IOException {
        Files.createDirectories(folder);
        String rowsName = String.format("rows-%05d.parquet", part.number());
        String rejectedName = String.format("rejected-%05d.parquet", part.number());
        Path rowsFile = folder.resolve(rowsName);
        Path rejectedFile = folder.resolve(rejectedName);
        Files.deleteIfExists(note(part));
        Files.deleteIfExists(rowsFile);
        Files.deleteIfExists(rejectedFile);
        Map<String, String> footer = footer();
        Row row = new Row(shape.columns());
        RowInterpreter interpreter = new RowInterpreter(shape, file.header(), provenance.file());
        long records = 0;
        try (RecordReader reader = file.read(part);
                ParquetTableWriter<Row> rows = ParquetTableWriter.ofRows(rowsFile, shape.columns(), footer);
                ParquetTableWriter<RejectedRow> rejected = ParquetTableWriter.ofRejected(rejectedFile, footer)) {
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
            NormalizedPart written = new NormalizedPart(
                    part.from(),
                    part.to(),
                    records,
                    content(rowsFile, rows.rows()),
                    content(rejectedFile, rejected.rows()));
            note(note(part), written);
            return written;
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

    private static NormalizedPart.Content content(Path file, long rows) throws IOException {
        Folders.force(file);
        return new NormalizedPart.Content(
                Objects.requireNonNull(file.getFileName()).toString(), rows, Files.size(file), Sha256.of(file));
    }

    private static void note(Path file, Object content) throws IOException {
        Path aside = file.resolveSibling(file.getFileName() + ".partial");
        Files.write(aside, NormalizedStore.JSON.writerWithDefaultPrettyPrinter().writeValueAsBytes(content));
        Folders.force(aside);
        Files.move(aside, file, StandardCopyOption.ATOMIC_MOVE);
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
        for (FilePart part : parts) {
            Files.delete(note(part));
        }
        discardUnpacked();
        Path sourceFolder = folder.resolveSibling(".").normalize();
        if (Files.exists(target)) {
            Path replaced = Folders.createPartial(sourceFolder);
            Files.move(target, replaced.resolve("replaced"), StandardCopyOption.ATOMIC_MOVE);
            Folders.delete(replaced);
        }
        Files.move(folder, target, StandardCopyOption.ATOMIC_MOVE);
        Folders.force(sourceFolder);
        removeOthers(sourceFolder);
        return new NormalizedTable(target, manifest);
    }

    /** What a former descriptor had begun to make of the same snapshot. */
    private void removeOthers(Path sourceFolder) throws IOException {
        String same = BEGUN + provenance.snapshot().shortHex() + "-";
        try (Stream<Path> begun = Files.list(sourceFolder)) {
            for (Path other : begun.filter(path -> path.getFileName().toString().startsWith(same))
                    .toList()) {
                Folders.delete(other);
            }
        }
    }

    /** Deletes what was written. */
    public void discard() throws IOException {
        Folders.delete(folder);
    }
}
