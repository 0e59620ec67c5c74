package org.corvee.sql;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import org.corvee.duckdb.DuckDb;
import org.corvee.load.Migrations;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A run of months has the mean of their averages, only when all of them are there; what is published stays as it is. */
class AverageRateTest {

    private static final String BOTH_CURRENCIES =
            "select concat_ws(' ', base_currency, difference_pct) from (select year.base_currency,"
                    + " max(abs(average_rate.mean / year.rate - 1) * 100)::decimal(9, 4) as difference_pct from ref.exchange_rate"
                    + " as year join (select base_currency, year(period_start) as year, avg(rate) as mean, count(*) as months"
                    + " from ref.exchange_rate where period_kind = 'month' group by all) as average_rate"
                    + " on average_rate.base_currency = year.base_currency and average_rate.year = year(year.period_start)"
                    + " and average_rate.months = 12 where year.period_kind = 'year' group by all) order by all";

    @Test
    void runWithoutAGapHasTheMeanOfItsMonths(@TempDir Path folder) throws IOException, SQLException {
        Path file = folder.resolve("rates.duckdb");
        Migrations.migrate(file, TestingWarehouse.CONTENT.resolve("migrations"));
        try (Connection connection = DuckDb.build(file)) {
            // Made up: no April, and a year of which no other month is there.
            DuckDb.execute(connection, """
                    insert into ref.exchange_rate values
                        ('usd', 'cny', '2019-12-01', '2019-12-31', 'month', 6, 'made up'),
                        ('usd', 'cny', '2020-01-01', '2020-01-31', 'month', 7, 'made up'),
                        ('usd', 'cny', '2020-02-01', '2020-02-29', 'month', 8, 'made up'),
                        ('usd', 'cny', '2020-03-01', '2020-03-31', 'month', 7.000001, 'made up'),
                        ('usd', 'cny', '2020-05-01', '2020-05-31', 'month', 10, 'made up'),
                        ('usd', 'cny', '2020-01-01', '2020-12-31', 'year', 7.5, 'made up'),
                        ('eur', 'usd', '2020-01-01', '2020-01-31', 'month', 1.25, 'made up'),
                        ('eur', 'usd', '2020-02-01', '2020-02-29', 'month', 1.75, 'made up')
                    """);

            assertThat(rates(connection, "usd"))
                    .containsExactly(
                            "2019-12-01 2019-12-31 month published 6.0 6.0 6.0",
                            "2019-12-01 2020-01-31 months mean of months 6.5 6.0 7.0",
                            "2019-12-01 2020-02-29 months mean of months 7.0 6.0 8.0",
                            "2019-12-01 2020-03-31 months mean of months 7.00000025 6.0 8.0",
                            "2020-01-01 2020-01-31 month published 7.0 7.0 7.0",
                            "2020-01-01 2020-02-29 jan_feb mean of months 7.5 7.0 8.0",
                            "2020-01-01 2020-03-31 year_to_date mean of months 7.333333666666667 7.0 8.0",
                            "2020-01-01 2020-12-31 year published 7.5 none none",
                            "2020-02-01 2020-02-29 month published 8.0 8.0 8.0",
                            "2020-02-01 2020-03-31 months mean of months 7.5000005 7.000001 8.0",
                            "2020-03-01 2020-03-31 month published 7.000001 7.000001 7.000001",
                            "2020-05-01 2020-05-31 month published 10.0 10.0 10.0");
            assertThat(rates(connection, "eur"))
                    .contains("2020-01-01 2020-02-29 jan_feb mean of months 1.5 1.25 1.75")
                    .hasSize(3);
            assertThat(DuckDb.column(
                            connection,
                            "select concat_ws(' ', currency, usd_per_unit) from ref.usd_rate"
                                    + " where period_kind = 'jan_feb' order by all"))
                    .containsExactly("cny " + 1 / 7.5, "eur 1.5");
        }
    }

    private static List<String> rates(Connection connection, String currency) throws SQLException {
        return DuckDb.column(
                connection,
                "select concat_ws(' ', period_start, period_end, period_kind, basis, rate,"
                        + " coalesce(lowest_month::varchar, 'none'), coalesce(highest_month::varchar, 'none'))"
                        + " from ref.average_rate where base_currency = '" + currency
                        + "' order by period_start, period_end");
    }

    @Test
    void twelveMonthsHaveNoRateOfACalendarYearAndThirteenHaveNone() throws IOException, SQLException {
        try (Connection connection = TestingDefaultContent.connect()) {
            assertThat(
                            DuckDb.column(
                                    connection,
                                    "select concat_ws(' ', period_start, period_end, basis) from ref.yuan_for_a_dollar"
                                            + " where period_start in ('2023-01-01', '2023-02-01') order by period_start, period_end"))
                    .hasSize(24)
                    .contains(
                            "2023-01-01 2023-12-31 published",
                            "2023-02-01 2024-01-31 mean of months",
                            "2023-01-01 2023-11-30 mean of months")
                    .doesNotContain("2023-01-01 2024-01-31 mean of months");
        }
    }

    @Test
    void eachPeriodHasOneRate() throws IOException, SQLException {
        try (Connection connection = TestingDefaultContent.connect()) {
            assertThat(DuckDb.rows(
                            connection,
                            "select base_currency, quote_currency, period_start, period_end from ref.average_rate"
                                    + " group by all having count(*) > 1"))
                    .isEmpty();
            assertThat(DuckDb.rows(
                            connection,
                            "select * from ref.exchange_rate as rate left join ref.average_rate as average_rate"
                                    + " using (base_currency, quote_currency, period_start, period_end)"
                                    + " where average_rate.basis is distinct from 'published'"
                                    + " or average_rate.rate <> rate.rate::double"
                                    + " or average_rate.rate not between lowest_month and highest_month"))
                    .isEmpty();
        }
    }

    /** What docs/decisions/0025-average-rates.md says of the rule: where both are known, they are this near. */
    @Test
    void meanOfTwelveMonthsIsNearThePublishedYear() throws IOException, SQLException {
        try (Connection connection = TestingDefaultContent.connect()) {
            assertThat(DuckDb.column(connection, BOTH_CURRENCIES)).containsExactly("eur 0.1437", "usd 0.0622");
        }
    }
}
