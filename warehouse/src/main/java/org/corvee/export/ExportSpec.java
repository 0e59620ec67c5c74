package org.corvee.export;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.corvee.descriptor.YamlMapping;
import org.corvee.model.SqlFile;
import org.corvee.problem.Location;
import org.corvee.problem.Problem;
import org.corvee.problem.Problems;

/**
 * An export: one ordered SELECT over {@code mart} and what it is called. Its result has a column {@code figure_ids}, by
 * which the sources of every row are written beside it.
 *
 * @param subject the folder that it lies in
 * @param name the start of its file names
 * @param title for people
 * @param note what a reader must know before using it
 * @param sql the SELECT
 */
public record ExportSpec(String subject, String name, String title, String note, String sql) {

    public Location location() {
        return Location.of("export", subject + "/" + name + ".sql");
    }

    /**
     * Reads every export of a folder, in alphabetical order.
     *
     * @throws org.corvee.problem.ProblemException with every mistake of every descriptor
     */
    public static List<ExportSpec> readAll(Path folder) throws IOException {
        Problems problems = new Problems();
        List<ExportSpec> exports = new ArrayList<>();
        for (SqlFile file : SqlFile.list(folder)) {
            Location location = Location.of("export", file.subject() + "/" + file.name() + ".yml");
            if (Files.isRegularFile(file.descriptor())) {
                String sql = file.read();
                YamlMapping.read(location, file.descriptor(), problems).ifPresent(yaml -> {
                    exports.add(
                            new ExportSpec(file.subject(), file.name(), yaml.text("title"), yaml.text("note"), sql));
                    yaml.done();
                });
            } else {
                problems.add(Problem.cannot(location, "find", "the descriptor of", file.name() + ".sql"));
            }
        }
        problems.throwIfAny();
        return exports;
    }
}
