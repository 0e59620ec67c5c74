package org.corvee.sql;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.YearMonth;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.corvee.duckdb.DuckDb;
import org.corvee.load.LoadOutcome;
import org.corvee.source.SourceCatalog;
import org.corvee.source.SourceDescriptor;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Whatever months a file of China Customs sums up, it is converted at the mean of the rates of these months, which is worked
 * out here from the file of rates, or not at all. The lines are made up.
 */
@Tag("slow")
class CustomsSumsAreConvertedTest {

    private static final BigDecimal VALUE = new BigDecimal("745515953");
    private static final List<String> PERIODS = List.of(
            "202501-202503",
            "202501-202502",
            "202504-202506",
            "202201-202210",
            "202411-202502",
            "202407-202506",
            "202503-202503",
            "202401-202412",
            "202605-202607",
            "199912-200002",
            "202401-202501",
            "202401-202512");

    @TempDir
    private static Path folder = Path.of("");

    private static Connection connection;

    @BeforeAll
    static void loadAFileForEachPeriodAndCurrency() throws IOException, SQLException {
        Path drop = Files.createDirectories(folder.resolve("drops/gacc_trade"));
        for (String period : PERIODS) {
            for (String currency : List.of("cny", "usd")) {
                Path file = drop.resolve(period + "-" + currency + ".csv");
                String header = currency.equals("cny") ? "Renminbi Yuan" : "US dollar";
                Files.writeString(
                        file,
                        "\"%s\",\"Commodity code\",\"Commodity\",\n\"%s\",\"29\",\"%s\",\n"
                                .formatted(header, VALUE, period));
                Files.writeString(drop.resolve(file.getFileName() + ".yml"), """
                        flow: export
                        first_month: '%s'
                        last_month: '%s'
                        currency: %s
                        scope: chapter 29
                        downloaded_by: nobody
                        downloaded_on: 2026-11-21
                        """.formatted(
                                period.substring(0, 6), period.substring(7), currency));
            }
        }
        TestingWarehouse warehouse = new TestingWarehouse(TestingWarehouse.CONTENT, folder);
        List<SourceDescriptor> gacc = SourceCatalog.read(TestingWarehouse.CONTENT.resolve("sources")).sources().stream()
                .filter(source -> source.id().value().equals("gacc_trade"))
                .toList();
        assertThat(warehouse.load(gacc, folder.resolve("drops")))
                .extracting(LoadOutcome::problem)
                .containsOnlyNulls();
        connection = warehouse.connect();
    }

    @AfterAll
    static void close() throws SQLException {
        connection.close();
    }

    @ParameterizedTest
    @CsvSource({
        "202501-202503, year_to_date",
        "202501-202502, jan_feb",
        "202504-202506, months",
        "202201-202210, year_to_date",
        "202411-202502, months",
        "202407-202506, months",
    })
    void runOfMonthsIsConvertedAtTheMeanOfItsMonths(String period, String kind) throws IOException, SQLException {
        BigDecimal sum = BigDecimal.ZERO;
        YearMonth last = month(period.substring(7));
        int months = 0;
        for (YearMonth month = month(period.substring(0, 6)); !month.isAfter(last); month = month.plusMonths(1)) {
            sum = sum.add(published("month", month));
            months++;
        }
        requireConverted(period, kind, sum.divide(BigDecimal.valueOf(months), MathContext.DECIMAL128));
    }

    @ParameterizedTest
    @CsvSource({"202503-202503, month", "202401-202412, year"})
    void monthAndYearAreConvertedAtTheirPublishedAverage(String period, String kind) throws IOException, SQLException {
        requireConverted(period, kind, published(kind, month(period.substring(0, 6))));
    }

    /** July 2026 and December 1999 have no average, and a mean of more than a year would say too little. */
    @ParameterizedTest
    @CsvSource({"202605-202607, months", "199912-200002, months", "202401-202501, months", "202401-202512, multi_year"})
    void otherPeriodsAreNotConverted(String period, String kind) throws SQLException {
        assertThat(line(period, "cny"))
                .containsEntry("period_kind", kind)
                .containsEntry("value_cny", "745515953.000")
                .containsEntry("value_usd", null);
        assertThat(line(period, "usd"))
                .containsEntry("value_usd", "745515953.000")
                .containsEntry("value_cny", null);
    }

    private static void requireConverted(String period, String kind, BigDecimal rate) throws SQLException {
        assertThat(line(period, "cny"))
                .containsEntry("period_kind", kind)
                .containsEntry("value_cny", "745515953.000")
                .containsEntry("value_usd", rounded(VALUE.divide(rate, MathContext.DECIMAL128)));
        assertThat(line(period, "usd"))
                .containsEntry("value_usd", "745515953.000")
                .containsEntry("value_cny", rounded(VALUE.multiply(rate)));
    }

    private static String rounded(BigDecimal value) {
        return value.setScale(3, RoundingMode.HALF_UP).toPlainString();
    }

    private static Map<String, @Nullable String> line(String period, String currency) throws SQLException {
        List<Map<String, @Nullable String>> lines = DuckDb.rows(
                connection,
                "select period_kind, value_usd, value_cny from core.trade_flow where currency = '" + currency
                        + "' and period_start = '"
                        + month(period.substring(0, 6)).atDay(1) + "' and period_end = '"
                        + month(period.substring(7)).atEndOfMonth() + "'");
        assertThat(lines).hasSize(1);
        return lines.get(0);
    }

    private static YearMonth month(String text) {
        return YearMonth.of(Integer.parseInt(text.substring(0, 4)), Integer.parseInt(text.substring(4)));
    }

    private static BigDecimal published(String kind, YearMonth start) throws IOException {
        Map<String, BigDecimal> rates = new HashMap<>();
        for (String line : Files.readAllLines(TestingWarehouse.CONTENT.resolve("reference/exchange_rate.csv"))) {
            List<String> fields = List.of(line.split(",", -1));
            if (fields.get(0).equals("usd") && fields.get(4).equals(kind)) {
                rates.put(fields.get(2), new BigDecimal(fields.get(5)));
            }
        }
        return Objects.requireNonNull(rates.get(start.atDay(1).toString()), kind + " " + start);
    }
}
