package org.corvee.sql;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.StringReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.corvee.codebook.Codebook;
import org.corvee.duckdb.DuckDb;
import org.corvee.model.Model;
import org.corvee.model.ModelCatalog;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.w3c.dom.Document;
import org.w3c.dom.NodeList;
import org.xml.sax.InputSource;
import org.xml.sax.SAXException;

/** The codebook of the project's own content is complete, needs nothing else and can be read on a phone. */
@Tag("slow")
class CodebookTest {

    private static final int MARKDOWN_WIDTH = 80;

    @TempDir
    private static Path folder = Path.of("");

    private static String html = "";
    private static String markdown = "";
    private static String svg = "";
    private static List<Map<String, @Nullable String>> described = List.of();

    @BeforeAll
    static void write() throws IOException, SQLException {
        try (Connection connection = TestingDefaultContent.connect()) {
            List<Path> files = Codebook.write(connection, models(), folder);
            assertThat(files)
                    .extracting(file -> file.getFileName().toString())
                    .containsExactly("codebook.html", "codebook.md", "codebook.svg");
            html = Files.readString(files.get(0));
            markdown = Files.readString(files.get(1));
            svg = Files.readString(files.get(2));
            described = DuckDb.rows(connection, """
                    select schema_name || '.' || table_name as place, '' as name, comment from duckdb_tables()
                    where schema_name in ('core', 'mart', 'ops', 'ref') and table_name <> 'schema_history'
                    union all
                    select schema_name || '.' || view_name as place, '' as name, comment from duckdb_views()
                    where schema_name = 'ref'
                    union all
                    select schema_name || '.' || table_name as place, column_name as name, comment from duckdb_columns()
                    where schema_name in ('core', 'mart', 'ops', 'ref') and table_name <> 'schema_history'
                    """);
        }
    }

    private static List<Model> models() throws IOException {
        return ModelCatalog.read(TestingWarehouse.CONTENT.resolve("marts"));
    }

    @Test
    void everyTableAndColumnStandsInBothWithItsDescription() {
        String markdownText = unescaped(markdown).replaceAll("\\s+", " ");
        assertThat(described).hasSizeGreaterThan(500);
        for (Map<String, @Nullable String> row : described) {
            String place = String.valueOf(row.get("place"));
            String name = String.valueOf(row.get("name"));
            String comment = String.valueOf(row.get("comment"));
            String inHtml = escaped(comment);
            String section = section(html, place);
            String markdownSection = markdownText.substring(
                    markdownText.indexOf("## " + place + " "), next(markdownText, "## " + place + " "));
            if (name.isEmpty()) {
                assertThat(section).contains("<p>" + inHtml + "</p>");
                assertThat(markdownSection).contains(comment);
            } else {
                assertThat(section)
                        .containsPattern("<code>" + Pattern.quote(name)
                                + "</code></th><td class=\"type\">[^<]+</td><td>" + Pattern.quote(inHtml) + "</td>");
                assertThat(markdownSection)
                        .containsPattern("- `" + Pattern.quote(name) + "` [^:]+: " + Pattern.quote(comment));
            }
        }
    }

    @Test
    void everyCodeStandsInBothWithItsMeaning() throws IOException, SQLException {
        String markdownText = unescaped(markdown).replaceAll("\\s+", " ");
        try (Connection connection = TestingDefaultContent.connect()) {
            List<Map<String, @Nullable String>> codes = DuckDb.rows(connection, """
                    select code, description from ref.code
                    union all
                    select unit as code, description from ref.unit
                    union all
                    select indicator as code, description from ref.indicator
                    union all
                    select population as code, description from ref.population
                    """);
            assertThat(codes).hasSizeGreaterThan(200);
            for (Map<String, @Nullable String> row : codes) {
                String code = String.valueOf(row.get("code"));
                String meaning = String.valueOf(row.get("description"));
                assertThat(html)
                        .containsPattern(
                                "<code>" + Pattern.quote(code) + "</code></th><td class=\"type\">[^<]+</td><td>"
                                        + Pattern.quote(escaped(meaning)) + "</td>");
                assertThat(markdownText)
                        .containsPattern("- `" + Pattern.quote(code) + "` [^`]*" + Pattern.quote(meaning));
            }
        }
    }

    @Test
    void pageNeedsNothingElse() {
        assertThat(html)
                .doesNotContainPattern("(?i)<(script|link|img|iframe|object|embed|base)\\b")
                .doesNotContainPattern("(?i)url\\(|@import|@font-face|\\ssrc=|srcset=")
                .doesNotContainPattern("href=\"(?!#)")
                .doesNotContainPattern("(?i)\\son[a-z]+=");
    }

    @Test
    void everyLinkHasOneTarget() {
        List<String> ids = found(html, "\\sid=\"([^\"]+)\"");
        assertThat(ids).doesNotHaveDuplicates().hasSizeGreaterThan(60);
        assertThat(found(html, "href=\"#([^\"]+)\"")).isNotEmpty().allMatch(ids::contains);
    }

    @Test
    void markdownFitsEightyColumns() {
        assertThat(markdown.lines().filter(line -> line.codePointCount(0, line.length()) > MARKDOWN_WIDTH))
                .isEmpty();
    }

    @Test
    void pictureIsXmlWithEveryMart() throws IOException, SAXException, ParserConfigurationException {
        Document document =
                DocumentBuilderFactory.newInstance().newDocumentBuilder().parse(new InputSource(new StringReader(svg)));
        NodeList texts = document.getElementsByTagNameNS("*", "text");
        List<String> drawn = new ArrayList<>();
        NodeList plain = document.getElementsByTagName("text");
        for (int i = 0; i < Math.max(texts.getLength(), plain.getLength()); i++) {
            drawn.add(plain.item(i).getTextContent());
        }
        assertThat(drawn)
                .containsAll(models().stream().map(Model::table).toList())
                .contains("core.figure");
    }

    @Test
    void sameFileGivesTheSameBytes() throws IOException, SQLException {
        List<Model> shuffled = new ArrayList<>(models());
        Collections.reverse(shuffled);
        try (Connection connection = TestingDefaultContent.connect()) {
            List<Path> again = Codebook.write(connection, shuffled, folder.resolve("again"));

            assertThat(again.get(0)).hasContent(html);
            assertThat(again.get(1)).hasContent(markdown);
            assertThat(again.get(2)).hasContent(svg);
        }
    }

    /** A frame of that width, as a phone or a desk shows it; the script is the test's own. */
    @ParameterizedTest
    @ValueSource(ints = {390, 1200})
    void browserShowsItWithoutOverflowAndFollowsItsAnchors(int width) throws IOException, InterruptedException {
        TestingBrowser browser = TestingBrowser.find("the codebook was not looked at in a browser");
        Path page = Files.writeString(folder.resolve("frame-" + width + ".html"), """
                <!DOCTYPE html><meta charset="utf-8"><body style="margin:0">
                <iframe id="frame" style="border:0" width="%d" height="800" src="codebook.html"></iframe>
                <pre id="found"></pre>
                <script>
                const frame = document.getElementById('frame');
                frame.onload = async () => {
                  const page = frame.contentDocument, root = page.documentElement, found = [];
                  found.push('wide ' + (root.scrollWidth - root.clientWidth));
                  found.push('tables ' + page.querySelectorAll('table').length);
                  let lost = 0;
                  for (const link of page.querySelectorAll('nav a')) {
                    root.scrollTop = 0;
                    link.click();
                    await new Promise(done => setTimeout(done, 20));
                    const top = page.getElementById(link.getAttribute('href').slice(1)).getBoundingClientRect().top;
                    const atEnd = root.scrollTop + root.clientHeight >= root.scrollHeight - 2;
                    if (Math.abs(top) > 2 && !(atEnd && top >= 0 && top < root.clientHeight)) lost++;
                  }
                  found.push('lost ' + lost);
                  document.getElementById('found').textContent = found.join(', ');
                };
                </script>
                """.formatted(width));

        assertThat(found(browser.open(page), "<pre id=\"found\">([^<]*)</pre>"))
                .containsExactly("wide 0, tables " + found(html, "<(table)>").size() + ", lost 0");
    }

    private static String section(String page, String table) {
        int start = page.indexOf("<h3 id=\"" + table + "\">");
        assertThat(start).as(table).isPositive();
        return page.substring(start, page.indexOf("</table>", start));
    }

    private static int next(String text, String heading) {
        int start = text.indexOf(heading);
        assertThat(start).as(heading).isPositive();
        return Pattern.compile(" ## ")
                .matcher(text)
                .results()
                .mapToInt(MatchResult::start)
                .filter(position -> position > start)
                .findFirst()
                .orElse(text.length());
    }

    private static List<String> found(String text, String pattern) {
        List<String> found = new ArrayList<>();
        Matcher matcher = Pattern.compile(pattern).matcher(text);
        while (matcher.find()) {
            found.add(matcher.group(1));
        }
        return found;
    }

    private static String escaped(String text) {
        return text.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;");
    }

    private static String unescaped(String text) {
        return text.replaceAll("\\\\([\\\\`*\\[\\]|])", "$1")
                .replace("&lt;", "<")
                .replace("&amp;", "&");
    }
}
