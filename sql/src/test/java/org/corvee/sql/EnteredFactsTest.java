package org.corvee.sql;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import org.corvee.duckdb.DuckDb;
import org.corvee.duckdb.Sql;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Every figure of the tables that were read from press pages and yearbooks is entered, with its phrase and its value.
 * The tables are kept beside the clone and never in it; where they are not there, the test says so and does not run.
 */
class EnteredFactsTest {

    private static final Path DATA = TestingSharedData.FOLDER;

    @ParameterizedTest
    @CsvSource({
        "labor/press_figures.csv, press_labor_figures, 63",
        "forced_labor/uflpa_enforcement_press_figures.csv, cbp_uflpa_press_figures, 41"
    })
    void everyPhraseIsEnteredWithItsValue(String table, String source, int rows) throws SQLException {
        String read = csv(table);
        String entered = entered(source);
        try (Connection connection = DuckDb.inMemory()) {
            assertThat(DuckDb.text(connection, "select count(*) from " + read)).isEqualTo(String.valueOf(rows));
            assertThat(DuckDb.rows(
                            connection,
                            // A percentage in brackets behind a count is a row of its own here.
                            "select read.as_stated, read.value from " + read + " as read anti join " + entered
                                    + " as entered on starts_with(read.as_stated, entered.as_stated)"
                                    + " and abs(cast(read.value as decimal(24, 2)))"
                                    + " = abs(cast(coalesce(entered.value, entered.value_low) as decimal(24, 2)))"))
                    .as("figures that are read and not entered")
                    .isEmpty();
        }
    }

    @Test
    void everyCellOfTheYearbookIsEntered() throws SQLException {
        String read = csv("labor/xj_yearbook_employed_persons_by_edition.csv");
        String entered = entered("xinjiang_yearbook_employed");
        try (Connection connection = DuckDb.inMemory()) {
            assertThat(DuckDb.text(connection, "select count(*) from " + read)).isEqualTo("197");
            assertThat(DuckDb.rows(
                            connection,
                            "select edition, period, value_as_printed, count(*) as cells from " + read + " group by all"
                                    + " except all select edition, year, value_as_printed, count(*) from " + entered
                                    + " group by all"))
                    .as("cells that are read and not entered")
                    .isEmpty();
        }
    }

    private static String csv(String table) {
        TestingSharedData.require(EnteredFactsTest.class);
        Path file = DATA.resolve(table);
        assertThat(file).isRegularFile();
        return "read_csv(" + Sql.literal(file) + ", all_varchar = true, header = true)";
    }

    private static String entered(String source) {
        return "read_csv("
                + Sql.literal(TestingWarehouse.CONTENT
                        .resolve("sources")
                        .resolve(source)
                        .resolve("figures.csv"))
                + ", all_varchar = true, header = true)";
    }
}
