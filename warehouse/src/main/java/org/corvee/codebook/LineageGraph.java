package org.corvee.codebook;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * Which table is built from which, laid out from left to right: each table in a layer behind all that it is built from,
 * and the layers ordered so that few lines cross. A line over several layers has a place of its own in each of them, so
 * that it runs between tables and not over them.
 */
final class LineageGraph {

    private static final int SWEEPS = 24;

    /** How much two lines that pass by may be nearer to each other than two tables. */
    private static final double PASSING = 0.5;

    private final Map<String, Set<String>> reads;
    private final Map<String, Integer> layerOf = new TreeMap<>();
    private final List<List<Node>> layers = new ArrayList<>();
    private final Map<Node, List<Node>> before = new HashMap<>();
    private final Map<Node, List<Node>> after = new HashMap<>();
    private final Map<Node, Double> heights = new HashMap<>();

    /**
     * A table, or the place where a line passes a layer.
     *
     * @param table {@code schema.table}; of a line, the two tables that it joins
     * @param layer from 0
     * @param isPassing whether it is a place of a line
     */
    record Node(String table, int layer, boolean isPassing) {}

    private LineageGraph(Map<String, Set<String>> reads) {
        this.reads = reads;
    }

    /** Lays out the tables that are built from others and those that they are built from. */
    static LineageGraph of(Map<String, Set<String>> allReads) {
        LineageGraph graph = new LineageGraph(withoutImplied(allReads));
        graph.layer();
        graph.route();
        graph.order();
        graph.place();
        return graph;
    }

    List<List<Node>> layers() {
        return layers;
    }

    /** The nodes of the next layer that a node is joined to. */
    List<Node> after(Node node) {
        return after.getOrDefault(node, List.of());
    }

    /** The vertical place of a node, in units of the height of a table. */
    double height(Node node) {
        return heights.getOrDefault(node, 0.0);
    }

    /** Leaves out what follows from the rest: who reads b, which reads a, need not be joined to a as well. */
    private static Map<String, Set<String>> withoutImplied(Map<String, Set<String>> all) {
        Map<String, Set<String>> kept = new TreeMap<>();
        all.forEach((table, from) -> {
            Set<String> implied = new HashSet<>();
            from.forEach(read -> collect(all, read, implied));
            kept.put(
                    table,
                    from.stream()
                            .filter(read -> !implied.contains(read))
                            .collect(Collectors.toCollection(TreeSet::new)));
        });
        return kept;
    }

    private static void collect(Map<String, Set<String>> all, String table, Set<String> found) {
        for (String read : all.getOrDefault(table, Set.of())) {
            if (found.add(read)) {
                collect(all, read, found);
            }
        }
    }

    private void layer() {
        reads.keySet().forEach(this::depth);
        Map<String, Integer> sources = new TreeMap<>();
        reads.forEach((table, from) -> {
            for (String read : from) {
                if (!reads.containsKey(read)) {
                    sources.merge(read, layerOf.getOrDefault(table, 0) - 1, Math::min);
                }
            }
        });
        layerOf.putAll(sources);
    }

    /** A table that reads nothing drawn stands in layer 0; all others behind what they read. */
    private int depth(String table) {
        Integer known = layerOf.get(table);
        if (known != null) {
            return known;
        }
        int depth = 0;
        for (String read : reads.getOrDefault(table, Set.of())) {
            depth = Math.max(depth, reads.containsKey(read) ? depth(read) + 1 : 1);
        }
        layerOf.put(table, depth);
        return depth;
    }

    private void route() {
        int deepest = layerOf.values().stream().mapToInt(layer -> layer).max().orElse(0);
        for (int i = 0; i <= deepest; i++) {
            layers.add(new ArrayList<>());
        }
        layerOf.forEach((table, layer) -> layers.get(layer).add(new Node(table, layer, false)));
        reads.forEach((table, from) -> {
            for (String read : from) {
                Node last = new Node(read, layerOf.getOrDefault(read, 0), false);
                int end = layerOf.getOrDefault(table, 0);
                for (int layer = last.layer() + 1; layer < end; layer++) {
                    Node passing = new Node(read + " → " + table, layer, true);
                    layers.get(layer).add(passing);
                    join(last, passing);
                    last = passing;
                }
                join(last, new Node(table, end, false));
            }
        });
    }

    private void join(Node left, Node right) {
        after.computeIfAbsent(left, node -> new ArrayList<>()).add(right);
        before.computeIfAbsent(right, node -> new ArrayList<>()).add(left);
    }

    private void order() {
        List<List<Node>> best = copy(layers);
        long fewest = crossings();
        for (int sweep = 0; sweep < SWEEPS; sweep++) {
            boolean forward = sweep % 2 == 0;
            for (int i = 1; i < layers.size(); i++) {
                int layer = forward ? i : layers.size() - 1 - i;
                sort(layer, forward ? before : after, layers.get(forward ? layer - 1 : layer + 1));
            }
            long crossings = crossings();
            if (crossings < fewest) {
                fewest = crossings;
                best = copy(layers);
            }
        }
        for (int i = 0; i < layers.size(); i++) {
            layers.set(i, best.get(i));
        }
    }

    private static List<List<Node>> copy(List<List<Node>> layers) {
        return layers.stream().map(ArrayList::new).collect(Collectors.toCollection(ArrayList::new));
    }

    private void sort(int layer, Map<Node, List<Node>> neighbours, List<Node> fixed) {
        Map<Node, Integer> position = new HashMap<>();
        for (int i = 0; i < fixed.size(); i++) {
            position.put(fixed.get(i), i);
        }
        List<Node> nodes = layers.get(layer);
        Map<Node, Double> barycentre = new HashMap<>();
        for (int i = 0; i < nodes.size(); i++) {
            double own = i;
            barycentre.put(
                    nodes.get(i),
                    neighbours.getOrDefault(nodes.get(i), List.of()).stream()
                            .mapToInt(node -> position.getOrDefault(node, 0))
                            .average()
                            .orElse(own));
        }
        nodes.sort(Comparator.comparingDouble((Node node) -> barycentre.getOrDefault(node, 0.0))
                .thenComparing(Node::table));
    }

    private long crossings() {
        long crossings = 0;
        for (int layer = 0; layer + 1 < layers.size(); layer++) {
            List<Node> right = layers.get(layer + 1);
            List<int[]> lines = new ArrayList<>();
            for (int i = 0; i < layers.get(layer).size(); i++) {
                for (Node node : after(layers.get(layer).get(i))) {
                    lines.add(new int[] {i, right.indexOf(node)});
                }
            }
            for (int i = 0; i < lines.size(); i++) {
                for (int j = i + 1; j < lines.size(); j++) {
                    int[] one = lines.get(i);
                    int[] two = lines.get(j);
                    if ((one[0] - two[0]) * (one[1] - two[1]) < 0) {
                        crossings++;
                    }
                }
            }
        }
        return crossings;
    }

    /** Draws every node towards the middle of its neighbours, as far as the order and the distances allow. */
    private void place() {
        for (List<Node> layer : layers) {
            double height = 0;
            for (int i = 0; i < layer.size(); i++) {
                height += i == 0 ? 0 : distance(layer.get(i - 1), layer.get(i));
                heights.put(layer.get(i), height);
            }
        }
        for (int sweep = 0; sweep < SWEEPS; sweep++) {
            for (int i = 0; i < layers.size(); i++) {
                settle(layers.get(sweep % 2 == 0 ? i : layers.size() - 1 - i));
            }
        }
        double top =
                heights.values().stream().mapToDouble(height -> height).min().orElse(0);
        heights.replaceAll((node, height) -> height - top);
    }

    private static double distance(Node upper, Node lower) {
        return upper.isPassing() && lower.isPassing() ? PASSING : 1;
    }

    /** Least squares under the order: neighbours that want to stand too near to each other settle on their mean. */
    private void settle(List<Node> layer) {
        List<double[]> blocks = new ArrayList<>();
        double offset = 0;
        double[] offsets = new double[layer.size()];
        for (int i = 0; i < layer.size(); i++) {
            offset += i == 0 ? 0 : distance(layer.get(i - 1), layer.get(i));
            offsets[i] = offset;
            double[] block = {wanted(layer.get(i)) - offset, 1};
            while (!blocks.isEmpty() && blocks.get(blocks.size() - 1)[0] > block[0]) {
                double[] upper = blocks.remove(blocks.size() - 1);
                double size = upper[1] + block[1];
                block = new double[] {((upper[0] * upper[1]) + (block[0] * block[1])) / size, size};
            }
            blocks.add(block);
        }
        int next = 0;
        for (double[] block : blocks) {
            for (int i = 0; i < block[1]; i++) {
                heights.put(layer.get(next), block[0] + offsets[next]);
                next++;
            }
        }
    }

    private double wanted(Node node) {
        List<Node> neighbours = new ArrayList<>(before.getOrDefault(node, List.of()));
        neighbours.addAll(after(node));
        return neighbours.stream().mapToDouble(this::height).average().orElse(height(node));
    }
}
