package org.corvee.problem;

import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.stream.StreamSupport;
import org.apache.commons.text.similarity.JaroWinklerSimilarity;

/** Finds the names that somebody may have meant. */
public final class NearestNames {

    /** Below this a suggestion reads like a guess. Chosen on the names of regions, units and descriptor keys. */
    private static final double NEAR = 0.82;

    private static final int MOST = 3;

    private NearestNames() {}

    /** The candidates near to {@code name}, best first, at most three; ties in alphabetical order. */
    public static List<String> of(String name, Iterable<String> candidates) {
        JaroWinklerSimilarity similarity = new JaroWinklerSimilarity();
        String wanted = name.toLowerCase(Locale.ROOT);
        return StreamSupport.stream(candidates.spliterator(), false)
                .distinct()
                .map(candidate -> new Scored(candidate, similarity.apply(wanted, candidate.toLowerCase(Locale.ROOT))))
                .filter(scored -> scored.score >= NEAR)
                .sorted(Comparator.comparingDouble((Scored scored) -> -scored.score)
                        .thenComparing(scored -> scored.name))
                .limit(MOST)
                .map(scored -> scored.name)
                .toList();
    }

    private record Scored(String name, double score) {}
}
