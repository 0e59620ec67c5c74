package org.corvee.model;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/**
 * A {@code .sql} file that a data person edits.
 *
 * @param path of the file
 * @param subject the folder that it lies in, relative to the listed one; empty when it lies there directly
 * @param name of the file without its ending
 */
public record SqlFile(Path path, String subject, String name) {

    private static final String ENDING = ".sql";

    /** Every {@code .sql} file under a folder, in alphabetical order. */
    public static List<SqlFile> list(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            return files.filter(file -> file.toString().endsWith(ENDING))
                    .sorted()
                    .map(file -> of(folder, file))
                    .toList();
        }
    }

    private static SqlFile of(Path folder, Path file) {
        Path subject = folder.relativize(file).getParent();
        String fileName = file.getFileName().toString();
        return new SqlFile(
                file,
                subject == null ? "" : subject.toString(),
                fileName.substring(0, fileName.length() - ENDING.length()));
    }

    /** The descriptor beside it. */
    public Path descriptor() {
        return path.resolveSibling(name + ".yml");
    }

    public String read() throws IOException {
        return Files.readString(path);
    }
}
