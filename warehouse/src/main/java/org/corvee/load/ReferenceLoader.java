package org.corvee.load;

import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.corvee.duckdb.DuckDb;
import org.corvee.duckdb.Sql;
import org.corvee.normalized.NormalizedStore;
import org.corvee.normalized.NormalizedTable;
import org.corvee.normalized.Provenance;
import org.corvee.problem.Location;
import org.corvee.problem.Problem;
import org.corvee.problem.Problems;
import org.corvee.source.ColumnSpec;
import org.jspecify.annotations.Nullable;

/** Fills schema {@code ref} from the reference tables. They are the project's own: a row that is wrong stops the build. */
public final class ReferenceLoader {

    private ReferenceLoader() {}

    /**
     * Loads all tables.
     *
     * @throws org.corvee.problem.ProblemException with every row of every table that is wrong
     */
    public static void load(Connection connection, List<ReferenceTable> tables, NormalizedStore store)
            throws IOException, SQLException {
        Problems problems = new Problems();
        for (ReferenceTable table : tables) {
            load(connection, table, store, problems);
        }
        problems.throwIfAny();
    }

    private static void load(Connection connection, ReferenceTable table, NormalizedStore store, Problems problems)
            throws IOException, SQLException {
        Location location =
                Location.of(table.shape().owner(), table.file().getFileName().toString());
        Provenance from = table.normalizedFrom();
        Optional<NormalizedTable> current = store.current(from);
        NormalizedTable normalized =
                current.isPresent() ? current.get() : store.readAll(table.shape(), table.file(), from);
        for (Map<String, @Nullable String> row : DuckDb.rows(
                connection,
                "select line, column_name, raw_text, message from " + normalized.rejected() + " order by line")) {
            String message = String.valueOf(row.get("message"));
            Location line = location.atLine(Long.parseLong(String.valueOf(row.get("line"))));
            String text = message.substring(line.toString().length() + 2);
            problems.add(new Problem(line, text, null, null, List.of(), List.of()));
        }
        String rows = normalized.rows();
        String key = Sql.names(table.key());
        for (Map<String, @Nullable String> row : DuckDb.rows(
                connection,
                "select max(line) as line, (" + key + ")::varchar as key from " + rows + " group by " + key
                        + " having count(*) > 1 order by line")) {
            problems.add(Problem.cannot(
                            location.atLine(Long.parseLong(String.valueOf(row.get("line")))),
                            "load",
                            "key",
                            String.valueOf(row.get("key")))
                    .expected("each key once"));
        }
        String target = "ref." + table.name();
        List<String> columns =
                table.shape().columns().stream().map(ColumnSpec::name).toList();
        List<String> wanted = DuckDb.column(
                connection,
                "select column_name from duckdb_columns() where schema_name = 'ref' and table_name = "
                        + Sql.literal(table.name()) + " order by column_index");
        if (wanted.isEmpty()) {
            problems.add(Problem.cannot(location, "load", "table", target).expected("a table of the migrations"));
            return;
        }
        if (!wanted.equals(columns)) {
            problems.add(Problem.cannot(location, "load", "table", target)
                    .expected("the columns " + String.join(", ", wanted))
                    .found(String.join(", ", columns)));
            return;
        }
        findKeysThatAreThere(connection, table, location, rows, problems);
        if (problems.isEmpty()) {
            DuckDb.execute(
                    connection,
                    "insert into " + Sql.qualified(target) + " select " + Sql.names(columns) + " from " + rows
                            + " order by row_number");
        }
    }

    /** A key of the project's own table, or of another source, that is brought once more. */
    private static void findKeysThatAreThere(
            Connection connection, ReferenceTable table, Location location, String rows, Problems problems)
            throws SQLException {
        String key = Sql.names(table.key());
        for (Map<String, @Nullable String> row : DuckDb.rows(
                connection,
                "select line, (" + key + ")::varchar as key from " + rows + " semi join "
                        + Sql.qualified("ref." + table.name()) + " using (" + key + ") order by line")) {
            problems.add(Problem.cannot(
                            location.atLine(Long.parseLong(String.valueOf(row.get("line")))),
                            "load",
                            "key",
                            String.valueOf(row.get("key")))
                    .expected("a key that ref." + table.name() + " does not have yet"));
        }
    }
}
