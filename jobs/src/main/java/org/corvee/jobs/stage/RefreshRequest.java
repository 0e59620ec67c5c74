package org.corvee.jobs.stage;

import java.util.List;

/**
 * What a person or a schedule asks for.
 *
 * @param sources the sources to take new snapshots of; empty for all
 */
public record RefreshRequest(List<String> sources) {

    public RefreshRequest {
        sources = sources.stream().sorted().distinct().toList();
    }

    /** Whether a person asked for this very source. */
    public boolean names(String source) {
        return sources.contains(source);
    }

    public boolean includes(String source) {
        return sources.isEmpty() || sources.contains(source);
    }
}
