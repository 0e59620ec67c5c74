package org.corvee.source;

import java.util.List;

/** Where the bytes of a source come from. */
public sealed interface Supply {

    /**
     * A file beside the descriptor.
     *
     * @param name of the file
     */
    record Shipped(String name) implements Supply {}

    /**
     * Files that a person downloads and drops into a folder, each with a manifest.
     *
     * @param manifest what a manifest must say of its file beside who downloaded it and when; each becomes a column
     * @param once columns of the fed table in which no two files may hold the same line
     * @param truncatedAt a file of exactly so many records was cut by its publisher; 0 when the publisher cuts none
     */
    record Dropped(List<ColumnSpec> manifest, List<String> once, long truncatedAt) implements Supply {

        /** Who took the file from the publisher, a role or initials. */
        public static final String DOWNLOADED_BY = "downloaded_by";

        /** The day of the download. */
        public static final String DOWNLOADED_ON = "downloaded_on";

        /** Why the file is no longer to be loaded; absent as a rule. */
        public static final String WITHDRAWN = "withdrawn";

        /** What every manifest may say, whatever the source. */
        static final List<String> OWN_KEYS = List.of(DOWNLOADED_BY, DOWNLOADED_ON, WITHDRAWN);

        public Dropped {
            manifest = List.copyOf(manifest);
            once = List.copyOf(once);
        }
    }
}
