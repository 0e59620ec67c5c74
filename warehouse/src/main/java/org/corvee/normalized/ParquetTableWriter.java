package org.corvee.normalized;

import java.io.Closeable;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
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
import org.corvee.source.ColumnType;
import org.jspecify.annotations.Nullable;

/** Writes rows of typed values to one Parquet file: Zstandard, all columns optional, provenance in the footer. */
final class ParquetTableWriter implements Closeable {

    /** The most digits that fit a 64-bit integer. */
    private static final int LONG_DIGITS = 18;

    /** Bytes that hold any decimal of 38 digits. */
    private static final int DECIMAL_BYTES = 16;

    private final ParquetWriter<List<@Nullable Object>> writer;
    private final Map<String, String> late = new LinkedHashMap<>();
    private long rows;

    /**
     * @param file is created; must not be there yet
     * @param columns names and types, in the order of the values of a row
     * @param provenance goes to the footer as key-value metadata
     */
    ParquetTableWriter(Path file, List<Column> columns, Map<String, String> provenance) throws IOException {
        this.writer = new Builder(new LocalOutputFile(file), columns, late)
                .withConf(new PlainParquetConfiguration())
                .withCodecFactory(new ZstandardCodecFactory())
                .withCompressionCodec(CompressionCodecName.ZSTD)
                .withWriterVersion(ParquetProperties.WriterVersion.PARQUET_2_0)
                .withExtraMetaData(provenance)
                .build();
    }

    /**
     * @param name as published
     * @param type of the values
     */
    record Column(String name, ColumnType type) {}

    void write(List<@Nullable Object> values) throws IOException {
        writer.write(values);
        rows++;
    }

    long rows() {
        return rows;
    }

    /** Adds to the footer what is known only when all rows are written. */
    void addToFooter(String key, String value) {
        late.put(key, value);
    }

    /** Writes the footer. Without it the file is not Parquet. */
    @Override
    public void close() throws IOException {
        writer.close();
    }

    private static final class Builder extends ParquetWriter.Builder<List<@Nullable Object>, Builder> {

        private final List<Column> columns;
        private final Map<String, String> late;

        Builder(LocalOutputFile file, List<Column> columns, Map<String, String> late) {
            super(file);
            this.columns = columns;
            this.late = late;
        }

        @Override
        protected Builder self() {
            return this;
        }

        @Override
        @Deprecated
        protected WriteSupport<List<@Nullable Object>> getWriteSupport(
                org.apache.hadoop.conf.@Nullable Configuration configuration) {
            return new RowSupport(columns, late);
        }

        @Override
        protected WriteSupport<List<@Nullable Object>> getWriteSupport(ParquetConfiguration configuration) {
            return new RowSupport(columns, late);
        }
    }

    private static final class RowSupport extends WriteSupport<List<@Nullable Object>> {

        private final List<Column> columns;
        private final Map<String, String> late;
        private @Nullable RecordConsumer consumer;

        RowSupport(List<Column> columns, Map<String, String> late) {
            this.columns = columns;
            this.late = late;
        }

        @Override
        public FinalizedWriteContext finalizeWrite() {
            return new FinalizedWriteContext(late);
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
        public void write(List<@Nullable Object> values) {
            RecordConsumer to = Objects.requireNonNull(consumer, "Parquet calls prepareForWrite first");
            to.startMessage();
            for (int i = 0; i < columns.size(); i++) {
                Object value = values.get(i);
                if (value != null) {
                    to.startField(columns.get(i).name(), i);
                    writeValue(to, columns.get(i).type(), value);
                    to.endField(columns.get(i).name(), i);
                }
            }
            to.endMessage();
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
            case DATE ->
                Types.optional(PrimitiveTypeName.INT32)
                        .as(LogicalTypeAnnotation.dateType())
                        .named(column.name());
            case DECIMAL -> decimalField(column);
        };
    }

    private static Type decimalField(Column column) {
        ColumnType type = column.type();
        LogicalTypeAnnotation decimal = LogicalTypeAnnotation.decimalType(type.scale(), type.precision());
        return type.precision() <= LONG_DIGITS
                ? Types.optional(PrimitiveTypeName.INT64).as(decimal).named(column.name())
                : Types.optional(PrimitiveTypeName.FIXED_LEN_BYTE_ARRAY)
                        .length(DECIMAL_BYTES)
                        .as(decimal)
                        .named(column.name());
    }

    private static void writeValue(RecordConsumer to, ColumnType type, Object value) {
        switch (type.kind()) {
            case TEXT -> to.addBinary(Binary.fromString((String) value));
            case INTEGER -> to.addLong((Long) value);
            case DATE -> to.addInteger(Math.toIntExact(((LocalDate) value).toEpochDay()));
            case DECIMAL -> writeDecimal(to, type, (BigDecimal) value);
        }
    }

    private static void writeDecimal(RecordConsumer to, ColumnType type, BigDecimal decimal) {
        if (type.precision() <= LONG_DIGITS) {
            to.addLong(decimal.unscaledValue().longValueExact());
        } else {
            to.addBinary(Binary.fromConstantByteArray(fixed(decimal)));
        }
    }

    /** Two's complement, most significant byte first, filled up with the sign. */
    private static byte[] fixed(BigDecimal decimal) {
        byte[] digits = decimal.unscaledValue().toByteArray();
        byte[] bytes = new byte[DECIMAL_BYTES];
        Arrays.fill(bytes, 0, DECIMAL_BYTES - digits.length, (byte) (decimal.signum() < 0 ? -1 : 0));
        System.arraycopy(digits, 0, bytes, DECIMAL_BYTES - digits.length, digits.length);
        return bytes;
    }
}
