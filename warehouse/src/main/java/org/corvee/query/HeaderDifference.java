package org.corvee.query;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Two headers side by side, line by line: what both have in the same order stands on one line. */
final class HeaderDifference {

    /** So many equal columns around a difference are told by name. */
    private static final int CONTEXT = 2;

    private static final int MOST_LINES = 60;

    private HeaderDifference() {}

    /**
     * A line of the comparison.
     *
     * @param known column; null when it is not there
     * @param found column; null when it is not there
     */
    private record Pair(@Nullable String known, @Nullable String found) {

        boolean isEqual() {
            return known != null && known.equals(found);
        }
    }

    /** The lines of the comparison in two columns, none wider than {@code width}. */
    static List<String> lines(List<String> known, List<String> found, int width) {
        int half = Math.max((width - 4) / 2, CONTEXT);
        List<Pair> pairs = pairs(known, found);
        List<String> lines = new ArrayList<>();
        lines.add(pad("  known", half + 2) + "  found");
        int same = 0;
        for (int i = 0; i < pairs.size(); i++) {
            if (lines.size() == MOST_LINES) {
                lines.add("  and " + (pairs.size() - i + same) + " lines more");
                return lines;
            }
            if (isFarFromADifference(pairs, i)) {
                same++;
                continue;
            }
            addSame(lines, same);
            same = 0;
            lines.add(line(pairs.get(i), half));
        }
        addSame(lines, same);
        return lines;
    }

    private static void addSame(List<String> lines, int same) {
        if (same > 0) {
            lines.add("  (" + same + (same == 1 ? " column that is" : " columns that are") + " the same)");
        }
    }

    private static boolean isFarFromADifference(List<Pair> pairs, int index) {
        return pairs.subList(Math.max(0, index - CONTEXT), Math.min(pairs.size(), index + CONTEXT + 1)).stream()
                .allMatch(Pair::isEqual);
    }

    private static String line(Pair pair, int half) {
        String known = pair.known() == null ? "" : (pair.isEqual() ? "  " : "- ") + fit(pair.known(), half - 2);
        String found = pair.found() == null ? "" : (pair.isEqual() ? "  " : "+ ") + fit(pair.found(), half - 2);
        return (pad(known, half + 2) + found).stripTrailing();
    }

    private static String pad(String text, int width) {
        return text + " ".repeat(Math.max(0, width - TextTable.displayWidth(text)));
    }

    /** A name as wide as its column; a longer one is cut, since the whole of it stands in the table. */
    private static String fit(String name, int width) {
        String text = name.isEmpty() ? "(no name)" : name.replace("\n", "↵");
        if (TextTable.displayWidth(text) <= width) {
            return text;
        }
        int end = text.length();
        while (end > 0 && TextTable.displayWidth(text.substring(0, end)) > width - 1) {
            end = text.offsetByCodePoints(end, -1);
        }
        return text.substring(0, end) + "…";
    }

    /** The longest common subsequence; what is between two of its members stands on the same lines. */
    private static List<Pair> pairs(List<String> known, List<String> found) {
        int[][] common = new int[known.size() + 1][found.size() + 1];
        for (int i = known.size() - 1; i >= 0; i--) {
            for (int j = found.size() - 1; j >= 0; j--) {
                common[i][j] = known.get(i).equals(found.get(j))
                        ? common[i + 1][j + 1] + 1
                        : Math.max(common[i + 1][j], common[i][j + 1]);
            }
        }
        List<Pair> pairs = new ArrayList<>();
        List<String> removed = new ArrayList<>();
        List<String> added = new ArrayList<>();
        int i = 0;
        int j = 0;
        while (i < known.size() || j < found.size()) {
            if (i < known.size() && j < found.size() && known.get(i).equals(found.get(j))) {
                flush(removed, added, pairs);
                pairs.add(new Pair(known.get(i), found.get(j)));
                i++;
                j++;
            } else if (j == found.size() || (i < known.size() && common[i + 1][j] >= common[i][j + 1])) {
                removed.add(known.get(i));
                i++;
            } else {
                added.add(found.get(j));
                j++;
            }
        }
        flush(removed, added, pairs);
        return pairs;
    }

    private static void flush(List<String> removed, List<String> added, List<Pair> pairs) {
        for (int i = 0; i < Math.max(removed.size(), added.size()); i++) {
            pairs.add(new Pair(i < removed.size() ? removed.get(i) : null, i < added.size() ? added.get(i) : null));
        }
        removed.clear();
        added.clear();
    }
}
