package org.corvee.sql;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import org.corvee.duckdb.DuckDb;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The ready questions of trade have no answer where there is no customs line, and one where there is. */
@Tag("slow")
class TradeQuestionsTest {

    @ParameterizedTest
    @CsvSource({
        "fastest_growing_groups, trade_by_commodity_group",
        "labor_intensive_exports, trade_by_commodity_group",
        "regions_in_trade, trade_by_region",
        "stated_against_customs, identity_check",
        "top_partners, trade_by_partner",
        "trade_by_month, trade_by_region",
    })
    void questionIsAnsweredFromLines(String question, String model) throws IOException, SQLException {
        String sql = Files.readString(TestingWarehouse.CONTENT.resolve("questions/" + question + ".sql"));
        try (Connection without = TestingStructure.empty();
                Connection with = TestingStructure.empty()) {
            for (String statement : List.of(
                    "insert into ref.partner (partner_code, name, kind) values ('KAZ', 'Kazakhstan', 'country')",
                    "insert into ref.population (population) values ('all')",
                    "insert into ref.indicator (indicator, stock_or_flow) values ('exports', 'flow')",
                    "insert into ref.commodity_group (commodity_group, name) values ('labour_intensive', 'Labour-intensive')",
                    "insert into ref.commodity_group_member (commodity_group, hs_revision, code_prefix, is_excluded)"
                            + " values ('labour_intensive', 'H5', '61', false)",
                    "insert into core.figure (figure_id, indicator, population, region_code, period_start, period_end,"
                            + " period_kind, measure, statistic, unit, value, value_low, value_high) values ('f', 'exports',"
                            + " 'all', '650000', '2021-01-01', '2021-12-31', 'year', 'actual', 'level', 'cny', 78, 77, 79)",
                    "insert into core.trade_flow (source_id, reporter_code, region_code, partner_code, flow, commodity_code,"
                            + " commodity_level, hs_revision, scope, is_total, currency, value, period_start, period_end,"
                            + " period_kind) select 'gacc', 'CHN', '650000', 'KAZ', 'export', '61091000', 8, 'H5', 'all', false,"
                            + " 'cny', month, make_date(2021, month, 1), last_day(make_date(2021, month, 1)), 'month'"
                            + " from (select unnest(range(1, 13)) as month)")) {
                DuckDb.execute(with, statement);
            }
            TestingStructure.build(without, "mart." + model);
            TestingStructure.build(with, "mart." + model);

            assertThat(DuckDb.rows(without, sql)).isEmpty();
            assertThat(DuckDb.rows(with, sql)).isNotEmpty();
        }
    }
}
