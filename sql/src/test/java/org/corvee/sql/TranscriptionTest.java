package org.corvee.sql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.corvee.duckdb.DuckDb;
import org.corvee.duckdb.Sql;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * The number phrase of every figure stands in the paragraph that its locator names, letter by letter. Reads the real
 * documents, which are kept beside the clone and never in it; where they are not there, the test says so and does not
 * run.
 */
class TranscriptionTest {

    private static final Path DOCUMENTS = Path.of(System.getProperty("corvee.installation"))
            .resolveSibling("shared")
            .resolve("documents");

    @ParameterizedTest
    @CsvSource({
        "china_brief_2022.txt, jamestown_china_brief_2022, 'In mid-2019, the first efforts'",
        "china_brief_2024.txt, jamestown_china_brief_2024, ''",
        "rfa_2021.txt, rfa_labor_transfer_2021, ''",
        "testimony_2024.txt, cecc_testimony_2024, ''"
    })
    void everyPhraseStandsWhereItsLocatorSays(String document, String source, String firstParagraph)
            throws IOException, SQLException {
        assumeTrue(
                Files.isDirectory(DOCUMENTS.resolveSibling("data")),
                () -> "TranscriptionTest did not run: the documents are not beside the clone (../shared)");
        List<String> lines = Files.readAllLines(DOCUMENTS.resolve(document));
        Map<String, String> paragraphs = document.startsWith("testimony")
                ? TestingParagraphs.ofMarkdown(lines)
                : TestingParagraphs.ofPlainText(lines, firstParagraph);
        Path figures =
                TestingWarehouse.CONTENT.resolve("sources").resolve(source).resolve("figures.csv");
        List<String> misplaced = new ArrayList<>();
        try (Connection connection = DuckDb.inMemory()) {
            for (Map<String, @Nullable String> figure : DuckDb.rows(
                    connection,
                    "select figure_key, locator, as_stated from read_csv(" + Sql.literal(figures)
                            + ", all_varchar = true, header = true)")) {
                String paragraph = paragraphs.getOrDefault(String.valueOf(figure.get("locator")), "");
                if (!paragraph.contains(String.valueOf(figure.get("as_stated")))) {
                    misplaced.add(figure.get("figure_key") + ": '" + figure.get("as_stated") + "' is not in "
                            + figure.get("locator"));
                }
            }
        }

        assertThat(paragraphs).hasSizeGreaterThan(30);
        assertThat(misplaced).isEmpty();
    }
}
