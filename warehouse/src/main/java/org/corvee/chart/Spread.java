package org.corvee.chart;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/** Moves labels in a column apart, each as little as possible. */
final class Spread {

    private Spread() {}

    /** Labels that touch and move as one. */
    private record Block(List<Integer> members, double wantedTop, double height) {

        double top(double from, double to) {
            return Math.max(from, Math.min(wantedTop, to - height));
        }
    }

    /**
     * The middles of labels that keep their order, do not overlap and stay between {@code from} and {@code to} when
     * they fit there.
     *
     * @param wanted where each would like its middle to be
     * @param heights of the same labels
     */
    static List<Double> of(List<Double> wanted, List<Double> heights, double from, double to) {
        List<Integer> order = IntStream.range(0, wanted.size())
                .boxed()
                .sorted(Comparator.comparing(wanted::get))
                .toList();
        List<Block> blocks = new ArrayList<>();
        for (int label : order) {
            Block block = new Block(List.of(label), wanted.get(label) - heights.get(label) / 2, heights.get(label));
            while (!blocks.isEmpty()) {
                Block above = blocks.get(blocks.size() - 1);
                if (above.top(from, to) + above.height() <= block.top(from, to)) {
                    break;
                }
                blocks.remove(blocks.size() - 1);
                block = merged(above, block);
            }
            blocks.add(block);
        }
        List<Double> middles = new ArrayList<>(wanted);
        for (Block block : blocks) {
            double y = block.top(from, to);
            for (int label : block.members()) {
                middles.set(label, y + heights.get(label) / 2);
                y += heights.get(label);
            }
        }
        return middles;
    }

    private static Block merged(Block above, Block below) {
        List<Integer> members = new ArrayList<>(above.members());
        members.addAll(below.members());
        int total = members.size();
        // What each member wants, as the top of the whole block.
        double wanted = (above.wantedTop() * above.members().size()
                        + (below.wantedTop() - above.height()) * below.members().size())
                / total;
        return new Block(members, wanted, above.height() + below.height());
    }
}
