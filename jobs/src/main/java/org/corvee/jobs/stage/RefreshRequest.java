package org.corvee.jobs.stage;

import java.util.List;
import java.util.Set;
import org.corvee.source.Cadence;
import org.corvee.source.SourceDescriptor;

/**
 * What a person or a schedule asks for.
 *
 * @param sources the sources to take new snapshots of, whether they are due or not; empty for those of the cadences
 * @param cadences the sources to take new snapshots of when they are due; empty for all
 */
public record RefreshRequest(List<String> sources, Set<Cadence> cadences) {

    public RefreshRequest {
        sources = sources.stream().sorted().distinct().toList();
        cadences = Set.copyOf(cadences);
    }

    /** Whether a person asked for this very source. */
    public boolean names(String source) {
        return sources.contains(source);
    }

    public boolean includes(SourceDescriptor source) {
        return sources.isEmpty()
                ? cadences.isEmpty() || cadences.contains(source.cadence())
                : names(source.id().value());
    }

    /** For a person. */
    public String told() {
        if (!sources.isEmpty()) {
            return "of " + String.join(",", sources);
        }
        return cadences.isEmpty() || cadences.size() == Cadence.values().length
                ? "of all sources"
                : "of sources that are published " + String.join(", ", cadenceNames());
    }

    /** In the order of {@link Cadence}, in lower case. */
    public List<String> cadenceNames() {
        return cadences.stream().sorted().map(Cadence::word).toList();
    }
}
