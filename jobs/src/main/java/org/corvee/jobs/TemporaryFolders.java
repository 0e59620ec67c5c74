package org.corvee.jobs;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.corvee.home.Folders;

/**
 * One temporary folder for each process, named after its id. DuckDB unpacks its library of 72 MB there; a process that
 * was killed leaves it behind, and the next one to start removes it.
 */
final class TemporaryFolders {

    private final Path root;

    TemporaryFolders(Path root) {
        this.root = root;
    }

    void removeAbandoned() throws IOException {
        if (!Files.isDirectory(root) || !Files.isWritable(root)) {
            return;
        }
        List<Path> folders;
        try (Stream<Path> children = Files.list(root)) {
            folders = children.toList();
        }
        for (Path folder : folders) {
            String name = folder.getFileName().toString();
            if (name.matches("\\d+") && ProcessHandle.of(Long.parseLong(name)).isEmpty()) {
                remove(folder);
            }
        }
        Path own = root.resolve(String.valueOf(ProcessHandle.current().pid()));
        if (Files.isDirectory(own)) {
            Runtime.getRuntime().addShutdownHook(new Thread(() -> remove(own), "temporary-folder"));
        }
    }

    /** Another process may remove the folder at the same time, and it may be another user's: neither is our business. */
    private static void remove(Path folder) {
        try {
            Folders.delete(folder);
        } catch (NoSuchFileException | AccessDeniedException | DirectoryNotEmptyException | UncheckedIOException e) {
            return;
        } catch (IOException e) {
            System.err.println("cannot remove " + folder + ": " + e.getMessage());
        }
    }
}
