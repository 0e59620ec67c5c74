package org.corvee.source;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.corvee.problem.ProblemException;
import org.corvee.problem.Problems;

/**
 * The sources found in a folder: every folder in it is one.
 *
 * @param sources in alphabetical order of their ids
 */
public record SourceCatalog(List<SourceDescriptor> sources) {

    public SourceCatalog {
        sources = List.copyOf(sources);
    }

    /**
     * Reads {@code sql/sources}.
     *
     * @throws ProblemException with every mistake of every descriptor
     */
    public static SourceCatalog read(Path folder) throws IOException {
        List<SourceDescriptor> sources = new ArrayList<>();
        Problems problems = new Problems();
        try (Stream<Path> children = Files.list(folder)) {
            for (Path child : children.filter(Files::isDirectory).sorted().toList()) {
                try {
                    sources.add(SourceDescriptorParser.parse(child));
                } catch (ProblemException e) {
                    e.problems().forEach(problems::add);
                }
            }
        }
        problems.throwIfAny();
        return new SourceCatalog(sources);
    }

    /** The ids of all sources. */
    public List<String> names() {
        return sources.stream().map(source -> source.id().value()).toList();
    }

    public Optional<SourceDescriptor> find(String id) {
        return sources.stream().filter(source -> source.id().value().equals(id)).findFirst();
    }
}
