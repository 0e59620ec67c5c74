package org.corvee.document;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Two lists of texts set beside each other by the longest run that both have in the same order. */
public final class Alignment {

    private final List<Pair> pairs = new ArrayList<>();

    private Alignment() {}

    /**
     * What stands beside each other.
     *
     * @param before null when there is nothing on this side
     * @param after null likewise
     */
    public record Pair(@Nullable String before, @Nullable String after) {

        public boolean isEqual() {
            return Objects.equals(before, after);
        }
    }

    /** The pairs in order. What lies between two members of the run stands for each other by position. */
    public static List<Pair> of(List<String> before, List<String> after) {
        int[][] common = common(before, after);
        Alignment alignment = new Alignment();
        List<String> gone = new ArrayList<>();
        List<String> come = new ArrayList<>();
        int i = 0;
        int j = 0;
        while (i < before.size() || j < after.size()) {
            if (i < before.size() && j < after.size() && before.get(i).equals(after.get(j))) {
                alignment.add(gone, come);
                alignment.pairs.add(new Pair(before.get(i++), after.get(j++)));
                gone.clear();
                come.clear();
            } else if (j == after.size() || (i < before.size() && common[i + 1][j] >= common[i][j + 1])) {
                gone.add(before.get(i++));
            } else {
                come.add(after.get(j++));
            }
        }
        alignment.add(gone, come);
        return alignment.pairs;
    }

    /** The pairs of two lists that have nothing in common. */
    static List<Pair> byPosition(List<String> before, List<String> after) {
        Alignment alignment = new Alignment();
        alignment.add(before, after);
        return alignment.pairs;
    }

    private void add(List<String> gone, List<String> come) {
        for (int i = 0; i < Math.max(gone.size(), come.size()); i++) {
            pairs.add(new Pair(i < gone.size() ? gone.get(i) : null, i < come.size() ? come.get(i) : null));
        }
    }

    /** How many texts the rests of both lists have in common, from each pair of positions on. */
    private static int[][] common(List<String> before, List<String> after) {
        int[][] common = new int[before.size() + 1][after.size() + 1];
        for (int i = before.size() - 1; i >= 0; i--) {
            for (int j = after.size() - 1; j >= 0; j--) {
                common[i][j] = before.get(i).equals(after.get(j))
                        ? common[i + 1][j + 1] + 1
                        : Math.max(common[i + 1][j], common[i][j + 1]);
            }
        }
        return common;
    }
}
