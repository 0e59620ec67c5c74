package org.corvee.source;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Where the bytes of a source come from. */
public sealed interface Supply {

    /** What is known of the files of a source that has several; empty for one that ships its table. */
    Optional<Dropped> files();

    /**
     * A file beside the descriptor.
     *
     * @param name of the file
     */
    record Shipped(String name) implements Supply {

        @Override
        public Optional<Dropped> files() {
            return Optional.empty();
        }
    }

    /**
     * Files that are fetched over HTTP.
     *
     * @param fetch how
     * @param drop what a person must say who drops such a file by hand; null where none may be dropped
     */
    record Fetched(Fetch fetch, @Nullable Dropped drop) implements Supply {

        @Override
        public Optional<Dropped> files() {
            return Optional.of(drop == null ? fetchedAlone() : drop);
        }

        private Dropped fetchedAlone() {
            return new Dropped(
                    fetch.manifest().keySet().stream()
                            .map(name -> new ColumnSpec(name, ColumnType.TEXT, true, List.of(), null))
                            .toList(),
                    Map.of(),
                    Map.of(),
                    List.of(),
                    0);
        }
    }

    /**
     * Files that a person downloads and drops into a folder, each with a manifest.
     *
     * @param manifest what a manifest must say of its file beside who downloaded it and when; each becomes a column
     * @param meanings what an entry of the manifest means, by its name; one that the descriptor does not describe is not there
     * @param notBefore entries, months or dates, that must not be before another one, by their names
     * @param once columns of the fed table in which no two files may hold the same line; empty when nothing is compared
     * @param truncatedAt a file of exactly so many records was cut by its publisher; 0 when the publisher cuts none
     */
    record Dropped(
            List<ColumnSpec> manifest,
            Map<String, String> meanings,
            Map<String, String> notBefore,
            List<String> once,
            long truncatedAt)
            implements Supply {

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
            meanings = Map.copyOf(meanings);
            notBefore = Map.copyOf(notBefore);
            once = List.copyOf(once);
        }

        @Override
        public Optional<Dropped> files() {
            return Optional.of(this);
        }
    }
}
