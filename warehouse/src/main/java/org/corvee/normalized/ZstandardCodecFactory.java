package org.corvee.normalized;

import com.github.luben.zstd.Zstd;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import org.apache.parquet.bytes.BytesInput;
import org.apache.parquet.compression.CompressionCodecFactory;
import org.apache.parquet.hadoop.metadata.CompressionCodecName;

/** Zstandard for Parquet pages without Hadoop, whose classes the built-in codecs need even when they do nothing. */
final class ZstandardCodecFactory implements CompressionCodecFactory {

    /** Level 1: on 10 million customs-shaped rows a higher level costs more time than its bytes are worth. */
    private static final int LEVEL = 1;

    @Override
    public BytesInputCompressor getCompressor(CompressionCodecName codecName) {
        if (codecName != CompressionCodecName.ZSTD) {
            throw new IllegalArgumentException("cannot compress with " + codecName + ": expected ZSTD");
        }
        return new Compressor();
    }

    @Override
    public BytesInputDecompressor getDecompressor(CompressionCodecName codecName) {
        throw new UnsupportedOperationException("Parquet files are read by DuckDB");
    }

    @Override
    public void release() {}

    private static final class Compressor implements BytesInputCompressor {

        @Override
        public BytesInput compress(BytesInput bytes) throws IOException {
            ByteArrayOutputStream plain = new ByteArrayOutputStream(Math.toIntExact(bytes.size()));
            bytes.writeAllTo(plain);
            return BytesInput.from(Zstd.compress(plain.toByteArray(), LEVEL));
        }

        @Override
        public CompressionCodecName getCodecName() {
            return CompressionCodecName.ZSTD;
        }

        @Override
        public void release() {}
    }
}
