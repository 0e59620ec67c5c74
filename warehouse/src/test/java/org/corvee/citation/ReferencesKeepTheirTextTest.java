package org.corvee.citation;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.List;
import org.corvee.citation.Document.Author;
import org.corvee.citation.Document.Kind;
import org.corvee.citation.Document.Precision;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Documents that are made up, with everything in their titles that could break a file. */
class ReferencesKeepTheirTextTest {

    private static Document document(String key, String title, @Nullable String author, Precision precision) {
        return new Document(
                key,
                title,
                author == null ? List.of() : List.of(Author.of(author)),
                "Smith & Sons",
                LocalDate.of(2022, 6, 5),
                precision,
                "https://example.org/a_b?c=%20#d",
                "https://example.org/archive/a_b",
                "en",
                Kind.RESEARCH);
    }

    private static Bibliography of(Document... documents) {
        return new Bibliography(List.of(documents));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "50% of A & B|50\\% of A \\& B",
                "a_b #1 $2|a\\_b \\#1 \\$2",
                "{x}|\\textbraceleft{}x\\textbraceright{}",
                "back\\slash|back\\textbackslash{}slash",
                "~ ^ < >|\\textasciitilde{} \\textasciicircum{} \\textless{} \\textgreater{}",
                "政府工作报告(摘登)|政府工作报告(摘登)",
            })
    void latexPrintsTheTextAsItStands(String text, String latex) {
        assertThat(LatexText.of(text)).isEqualTo(latex);
    }

    @Test
    void bibtexHasBracesInPairs() {
        String entry = BibTex.of(of(document("zenz2022a", "A } of { 100 % & more", "Adrian Zenz", Precision.DAY)));

        assertThat(entry).isEqualTo("""
                        @techreport{zenz2022a,
                          author = {Zenz, Adrian},
                          title = {{A \\textbraceright{} of \\textbraceleft{} 100 \\% \\& more}},
                          institution = {Smith \\& Sons},
                          date = {2022-06-05},
                          year = {2022},
                          month = jun,
                          url = {https://example.org/a_b?c=%20#d},
                          note = {Archived: \\url{https://example.org/archive/a_b}},
                          language = {English}
                        }
                        """);
        assertThat(entry.chars().filter(c -> c == '{').count())
                .isEqualTo(entry.chars().filter(c -> c == '}').count());
    }

    @Test
    void aDateIsAsPreciseAsItIsKnown() {
        assertThat(BibTex.of(of(document("k", "T", null, Precision.YEAR))))
                .contains("date = {2022}", "year = {2022}")
                .doesNotContain("month");
        assertThat(Ris.of(of(document("k", "T", null, Precision.MONTH)))).contains("DA  - 2022/06//\r\n");
        assertThat(json(document("k", "T", null, Precision.MONTH))
                        .at("/0/issued/date-parts")
                        .toString())
                .isEqualTo("[[2022,6]]");
    }

    @Test
    void nobodyIsMadeAnAuthor() {
        Document unsigned = document("k", "T", null, Precision.DAY);

        assertThat(BibTex.of(of(unsigned)))
                .doesNotContain("author")
                .contains("key = {Smith \\& Sons}", "label = {Smith \\& Sons}");
        assertThat(Ris.of(of(unsigned))).doesNotContain("AU  -");
        assertThat(json(unsigned).at("/0").has("author")).isFalse();
    }

    @ParameterizedTest
    @CsvSource({"Adrian Zenz,'Zenz, Adrian'", "热合曼,热合曼", "Ministry of Human Resources,Ministry of Human Resources"})
    void aNameIsSplitOnlyWhereThatIsNoGuess(String author, String name) {
        assertThat(Ris.of(of(document("k", "T", author, Precision.DAY)))).contains("AU  - " + name + "\r\n");
    }

    @Test
    void aLineBreakInATitleDoesNotEndTheRecordOfRis() {
        assertThat(Ris.of(of(document("k", "One\nER  - \nTwo", null, Precision.DAY))))
                .contains("TI  - One ER - Two\r\n")
                .containsOnlyOnce("\r\nER  - ");
    }

    @Test
    void jsonKeepsQuotesAndBackslashes() {
        String title = "\"Quoted\" \\ and 政府";

        assertThat(json(document("k", title, "Adrian Zenz", Precision.DAY))
                        .at("/0/title")
                        .asString())
                .isEqualTo(title);
    }

    @Test
    void documentsThatWouldBeCalledAlikeHaveLetters() {
        assertThat(of(
                                document("a", "T", "Adrian Zenz", Precision.DAY),
                                document("b", "T", null, Precision.DAY),
                                document("c", "T", "Adrian Zenz", Precision.DAY))
                        .shortNames())
                .containsEntry("a", "Zenz 2022a")
                .containsEntry("b", "Smith & Sons 2022")
                .containsEntry("c", "Zenz 2022b");
    }

    private static JsonNode json(Document document) {
        return JsonMapper.builder().build().readTree(CslJson.of(of(document)));
    }
}
