package org.corvee.normalized;

import java.io.Closeable;
import java.io.IOException;
import java.math.BigInteger;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.apache.parquet.column.ParquetProperties;
import org.apache.parquet.conf.ParquetConfiguration;
import org.apache.parquet.conf.PlainParquetConfiguration;
import org.apache.parquet.hadoop.ParquetWriter;
import org.apache.parquet.hadoop.api.WriteSupport;
import org.apache.parquet.hadoop.metadata.CompressionCodecName;
import org.apache.parquet.io.LocalOutputFile;
import org.apache.parquet.io.api.Binary;
import org.apache.parquet.io.api.RecordConsumer;
import org.apache.parquet.schema.LogicalTypeAnnotation;
import org.apache.parquet.schema.MessageType;
import org.apache.parquet.schema.PrimitiveType.PrimitiveTypeName;
import org.apache.parquet.schema.Type;
import org.apache.parquet.schema.Types;
import org.corvee.format.RejectedRow;
import org.corvee.format.Row;
import org.corvee.source.ColumnSpec;
import org.corvee.source.ColumnType;
import org.jspecify.annotations.Nullable;

/**
 * Writes rows to one Parquet file: Zstandard, all columns optional, provenance in the footer. Numbers have no dictionary
 * and texts no least and greatest value: on customs lines the first is thrown away again and the second, a third of all
 * the time of writing, serves nobody, since normalized tables are read whole.
 *
 * @param <T> what a row is given as
 */
final class ParquetTableWriter<T> implements Closeable {

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

    /** Bytes that hold any decimal of 38 digits. */
    private static final int DECIMAL_BYTES = 16;

    private final ParquetWriter<T> writer;
    private boolean closed;
    private long rows;

    private ParquetTableWriter(Path file, RowSupport<T> support, Map<String, String> footer) throws IOException {
        Builder<T> builder = new Builder<T>(new LocalOutputFile(file), support)
                .withConf(new PlainParquetConfiguration())
                .withCodecFactory(new ZstandardCodecFactory())
                .withCompressionCodec(CompressionCodecName.ZSTD)
                .withWriterVersion(ParquetProperties.WriterVersion.PARQUET_2_0)
                .withSizeStatisticsEnabled(false)
                .withExtraMetaData(footer);
        for (Column column : support.columns) {
            builder = column.type().kind() == ColumnType.Kind.TEXT
                    ? builder.withStatisticsEnabled(column.name(), false)
                    : builder.withDictionaryEncoding(column.name(), false);
        }
        this.writer = builder.build();
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
        return new ParquetTableWriter<>(file, new AcceptedRows(all), footer);
    }

    /** A writer of rejected rows, likewise. */
    static ParquetTableWriter<RejectedRow> ofRejected(Path file, Map<String, String> footer) throws IOException {
        return new ParquetTableWriter<>(file, new RejectedRows(REJECTED), footer);
    }

    void write(T row) throws IOException {
        writer.write(row);
        rows++;
    }

    long rows() {
        return rows;
    }

    /** Writes the footer. Without it the file is not Parquet. */
    @Override
    public void close() throws IOException {
        if (!closed) {
            closed = true;
            writer.close();
        }
    }

    private static final class Builder<T> extends ParquetWriter.Builder<T, Builder<T>> {

        private final RowSupport<T> support;

        Builder(LocalOutputFile file, RowSupport<T> support) {
            super(file);
            this.support = support;
        }

        @Override
        protected Builder<T> self() {
            return this;
        }

        @Override
        @Deprecated
        protected WriteSupport<T> getWriteSupport(org.apache.hadoop.conf.@Nullable Configuration configuration) {
            return support;
        }

        @Override
        protected WriteSupport<T> getWriteSupport(ParquetConfiguration configuration) {
            return support;
        }
    }

    private abstract static class RowSupport<T> extends WriteSupport<T> {

        private final List<Column> columns;
        private @Nullable RecordConsumer consumer;

        RowSupport(List<Column> columns) {
            this.columns = columns;
        }

        @Override
        @Deprecated
        public WriteContext init(org.apache.hadoop.conf.@Nullable Configuration configuration) {
            return context();
        }

        @Override
        public WriteContext init(ParquetConfiguration configuration) {
            return context();
        }

        private WriteContext context() {
            List<Type> fields = new ArrayList<>();
            for (Column column : columns) {
                fields.add(field(column));
            }
            return new WriteContext(new MessageType("row", fields), Map.of());
        }

        @Override
        public void prepareForWrite(RecordConsumer recordConsumer) {
            consumer = recordConsumer;
        }

        @Override
        public final void write(T row) {
            RecordConsumer to = Objects.requireNonNull(consumer, "Parquet calls prepareForWrite first");
            to.startMessage();
            write(row, to);
            to.endMessage();
        }

        abstract void write(T row, RecordConsumer to);

        final void start(RecordConsumer to, int column) {
            to.startField(columns.get(column).name(), column);
        }

        final void end(RecordConsumer to, int column) {
            to.endField(columns.get(column).name(), column);
        }

        final void writeLong(RecordConsumer to, int column, long value) {
            start(to, column);
            to.addLong(value);
            end(to, column);
        }

        final void writeBytes(RecordConsumer to, int column, byte[] bytes) {
            start(to, column);
            to.addBinary(Binary.fromConstantByteArray(bytes));
            end(to, column);
        }
    }

    private static final class AcceptedRows extends RowSupport<Row> {

        private final ColumnType[] types;

        AcceptedRows(List<Column> columns) {
            super(columns);
            this.types =
                    columns.stream().skip(POSITION.size()).map(Column::type).toArray(ColumnType[]::new);
        }

        @Override
        void write(Row row, RecordConsumer to) {
            writeLong(to, 0, row.number());
            writeLong(to, 1, row.line());
            for (int i = 0; i < types.length; i++) {
                if (!row.isNull(i)) {
                    writeValue(row, i, to);
                }
            }
        }

        private void writeValue(Row row, int index, RecordConsumer to) {
            int column = index + POSITION.size();
            switch (types[index].kind()) {
                case TEXT -> writeBytes(to, column, row.asText(index).utf8());
                case INTEGER -> writeLong(to, column, row.asLong(index));
                case DATE, MONTH -> {
                    start(to, column);
                    to.addInteger(Math.toIntExact(row.asLong(index)));
                    end(to, column);
                }
                case DECIMAL -> {
                    if (types[index].fitsLong()) {
                        writeLong(to, column, row.asLong(index));
                    } else {
                        writeBytes(to, column, fixed(row.asBigInteger(index)));
                    }
                }
            }
        }
    }

    private static final class RejectedRows extends RowSupport<RejectedRow> {

        RejectedRows(List<Column> columns) {
            super(columns);
        }

        @Override
        void write(RejectedRow row, RecordConsumer to) {
            writeLong(to, 0, row.number());
            writeLong(to, 1, row.line());
            if (row.column() != null) {
                writeText(to, 2, row.column());
            }
            writeText(to, 3, row.reason().code());
            writeText(to, 4, row.message());
            writeText(to, 5, row.rawText());
            if (!row.newCodes().isEmpty()) {
                writeText(to, 6, NormalizedStore.JSON.writeValueAsString(row.newCodes()));
            }
        }

        private void writeText(RecordConsumer to, int column, String text) {
            start(to, column);
            to.addBinary(Binary.fromString(text));
            end(to, column);
        }
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
                        .length(DECIMAL_BYTES)
                        .as(decimal)
                        .named(column.name());
    }

    /** Two's complement, most significant byte first, filled up with the sign. */
    private static byte[] fixed(BigInteger unscaled) {
        byte[] digits = unscaled.toByteArray();
        byte[] bytes = new byte[DECIMAL_BYTES];
        Arrays.fill(bytes, 0, DECIMAL_BYTES - digits.length, (byte) (unscaled.signum() < 0 ? -1 : 0));
        System.arraycopy(digits, 0, bytes, DECIMAL_BYTES - digits.length, digits.length);
        return bytes;
    }
}
