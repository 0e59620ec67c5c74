package org.corvee.source;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.corvee.problem.ProblemException;

/**
 * The sources found in a folder: every folder in it is one. A source whose descriptor cannot be read does not keep the
 * others from working.
 *
 * @param sources by id, in alphabetical order
 * @param broken what is wrong with the descriptors that cannot be read, by folder name
 */
public record SourceCatalog(SortedMap<String, SourceDescriptor> sources, SortedMap<String, ProblemException> broken) {

    public SourceCatalog {
        sources = Collections.unmodifiableSortedMap(new TreeMap<>(sources));
        broken = Collections.unmodifiableSortedMap(new TreeMap<>(broken));
    }

    /** Reads {@code sql/sources}. */
    public static SourceCatalog read(Path folder) throws IOException {
        SortedMap<String, SourceDescriptor> sources = new TreeMap<>();
        SortedMap<String, ProblemException> broken = new TreeMap<>();
        try (Stream<Path> children = Files.list(folder)) {
            for (Path child : children.filter(Files::isDirectory).sorted().toList()) {
                String name = child.getFileName().toString();
                try {
                    sources.put(name, SourceDescriptorParser.parse(child));
                } catch (ProblemException e) {
                    broken.put(name, e);
                }
            }
        }
        return new SourceCatalog(sources, broken);
    }

    /** Every name, readable or not. */
    public List<String> names() {
        List<String> names = new ArrayList<>(sources.keySet());
        names.addAll(broken.keySet());
        names.sort(null);
        return names;
    }

    public Optional<SourceDescriptor> find(String id) {
        return Optional.ofNullable(sources.get(id));
    }

    /** The sources that feed one table, in alphabetical order. */
    public List<SourceDescriptor> all() {
        return List.copyOf(((Map<String, SourceDescriptor>) sources).values());
    }
}
