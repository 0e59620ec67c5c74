package org.corvee.document;

import java.util.ArrayList;
import java.util.List;
import org.corvee.document.DocumentChange.ChangedBlock;

/** Finds the blocks that changed by the longest run of blocks that both texts have in the same order. */
final class BlockComparison {

    /** Beyond so many comparisons what lies between the equal ends counts as changed as a whole. */
    private static final long MOST = 25_000_000;

    private final List<String> before;
    private final List<String> after;
    private final List<ChangedBlock> changes = new ArrayList<>();
    private final List<String> gone = new ArrayList<>();
    private final List<String> come = new ArrayList<>();

    private BlockComparison(List<String> before, List<String> after) {
        this.before = before;
        this.after = after;
    }

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
        return new BlockComparison(before.subList(start, before.size() - end), after.subList(start, after.size() - end))
                .compare();
    }

    private List<ChangedBlock> compare() {
        if ((long) before.size() * after.size() > MOST) {
            gone.addAll(before);
            come.addAll(after);
            flush();
            return changes;
        }
        int[][] common = common();
        int i = 0;
        int j = 0;
        while (i < before.size() || j < after.size()) {
            if (i < before.size() && j < after.size() && before.get(i).equals(after.get(j))) {
                flush();
                i++;
                j++;
            } else if (j == after.size() || (i < before.size() && common[i + 1][j] >= common[i][j + 1])) {
                gone.add(before.get(i++));
            } else {
                come.add(after.get(j++));
            }
        }
        flush();
        return changes;
    }

    /** How many blocks the rests of both texts have in common, from each pair of positions on. */
    private int[][] common() {
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

    /** What went and what came at the same place stand for each other, in order. */
    private void flush() {
        for (int i = 0; i < Math.max(gone.size(), come.size()); i++) {
            changes.add(new ChangedBlock(i < gone.size() ? gone.get(i) : null, i < come.size() ? come.get(i) : null));
        }
        gone.clear();
        come.clear();
    }
}
