package org.corvee.load;

import java.nio.file.Path;
import org.corvee.duckdb.DuckDb;
import org.flywaydb.core.Flyway;

/** Lays the structure of an empty warehouse file with Flyway. */
public final class Migrations {

    private Migrations() {}

    /**
     * Migrates a file that no connection has open.
     *
     * @param warehouse is created when it is not there
     * @param folder of the {@code V…__….sql} files
     */
    public static void migrate(Path warehouse, Path folder) {
        Flyway.configure()
                .loggers("slf4j")
                .dataSource(DuckDb.buildUrl(warehouse), null, null)
                .locations("filesystem:" + folder)
                .schemas("ops", "ref", "core", "mart")
                .defaultSchema("ops")
                .table("schema_history")
                .load()
                .migrate();
    }
}
