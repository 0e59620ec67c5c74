package org.corvee.normalized;

import java.io.IOException;
import org.apache.parquet.column.values.delta.DeltaBinaryPackingValuesWriterForInteger;
import org.apache.parquet.column.values.delta.DeltaBinaryPackingValuesWriterForLong;
import org.apache.parquet.schema.PrimitiveType;
import org.corvee.format.Row;

/** Integers, dates and decimals of at most 18 digits: each as the difference to the one before. */
final class NumberColumn extends EncodedColumn {

    private final boolean isLong;

    NumberColumn(PrimitiveType type) {
        this(type, type.getPrimitiveTypeName() == PrimitiveType.PrimitiveTypeName.INT64);
    }

    private NumberColumn(PrimitiveType type, boolean isLong) {
        super(
                type,
                isLong
                        ? new DeltaBinaryPackingValuesWriterForLong(FIRST_BYTES, MOST_BYTES, ALLOCATOR)
                        : new DeltaBinaryPackingValuesWriterForInteger(FIRST_BYTES, MOST_BYTES, ALLOCATOR));
        this.isLong = isLong;
    }

    @Override
    int addPresent(Row row, int column) {
        put(row.asLong(column));
        return 0;
    }

    void add(long value) throws IOException {
        countPresent();
        put(value);
    }

    private void put(long value) {
        if (isLong) {
            values().writeLong(value);
            statistics().updateStats(value);
        } else {
            int day = Math.toIntExact(value);
            values().writeInteger(day);
            statistics().updateStats(day);
        }
    }
}
