package org.corvee.sql;

import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.NamedCsvRecord;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.corvee.duckdb.DuckDb;
import org.corvee.export.ExportSpec;
import org.corvee.source.SourceCatalog;

/** All exports of a warehouse that is built from some content by the engine alone. */
final class TestingExports {

    private TestingExports() {}

    static List<ExportSpec> all() throws IOException {
        return ExportSpec.readAll(TestingWarehouse.CONTENT.resolve("exports"));
    }

    /** Builds the content and says which run it is of. */
    static TestingWarehouse warehouse(Path content, Path folder) throws IOException, SQLException {
        TestingWarehouse warehouse = new TestingWarehouse(content, folder);
        warehouse.load(SourceCatalog.read(content.resolve("sources")).sources());
        warehouse.buildMarts();
        try (Connection connection = warehouse.connect()) {
            DuckDb.execute(
                    connection,
                    "insert into ops.run (run_id, built_at, inputs_sha256, code_sha256, corvee_version, duckdb_version,"
                            + " storage_version) values ('20261125T020000.000Z', '2026-11-25', '', '', '0.1.0', '', '')");
        }
        return warehouse;
    }

    static void copyContent(Path to) throws IOException {
        try (Stream<Path> paths = Files.walk(TestingWarehouse.CONTENT)) {
            for (Path path : paths.filter(path -> !path.startsWith(TestingWarehouse.CONTENT.resolve("target")))
                    .toList()) {
                Path target =
                        to.resolve(TestingWarehouse.CONTENT.relativize(path).toString());
                if (Files.isDirectory(path)) {
                    Files.createDirectories(target);
                } else {
                    Files.copy(path, target);
                }
            }
        }
    }

    static List<NamedCsvRecord> csv(Path file) throws IOException {
        List<NamedCsvRecord> records = new ArrayList<>();
        try (CsvReader<NamedCsvRecord> reader = CsvReader.builder().ofNamedCsvRecord(file)) {
            reader.forEach(records::add);
        }
        return records;
    }
}
