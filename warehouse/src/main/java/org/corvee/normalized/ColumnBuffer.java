package org.corvee.normalized;

import java.io.IOException;
import org.apache.parquet.bytes.ByteBufferAllocator;
import org.apache.parquet.bytes.BytesInput;
import org.apache.parquet.bytes.HeapByteBufferAllocator;
import org.apache.parquet.column.Encoding;
import org.apache.parquet.column.page.PageWriter;
import org.apache.parquet.column.statistics.Statistics;
import org.apache.parquet.column.values.rle.RunLengthBitPackingHybridEncoder;
import org.corvee.format.Row;

/** The values of one column of a row group, which become one page. */
abstract class ColumnBuffer {

    static final ByteBufferAllocator ALLOCATOR = HeapByteBufferAllocator.getInstance();

    /** What an encoder takes of memory at first, and at most in one piece, in bytes. */
    static final int FIRST_BYTES = 1 << 12;

    static final int MOST_BYTES = 1 << 20;

    private static final int NULL = 0;
    private static final int PRESENT = 1;

    /** The definition levels: whether there is a value in each row. */
    private final RunLengthBitPackingHybridEncoder levels =
            new RunLengthBitPackingHybridEncoder(PRESENT, FIRST_BYTES, MOST_BYTES, ALLOCATOR);

    private int rows;
    private int nulls;

    /**
     * Takes the value of a row.
     *
     * @return how many bytes are held more than before, of what may become large
     */
    final int add(Row row, int column) throws IOException {
        if (row.isNull(column)) {
            addNull();
            return 0;
        }
        countPresent();
        return addPresent(row, column);
    }

    abstract int addPresent(Row row, int column) throws IOException;

    final void addNull() throws IOException {
        levels.writeInt(NULL);
        rows++;
        nulls++;
    }

    final void countPresent() throws IOException {
        levels.writeInt(PRESENT);
        rows++;
    }

    /** Writes the page, and a dictionary before it where there is one; after that the buffer is empty. */
    abstract void flush(PageWriter to) throws IOException;

    final void writePage(PageWriter to, BytesInput values, Encoding encoding, Statistics<?> statistics)
            throws IOException {
        statistics.incrementNumNulls(nulls);
        to.writePageV2(rows, nulls, rows, BytesInput.empty(), levels.toBytes(), encoding, values, statistics);
        levels.reset();
        rows = 0;
        nulls = 0;
    }
}
