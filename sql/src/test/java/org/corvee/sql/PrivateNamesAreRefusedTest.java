package org.corvee.sql;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.List;
import org.corvee.duckdb.DuckDb;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Free text with a name that nobody declared cannot be published. All names of private persons here are made up. */
class PrivateNamesAreRefusedTest {

    private static final List<String> VOCABULARY = List.of(
            "insert into ref.region_name (region_code, name) values ('653200', 'Hotan Prefecture'), ('653200', '和田地区')",
            "insert into ref.partner (partner_code, name) values ('DEU', 'Germany')",
            "insert into ref.public_name values ('Adrian Zenz', 'author', 'r'), ('Five-Year Plan', 'programme', 'r'),"
                    + " ('From', 'word', 'r'), ('万', 'word', 'r'), ('人次', 'word', 'r'), ('Party’s Handbook', 'title', 'r')");

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "A farmer, Ayshem Rozi, was moved.            | Ayshem Rozi",
                "Ayshem Rozi was moved.                       | Ayshem Rozi",
                "It names A. Rozi.                            | A. Rozi",
                "It names ROZI Ayshem.                        | ROZI Ayshem",
                "It names Ayshem of Hotan.                    | Ayshem of Hotan",
                "Stated by Ayshem.                            | Ayshem",
                "It is Rozi’s letter.                         | Rozi",
                "It is by Adrian Zenz and Ayshem Rozi.              | Adrian Zenz and Ayshem Rozi",
                "Åsa-Älva of Germany.                         | Åsa-Älva of Germany",
                "和田地区阿依仙木·肉孜                          | 和田地区阿依仙木·肉孜",
                "农民王小花说                                   | 农民王小花说",
                "ئايشەم                                       | ئايشەم",
            })
    void undeclaredNameIsTold(String text, String name) throws IOException, SQLException {
        assertThat(names(text)).containsExactly(name);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "It is by Adrian Zenz.",
                "Adrian Zenz’s estimate for Hotan Prefecture.",
                "From Germany. Nobody else.",
                "Read again: three of five.",
                "It is in the Party’s Handbook.",
                "It is in the Five-Year Plan",
                "和田地区 5万人次",
                "3.17 million person-times (人次)",
            })
    void declaredNamesAndWordsMayStand(String text) throws IOException, SQLException {
        assertThat(names(text)).isEmpty();
    }

    @Test
    void nameOfAnEarlierStateIsToldAsWell() throws IOException, SQLException {
        try (Connection connection = vocabulary()) {
            DuckDb.execute(
                    connection,
                    "insert into core.figure_vintage (figure_id, note) values ('f', 'It is of Ayshem Rozi.')");

            assertThat(DuckDb.column(connection, "select table_name || ' ' || name from (" + check() + ")"))
                    .containsExactly("core.figure_vintage Ayshem Rozi");
        }
    }

    @Test
    void authorMustBeDeclaredAsOne() throws IOException, SQLException {
        try (Connection connection = vocabulary()) {
            DuckDb.execute(
                    connection,
                    "insert into ref.document (document_id, title, publisher, author) values ('a', 'T', 'P', 'Adrian Zenz'),"
                            + " ('b', 'T', 'P', 'Five-Year Plan'), ('c', 'T', 'P', 'Ayshem Rozi'), ('d', 'T', 'P', null)");

            assertThat(DuckDb.column(connection, "select name from (" + check() + ") order by name"))
                    .containsExactly("Ayshem Rozi", "Five-Year Plan");
        }
    }

    private static List<String> names(String text) throws IOException, SQLException {
        try (Connection connection = vocabulary();
                PreparedStatement insert =
                        connection.prepareStatement("insert into core.figure (figure_id, note) values ('f', ?)")) {
            insert.setString(1, text);
            insert.executeUpdate();
            return DuckDb.column(connection, "select name from (" + check() + ")");
        }
    }

    private static Connection vocabulary() throws SQLException {
        Connection connection = TestingStructure.empty();
        for (String statement : VOCABULARY) {
            DuckDb.execute(connection, statement);
        }
        return connection;
    }

    private static String check() throws IOException {
        return Files.readString(TestingWarehouse.CONTENT.resolve("checks/text_names_no_private_person.sql"));
    }
}
