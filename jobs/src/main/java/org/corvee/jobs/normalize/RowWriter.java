package org.corvee.jobs.normalize;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Objects;
import org.corvee.jobs.stage.Progress;
import org.corvee.normalized.NormalizedStore;
import org.corvee.normalized.NormalizedTableWriter;
import org.corvee.normalized.Provenance;
import org.corvee.source.ColumnSpec;
import org.jspecify.annotations.Nullable;
import org.springframework.batch.infrastructure.item.Chunk;
import org.springframework.batch.infrastructure.item.ExecutionContext;
import org.springframework.batch.infrastructure.item.ItemStreamWriter;

/** Writes the rows of one snapshot aside and moves them into the store when the last record is written. */
class RowWriter implements ItemStreamWriter<NormalizeItem> {

    private final NormalizedStore store;
    private final List<ColumnSpec> columns;
    private final Provenance provenance;
    private final Progress progress;
    private @Nullable NormalizedTableWriter writer;

    RowWriter(NormalizedStore store, List<ColumnSpec> columns, Provenance provenance, Progress progress) {
        this.store = store;
        this.columns = columns;
        this.provenance = provenance;
        this.progress = progress;
    }

    @Override
    public void open(ExecutionContext executionContext) {
        try {
            writer = store.write(columns, provenance);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void write(Chunk<? extends NormalizeItem> chunk) throws IOException {
        NormalizedTableWriter to = Objects.requireNonNull(writer, "the step opens its writer first");
        for (NormalizeItem item : chunk) {
            if (item instanceof NormalizeItem.Interpreted interpreted) {
                to.write(interpreted.row());
            } else if (item instanceof NormalizeItem.End end) {
                to.complete(end.records());
                progress.line(
                        "normalize",
                        provenance.source() + ": " + end.records() + " records, " + to.rejected() + " rejected");
            }
        }
    }

    @Override
    public void close() {
        if (writer != null) {
            try {
                writer.close();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }
}
