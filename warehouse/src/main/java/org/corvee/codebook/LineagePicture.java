package org.corvee.codebook;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.corvee.codebook.LineageGraph.Node;

/** Which mart is built from which tables, drawn as SVG that is legible on light and dark ground. */
final class LineagePicture {

    private static final double LETTER = 7.3;
    private static final int PADDING = 9;
    private static final int BOX = 24;
    private static final int ROW = 36;
    private static final int BETWEEN_LAYERS = 64;
    private static final int MARGIN = 12;
    private static final int HEADING = 26;

    /** Without variables of CSS, which many programs that show pictures do not read. */
    private static final String STYLE = """
            .lineage .paper { fill: #ffffff; stroke: none; }
            .lineage path { fill: none; stroke: #8a8a8a; stroke-width: 1.2; }
            .lineage rect { stroke: #8a8a8a; stroke-width: 1; }
            .lineage .core { fill: #fde7b8; } .lineage .ref { fill: #eef2f5; } .lineage .mart { fill: #d3e7f8; }
            .lineage text { fill: #1b1b1b; font: 12px "DejaVu Sans Mono", ui-monospace, Menlo, Consolas, monospace; }
            @media (prefers-color-scheme: dark) {
            .lineage .paper { fill: #16181b; }
            .lineage path, .lineage rect { stroke: #7d858d; }
            .lineage .core { fill: #4a3a12; } .lineage .ref { fill: #2b3138; } .lineage .mart { fill: #173a56; }
            .lineage text { fill: #ececec; }
            }
            """;

    private final LineageGraph graph;
    private final List<String> notDrawn;
    private final double[] lefts;
    private final double width;
    private final double height;

    private LineagePicture(LineageGraph graph, List<String> notDrawn) {
        this.graph = graph;
        this.notDrawn = List.copyOf(notDrawn);
        int layers = graph.layers().size();
        this.lefts = new double[layers];
        double left = MARGIN;
        for (int i = 0; i < layers; i++) {
            lefts[i] = left;
            left += widest(graph.layers().get(i)) + BETWEEN_LAYERS;
        }
        this.width = left - BETWEEN_LAYERS + MARGIN;
        double lowest = graph.layers().stream()
                .flatMap(Collection::stream)
                .mapToDouble(graph::height)
                .max()
                .orElse(0);
        this.height = (2 * MARGIN) + HEADING + (lowest * ROW) + BOX;
    }

    static LineagePicture of(List<DescribedTable> tables) {
        Map<String, Set<String>> reads = new TreeMap<>();
        Set<String> drawn = new TreeSet<>();
        for (DescribedTable table : tables) {
            if (!table.reads().isEmpty()) {
                reads.put(table.qualified(), new TreeSet<>(table.reads()));
                drawn.add(table.qualified());
                drawn.addAll(table.reads());
            }
        }
        List<String> notDrawn = tables.stream()
                .map(DescribedTable::qualified)
                .filter(table -> !drawn.contains(table) && !table.startsWith("ops."))
                .toList();
        return new LineagePicture(LineageGraph.of(reads), notDrawn);
    }

    /** What a reader must know of the picture. */
    String caption() {
        String rest = notDrawn.isEmpty() ? "" : " No mart reads " + String.join(", ", notDrawn) + ".";
        return "What each mart is built from, from left to right. A line that follows from two others is left out."
                + rest;
    }

    /** The picture as a file of its own. */
    String standalone() {
        return "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n" + svg(" xmlns=\"http://www.w3.org/2000/svg\"", false);
    }

    /** The picture as a part of a page, its tables being links to anchors of that page. */
    String inlined() {
        return svg("", true);
    }

    private String svg(String namespace, boolean linked) {
        StringBuilder svg = new StringBuilder();
        svg.append(String.format(
                Locale.ROOT,
                "<svg%s class=\"lineage\" viewBox=\"0 0 %.0f %.0f\" width=\"%.0f\" height=\"%.0f\" role=\"img\""
                        + " aria-labelledby=\"lineage-title\">%n",
                namespace,
                width,
                height,
                width,
                height));
        svg.append("<title id=\"lineage-title\">What each mart is built from</title>\n");
        svg.append("<style>\n").append(STYLE).append("</style>\n");
        svg.append(
                String.format(Locale.ROOT, "<rect class=\"paper\" width=\"%.0f\" height=\"%.0f\"/>%n", width, height));
        key(svg);
        for (List<Node> layer : graph.layers()) {
            for (Node node : layer) {
                graph.after(node).forEach(next -> line(svg, node, next));
            }
        }
        for (List<Node> layer : graph.layers()) {
            layer.stream().filter(node -> !node.isPassing()).forEach(node -> box(svg, node, linked));
        }
        return svg.append("</svg>\n").toString();
    }

    private static void key(StringBuilder svg) {
        double left = MARGIN;
        for (String[] entry : new String[][] {
            {"core", "core: what was loaded"}, {"ref", "ref: dimensions"}, {"mart", "mart: what is built"}
        }) {
            svg.append(String.format(
                    Locale.ROOT,
                    "<rect class=\"%s\" x=\"%.1f\" y=\"%d\" width=\"14\" height=\"14\"/><text x=\"%.1f\" y=\"%d\">%s</text>%n",
                    entry[0],
                    left,
                    MARGIN,
                    left + 20,
                    MARGIN + 11,
                    entry[1]));
            left += 44 + (entry[1].length() * LETTER);
        }
    }

    private void line(StringBuilder svg, Node from, Node to) {
        double startX =
                lefts[from.layer()] + (from.isPassing() ? widest(graph.layers().get(from.layer())) : box(from));
        double endX = lefts[to.layer()];
        double startY = middle(from);
        double endY = middle(to);
        double layerEnd = lefts[from.layer()] + widest(graph.layers().get(from.layer()));
        double bend = (layerEnd + endX) / 2;
        svg.append(String.format(
                Locale.ROOT,
                "<path d=\"M%.1f %.1f H%.1f C%.1f %.1f %.1f %.1f %.1f %.1f",
                startX,
                startY,
                layerEnd,
                bend,
                startY,
                bend,
                endY,
                endX,
                endY));
        if (to.isPassing()) {
            svg.append(String.format(
                    Locale.ROOT, " H%.1f", endX + widest(graph.layers().get(to.layer()))));
        }
        svg.append("\"/>\n");
    }

    private void box(StringBuilder svg, Node node, boolean linked) {
        double left = lefts[node.layer()];
        double top = middle(node) - (BOX / 2.0);
        String schema = node.table().substring(0, node.table().indexOf('.'));
        String drawing = String.format(
                Locale.ROOT,
                "<rect class=\"%s\" x=\"%.1f\" y=\"%.1f\" width=\"%.1f\" height=\"%d\" rx=\"3\"/>"
                        + "<text x=\"%.1f\" y=\"%.1f\">%s</text>",
                HtmlPage.escape(schema),
                left,
                top,
                box(node),
                BOX,
                left + PADDING,
                top + 16,
                HtmlPage.escape(node.table()));
        svg.append(linked ? "<a href=\"#" + HtmlPage.escape(node.table()) + "\">" + drawing + "</a>" : drawing)
                .append('\n');
    }

    private double middle(Node node) {
        return MARGIN + HEADING + (graph.height(node) * ROW) + (BOX / 2.0);
    }

    private static double box(Node node) {
        return (node.table().length() * LETTER) + (2 * PADDING);
    }

    private static double widest(List<Node> layer) {
        return layer.stream()
                .filter(node -> !node.isPassing())
                .mapToDouble(LineagePicture::box)
                .max()
                .orElse(0);
    }

    /** The tables that are drawn, in alphabetical order. */
    List<String> drawn() {
        return graph.layers().stream()
                .flatMap(Collection::stream)
                .filter(node -> !node.isPassing())
                .map(Node::table)
                .sorted()
                .collect(Collectors.toCollection(ArrayList::new));
    }
}
