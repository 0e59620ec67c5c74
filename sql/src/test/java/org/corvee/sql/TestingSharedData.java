package org.corvee.sql;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Files;
import java.nio.file.Path;

/** The real files of publishers, which lie beside the clone where there are any. */
final class TestingSharedData {

    /** Not there on a machine that has the clone alone. */
    static final Path FOLDER = Path.of(System.getProperty("corvee.installation"))
            .resolveSibling("shared")
            .resolve("data");

    private TestingSharedData() {}

    /** Ends a test in one line where the folder is not there. */
    static void require(Class<?> test) {
        assumeTrue(
                Files.isDirectory(FOLDER),
                () -> test.getSimpleName() + " did not run: the data are not beside the clone (../shared)");
    }
}
