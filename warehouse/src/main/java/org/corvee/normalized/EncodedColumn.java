package org.corvee.normalized;

import java.io.IOException;
import org.apache.parquet.column.page.PageWriter;
import org.apache.parquet.column.statistics.Statistics;
import org.apache.parquet.column.values.ValuesWriter;
import org.apache.parquet.schema.PrimitiveType;

/** Values that are encoded one by one as they come, with the least and the greatest of them. */
abstract class EncodedColumn extends ColumnBuffer {

    private final PrimitiveType type;
    private final ValuesWriter values;
    private Statistics<?> statistics;

    EncodedColumn(PrimitiveType type, ValuesWriter values) {
        this.type = type;
        this.values = values;
        this.statistics = Statistics.createStats(type);
    }

    final ValuesWriter values() {
        return values;
    }

    final Statistics<?> statistics() {
        return statistics;
    }

    @Override
    final void flush(PageWriter to) throws IOException {
        writePage(to, values.getBytes(), values.getEncoding(), statistics);
        values.reset();
        statistics = Statistics.createStats(type);
    }
}
