package org.corvee.document;

import java.util.List;
import org.corvee.document.DocumentChange.ChangedBlock;

/** Finds the blocks that changed. */
final class BlockComparison {

    /** Beyond so many comparisons what lies between the equal ends counts as changed as a whole. */
    private static final long MOST = 25_000_000;

    private BlockComparison() {}

    static List<ChangedBlock> changes(List<String> before, List<String> after) {
        int start = 0;
        int least = Math.min(before.size(), after.size());
        while (start < least && before.get(start).equals(after.get(start))) {
            start++;
        }
        int end = 0;
        while (end < least - start && before.get(before.size() - 1 - end).equals(after.get(after.size() - 1 - end))) {
            end++;
        }
        return between(before.subList(start, before.size() - end), after.subList(start, after.size() - end));
    }

    private static List<ChangedBlock> between(List<String> before, List<String> after) {
        List<Alignment.Pair> pairs = (long) before.size() * after.size() > MOST
                ? Alignment.byPosition(before, after)
                : Alignment.of(before, after).stream()
                        .filter(pair -> !pair.isEqual())
                        .toList();
        return pairs.stream()
                .map(pair -> new ChangedBlock(pair.before(), pair.after()))
                .toList();
    }
}
