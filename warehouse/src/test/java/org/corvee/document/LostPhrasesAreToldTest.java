package org.corvee.document;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.corvee.document.DocumentChange.ChangedBlock;
import org.corvee.document.DocumentChange.LostPhrase;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** All pages are made up. */
class LostPhrasesAreToldTest {

    private static KeptDocument page(String body) {
        return html("<html><head><title>Made up</title></head><body>" + body + "</body></html>", null);
    }

    private static KeptDocument html(String page, @Nullable String charset) {
        return new KeptDocument(page.getBytes(StandardCharsets.UTF_8), "text/html; charset=x", charset);
    }

    private static KeptDocument plain(String text) {
        return new KeptDocument(text.getBytes(StandardCharsets.UTF_8), "text/plain", "utf-8");
    }

    private static DocumentChange change(KeptDocument before, KeptDocument after, String... phrases) {
        List<CitedPhrase> cited = IntStream.range(0, phrases.length)
                .mapToObj(i -> new CitedPhrase("made_up:" + i, phrases[i]))
                .toList();
        return DocumentChange.between("made-up-2026", before, after, cited);
    }

    @Test
    void changedFigureIsToldWithItsBlockAndTheFiguresThatCiteIt() {
        DocumentChange change = change(
                page("<h1>Report</h1><p>In 2021, 3,170,000 laborers moved.</p><p>The end.</p>"),
                page("<h1>Report</h1><p>In 2021, 3,117,000 laborers moved.</p><p>The end.</p><p>Corrected.</p>"),
                "3,170,000 laborers",
                "The end",
                "3,170,000 laborers");

        assertThat(change)
                .isEqualTo(new DocumentChange(
                        "made-up-2026",
                        List.of(
                                new ChangedBlock(
                                        "In 2021, 3,170,000 laborers moved.", "In 2021, 3,117,000 laborers moved."),
                                new ChangedBlock(null, "Corrected.")),
                        List.of(new LostPhrase("3,170,000 laborers", List.of("made_up:0", "made_up:2")))));
    }

    @Test
    void spaceWidthQuotesAndMarkupAreNoChange() {
        DocumentChange change = change(
                page("<p>转移就业<b>３１７</b>万\n  人次，其中“南疆”</p><table><tr><td>1&nbsp;000</td></tr></table>"),
                page("<div><span>转移\u200B就业 317 万人次,其中\"南疆\"</span></div>\n<ul><li>1 000 </li></ul>"),
                "317万人次");

        assertThat(change.isNone()).isTrue();
        assertThat(change.lostPhrases()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "317 laborers|3317 laborers",
                "317 laborers|3,317 laborers",
                "5 percent|0.5 percent",
                "rose to 317|rose to 3170",
                "rose to 317|rose to 317,000",
                "rose to 317|rose to 317.5",
                "rose to 102|rose to 10<sup>2</sup>",
                "rose to 102|rose to 10²",
                "rose to 102|rose to 10 2",
                "317万|３１８万",
            })
    void otherDigitsAreAnotherNumber(String phrase, String now) {
        DocumentChange change =
                change(page("<p>It " + phrase + " then.</p>"), page("<p>It " + now + " then.</p>"), phrase);

        assertThat(change.lostPhrases()).extracting(LostPhrase::asStated).containsExactly(phrase);
        assertThat(change.blocks()).hasSize(1);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "rose to 317|rose to 317, and fell",
                "rose to 317|rose to 317. It fell",
                "rose to 317|rose to 317<sup>5</sup>",
                "rose to 317|rose<br>to <em>317</em>",
                "317 laborers|(317 laborers)",
            })
    void phraseThatIsStillThereIsNotLost(String phrase, String now) {
        assertThat(change(page("<p>It " + phrase + "</p>"), page("<p>It " + now + "</p>"), phrase)
                        .lostPhrases())
                .isEmpty();
    }

    @Test
    void phraseThatMovedIsNotLostAndOneThatNeverWasIsNot() {
        DocumentChange change = change(
                page("<p>First: 12 persons.</p><p>Second.</p>"),
                page("<p>Second.</p><p>As before, 12 persons.</p>"),
                "12 persons",
                "13 persons");

        assertThat(change.lostPhrases()).isEmpty();
        assertThat(change.blocks())
                .containsExactly(
                        new ChangedBlock("First: 12 persons.", null), new ChangedBlock(null, "As before, 12 persons."));
    }

    @Test
    void phraseIsNotPutTogetherFromTwoCells() {
        KeptDocument before = page("<table><tr><td>12 persons</td></tr></table>");

        assertThat(change(before, page("<table><tr><td>12</td><td>persons</td></tr></table>"), "12 persons")
                        .lostPhrases())
                .hasSize(1);
    }

    @Test
    void whatNobodyReadsIsNoPartOfTheText() {
        DocumentChange change = change(
                page("<script>var visits = 1;</script><style>p {}</style><!-- 1 --><p>12 persons</p>"),
                page("<script>var visits = 2;</script><style>b {}</style><!-- 2 --><p>12 persons</p>"),
                "12 persons");

        assertThat(change.isNone()).isTrue();
    }

    @Test
    void linesOfAParagraphAreBlocksOfTheirOwn() {
        assertThat(change(
                                page("<p>One<br>Two 2<br/>Three</p><pre>Four\nFive</pre>"),
                                page("<p>One<br>Two 3<br/>Three</p><pre>Four\nSix</pre>"))
                        .blocks())
                .containsExactly(new ChangedBlock("Two 2", "Two 3"), new ChangedBlock("Five", "Six"));
    }

    @Test
    void plainTextIsReadByParagraphs() {
        DocumentChange change = change(
                plain("\uFEFFA line\nof 12\npersons.\n\nThe end."),
                plain("A line of 12 persons.\r\n \r\nThe end."),
                "of 12 persons");

        assertThat(change.lostPhrases()).isEmpty();
        assertThat(change(plain("<p>12</p>\n\nb"), plain("<p>13</p>\n\nb"), "<p>12</p>")
                        .lostPhrases())
                .hasSize(1);
    }

    @Test
    void charsetIsThatOfTheBytesOrOfThePage() {
        String text = "<html><head><meta charset=\"gb2312\"></head><body><p>镕炉 317万</p></body></html>";
        KeptDocument said = new KeptDocument(text.getBytes(Charset.forName("GB18030")), "text/html", null);
        KeptDocument given = new KeptDocument(text.getBytes(Charset.forName("GB18030")), "text/html", "gbk");
        KeptDocument unicode = html(text, "utf-8");

        assertThat(change(said, given).isNone()).isTrue();
        assertThat(change(said, unicode).isNone()).isTrue();
        assertThat(change(said, html(text, "no such charset!")).isNone()).isTrue();
        assertThat(DocumentText.of(said).blocks()).containsExactly("镕炉317万");
    }

    @Test
    void veryLongTextsAreComparedToo() {
        String before =
                IntStream.range(0, 8_000).mapToObj(i -> "<p>a" + i + "</p>").collect(Collectors.joining());
        String after = before.replace("<p>a", "<p>b");

        DocumentChange change = change(page(before), page(after), "a7999");

        assertThat(change.blocks()).hasSize(8_000).startsWith(new ChangedBlock("a0", "b0"));
        assertThat(change.lostPhrases()).hasSize(1);
    }
}
