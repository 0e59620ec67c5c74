package org.corvee.home;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Comparator;
import java.util.UUID;
import java.util.stream.Stream;

/** The few things that a durable file store needs and {@link Files} lacks. */
public final class Folders {

    /** The start of the name of a folder that is being written and is not yet part of its store. */
    public static final String PARTIAL = ".partial-";

    private Folders() {}

    /** Flushes a file, or the entries of a folder, to the disk. */
    public static void force(Path path) throws IOException {
        try (FileChannel channel = FileChannel.open(path, StandardOpenOption.READ)) {
            channel.force(true);
        }
    }

    /** Puts a file that was written aside in its place, whole. */
    public static Path replace(Path partial, Path file) throws IOException {
        return Files.move(partial, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }

    /** Deletes a folder with everything in it; does nothing when it is not there. */
    public static void delete(Path folder) throws IOException {
        if (!Files.exists(folder)) {
            return;
        }
        try (Stream<Path> paths = Files.walk(folder)) {
            for (Path path : paths.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(path);
            }
        }
    }

    /** Makes a folder to write in aside, readable by everybody who may read its parent. */
    public static Path createPartial(Path parent) throws IOException {
        return Files.createDirectory(parent.resolve(PARTIAL + UUID.randomUUID()));
    }

    /** Deletes what was being written in the folders directly under {@code root}. */
    public static void deletePartial(Path root) throws IOException {
        if (!Files.isDirectory(root)) {
            return;
        }
        try (Stream<Path> partial = Files.find(
                root, 2, (path, attributes) -> path.getFileName().toString().startsWith(PARTIAL))) {
            for (Path folder : partial.toList()) {
                delete(folder);
            }
        }
    }
}
