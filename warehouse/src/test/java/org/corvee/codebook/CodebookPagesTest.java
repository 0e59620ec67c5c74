package org.corvee.codebook;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.corvee.codebook.LineageGraph.Node;
import org.junit.jupiter.api.Test;

/** What descriptions hold is shown as text, and lines go from left to right. */
class CodebookPagesTest {

    private static final String UGLY = "a <b>bold</b> & \"quoted\" *star* [link](x) | `code`";

    private static Codebook codebook() {
        DescribedTable figure = new DescribedTable(
                "core",
                "figure",
                UGLY,
                3,
                List.of(new DescribedTable.Column("id", "varchar", UGLY)),
                List.of(),
                List.of(),
                List.of());
        DescribedTable mart = new DescribedTable(
                "mart",
                "trade",
                "Trade. One row per id.",
                2,
                List.of(new DescribedTable.Column("id", "varchar", "The id.")),
                List.of("id"),
                List.of("value < 3 & more"),
                List.of("core.figure"));
        return new Codebook(
                "Edition & more",
                List.of(mart, figure),
                List.of(new CodeList("code.a", "a", List.of(new CodeList.Code("<x>", "X", UGLY)))));
    }

    @Test
    void htmlShowsDescriptionsAsText() {
        Codebook codebook = codebook();

        String html = HtmlPage.of(codebook, LineagePicture.of(codebook.tables()));

        assertThat(html)
                .contains("a &lt;b&gt;bold&lt;/b&gt; &amp; &quot;quoted&quot; *star* [link](x) | `code`")
                .contains("<code>&lt;x&gt;</code>")
                .contains("value &lt; 3 &amp; more")
                .doesNotContain("<b>");
    }

    @Test
    void markdownShowsDescriptionsAsText() {
        Codebook codebook = codebook();

        String markdown = MarkdownPage.of(codebook, LineagePicture.of(codebook.tables()));

        assertThat(markdown.replaceAll("\\s+", " "))
                .contains("a &lt;b>bold&lt;/b> &amp; \"quoted\" \\*star\\* \\[link\\](x) \\| \\`code\\`")
                .contains("- built from core.figure");
    }

    @Test
    void tableStandsBehindAllThatItIsBuiltFromAndLinesPassLayersOneByOne() {
        LineageGraph graph = LineageGraph.of(new TreeMap<>(Map.of(
                "mart.a", Set.of("core.x"),
                "mart.b", Set.of("mart.a", "core.x", "ref.y"),
                "mart.c", Set.of("mart.b", "core.z"),
                "mart.d", Set.of("core.z"))));

        assertThat(graph.layers().stream()
                        .map(layer -> layer.stream().map(Node::table).sorted().toList()))
                .containsExactly(
                        List.of("core.x", "core.z"),
                        List.of("core.z → mart.c", "mart.a", "mart.d", "ref.y"),
                        List.of("core.z → mart.c", "mart.b"),
                        List.of("mart.c"));
        Node x = new Node("core.x", 0, false);
        assertThat(graph.after(x))
                .as("mart.b is built from it through mart.a")
                .containsExactly(new Node("mart.a", 1, false));
    }

    @Test
    void tablesOfALayerDoNotOverlap() {
        LineageGraph graph = LineageGraph.of(new TreeMap<>(Map.of(
                "mart.a", Set.of("core.x", "core.y", "core.z"),
                "mart.b", Set.of("core.x", "core.y", "core.z"),
                "mart.c", Set.of("core.y"))));

        for (List<Node> layer : graph.layers()) {
            for (int i = 1; i < layer.size(); i++) {
                assertThat(graph.height(layer.get(i)) - graph.height(layer.get(i - 1)))
                        .isGreaterThanOrEqualTo(0.999);
            }
        }
    }

    @Test
    void pictureEscapesAndIsTheSameForEveryOrderOfTables() {
        Codebook codebook = codebook();
        List<DescribedTable> reversed =
                List.of(codebook.tables().get(1), codebook.tables().get(0));

        assertThat(LineagePicture.of(reversed).standalone())
                .isEqualTo(LineagePicture.of(codebook.tables()).standalone())
                .contains(">mart.trade</text>");
    }
}
