package org.corvee.sql;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.List;
import org.corvee.duckdb.DuckDb;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A list on forced labour shows no name that could be of a natural person. All names here are made up. */
class CompaniesAloneAreNamedTest {

    @ParameterizedTest
    @ValueSource(strings = {"Ayla Madeup", "Coral Madeup", "Madeup, Ayla", "阿依拉"})
    void nameWithoutAWordOfACompanyIsTold(String name) throws IOException, SQLException {
        assertThat(told(name, false)).containsExactly(name);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"Ayla Madeup Trading Co., Ltd.", "Made-up Works", "FISHING VESSEL: MADE UP 2", "Declared Name"})
    void nameOfACompanyMayStand(String name) throws IOException, SQLException {
        assertThat(told(name, false)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = "Made-up Works")
    void nameThatIsWithheldIsNotThere(String name) throws IOException, SQLException {
        assertThat(told(name, true)).containsExactly(name);
    }

    private static List<String> told(String name, boolean withheld) throws IOException, SQLException {
        try (Connection connection = TestingStructure.empty()) {
            DuckDb.execute(
                    connection,
                    "insert into ref.company_word select * from read_csv('"
                            + TestingWarehouse.CONTENT.resolve("reference/company_word.csv")
                            + "', all_varchar = true)");
            DuckDb.execute(connection, "insert into ref.public_name values ('Declared Name', 'organization', 'r')");
            try (PreparedStatement insert =
                    connection.prepareStatement("insert into core.enforcement_listing (source_id,"
                            + " snapshot_sha256, row_number, list, entity_name, aliases, former_names, is_name_withheld)"
                            + " values ('s', 'a', 1, 'finding', ?, [], [], ?)")) {
                insert.setString(1, name);
                insert.setBoolean(2, withheld);
                insert.executeUpdate();
            }
            return DuckDb.column(
                    connection,
                    "select entity_name from ("
                            + Files.readString(
                                    TestingWarehouse.CONTENT.resolve("checks/enforcement_listing_names_companies.sql"))
                            + ") as told");
        }
    }
}
