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
 * One temporary folder for each process, named after its machine and its id. DuckDB unpacks its library of 72 MB there; a
 * process that was killed leaves it behind, and the next one to start on the same machine removes it.
 */
final class TemporaryFolders {

    private final Path root;
    private final String prefix;

    /** @param prefix what the name of a folder of this machine has before the process id; empty for nothing */
    TemporaryFolders(Path root, String prefix) {
        this.root = root;
        this.prefix = prefix;
    }

    /**
     * Those of this machine.
     *
     * @param own the folder that the launcher has given this process
     */
    static TemporaryFolders of(Path root, Path own) {
        String id = String.valueOf(ProcessHandle.current().pid());
        String name = String.valueOf(own.getFileName());
        return new TemporaryFolders(root, name.endsWith(id) ? name.substring(0, name.length() - id.length()) : "");
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
            String id = name.startsWith(prefix) ? name.substring(prefix.length()) : "";
            if (id.matches("\\d+") && ProcessHandle.of(Long.parseLong(id)).isEmpty()) {
                remove(folder);
            }
        }
        Path own = root.resolve(prefix + ProcessHandle.current().pid());
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
