package org.corvee.sql;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.corvee.duckdb.DuckDb;
import org.corvee.model.SqlFile;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The checks of customs lines say nothing of sound lines, and each tells the one mistake that it is about. */
@Tag("slow")
class TradeChecksTest {

    private static final String SOUND = """
            insert into core.trade_flow (
                source_id, snapshot_sha256, row_number, reporter_code, period_start, period_end, period_kind, region_code,
                partner_code, flow, regime_code, commodity_code, commodity_level, hs_revision, scope, is_total, is_masked,
                quantity, quantity_unit, quantity2_unit, value, currency)
            values
                ('s', 'a', 1, 'CHN', '2021-01-01', '2021-01-31', 'month', '650000', 'KAZ', 'export', '10', '61091000', 8,
                    'H5', 'all', false, false, 1, 'kg', null, 5, 'cny'),
                ('s', 'a', 2, 'CHN', '2021-01-01', '2021-01-31', 'month', '650000', 'KAZ', 'export', '19', '61091000', 8,
                    'H5', 'all', false, false, 0, 'kg', 'piece', 5, 'cny'),
                ('s', 'a', 3, 'CHN', '2021-01-01', '2021-01-31', 'month', null, 'KAZ', 'export', null, 'TOTAL', 0,
                    null, 'all', false, false, null, null, null, 5, 'cny'),
                ('s', 'a', 4, 'CHN', '2021-01-01', '2021-01-31', 'month', '650000', 'KAZ', 'export', null, 'TOTAL', 0,
                    null, 'all', true, false, null, null, null, 10, 'cny'),
                ('s', 'a', 5, 'CHN', '2022-01-01', '2022-01-31', 'month', '650000', 'KAZ', 'export', null, '61091000', 8,
                    'H6', 'all', false, false, 1, 'piece', null, 10, 'cny'),
                ('s', 'a', 6, 'CHN', '2021-01-01', '2021-01-31', 'month', null, 'KAZ', 'import', null, '39XXXXXX', 2,
                    'H5', 'all', false, true, null, null, null, 10, 'cny')
            """;

    @Test
    void soundLinesBreakNoCheck() throws IOException, SQLException {
        assertThat(violated("row_number < 0", "value = value")).isEmpty();
    }

    /** Chapters of the countries, a masked code, a line of no revision, all commodities together. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "commodity_code = '98050000'",
                "commodity_code = '99000000'",
                "commodity_code = '61XXXX00', is_masked = true",
                "commodity_code = '1', commodity_level = 1, hs_revision = null",
                "commodity_code = 'TOTAL', commodity_level = 0, is_total = true",
            })
    void codesThatNoRevisionCanHaveAreSound(String set) throws IOException, SQLException {
        assertThat(violated("row_number = 5", set)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "trade_code_is_of_its_revision  | row_number = 5   | commodity_code = '61099900'",
                "trade_code_is_of_its_revision  | row_number = 5   | commodity_code = '77010000'",
                "trade_code_is_of_its_revision  | row_number = 5   | commodity_code = '610990', commodity_level = 6, is_masked = true",
                "trade_level_fits_its_code      | row_number = 1   | commodity_level = 6",
                "trade_level_fits_its_code      | row_number = 3   | commodity_level = 2",
                "trade_level_fits_its_code trade_code_is_of_its_revision | row_number = 6 | is_masked = false",
                "trade_refers_to_what_is_known  | row_number = 1   | reporter_code = 'XXX'",
                "trade_refers_to_what_is_known  | row_number = 5   | partner_code = '110'",
                "trade_refers_to_what_is_known  | row_number = 5   | region_code = '65'",
                "trade_refers_to_what_is_known  | row_number = 5   | region_code = '653100'",
                "trade_refers_to_what_is_known  | row_number = 1   | regime_code = '99'",
                "trade_refers_to_what_is_known  | row_number = 5   | hs_revision = 'HS'",
                "trade_refers_to_what_is_known  | row_number = 5   | currency = 'kg'",
                "trade_total_is_flagged         | row_number = 4   | is_total = false",
                "trade_value_is_not_negative    | row_number = 1   | value = -1",
                "trade_value_is_not_negative    | row_number = 1   | value_usd = -1",
                "trade_value_is_not_negative    | row_number = 1   | value_cny = -1",
                "trade_value_is_not_negative    | row_number = 1   | quantity = -1",
                "trade_value_is_not_negative    | row_number = 1   | quantity2 = -1",
            })
    void eachCheckTellsItsMistake(String checks, String where, String set) throws IOException, SQLException {
        assertThat(violated(where, set)).containsExactly(checks.split(" ", -1));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "2021-01-01|2021-01-31|month",
                "2021-01-01|2021-02-28|jan_feb",
                "2021-04-01|2021-06-30|quarter",
                "2021-07-01|2021-12-31|half",
                "2021-01-01|2021-12-31|year",
                "2021-01-01|2021-03-31|year_to_date",
                "2021-01-01|2021-11-30|year_to_date",
                "2018-01-01|2020-12-31|multi_year",
                "2021-03-01|2021-05-31|months",
                "2021-11-01|2022-02-28|months",
            })
    void periodsOfEachKindAreSound(String period) throws IOException, SQLException {
        assertThat(violated("row_number = 6", period(period))).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "2021-01-02|2021-01-31|month",
                "2021-01-01|2021-01-30|month",
                "2021-02-01|2021-01-31|month",
                "2021-01-01|2021-02-28|month",
                "2021-02-01|2021-03-31|jan_feb",
                "2021-02-01|2021-04-30|quarter",
                "2021-04-01|2021-09-30|half",
                "2021-04-01|2022-03-31|year",
                "2021-01-01|2021-02-28|year_to_date",
                "2021-01-01|2021-12-31|year_to_date",
                "2021-01-01|2021-12-31|multi_year",
                "2021-01-01|2021-05-31|months",
                "2021-01-01|2021-01-31|plan",
            })
    void periodThatDoesNotFitItsKindIsTold(String period) throws IOException, SQLException {
        assertThat(violated("row_number = 6", period(period))).containsExactly("trade_period_fits_its_kind");
    }

    private static String period(String period) {
        String[] parts = period.split("\\|", -1);
        return "period_start = '" + parts[0] + "', period_end = '" + parts[1] + "', period_kind = '" + parts[2] + "'";
    }

    /** The checks of trade that tell something after one change of the sound lines. */
    private static List<String> violated(String where, String set) throws IOException, SQLException {
        List<String> violated = new ArrayList<>();
        try (Connection connection = TestingStructure.empty()) {
            for (String statement : List.of(
                    "insert into ref.partner (partner_code, name, kind) values ('CHN', 'China', 'country'), ('KAZ', 'K', 'country')",
                    "insert into ref.region (region_code, region_level) values ('650000', 'province'), ('653100', 'prefecture')",
                    "insert into ref.customs_regime (regime_code) values ('10'), ('19')",
                    "insert into ref.hs_revision (hs_revision) values ('H5'), ('H6')",
                    "insert into ref.commodity (commodity_code, hs_revision) values ('610910', 'H5'), ('610910', 'H6')",
                    "insert into ref.unit (unit, unit_kind) values ('cny', 'money_cny'), ('kg', 'mass')",
                    SOUND,
                    "update core.trade_flow set " + set + " where " + where)) {
                DuckDb.execute(connection, statement);
            }
            for (SqlFile check : SqlFile.list(TestingWarehouse.CONTENT.resolve("checks"))) {
                if (check.name().startsWith("trade_")
                        && DuckDb.number(connection, "select count(*) from (" + Files.readString(check.path()) + ")")
                                > 0) {
                    violated.add(check.name());
                }
            }
        }
        return violated;
    }
}
