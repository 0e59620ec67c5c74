package org.corvee.normalized;

import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.apache.parquet.compression.CompressionCodecFactory.BytesInputCompressor;
import org.apache.parquet.hadoop.ColumnChunkPageWriteStore;
import org.apache.parquet.hadoop.ParquetFileWriter;
import org.apache.parquet.hadoop.metadata.CompressionCodecName;
import org.apache.parquet.io.LocalOutputFile;
import org.apache.parquet.schema.LogicalTypeAnnotation;
import org.apache.parquet.schema.MessageType;
import org.apache.parquet.schema.PrimitiveType;
import org.apache.parquet.schema.PrimitiveType.PrimitiveTypeName;
import org.apache.parquet.schema.Type;
import org.apache.parquet.schema.Types;
import org.corvee.format.RejectedRow;
import org.corvee.format.Row;
import org.corvee.source.ColumnSpec;
import org.corvee.source.ColumnType;
import org.jspecify.annotations.Nullable;

/**
 * Writes rows to one Parquet file, column by column: Zstandard, all columns optional, provenance in the footer. Apache
 * Parquet encodes the values and lays out the file; what its writer of rows does between the two is left out, which took
 * most of the time of normalizing customs lines.
 *
 * @param <T> what a row is given as
 */
abstract class ParquetTableWriter<T> implements Closeable {

    /** What the engine adds to the published columns, first in every row. */
    static final List<Column> POSITION =
            List.of(new Column("row_number", ColumnType.INTEGER), new Column("line", ColumnType.INTEGER));

    private static final List<Column> REJECTED = List.of(
            POSITION.get(0),
            POSITION.get(1),
            new Column("column_name", ColumnType.TEXT),
            new Column("reason", ColumnType.TEXT),
            new Column("message", ColumnType.TEXT),
            new Column("raw_text", ColumnType.TEXT),
            new Column("new_codes", ColumnType.TEXT));

    /** A row group ends with so many rows, or when so many bytes of different texts were held for it. */
    private static final int ROWS_PER_GROUP = 1 << 17;

    private static final int BYTES_PER_GROUP = 1 << 25;

    private static final int LONGEST_BOUND = 64;

    private final ParquetFileWriter file;
    private final MessageType schema;
    private final List<ColumnBuffer> columns;
    private final Map<String, String> footer;
    private final BytesInputCompressor compressor =
            new ZstandardCodecFactory().getCompressor(CompressionCodecName.ZSTD);
    private boolean closed;
    private long rows;
    private int rowsInGroup;
    private long bytesInGroup;
    private int groups;

    private ParquetTableWriter(Path file, List<Column> columns, Map<String, String> footer) throws IOException {
        this.schema = new MessageType(
                "row", columns.stream().map(ParquetTableWriter::field).toList());
        this.columns = columns.stream().map(ParquetTableWriter::buffer).toList();
        this.footer = footer;
        this.file = new ParquetFileWriter(
                new LocalOutputFile(file),
                schema,
                ParquetFileWriter.Mode.CREATE,
                BYTES_PER_GROUP,
                0,
                LONGEST_BOUND,
                LONGEST_BOUND,
                true);
        this.file.start();
    }

    /**
     * @param name as published
     * @param type of the values
     */
    record Column(String name, ColumnType type) {}

    /**
     * A writer of accepted rows.
     *
     * @param file is created; must not be there yet
     * @param footer goes to the footer as key-value metadata
     */
    static ParquetTableWriter<Row> ofRows(Path file, List<ColumnSpec> columns, Map<String, String> footer)
            throws IOException {
        List<Column> all = new ArrayList<>(POSITION);
        columns.forEach(column -> all.add(new Column(column.name(), column.type())));
        return new AcceptedRows(file, all, footer);
    }

    /** A writer of rejected rows, likewise. */
    static ParquetTableWriter<RejectedRow> ofRejected(Path file, Map<String, String> footer) throws IOException {
        return new RejectedRows(file, footer);
    }

    final void write(T row) throws IOException {
        bytesInGroup += add(row);
        rowsInGroup++;
        rows++;
        if (rowsInGroup == ROWS_PER_GROUP || bytesInGroup >= BYTES_PER_GROUP) {
            writeGroup();
        }
    }

    /**
     * Adds a row to the buffers of all columns.
     *
     * @return how many bytes they hold more than before, of what may become large
     */
    abstract int add(T row) throws IOException;

    final ColumnBuffer column(int number) {
        return columns.get(number);
    }

    final NumberColumn numbers(int number) {
        return (NumberColumn) column(number);
    }

    private void writeGroup() throws IOException {
        try (ColumnChunkPageWriteStore pages = ColumnChunkPageWriteStore.builder()
                .withCompressorProvider(column -> compressor)
                .withSchema(schema)
                .withAllocator(ColumnBuffer.ALLOCATOR)
                .withColumnIndexTruncateLength(LONGEST_BOUND)
                .withPageWriteChecksumEnabled(true)
                .withRowGroupOrdinal(groups)
                .build()) {
            for (int i = 0; i < columns.size(); i++) {
                columns.get(i).flush(pages.getPageWriter(schema.getColumns().get(i)));
            }
            file.startBlock(rowsInGroup);
            pages.flushToFileWriter(file);
            file.endBlock();
        }
        groups++;
        rowsInGroup = 0;
        bytesInGroup = 0;
    }

    final long rows() {
        return rows;
    }

    /** Writes the footer. Without it the file is not Parquet. */
    @Override
    public final void close() throws IOException {
        if (closed) {
            return;
        }
        closed = true;
        try (file) {
            if (rowsInGroup > 0) {
                writeGroup();
            }
            file.end(footer);
        }
    }

    private static final class AcceptedRows extends ParquetTableWriter<Row> {

        private final NumberColumn number = numbers(0);
        private final NumberColumn line = numbers(1);
        private final ColumnBuffer[] published;

        AcceptedRows(Path file, List<Column> columns, Map<String, String> footer) throws IOException {
            super(file, columns, footer);
            this.published = new ColumnBuffer[columns.size() - POSITION.size()];
            Arrays.setAll(published, i -> column(i + POSITION.size()));
        }

        @Override
        int add(Row row) throws IOException {
            number.add(row.number());
            line.add(row.line());
            int bytes = 0;
            for (int i = 0; i < published.length; i++) {
                bytes += published[i].add(row, i);
            }
            return bytes;
        }
    }

    private static final class RejectedRows extends ParquetTableWriter<RejectedRow> {

        RejectedRows(Path file, Map<String, String> footer) throws IOException {
            super(file, REJECTED, footer);
        }

        @Override
        int add(RejectedRow row) throws IOException {
            numbers(0).add(row.number());
            numbers(1).add(row.line());
            return text(2, row.column())
                    + text(3, row.reason().code())
                    + text(4, row.message())
                    + text(5, row.rawText())
                    + text(
                            6,
                            row.newCodes().isEmpty() ? null : NormalizedStore.JSON.writeValueAsString(row.newCodes()));
        }

        private int text(int column, @Nullable String text) throws IOException {
            TextColumn texts = (TextColumn) column(column);
            if (text == null) {
                texts.addNull();
                return 0;
            }
            return texts.add(text);
        }
    }

    private static ColumnBuffer buffer(Column column) {
        PrimitiveType type = field(column).asPrimitiveType();
        return switch (type.getPrimitiveTypeName()) {
            case BINARY -> new TextColumn(type);
            case FIXED_LEN_BYTE_ARRAY -> new LongDecimalColumn(type);
            default -> new NumberColumn(type);
        };
    }

    private static Type field(Column column) {
        ColumnType type = column.type();
        return switch (type.kind()) {
            case TEXT ->
                Types.optional(PrimitiveTypeName.BINARY)
                        .as(LogicalTypeAnnotation.stringType())
                        .named(column.name());
            case INTEGER -> Types.optional(PrimitiveTypeName.INT64).named(column.name());
            case DATE, MONTH ->
                Types.optional(PrimitiveTypeName.INT32)
                        .as(LogicalTypeAnnotation.dateType())
                        .named(column.name());
            case DECIMAL -> decimalField(column);
        };
    }

    private static Type decimalField(Column column) {
        ColumnType type = column.type();
        LogicalTypeAnnotation decimal = LogicalTypeAnnotation.decimalType(type.scale(), type.precision());
        return type.fitsLong()
                ? Types.optional(PrimitiveTypeName.INT64).as(decimal).named(column.name())
                : Types.optional(PrimitiveTypeName.FIXED_LEN_BYTE_ARRAY)
                        .length(LongDecimalColumn.BYTES)
                        .as(decimal)
                        .named(column.name());
    }
}
