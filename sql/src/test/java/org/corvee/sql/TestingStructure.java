package org.corvee.sql;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import org.corvee.duckdb.DuckDb;
import org.corvee.duckdb.Sql;
import org.corvee.load.Migrations;

/** A database in memory with the structure of the warehouse. */
final class TestingStructure {

    private TestingStructure() {}

    /** The tables of the newest structure without rows and without constraints: an example names only what it needs. */
    static Connection empty(Path folder) throws IOException, SQLException {
        Path migrated = folder.resolve("structure.duckdb");
        Migrations.migrate(migrated, TestingWarehouse.CONTENT.resolve("migrations"));
        Connection connection = DuckDb.inMemory();
        DuckDb.execute(connection, "attach " + Sql.literal(migrated) + " as structure (read_only)");
        for (String schema : List.of("core", "ref", "ops", "mart")) {
            DuckDb.execute(connection, "create schema " + schema);
        }
        for (String table : DuckDb.column(
                connection,
                "select schema_name || '.' || table_name from duckdb_tables() where database_name = 'structure'")) {
            DuckDb.execute(
                    connection,
                    "create table " + Sql.qualified(table) + " as from structure." + Sql.qualified(table) + " limit 0");
        }
        DuckDb.execute(connection, "detach structure");
        DuckDb.execute(connection, Files.readString(TestingWarehouse.CONTENT.resolve("migrations/V005__macros.sql")));
        return connection;
    }
}
