package org.corvee.sql;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.math.BigDecimal;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.corvee.duckdb.DuckDb;
import org.corvee.duckdb.Sql;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What must be true of the ledger for any set of figures. The sets are random, from seeds that stand here. */
@Tag("slow")
class LedgerKeepsItsPromisesTest {

    private static final int FIGURES = 60;
    private static final List<String> PREFERRED =
            List.of("cell", "figure_id", "rivals", "rivals_low", "rivals_high", "preferred_rule", "figure_ids");

    @ParameterizedTest
    @ValueSource(longs = {20261125, 20261126, 20261127})
    void noVerdictChangesWhenRowsAreShuffled(long seed) throws IOException, SQLException {
        List<String> figures = figures(new Random(seed));
        List<String> shuffled = new ArrayList<>(figures);
        Collections.shuffle(shuffled, new Random(seed + 1));

        try (Connection one = build(figures);
                Connection two = build(shuffled)) {
            assertThat(rows(one, "mart.identity_check", "*"))
                    .isNotEmpty()
                    .isEqualTo(rows(two, "mart.identity_check", "*"));
            assertThat(DuckDb.rows(
                            one,
                            "select identity_id from mart.identity_check group by identity_id having count(*) > 1"))
                    .isEmpty();
            assertThat(rows(one, "mart.contradiction", "*")).isEqualTo(rows(two, "mart.contradiction", "*"));
            assertThat(rows(one, "mart.preferred_figure", "*")).isEqualTo(rows(two, "mart.preferred_figure", "*"));
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {7, 8, 9})
    void aRivalNeverNarrowsABandAndItsRemovalRestoresTheView(long seed) throws IOException, SQLException {
        Random random = new Random(seed);
        List<String> without = figures(random);
        List<String> with = new ArrayList<>(without);
        with.add(figure("rival", random));

        try (Connection before = build(without);
                Connection during = build(with);
                Connection after = build(without)) {
            assertThat(rows(after, "mart.preferred_figure", "*")).isEqualTo(rows(before, "mart.preferred_figure", "*"));
            List<Map<String, @Nullable String>> wider = rows(during, "mart.preferred_figure", Sql.names(PREFERRED));
            for (Map<String, @Nullable String> cell : rows(before, "mart.preferred_figure", Sql.names(PREFERRED))) {
                Map<String, @Nullable String> same = wider.stream()
                        .filter(row -> String.valueOf(row.get("cell")).equals(cell.get("cell")))
                        .findFirst()
                        .orElseThrow();
                assertThat(below(same.get("rivals_low"), cell.get("rivals_low")))
                        .as("low end of %s", cell)
                        .isTrue();
                assertThat(below(negated(same.get("rivals_high")), negated(cell.get("rivals_high"))))
                        .as("high end of %s", cell)
                        .isTrue();
            }
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {41, 42, 43})
    void thePreferredFigureIsAlwaysOneOfTheRivals(long seed) throws IOException, SQLException {
        try (Connection connection = build(figures(new Random(seed)))) {
            assertThat(DuckDb.rows(
                            connection,
                            "select cell from mart.preferred_figure where not list_contains(figure_ids, figure_id)"
                                    + " or rivals <> len(figure_ids) - 1"))
                    .isEmpty();
            assertThat(DuckDb.column(
                            connection,
                            "select figure_id from core.figure except"
                                    + " select unnest(figure_ids) from mart.preferred_figure"))
                    .isEmpty();
        }
    }

    /** A null end is open: nothing is below it but another open end. */
    private static boolean below(@Nullable String wide, @Nullable String narrow) {
        return wide == null || (narrow != null && new BigDecimal(wide).compareTo(new BigDecimal(narrow)) <= 0);
    }

    private static @Nullable String negated(@Nullable String number) {
        return number == null ? null : new BigDecimal(number).negate().toPlainString();
    }

    private static List<Map<String, @Nullable String>> rows(Connection connection, String table, String columns)
            throws SQLException {
        return DuckDb.rows(connection, "select " + columns + " from " + Sql.qualified(table) + " order by all");
    }

    private static List<String> figures(Random random) {
        List<String> figures = new ArrayList<>();
        for (int i = 0; i < FIGURES; i++) {
            figures.add(figure("f" + i, random));
        }
        return figures;
    }

    /** A row in few cells, so that there are rivals, with any bound. */
    private static String figure(String id, Random random) {
        int year = 2020 + random.nextInt(3);
        String statistic = List.of("level", "level", "level", "change_pct", "share_pct", "change")
                .get(random.nextInt(6));
        boolean isLevel = statistic.equals("level");
        int value = 1 + random.nextInt(200);
        int width = random.nextInt(20);
        String bound = List.of("exact", "exact", "at_least", "at_most").get(random.nextInt(4));
        String low = bound.equals("at_most") ? "null" : String.valueOf(value - width);
        String high = bound.equals("at_least") ? "null" : String.valueOf(value + width);
        return "('" + id + "', 'd" + random.nextInt(3) + "', 'labor_transfer', 'labor_transfers', '"
                + List.of("all", "urban", "rural").get(random.nextInt(3)) + "', '650000', date '" + year
                + "-01-01', date '" + year + "-12-31', 'year', '"
                + List.of("actual", "actual", "target").get(random.nextInt(3)) + "', '" + statistic + "', '"
                + (statistic.endsWith("_pct")
                        ? "percent"
                        : List.of("person", "person_times").get(random.nextInt(2)))
                + "', '" + bound + "', 'A', 'words', " + value + ", " + low + ", " + high + ", "
                + (isLevel ? "null" : "'labor_transfers'") + ", "
                + (isLevel || statistic.equals("share_pct")
                        ? "null, null"
                        : "date '" + (year - 1) + "-01-01', date '" + (year - 1) + "-12-31'")
                + ")";
    }

    private Connection build(List<String> figures) throws IOException, SQLException {
        Connection connection = TestingStructure.empty();
        DuckDb.execute(
                connection,
                "insert into ref.indicator (indicator, subject, name, stock_or_flow) values"
                        + " ('labor_transfers', 'labor_transfer', 'Labor transfers', 'flow')");
        DuckDb.execute(
                connection,
                "insert into ref.region_name (region_code, name, language, is_preferred) values"
                        + " ('650000', 'Xinjiang', 'en', 'true')");
        DuckDb.execute(
                connection,
                "insert into ref.population (population, parent, partition) values ('all', null, null),"
                        + " ('urban', 'all', 'urban_rural'), ('rural', 'all', 'urban_rural')");
        DuckDb.execute(
                connection,
                "insert into ref.document (document_id, published, citation_key, nearness) values"
                        + " ('d0', date '2020-01-01', 'd0', 'official'), ('d1', date '2021-01-01', 'd1', 'press'),"
                        + " ('d2', date '2021-01-01', 'd2', 'press')");
        DuckDb.execute(
                connection,
                "insert into core.figure (figure_id, document_id, subject, indicator, population, region_code,"
                        + " period_start, period_end, period_kind, measure, statistic, unit, bound, obs_status, as_stated,"
                        + " value, value_low, value_high, base_indicator, base_period_start, base_period_end) values "
                        + String.join(", ", figures));
        TestingStructure.build(connection, "mart.contradiction");
        TestingStructure.build(connection, "mart.identity_check");
        return connection;
    }
}
