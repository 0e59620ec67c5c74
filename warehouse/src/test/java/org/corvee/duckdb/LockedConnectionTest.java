package org.corvee.duckdb;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a statement of somebody else may not do. Each refusal says of what kind it is. */
class LockedConnectionTest {

    private final Path folder;

    LockedConnectionTest(@TempDir Path folder) throws SQLException {
        this.folder = folder;
        Path file = folder.resolve("w.duckdb");
        try (Connection connection = DuckDb.build(file)) {
            DuckDb.execute(connection, "create table t as select 42 as a");
        }
    }

    @Test
    void readsItsOwnFile() throws SQLException {
        try (Connection connection = locked()) {
            assertThat(DuckDb.number(connection, "select a from t")).isEqualTo(42);
        }
    }

    @Test
    void mayNotWriteToIt() throws SQLException {
        try (Connection connection = locked()) {
            for (String statement : List.of(
                    "create table u as select 1", "insert into t values (1)", "update t set a = 1", "drop table t")) {
                assertThatThrownBy(() -> DuckDb.execute(connection, statement))
                        .as(statement)
                        .isInstanceOf(SQLException.class)
                        .hasMessageStartingWith("Invalid Input Error: Cannot execute statement of type")
                        .hasMessageContaining("attached in read-only mode");
            }
        }
    }

    @Test
    void mayNotReadOtherFiles() throws SQLException, IOException {
        Path other = Files.writeString(folder.resolve("other.csv"), "a\n1\n");
        try (Connection connection = locked()) {
            for (String from : List.of(
                    "read_csv(" + Sql.literal(other) + ")",
                    "read_text(" + Sql.literal(other) + ")",
                    "read_blob('/etc/hostname')",
                    "read_parquet('/no/such/file.parquet')",
                    "glob('/etc/*')",
                    Sql.name(other.toString()))) {
                assertThatThrownBy(() -> DuckDb.rows(connection, "select * from " + from))
                        .as(from)
                        .isInstanceOf(SQLException.class)
                        .hasMessageStartingWith("Permission Error: Cannot access file ");
            }
        }
    }

    @Test
    void mayNotReadOrWriteTheTemporaryDirectory() throws SQLException, IOException {
        Path temporary = Path.of(System.getProperty("java.io.tmpdir"));
        Path other = Files.createTempFile(temporary, "other", ".csv");
        Files.writeString(other, "a\n1\n");
        Path written = temporary.resolve("written-by-a-locked-connection.csv");
        try (Connection connection = locked()) {
            assertThatThrownBy(() -> DuckDb.rows(connection, "select * from read_csv(" + Sql.literal(other) + ")"))
                    .isInstanceOf(SQLException.class)
                    .hasMessageStartingWith("Permission Error: Cannot access file ");
            assertThatThrownBy(() -> DuckDb.execute(connection, "copy t to " + Sql.literal(written)))
                    .isInstanceOf(SQLException.class)
                    .hasMessageStartingWith("Permission Error: Cannot access file ");
        }
        assertThat(written).doesNotExist();
        Files.delete(other);
    }

    @Test
    void mayNotCopyToOtherFiles() throws SQLException {
        Path other = folder.resolve("other.csv");
        try (Connection connection = locked()) {
            assertThatThrownBy(() -> DuckDb.execute(connection, "copy t to " + Sql.literal(other)))
                    .isInstanceOf(SQLException.class)
                    .hasMessageStartingWith("Permission Error: Cannot access file ");
        }
        assertThat(other).doesNotExist();
    }

    @Test
    void mayCopyToTheFileThatItWasGiven() throws SQLException {
        Path allowed = folder.resolve("allowed.csv");
        try (Connection connection = DuckDb.locked(folder.resolve("w.duckdb"), List.of(allowed))) {
            DuckDb.execute(connection, "copy t to " + Sql.literal(allowed) + " (format csv, header)");
            assertThatThrownBy(() ->
                            DuckDb.execute(connection, "copy t to " + Sql.literal(folder.resolve("allowed.csv.other"))))
                    .isInstanceOf(SQLException.class)
                    .hasMessageStartingWith("Permission Error: Cannot access file ");
        }
        assertThat(allowed).hasContent("a\n42\n");
    }

    @Test
    void mayNotAttachAnotherDatabase() throws SQLException {
        Path other = folder.resolve("other.duckdb");
        try (Connection connection = DuckDb.build(other)) {
            DuckDb.execute(connection, "create table t as select 1 as a");
        }
        try (Connection connection = locked()) {
            assertThatThrownBy(
                            () -> DuckDb.execute(connection, "attach " + Sql.literal(other) + " as other (read_only)"))
                    .isInstanceOf(SQLException.class)
                    .hasMessageStartingWith("Permission Error: Cannot access file ");
        }
    }

    @Test
    void mayNotLoadExtensions() throws SQLException {
        try (Connection connection = locked()) {
            assertThatThrownBy(() -> DuckDb.execute(connection, "load httpfs"))
                    .isInstanceOf(SQLException.class)
                    .hasMessage("Permission Error: Loading external extensions is disabled through configuration");
            assertThatThrownBy(() -> DuckDb.execute(connection, "install httpfs"))
                    .isInstanceOf(SQLException.class)
                    .hasMessageStartingWith("Permission Error: Cannot access directory ");
        }
    }

    @Test
    void mayNotChangeSettings() throws SQLException {
        try (Connection connection = locked()) {
            for (String name : List.of("enable_external_access", "allowed_paths", "temp_directory", "threads")) {
                assertThatThrownBy(() -> DuckDb.execute(connection, "set " + name + " = '1'"))
                        .as(name)
                        .isInstanceOf(SQLException.class)
                        .hasMessage("Invalid Input Error: Cannot change configuration option \"\"" + name
                                + "\"\" - the configuration has been locked");
                assertThatThrownBy(() -> DuckDb.execute(connection, "reset " + name))
                        .as(name)
                        .isInstanceOf(SQLException.class)
                        .hasMessageContaining("the configuration has been locked");
            }
        }
    }

    @Test
    void builtFileKeepsToTheStorageOfOldClients() throws SQLException {
        try (Connection connection = DuckDb.readOnly(folder.resolve("w.duckdb"))) {
            assertThat(DuckDb.text(
                            connection,
                            "select tags['storage_version'] from duckdb_databases() where database_name = 'w'"))
                    .startsWith(DuckDb.STORAGE_VERSION);
        }
        assertThat(DuckDb.STORAGE_VERSION).isEqualTo("v1.4.0");
    }

    private Connection locked() throws SQLException {
        return DuckDb.locked(folder.resolve("w.duckdb"), List.of());
    }
}
