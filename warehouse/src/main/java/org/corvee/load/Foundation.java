package org.corvee.load;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.stream.Stream;
import org.corvee.digest.FolderDigest;
import org.corvee.digest.Sha256;
import org.corvee.duckdb.DuckDb;
import org.corvee.home.Folders;
import org.corvee.normalized.NormalizedStore;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What every build begins with: a file with the structure and the project's own reference tables. It is a function of the
 * migrations, those tables and the code alone, so it is made once for them, kept in the store and copied.
 */
final class Foundation {

    private static final Logger LOG = LoggerFactory.getLogger(Foundation.class);

    private final Path migrations;
    private final List<ReferenceTable> tables;
    private final NormalizedStore store;

    Foundation(Path migrations, List<ReferenceTable> tables, NormalizedStore store) {
        this.migrations = migrations;
        this.tables = List.copyOf(tables);
        this.store = store;
    }

    /**
     * Begins a build with a copy.
     *
     * @param file must not be there yet
     * @throws org.corvee.problem.ProblemException with every row of every table that is wrong
     */
    void lay(Path file) throws IOException, SQLException {
        Path kept = store.foundation(digest());
        if (!Files.exists(kept)) {
            make(kept);
        }
        Files.copy(kept, file);
        try (Connection connection = DuckDb.build(file)) {
            DuckDb.number(connection, "select count(*) from ops.schema_history");
        } catch (SQLException e) {
            LOG.warn("cannot read {}; it is made again", kept, e);
            Files.delete(file);
            Files.delete(kept);
            make(kept);
            Files.copy(kept, file);
        }
    }

    private Sha256 digest() throws IOException {
        StringBuilder text = new StringBuilder();
        text.append(FolderDigest.of(migrations)).append('\n');
        for (ReferenceTable table : tables) {
            text.append(table.normalizedFrom()).append('\n');
        }
        return Sha256.of(text.append(NormalizedStore.code()).toString());
    }

    private void make(Path kept) throws IOException, SQLException {
        Path folder = Files.createDirectories(kept.getParent());
        removeFormer(folder);
        Path partial = Folders.createPartial(folder);
        try {
            Path made = partial.resolve("foundation.duckdb");
            Migrations.migrate(made, migrations);
            try (Connection connection = DuckDb.build(made)) {
                ReferenceLoader.load(connection, tables, store);
                DuckDb.execute(connection, "checkpoint");
            }
            Folders.force(made);
            Files.move(made, kept, StandardCopyOption.ATOMIC_MOVE);
            Folders.force(folder);
        } finally {
            Folders.delete(partial);
        }
    }

    private static void removeFormer(Path folder) throws IOException {
        try (Stream<Path> former = Files.list(folder)) {
            for (Path file : former.filter(Files::isRegularFile).toList()) {
                Files.delete(file);
            }
        }
    }
}
