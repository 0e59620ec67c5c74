package org.corvee.query;

import java.util.ArrayList;
import java.util.List;
import org.corvee.document.Alignment;

/** Two headers side by side, line by line: what both have in the same order stands on one line. */
final class HeaderDifference {

    /** So many equal columns around a difference are told by name. */
    private static final int CONTEXT = 2;

    private static final int MOST_LINES = 60;

    private HeaderDifference() {}

    /** The lines of the comparison in two columns, none wider than {@code width}. */
    static List<String> lines(List<String> known, List<String> found, int width) {
        int half = Math.max((width - 4) / 2, CONTEXT);
        List<Alignment.Pair> pairs = Alignment.of(known, found);
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

    private static boolean isFarFromADifference(List<Alignment.Pair> pairs, int index) {
        return pairs.subList(Math.max(0, index - CONTEXT), Math.min(pairs.size(), index + CONTEXT + 1)).stream()
                .allMatch(Alignment.Pair::isEqual);
    }

    private static String line(Alignment.Pair pair, int half) {
        String known = pair.before() == null ? "" : (pair.isEqual() ? "  " : "- ") + fit(pair.before(), half - 2);
        String found = pair.after() == null ? "" : (pair.isEqual() ? "  " : "+ ") + fit(pair.after(), half - 2);
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
}
