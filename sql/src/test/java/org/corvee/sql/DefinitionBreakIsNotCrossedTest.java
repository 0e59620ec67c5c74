package org.corvee.sql;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import org.corvee.duckdb.DuckDb;
import org.junit.jupiter.api.Test;

/**
 * In 2026 US Customs went over from entries to lines when it counts shipments under the UFLPA. No growth is computed over that,
 * no stated growth is checked against it, and no figure leaves open on which side it stands. The figures are made up.
 */
class DefinitionBreakIsNotCrossedTest {

    private static final String FIGURE = """
            insert into core.figure (
                figure_id, document_id, subject, indicator, population, region_code, period_start, period_end, period_kind, measure,
                statistic, base_indicator, base_period_start, base_period_end, unit, value, value_low, value_high, bound,
                as_stated, obs_status, definition_version)
            values ('%s', 'page', 'enforcement', 'uflpa_shipments', 'all', '650000', '%s', '%s', 'year', 'actual', %s, '%s', %d,
                %d, %d, 'exact', 'words', 'A', %s)
            """;

    @Test
    void growthIsNotComputedFromEntriesToLines() throws IOException, SQLException {
        try (Connection connection = structure()) {
            level(connection, "entries", 2025, 100, "'shipments_before_2026'");
            level(connection, "lines", 2026, 400, "'lines_since_2026'");
            growth(connection, "growth", 300, "'lines_since_2026'");
            TestingStructure.build(connection, "mart.year_over_year");
            TestingStructure.build(connection, "mart.identity_check");

            assertThat(DuckDb.column(
                            connection,
                            "select concat_ws(' ', basis, period, coalesce(change_pct::varchar, 'none'), definition_version)"
                                    + " from mart.year_over_year order by 1"))
                    .containsExactly("break 2026 none lines_since_2026", "stated 2026 300.000000 lines_since_2026");
            assertThat(DuckDb.column(
                            connection,
                            "select concat_ws(' ', identity_id, verdict) from mart.identity_check where list_contains(figure_ids,"
                                    + " 'growth')"))
                    .containsExactly("growth from levels undecidable");
        }
    }

    @Test
    void growthWithinOneDefinitionIsComputed() throws IOException, SQLException {
        try (Connection connection = structure()) {
            level(connection, "before", 2025, 100, "'lines_since_2026'");
            level(connection, "after", 2026, 400, "'lines_since_2026'");
            TestingStructure.build(connection, "mart.year_over_year");

            assertThat(DuckDb.column(connection, "select basis || ' ' || change_pct from mart.year_over_year"))
                    .containsExactly("computed 300.000000");
        }
    }

    @Test
    void figureThatLeavesItOpenIsTold() throws IOException, SQLException {
        try (Connection connection = structure()) {
            level(connection, "entries", 2025, 100, "'shipments_before_2026'");
            level(connection, "lines", 2026, 400, "'lines_since_2026'");
            level(connection, "open", 2025, 100, "null");
            level(connection, "late_entries", 2027, 100, "'shipments_before_2026'");
            level(connection, "early_lines", 2024, 100, "'lines_since_2026'");

            assertThat(DuckDb.column(
                            connection,
                            "select figure_id from ("
                                    + Files.readString(TestingWarehouse.CONTENT.resolve(
                                            "checks/uflpa_figure_says_its_definition.sql"))
                                    + ") order by 1"))
                    .containsExactly("early_lines", "late_entries", "open");
        }
    }

    private static void level(Connection connection, String id, int year, int value, String definition)
            throws SQLException {
        DuckDb.execute(
                connection,
                FIGURE.formatted(
                        id,
                        year + "-01-01",
                        year + "-12-31",
                        "'level', null, null, null",
                        "shipments",
                        value,
                        value,
                        value,
                        definition));
    }

    private static void growth(Connection connection, String id, int value, String definition) throws SQLException {
        DuckDb.execute(
                connection,
                FIGURE.formatted(
                        id,
                        "2026-01-01",
                        "2026-12-31",
                        "'change_pct', 'uflpa_shipments', '2025-01-01', '2025-12-31'",
                        "percent",
                        value,
                        value,
                        value,
                        definition));
    }

    private static Connection structure() throws SQLException {
        Connection connection = TestingStructure.empty();
        for (String statement : List.of(
                "insert into ref.indicator (indicator, subject, name, stock_or_flow) values ('uflpa_shipments', 'enforcement',"
                        + " 'Shipments', 'flow')",
                "insert into ref.population (population) values ('all')",
                "insert into ref.region_name (region_code, name, language, is_preferred) values ('650000', 'Xinjiang', 'en', 'true')",
                "insert into ref.document (document_id, published, citation_key) values ('page', '2027-01-01', 'page2027')")) {
            DuckDb.execute(connection, statement);
        }
        return connection;
    }
}
