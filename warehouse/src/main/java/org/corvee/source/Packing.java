package org.corvee.source;

import java.util.HexFormat;
import org.jspecify.annotations.Nullable;

/**
 * What a file may be packed in. Whether it is, its first bytes tell.
 *
 * @param container that it may be packed in
 * @param unpackedAtMost how many bytes may come out of it; a bomb is larger
 * @param entry regular expression that the whole name of one file in it matches, where it holds several; null where it
 *     holds one
 */
public record Packing(
        Container container, long unpackedAtMost, @Nullable String entry) {

    /** A container that holds one file. */
    public Packing(Container container, long unpackedAtMost) {
        this(container, unpackedAtMost, null);
    }

    /** Larger than any table that a publisher packs as one file. */
    static final long USUAL_LIMIT = 8L << 30;

    /** A file as it is. */
    public static final Packing NONE = new Packing(Container.NONE, USUAL_LIMIT);

    /** The containers, in a descriptor written in lower case. */
    public enum Container {
        NONE(""),
        GZIP("1f8b"),
        ZIP("504b0304"),
        SEVEN_ZIP("377abcaf271c");

        /** In hexadecimal digits. */
        private final String firstBytes;

        Container(String firstBytes) {
            this.firstBytes = firstBytes;
        }

        /** Whether a file that starts so is such a container. */
        public boolean starts(byte[] bytes) {
            return !firstBytes.isEmpty() && HexFormat.of().formatHex(bytes).startsWith(firstBytes);
        }

        /** How many bytes {@link #starts} needs at most. */
        public static final int LONGEST_START = 6;
    }
}
