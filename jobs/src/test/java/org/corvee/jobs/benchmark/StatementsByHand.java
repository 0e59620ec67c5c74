package org.corvee.jobs.benchmark;

import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.corvee.duckdb.DuckDb;
import org.corvee.duckdb.Sql;
import org.corvee.home.DataHome;
import org.corvee.load.WarehouseLoad;
import org.corvee.model.Model;
import org.corvee.model.ModelCatalog;
import org.corvee.model.ModelGraph;
import org.corvee.normalized.NormalizedStore;
import org.corvee.source.SourceCatalog;
import org.corvee.visit.Archive;

/**
 * The same load and the same marts, typed into DuckDB by hand: no rejects, no keys, no reconciliation, no checks.
 * Run in a process of its own.
 */
final class StatementsByHand {

    private StatementsByHand() {}

    /** Arguments: the project's content, the folder with the normalized rows, the database file. Prints seconds and rows. */
    public static void main(String[] arguments) throws Exception {
        Path content = Path.of(arguments[0]);
        Path database = Path.of(arguments[2]);
        Path none = Files.createTempDirectory("none");
        new WarehouseLoad(
                        content,
                        Archive.of(new DataHome(none), Clock.systemUTC()),
                        new NormalizedStore(none.resolve("normalized")))
                .run(database, new SourceCatalog(List.of()), java.util.Map.of(), outcome -> {});
        List<String> files;
        try (Stream<Path> rows = Files.list(Path.of(arguments[1]))) {
            files = rows.filter(path -> path.getFileName().toString().startsWith("rows-"))
                    .sorted()
                    .map(Sql::literal)
                    .toList();
        }
        String stage = Files.readString(content.resolve("sources/gacc_trade/stage.sql"));
        try (Connection connection = DuckDb.build(database)) {
            List<Model> models = ModelGraph.order(connection, ModelCatalog.read(content.resolve("marts")));
            DuckDb.execute(connection, "create schema stage");
            DuckDb.execute(
                    connection,
                    "create view stage.gacc_trade as select *, 'export' as flow, date '2024-01-01' as first_month,"
                            + " date '2024-12-01' as last_month, 'cny' as currency, 'all' as scope, false as is_truncated"
                            + " from read_parquet([" + String.join(", ", files) + "])");
            List<String> columns = new ArrayList<>(
                    DuckDb.columns(connection, "core.trade_flow").keySet());
            columns.removeAll(List.of("source_id", "snapshot_sha256"));
            long start = System.nanoTime();
            DuckDb.execute(
                    connection,
                    "insert into core.trade_flow (source_id, snapshot_sha256, " + Sql.names(columns)
                            + ") select 'gacc_trade', 'by hand', "
                            + columns.stream().map(Sql::name).collect(Collectors.joining(", ")) + " from (" + stage
                            + "\n) as staged");
            double load = (System.nanoTime() - start) / 1e9;
            for (Model model : models) {
                DuckDb.execute(connection, "create table " + model.table() + " as " + model.sql());
            }
            System.out.printf(
                    "load %.2f seconds %.2f rows %d%n",
                    load,
                    (System.nanoTime() - start) / 1e9,
                    DuckDb.number(connection, "select count(*) from core.trade_flow"));
        }
    }
}
