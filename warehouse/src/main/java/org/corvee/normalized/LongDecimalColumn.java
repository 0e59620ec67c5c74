package org.corvee.normalized;

import java.math.BigInteger;
import java.util.Arrays;
import org.apache.parquet.column.values.plain.FixedLenByteArrayPlainValuesWriter;
import org.apache.parquet.io.api.Binary;
import org.apache.parquet.schema.PrimitiveType;
import org.corvee.format.Row;

/** Decimals of 19 to 38 digits, each in 16 bytes. */
final class LongDecimalColumn extends EncodedColumn {

    /** Bytes that hold any decimal of 38 digits. */
    static final int BYTES = 16;

    LongDecimalColumn(PrimitiveType type) {
        super(type, new FixedLenByteArrayPlainValuesWriter(BYTES, FIRST_BYTES, MOST_BYTES, ALLOCATOR));
    }

    @Override
    int addPresent(Row row, int column) {
        Binary value = Binary.fromConstantByteArray(bytes(row.asBigInteger(column)));
        values().writeBytes(value);
        statistics().updateStats(value);
        return 0;
    }

    /** Two's complement, most significant byte first, filled up with the sign. */
    private static byte[] bytes(BigInteger unscaled) {
        byte[] digits = unscaled.toByteArray();
        byte[] bytes = new byte[BYTES];
        Arrays.fill(bytes, 0, BYTES - digits.length, (byte) (unscaled.signum() < 0 ? -1 : 0));
        System.arraycopy(digits, 0, bytes, BYTES - digits.length, digits.length);
        return bytes;
    }
}
