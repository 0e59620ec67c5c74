package org.corvee.export;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.corvee.duckdb.DuckDb;
import org.corvee.duckdb.Sql;
import org.corvee.duckdb.TableReferences;
import org.corvee.home.Folders;
import org.corvee.problem.Problem;
import org.corvee.problem.ProblemException;

/** Writes exports as CSV, each with the sources of all its figures beside it. */
public final class ExportWriter {

    private static final String FIGURES = "figure_ids";

    private final Connection connection;

    /** @param connection to the published file, read-only */
    public ExportWriter(Connection connection) {
        this.connection = connection;
    }

    /**
     * Writes {@code <name>.csv} and {@code <name>.sources.csv}; both appear whole.
     *
     * @return the two files
     * @throws ProblemException when the SELECT fails or has no column {@code figure_ids}
     */
    public List<Path> write(ExportSpec export, Path folder) throws IOException, SQLException {
        TableReferences.requireOnly(connection, export.location(), export.sql(), List.of("mart."));
        Map<String, String> columns = columns(export);
        if (!"VARCHAR[]".equals(columns.get(FIGURES))) {
            throw new ProblemException(Problem.cannot(export.location(), "write", "export", export.name())
                    .expected("a column " + FIGURES + " of type VARCHAR[]")
                    .found(String.join(", ", columns.keySet())));
        }
        Files.createDirectories(folder);
        String query = "(" + export.sql() + "\n)";
        Path table = copy(
                "select * replace (" + replacements(columns) + ") from " + query + " as export",
                folder.resolve(export.name() + ".csv"));
        Path sources = copy(
                "select * from mart.figure_source where figure_id in (select unnest(" + FIGURES + ") from " + query
                        + " as export) order by figure_id",
                folder.resolve(export.name() + ".sources.csv"));
        return List.of(table, sources);
    }

    /** Figures as one text, and decimals with the digits that they have: 3170000, not 3170000.000000. */
    private static String replacements(Map<String, String> columns) {
        List<String> replacements = new ArrayList<>();
        replacements.add("array_to_string(" + FIGURES + ", ' ') as " + FIGURES);
        columns.forEach((name, type) -> {
            if (type.startsWith("DECIMAL") && !type.endsWith(",0)")) {
                replacements.add("rtrim(rtrim(" + Sql.name(name) + "::varchar, '0'), '.') as " + Sql.name(name));
            }
        });
        return String.join(", ", replacements);
    }

    private Map<String, String> columns(ExportSpec export) throws SQLException {
        try {
            return DuckDb.columns(connection, export.sql());
        } catch (SQLException e) {
            throw new ProblemException(
                    Problem.cannot(export.location(), "run", "the statement").found(String.valueOf(e.getMessage())));
        }
    }

    private Path copy(String query, Path file) throws IOException, SQLException {
        Path partial = Files.createTempFile(file.getParent(), Folders.PARTIAL, ".csv");
        DuckDb.execute(connection, "copy (" + query + ") to " + Sql.literal(partial) + " (format csv, header)");
        Files.move(partial, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        return file;
    }
}
