package org.corvee.sql;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import org.corvee.model.CheckResult;
import org.corvee.source.SourceCatalog;
import org.jspecify.annotations.Nullable;

/** The warehouse of what lies in {@code sql/}, without a dropped file: built once for all tests of a JVM. */
final class TestingDefaultContent {

    private static @Nullable TestingWarehouse built;

    private TestingDefaultContent() {}

    /** A connection to it; tests only read. */
    static synchronized Connection connect() throws IOException, SQLException {
        TestingWarehouse warehouse = built;
        if (warehouse == null) {
            Path folder = Files.createTempDirectory("default-content");
            warehouse = new TestingWarehouse(TestingWarehouse.CONTENT, folder);
            warehouse.load(SourceCatalog.read(TestingWarehouse.CONTENT.resolve("sources"))
                    .sources());
            List<CheckResult> broken = warehouse.buildMarts().stream()
                    .filter(result -> !result.holds())
                    .toList();
            if (!broken.isEmpty()) {
                throw new IllegalStateException(broken.toString());
            }
            built = warehouse;
        }
        return warehouse.connect();
    }
}
