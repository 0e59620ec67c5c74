package org.corvee.sql;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.corvee.difference.Cause;
import org.corvee.difference.CellChange;
import org.corvee.difference.CellChange.ColumnChange;
import org.corvee.difference.CellChange.Kind;
import org.corvee.difference.Difference;
import org.corvee.difference.DifferenceFiles;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A difference, made up, as a table and as a page that can be read on a phone and on a desk. */
class DifferencePageTest {

    private static final Difference MADE_UP = new Difference(
            "release 2026-11-20.1",
            "release 2026-11-25.1",
            List.of(
                    new CellChange(
                            "core.figure",
                            "example_source:transfers_2021",
                            Kind.CHANGED,
                            List.of(
                                    new ColumnChange("value", "3170000", "3190000"),
                                    new ColumnChange(
                                            "as_stated", "3.17 million, \"some\" twice", "<b>3.19</b> & more")),
                            Cause.CURATED,
                            "source example_source, snapshot 67f7b891 → 8f84274e"),
                    new CellChange(
                            "mart.labor_transfer",
                            "labor_transfers · all · 650000 · 2021-01-01 · 2021-12-31 · year · actual · level",
                            Kind.ADDED,
                            List.of(),
                            Cause.CODE_CHANGED,
                            "the program or the SQL")));

    @TempDir
    private Path folder = Path.of("");

    @Test
    void everyChangedValueIsInTheTable() throws IOException {
        List<Path> files = DifferenceFiles.write(MADE_UP, folder);

        assertThat(files).extracting(Path::getFileName).map(Path::toString).isEqualTo(DifferenceFiles.NAMES);
        assertThat(files.get(0)).hasContent("""
                table_name,cell,change,column_name,before,after,cause,why
                core.figure,example_source:transfers_2021,changed,value,3170000,3190000,curated,"source example_source, snapshot 67f7b891 → 8f84274e"
                core.figure,example_source:transfers_2021,changed,as_stated,"3.17 million, ""some"" twice",<b>3.19</b> & more,curated,"source example_source, snapshot 67f7b891 → 8f84274e"
                mart.labor_transfer,labor_transfers · all · 650000 · 2021-01-01 · 2021-12-31 · year · actual · level,added,,,,code changed,the program or the SQL
                """);
    }

    @Test
    void pageShowsTextAsText() throws IOException {
        DifferenceFiles.write(MADE_UP, folder);

        assertThat(Files.readString(folder.resolve("diff.html")))
                .contains("<td>&lt;b&gt;3.19&lt;/b&gt; &amp; more</td>", "<strong>code changed</strong>")
                .doesNotContain("<b>", "{{", "http:", "https:", "<script");
    }

    @Test
    void nothingIsToldAsNothing() throws IOException {
        DifferenceFiles.write(new Difference("a", "b", List.of()), folder);

        assertThat(Files.readString(folder.resolve("diff.html"))).contains("<p>Nothing differs.</p>");
    }

    @ParameterizedTest
    @ValueSource(ints = {390, 1200})
    @Tag("slow")
    void browserShowsItWithoutOverflowAndFollowsItsAnchors(int width) throws IOException, InterruptedException {
        TestingBrowser browser = TestingBrowser.find("the page of a difference was not looked at in a browser");
        DifferenceFiles.write(MADE_UP, folder);
        Path page = Files.writeString(folder.resolve("frame.html"), """
                <!DOCTYPE html><meta charset="utf-8"><body style="margin:0">
                <iframe id="frame" style="border:0" width="%d" height="800" src="diff.html"></iframe>
                <pre id="found"></pre>
                <script>
                const frame = document.getElementById('frame');
                frame.onload = () => {
                  const page = frame.contentDocument, root = page.documentElement;
                  const lost = [...page.querySelectorAll('.summary a')]
                      .filter(link => !page.getElementById(link.getAttribute('href').slice(1)));
                  document.getElementById('found').textContent = 'wide ' + (root.scrollWidth - root.clientWidth)
                      + ', articles ' + page.querySelectorAll('article').length + ', lost ' + lost.length;
                };
                </script>
                """.formatted(width));

        assertThat(browser.open(page)).contains("<pre id=\"found\">wide 0, articles 2, lost 0</pre>");
    }
}
