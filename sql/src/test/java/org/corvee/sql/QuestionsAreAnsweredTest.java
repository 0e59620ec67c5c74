package org.corvee.sql;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.corvee.duckdb.DuckDb;
import org.corvee.duckdb.Sql;
import org.corvee.model.SqlFile;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Every ready question is answered from the project's own content with the rows of {@code questions/<name>.csv}. These were
 * worked out from the figures as they stand in the folders of the sources, without the marts; a file may leave out columns.
 * Questions on customs lines have no rows without a dropped file: {@link TradeQuestionsTest} asks them on made-up lines.
 */
class QuestionsAreAnsweredTest {

    private static final int LEAST_QUESTIONS = 24;
    private static final Pattern NUMBER = Pattern.compile("-?\\d+(\\.\\d+)?");
    private static final Path ANSWERS = Path.of("src/test/resources/questions");

    static List<SqlFile> questions() throws IOException {
        List<SqlFile> questions = SqlFile.list(TestingWarehouse.CONTENT.resolve("questions"));
        assertThat(questions).hasSizeGreaterThanOrEqualTo(LEAST_QUESTIONS);
        return questions;
    }

    @ParameterizedTest
    @MethodSource("questions")
    void questionIsAnswered(SqlFile question) throws IOException, SQLException {
        Path answer = ANSWERS.resolve(question.name() + ".csv");
        assertThat(answer).isRegularFile();
        try (Connection connection = TestingDefaultContent.connect()) {
            String expected = "read_csv(" + Sql.literal(answer) + ", header = true, all_varchar = true, delim = ',')";
            List<String> columns = List.copyOf(
                    DuckDb.columns(connection, "select * from " + expected).keySet());
            String selected = "select " + Sql.names(columns) + " from ";

            assertThat(rows(connection, selected + "(" + question.read() + "\n) as question"))
                    .containsExactlyInAnyOrderElementsOf(rows(connection, selected + expected));
        }
    }

    private static List<Map<String, String>> rows(Connection connection, String query) throws SQLException {
        return DuckDb.rows(connection, query).stream()
                .map(QuestionsAreAnsweredTest::plain)
                .toList();
    }

    /** Numbers without zeros at their end, and nothing for null: what a CSV file can say. */
    private static Map<String, String> plain(Map<String, @Nullable String> row) {
        Map<String, String> plain = new LinkedHashMap<>();
        row.forEach((column, value) -> plain.put(
                column,
                value == null
                        ? ""
                        : NUMBER.matcher(value).matches()
                                ? new BigDecimal(value).stripTrailingZeros().toPlainString()
                                : value));
        return plain;
    }
}
