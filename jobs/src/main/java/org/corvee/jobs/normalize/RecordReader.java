package org.corvee.jobs.normalize;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import org.corvee.format.DelimitedReader;
import org.corvee.format.RawRecord;
import org.corvee.format.RowInterpreter;
import org.corvee.source.TableShape;
import org.jspecify.annotations.Nullable;
import org.springframework.batch.infrastructure.item.ExecutionContext;
import org.springframework.batch.infrastructure.item.ItemProcessor;
import org.springframework.batch.infrastructure.item.ItemStreamReader;

/** Reads the records of one snapshot and interprets them. Opens the file when the step starts. */
class RecordReader implements ItemStreamReader<NormalizeItem>, ItemProcessor<NormalizeItem, NormalizeItem> {

    private final TableShape shape;
    private final Path file;
    private @Nullable DelimitedReader reader;
    private @Nullable RowInterpreter interpreter;
    private long records;
    private boolean ended;

    RecordReader(TableShape shape, Path file) {
        this.shape = shape;
        this.file = file;
    }

    @Override
    public void open(ExecutionContext executionContext) {
        try {
            DelimitedReader opened = new DelimitedReader(shape, file);
            reader = opened;
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
        if (reader != null) {
            try {
                reader.close();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }
}
