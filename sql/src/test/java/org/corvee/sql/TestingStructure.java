package org.corvee.sql;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.corvee.duckdb.DuckDb;
import org.corvee.duckdb.Sql;
import org.corvee.duckdb.TableReferences;
import org.corvee.load.Migrations;
import org.corvee.model.Model;
import org.corvee.model.ModelCatalog;
import org.corvee.model.ModelRunner;

/** A database in memory with the structure of the warehouse, in which single models are built. */
final class TestingStructure {

    private static final List<String> STATEMENTS = statements();
    private static final Map<String, Model> MODELS = models();
    private static final Map<String, Set<String>> READS = reads();

    private TestingStructure() {}

    /** The tables of the newest structure without rows and without constraints: an example names only what it needs. */
    static Connection empty() throws SQLException {
        Connection connection = DuckDb.inMemory();
        for (String statement : STATEMENTS) {
            DuckDb.execute(connection, statement);
        }
        return connection;
    }

    /** Builds a model, and first the models that it reads. */
    static void build(Connection connection, String table) throws IOException, SQLException {
        build(connection, table, new HashSet<>());
    }

    private static void build(Connection connection, String table, Set<String> built) throws IOException, SQLException {
        Model model = MODELS.get(table);
        if (model == null || !built.add(table)) {
            return;
        }
        for (String read : READS.getOrDefault(table, Set.of())) {
            build(connection, read, built);
        }
        ModelRunner.build(connection, model);
    }

    private static List<String> statements() {
        List<String> statements = new ArrayList<>();
        try {
            Path migrated = Files.createTempDirectory("structure").resolve("structure.duckdb");
            Migrations.migrate(migrated, TestingWarehouse.CONTENT.resolve("migrations"));
            for (String schema : List.of("core", "ref", "ops", "mart")) {
                statements.add("create schema " + schema);
            }
            try (Connection connection = DuckDb.readOnly(migrated)) {
                for (String table : DuckDb.column(
                        connection, "select schema_name || '.' || table_name from duckdb_tables() order by all")) {
                    List<String> columns = new ArrayList<>();
                    DuckDb.columns(connection, Sql.qualified(table))
                            .forEach((name, type) -> columns.add(Sql.name(name) + " " + type));
                    statements.add("create table " + Sql.qualified(table) + " (" + String.join(", ", columns) + ")");
                }
            }
            statements.add(Files.readString(TestingWarehouse.CONTENT.resolve("migrations/V005__macros.sql")));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
        return List.copyOf(statements);
    }

    private static Map<String, Model> models() {
        Map<String, Model> models = new HashMap<>();
        try {
            ModelCatalog.read(TestingWarehouse.CONTENT.resolve("marts"))
                    .forEach(model -> models.put(model.table(), model));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return Map.copyOf(models);
    }

    private static Map<String, Set<String>> reads() {
        Map<String, Set<String>> reads = new HashMap<>();
        try (Connection connection = DuckDb.inMemory()) {
            for (Model model : MODELS.values()) {
                reads.put(model.table(), Set.copyOf(TableReferences.of(connection, model.location(), model.sql())));
            }
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
        return Map.copyOf(reads);
    }
}
