package org.corvee.sdmx;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import org.corvee.duckdb.DuckDb;
import org.corvee.duckdb.Sql;
import org.corvee.home.Folders;
import org.corvee.model.Model;
import org.corvee.problem.Location;
import org.corvee.problem.Problem;
import org.corvee.problem.ProblemException;

/** Writes a mart as SDMX-CSV 2.0 with its structure as an SDMX-ML 3.0 message. */
public final class SdmxExport {

    private SdmxExport() {}

    /**
     * Finds a mart by its name, with or without {@code mart.}.
     *
     * @throws ProblemException when there is none of that name, with the nearest
     */
    public static Model find(List<Model> models, String name) {
        String bare = name.replaceFirst("^mart\\.", "");
        List<String> known = models.stream().map(Model::name).sorted().toList();
        return models.stream()
                .filter(model -> model.name().equals(bare))
                .findFirst()
                .orElseThrow(() -> new ProblemException(Problem.cannot(Location.ofFile("sdmx"), "find", "mart", name)
                        .allowed(known)
                        .nearest(bare, known)));
    }

    /**
     * Writes {@code <mart>.sdmx.csv} and {@code <mart>.structure.xml}; each appears whole.
     *
     * @param connection to a warehouse file
     * @param folder created when it is not there
     * @return the two files
     */
    public static List<Path> write(Connection connection, Model model, Path folder) throws IOException, SQLException {
        DataStructure structure = DataStructure.of(connection, model);
        Files.createDirectories(folder);
        Path data = folder.resolve(model.name() + ".sdmx.csv");
        Path partialData = data.resolveSibling(Folders.PARTIAL + data.getFileName());
        DuckDb.execute(
                connection,
                "copy (" + structure.select() + ") to " + Sql.literal(partialData) + " (format csv, header)");
        Path message = folder.resolve(model.name() + ".structure.xml");
        Path partialMessage = Files.writeString(
                message.resolveSibling(Folders.PARTIAL + message.getFileName()),
                StructureMessage.of(structure, prepared(connection)));
        return List.of(Folders.replace(partialData, data), Folders.replace(partialMessage, message));
    }

    /** When the warehouse was sealed, so that the same file gives the same message. */
    private static String prepared(Connection connection) throws SQLException {
        List<String> sealed = DuckDb.column(connection, """
                select strftime(timezone('UTC', max(built_at)), '%Y-%m-%dT%H:%M:%SZ') from ops.run having count(*) > 0
                """);
        return sealed.isEmpty() ? "1970-01-01T00:00:00Z" : sealed.get(0);
    }
}
