package org.corvee.digest;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

/** The names and contents of all files of a folder, whatever their times. */
public final class FolderDigest {

    private FolderDigest() {}

    /** Of a folder with everything in it, or of one file. */
    public static Sha256 of(Path path) throws IOException {
        if (Files.isRegularFile(path)) {
            return Sha256.of(path);
        }
        StringBuilder text = new StringBuilder();
        try (Stream<Path> files = Files.walk(path)) {
            for (Path file : files.filter(Files::isRegularFile).sorted().toList()) {
                text.append(path.relativize(file))
                        .append(' ')
                        .append(Sha256.of(file))
                        .append('\n');
            }
        }
        return Sha256.of(text.toString());
    }
}
