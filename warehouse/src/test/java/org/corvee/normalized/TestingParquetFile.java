package org.corvee.normalized;

import com.github.luben.zstd.Zstd;
import java.io.IOException;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.apache.parquet.ParquetReadOptions;
import org.apache.parquet.bytes.BytesInput;
import org.apache.parquet.column.page.PageReadStore;
import org.apache.parquet.compression.CompressionCodecFactory;
import org.apache.parquet.conf.PlainParquetConfiguration;
import org.apache.parquet.example.data.Group;
import org.apache.parquet.example.data.simple.convert.GroupRecordConverter;
import org.apache.parquet.hadoop.ParquetFileReader;
import org.apache.parquet.hadoop.metadata.CompressionCodecName;
import org.apache.parquet.io.ColumnIOFactory;
import org.apache.parquet.io.LocalInputFile;
import org.apache.parquet.io.MessageColumnIO;
import org.apache.parquet.io.RecordReader;
import org.apache.parquet.schema.LogicalTypeAnnotation;
import org.apache.parquet.schema.LogicalTypeAnnotation.DecimalLogicalTypeAnnotation;
import org.apache.parquet.schema.MessageType;
import org.apache.parquet.schema.PrimitiveType;
import org.jspecify.annotations.Nullable;

/** A Parquet file read by Apache Parquet itself, without DuckDB and without what wrote it. */
record TestingParquetFile(Path path) {

    /** The values of a column in the order of the file: String, Long, LocalDate, BigDecimal or null. */
    List<@Nullable Object> column(String name) throws IOException {
        List<@Nullable Object> values = new ArrayList<>();
        try (ParquetFileReader reader = open()) {
            PrimitiveType type = reader.getFooter()
                    .getFileMetaData()
                    .getSchema()
                    .getType(name)
                    .asPrimitiveType();
            MessageType schema = new MessageType("column", type);
            reader.setRequestedSchema(schema);
            MessageColumnIO columns = new ColumnIOFactory().getColumnIO(schema);
            for (PageReadStore pages = reader.readNextRowGroup(); pages != null; pages = reader.readNextRowGroup()) {
                RecordReader<Group> records = columns.getRecordReader(pages, new GroupRecordConverter(schema));
                for (long i = 0; i < pages.getRowCount(); i++) {
                    Group row = records.read();
                    values.add(row.getFieldRepetitionCount(name) == 0 ? null : value(row, name, type));
                }
            }
        }
        return values;
    }

    int rowGroups() throws IOException {
        try (ParquetFileReader reader = open()) {
            return reader.getRowGroups().size();
        }
    }

    private ParquetFileReader open() throws IOException {
        ParquetReadOptions options = ParquetReadOptions.builder(new PlainParquetConfiguration())
                .withCodecFactory(new ZstandardReader())
                .usePageChecksumVerification()
                .build();
        return ParquetFileReader.open(new LocalInputFile(path), options);
    }

    private static Object value(Group row, String name, PrimitiveType type) {
        LogicalTypeAnnotation logical = type.getLogicalTypeAnnotation();
        if (logical instanceof DecimalLogicalTypeAnnotation decimal) {
            return new BigDecimal(unscaled(row, name, type), decimal.getScale());
        }
        return switch (type.getPrimitiveTypeName()) {
            case BINARY -> row.getString(name, 0);
            case INT64 -> row.getLong(name, 0);
            case INT32 -> LocalDate.ofEpochDay(row.getInteger(name, 0));
            default -> throw new IllegalStateException("no column has the type " + type);
        };
    }

    private static BigInteger unscaled(Group row, String name, PrimitiveType type) {
        return switch (type.getPrimitiveTypeName()) {
            case INT32 -> BigInteger.valueOf(row.getInteger(name, 0));
            case INT64 -> BigInteger.valueOf(row.getLong(name, 0));
            default -> new BigInteger(row.getBinary(name, 0).getBytes());
        };
    }

    /** The built-in one needs a Hadoop installation. */
    private static final class ZstandardReader implements CompressionCodecFactory {

        @Override
        public BytesInputCompressor getCompressor(CompressionCodecName codecName) {
            throw new UnsupportedOperationException("only reads");
        }

        @Override
        public BytesInputDecompressor getDecompressor(CompressionCodecName codecName) {
            if (codecName != CompressionCodecName.ZSTD) {
                throw new IllegalArgumentException("expected ZSTD, found " + codecName);
            }
            return new Decompressor();
        }

        @Override
        public void release() {}
    }

    private static final class Decompressor implements CompressionCodecFactory.BytesInputDecompressor {

        @Override
        public BytesInput decompress(BytesInput bytes, int decompressedSize) throws IOException {
            byte[] compressed = bytes.toInputStream().readAllBytes();
            return BytesInput.from(Zstd.decompress(compressed, decompressedSize));
        }

        @Override
        public void decompress(ByteBuffer input, int compressedSize, ByteBuffer output, int decompressedSize) {
            byte[] compressed = new byte[compressedSize];
            input.get(compressed);
            output.put(Zstd.decompress(compressed, decompressedSize));
        }

        @Override
        public void release() {}
    }
}
