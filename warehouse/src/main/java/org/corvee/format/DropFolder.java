package org.corvee.format;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.corvee.problem.Location;
import org.corvee.problem.Problem;
import org.corvee.problem.Problems;
import org.corvee.problem.ShellWord;
import org.corvee.source.SourceDescriptor;

/** The folder into which a person drops the files of one source. */
public final class DropFolder {

    private static final List<String> MANIFEST_ENDINGS = List.of(".yml", ".yaml");

    private DropFolder() {}

    /**
     * The files that can be taken, in alphabetical order. Hidden files are no business of anybody.
     *
     * @param problems get a problem for each file without a manifest, with two, and for each manifest without a file
     */
    public static List<Path> files(Path folder, SourceDescriptor source, Problems problems) throws IOException {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        String id = source.id().value();
        List<Path> taken = new ArrayList<>();
        List<Path> all;
        try (Stream<Path> children = Files.list(folder)) {
            all = children.filter(Files::isRegularFile)
                    .filter(path -> !path.getFileName().toString().startsWith("."))
                    .sorted()
                    .toList();
        }
        for (Path file : all) {
            String name = file.getFileName().toString();
            Location location = Location.of(id, name);
            if (isManifest(name)) {
                if (!Files.exists(file.resolveSibling(name.substring(0, name.lastIndexOf('.'))))) {
                    problems.add(Problem.cannot(location, "find", "the file that the manifest tells of"));
                }
                continue;
            }
            List<Path> manifests =
                    DropManifest.spellings(file).stream().filter(Files::exists).toList();
            if (manifests.size() == 1 && manifests.get(0).equals(DropManifest.of(file))) {
                taken.add(file);
            } else if (manifests.size() > 1) {
                problems.add(Problem.cannot(location, "take", "the file")
                        .expected("one manifest")
                        .found(manifests.get(0).getFileName() + " and "
                                + manifests.get(1).getFileName()));
            } else {
                String found = manifests.isEmpty()
                        ? "none; ./corvee sources add-file " + id + " " + ShellWord.of(file.toString()) + " writes it"
                        : manifests.get(0).getFileName() + ": rename it";
                problems.add(Problem.cannot(location, "take", "the file")
                        .expected("a manifest " + DropManifest.of(file).getFileName() + " that says what it holds")
                        .found(found));
            }
        }
        return taken;
    }

    /** Whether a file of this name would be taken: it is in no folder below, not hidden, and not called like a manifest. */
    public static boolean takes(String name) {
        return !name.isEmpty() && !name.contains("/") && !name.startsWith(".") && !isManifest(name);
    }

    private static boolean isManifest(String name) {
        return MANIFEST_ENDINGS.stream().anyMatch(name::endsWith);
    }
}
