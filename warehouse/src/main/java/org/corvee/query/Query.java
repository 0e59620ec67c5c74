package org.corvee.query;

import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import org.corvee.duckdb.DuckDb;
import org.corvee.duckdb.Sql;
import org.corvee.duckdb.TableReferences;
import org.corvee.problem.Location;
import org.corvee.problem.Problem;
import org.corvee.problem.ProblemException;

/**
 * An analyst's statement on the published file: read-only, without access to any other file, its settings locked. It
 * works while a refresh runs; what it sees is the release that was there when it began.
 */
public final class Query {

    private final Path published;
    private final Location location;
    private final String sql;

    /**
     * Prepares a query.
     *
     * @param published the published file
     * @param location where the statement stands, for messages
     * @param sql the statement
     */
    public Query(Path published, Location location, String sql) {
        this.published = published;
        this.location = location;
        this.sql = sql.strip().replaceAll(";+$", "");
    }

    /** Prints a table. */
    public void print(PrintStream out, int width) throws SQLException {
        try (Connection connection = DuckDb.locked(published, List.of());
                Statement statement = connection.createStatement()) {
            TableReferences.requireOneThatReads(connection, location, sql);
            try (ResultSet result = statement.executeQuery(sql)) {
                TextTable.read(result).print(out, width);
            } catch (SQLException e) {
                throw problem(e);
            }
        }
    }

    /**
     * Writes the result in a format that DuckDB writes itself, so that every type keeps its exact value.
     *
     * @param options of DuckDB's COPY, such as {@code format csv, header}
     */
    public void copy(OutputStream out, String options) throws IOException, SQLException {
        Path folder = Files.createTempDirectory("query");
        Path file = folder.toRealPath().resolve("result");
        try (Connection connection = DuckDb.locked(published, List.of(file))) {
            TableReferences.requireOneThatReads(connection, location, sql);
            try (Statement statement = connection.createStatement()) {
                connection.prepareStatement(sql).close();
                statement.execute("copy (" + sql + "\n) to " + Sql.literal(file) + " (" + options + ")");
            } catch (SQLException e) {
                throw problem(e);
            }
            Files.copy(file, out);
            out.flush();
        } finally {
            Files.deleteIfExists(file);
            Files.deleteIfExists(folder);
        }
    }

    private ProblemException problem(SQLException e) {
        return new ProblemException(
                Problem.cannot(location, "run", "the statement").found(String.valueOf(e.getMessage())));
    }
}
