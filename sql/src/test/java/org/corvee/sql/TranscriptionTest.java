package org.corvee.sql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.corvee.duckdb.DuckDb;
import org.corvee.duckdb.Sql;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/**
 * The number phrase of every figure stands in the paragraph that its locator names, letter by letter. Reads the real
 * document, which is kept beside the clone and never in it; where it is not there, the test says so and does not run.
 */
class TranscriptionTest {

    private static final Path DOCUMENTS = Path.of(System.getProperty("corvee.installation"))
            .resolveSibling("shared")
            .resolve("documents");
    private static final Path FIGURES =
            TestingWarehouse.CONTENT.resolve("sources/jamestown_china_brief_2022/figures.csv");
    private static final String FIRST_PARAGRAPH = "In mid-2019, the first efforts";
    private static final String INTRODUCTION = "Introduction";
    private static final int LONGEST_HEADING = 120;
    private static final Pattern NOTE = Pattern.compile("^\\[(\\d)] .*");

    @Test
    void everyPhraseStandsWhereItsLocatorSays() throws IOException, SQLException {
        assumeTrue(
                Files.isDirectory(DOCUMENTS.resolveSibling("data")),
                () -> "TranscriptionTest did not run: the documents are not beside the clone (../shared)");
        Map<String, String> paragraphs = paragraphs(Files.readAllLines(DOCUMENTS.resolve("china_brief_2022.txt")));
        List<String> misplaced = new ArrayList<>();
        try (Connection connection = DuckDb.inMemory()) {
            for (Map<String, @Nullable String> figure : DuckDb.rows(
                    connection,
                    "select figure_key, locator, as_stated from read_csv(" + Sql.literal(FIGURES)
                            + ", all_varchar = true, header = true)")) {
                String paragraph = paragraphs.getOrDefault(String.valueOf(figure.get("locator")), "");
                if (!paragraph.contains(String.valueOf(figure.get("as_stated")))) {
                    misplaced.add(figure.get("figure_key") + ": '" + figure.get("as_stated") + "' is not in "
                            + figure.get("locator"));
                }
            }
        }

        assertThat(paragraphs).hasSizeGreaterThan(50);
        assertThat(misplaced).isEmpty();
    }

    /** Paragraphs by locator: numbered from 1 under each heading; notes by their own number. */
    private static Map<String, String> paragraphs(List<String> lines) {
        Map<String, String> paragraphs = new HashMap<>();
        String section = INTRODUCTION;
        int number = 0;
        boolean body = false;
        for (String line : lines) {
            String text = line.strip();
            body = body || text.startsWith(FIRST_PARAGRAPH);
            Matcher note = NOTE.matcher(text);
            if (!body || text.isEmpty()) {
                continue;
            }
            if (note.matches()) {
                paragraphs.put("Note " + note.group(1), text);
            } else if (isHeading(text)) {
                section = text;
                number = 0;
            } else {
                number++;
                paragraphs.put(section + " ¶" + number, text);
            }
        }
        return paragraphs;
    }

    /** A heading is short and is no sentence. */
    private static boolean isHeading(String text) {
        return text.length() <= LONGEST_HEADING && !text.matches(".*[.:)…”]$") && !text.contains(", ");
    }
}
