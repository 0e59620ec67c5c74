package org.corvee.normalized;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.parquet.format.FileMetaData;
import org.apache.parquet.format.KeyValue;
import org.apache.parquet.format.Util;

/** The key-value pairs of a Parquet file, read from its last bytes: no database is opened for them. */
final class ParquetFooter {

    private static final int TAIL = 8;
    private static final String MAGIC = "PAR1";

    private ParquetFooter() {}

    /** @throws IOException also when the file has no footer that can be read */
    static Map<String, String> keyValues(Path file) throws IOException {
        try (RandomAccessFile parquet = new RandomAccessFile(file.toFile(), "r")) {
            if (parquet.length() < TAIL) {
                throw new IOException("no Parquet footer in " + file);
            }
            byte[] tail = read(parquet, parquet.length() - TAIL, TAIL);
            int length = ByteBuffer.wrap(tail).order(ByteOrder.LITTLE_ENDIAN).getInt();
            String magic = new String(tail, Integer.BYTES, MAGIC.length(), StandardCharsets.US_ASCII);
            long start = parquet.length() - TAIL - length;
            if (!magic.equals(MAGIC) || length <= 0 || start < 0) {
                throw new IOException("no Parquet footer in " + file);
            }
            FileMetaData metadata = Util.readFileMetaData(new ByteArrayInputStream(read(parquet, start, length)));
            Map<String, String> keyValues = new HashMap<>();
            List<KeyValue> pairs = metadata.isSetKey_value_metadata() ? metadata.getKey_value_metadata() : List.of();
            pairs.forEach(pair -> keyValues.put(pair.getKey(), pair.getValue()));
            return keyValues;
        }
    }

    private static byte[] read(RandomAccessFile file, long start, int length) throws IOException {
        byte[] bytes = new byte[length];
        file.seek(start);
        file.readFully(bytes);
        return bytes;
    }
}
