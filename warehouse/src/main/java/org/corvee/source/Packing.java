package org.corvee.source;

/**
 * What a file may be packed in. Whether it is, its first bytes tell.
 *
 * @param container that it may be packed in
 * @param unpackedAtMost how many bytes may come out of it; a bomb is larger
 */
public record Packing(Container container, long unpackedAtMost) {

    /** Larger than any table that a publisher packs as one file. */
    static final long USUAL_LIMIT = 8L << 30;

    /** A file as it is. */
    public static final Packing NONE = new Packing(Container.NONE, USUAL_LIMIT);

    /** The containers, in a descriptor written in lower case. */
    public enum Container {
        NONE,
        GZIP(0x1F, 0x8B),
        ZIP('P', 'K', 3, 4),
        SEVEN_ZIP('7', 'z', 0xBC, 0xAF, 0x27, 0x1C);

        private final int[] firstBytes;

        Container(int... firstBytes) {
            this.firstBytes = firstBytes;
        }

        /** Whether a file that starts so is such a container. */
        public boolean starts(byte[] bytes) {
            boolean same = firstBytes.length > 0 && bytes.length >= firstBytes.length;
            for (int i = 0; same && i < firstBytes.length; i++) {
                same = (bytes[i] & 0xFF) == firstBytes[i];
            }
            return same;
        }

        /** How many bytes {@link #starts} needs at most. */
        public static final int LONGEST_START = 6;
    }
}
