package org.corvee.jobs.normalize;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.corvee.digest.Sha256;
import org.corvee.format.DelimitedReader;
import org.corvee.format.RawRecord;
import org.corvee.format.RowInterpreter;
import org.corvee.jobs.stage.Progress;
import org.corvee.problem.Location;
import org.corvee.problem.Problem;
import org.corvee.problem.ProblemException;
import org.corvee.source.TableShape;
import org.jspecify.annotations.Nullable;
import org.springframework.batch.infrastructure.item.ExecutionContext;
import org.springframework.batch.infrastructure.item.ItemProcessor;
import org.springframework.batch.infrastructure.item.ItemStreamReader;

/** Reads the records of one snapshot and interprets them. Opens the file when the step starts. */
class RecordReader implements ItemStreamReader<NormalizeItem>, ItemProcessor<NormalizeItem, NormalizeItem> {

    /** How often the bar moves; each move costs more than reading a record. */
    private static final int RECORDS_PER_STEP = 1_000;

    private final TableShape shape;
    private final Path file;
    private final Sha256 sha256;
    private final Progress progress;
    private @Nullable DelimitedReader reader;
    private @Nullable RowInterpreter interpreter;
    private long records;
    private boolean ended;

    /** @param sha256 what the manifest says of the file: changed bytes are no snapshot and are not read */
    RecordReader(TableShape shape, Path file, Sha256 sha256, Progress progress) {
        this.shape = shape;
        this.file = file;
        this.sha256 = sha256;
        this.progress = progress;
    }

    @Override
    public void open(ExecutionContext executionContext) {
        try {
            if (!Sha256.of(file).equals(sha256)) {
                Location location =
                        Location.of(shape.owner(), file.getFileName().toString());
                throw new ProblemException(Problem.cannot(location, "read", "the snapshot in " + file.getParent())
                        .expected("the bytes with SHA-256 " + sha256 + " of its manifest")
                        .found("others: restore it from a backup"));
            }
            DelimitedReader opened = new DelimitedReader(shape, file);
            reader = opened;
            progress.start(shape.owner(), Files.size(file));
            interpreter = new RowInterpreter(
                    shape, opened.header(), file.getFileName().toString());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public @Nullable NormalizeItem read() {
        if (ended || reader == null) {
            return null;
        }
        RawRecord record = reader.next();
        if (record == null) {
            ended = true;
            return new NormalizeItem.End(records);
        }
        records++;
        if (records % RECORDS_PER_STEP == 0) {
            progress.step(shape.owner(), reader.bytesRead());
        }
        return new NormalizeItem.Raw(record);
    }

    @Override
    public NormalizeItem process(NormalizeItem item) {
        if (item instanceof NormalizeItem.Raw raw && interpreter != null) {
            return new NormalizeItem.Interpreted(interpreter.interpret(raw.record()));
        }
        return item;
    }

    @Override
    public void close() {
        progress.stop(shape.owner());
        if (reader != null) {
            try {
                reader.close();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }
}
