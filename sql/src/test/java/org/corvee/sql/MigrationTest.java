package org.corvee.sql;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.corvee.digest.Sha256;
import org.corvee.duckdb.DuckDb;
import org.corvee.load.Migrations;
import org.corvee.model.SqlFile;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Structure is laid from empty to newest, and what has landed is never edited. */
class MigrationTest {

    private static final Path MIGRATIONS = TestingWarehouse.CONTENT.resolve("migrations");

    @TempDir
    private Path folder = Path.of("");

    @Test
    void emptyFileBecomesTheNewestStructure() throws IOException, SQLException {
        Path file = folder.resolve("warehouse.duckdb");

        Migrations.migrate(file, MIGRATIONS);

        try (Connection connection = DuckDb.build(file)) {
            assertThat(DuckDb.number(
                            connection, "select count(*) from ops.schema_history where success and version <> ''"))
                    .isEqualTo(SqlFile.list(MIGRATIONS).size());
            assertThat(DuckDb.column(connection, "select table_name from duckdb_tables() where schema_name = 'core'"))
                    .contains("figure");
        }
    }

    /** A changed migration would leave two warehouses of one version with two structures: add a new one instead. */
    @Test
    void landedMigrationsAreUnchanged() throws IOException {
        List<String> found = new ArrayList<>();
        for (SqlFile file : SqlFile.list(MIGRATIONS)) {
            found.add(Sha256.of(file.path()) + "  " + file.name() + ".sql");
        }

        assertThat(found).containsExactlyElementsOf(landed());
    }

    private static List<String> landed() throws IOException {
        try (InputStream in = MigrationTest.class.getResourceAsStream("/landed-migrations.sha256")) {
            assertThat(in).as("landed-migrations.sha256").isNotNull();
            return new String(in.readAllBytes(), StandardCharsets.UTF_8).lines().toList();
        }
    }
}
