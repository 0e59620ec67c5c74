package org.corvee.sql;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.corvee.duckdb.DuckDb;
import org.corvee.load.LoadOutcome;
import org.corvee.model.CheckResult;
import org.corvee.source.SourceCatalog;
import org.corvee.source.SourceDescriptor;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A unit is one code in whatever language it is printed, and quantities of two units are not taken for one. */
@Tag("slow")
class CustomsUnitsTest {

    private static final Charset GB18030 = Charset.forName("GB18030");

    /** What stands at the end of a line of the publisher's lists: year, code and word of the first unit, then of the second. */
    private static final Pattern LISTED =
            Pattern.compile(",\"?\\d{4}\"?,([^,]*),\"?([^\",]*)\"?,([^,]*),\"?([^\",]*)\"?,\r?$", Pattern.MULTILINE);

    @TempDir
    private Path folder = Path.of("");

    private final List<CheckResult> checks = new ArrayList<>();

    @Test
    void bothLanguagesInOneYearArePublishedAndAddUp() throws IOException, SQLException {
        drop("chinese.csv", "202401", """
                "数据年月","商品编码","贸易伙伴编码","第一数量","第一计量单位","第二数量","第二计量单位","人民币",
                "202401","01012100","110","1200","千克","3","头","5,000",
                "202401","64039900","110","70","双","35","千克","400",
                """);
        drop("english.csv", "202402", """
                "Date of data","Commodity code","Trading partner code","Quantity","Unit","Supplimentary Quantity","Supplimentary Unit","Renminbi Yuan",
                "202402","01012100","110","800","Kilogram","2","Number of item","4,000",
                "202402","64039900","110","30","Pair","15","Kilogram","200",
                """);

        assertThat(load()).containsExactly("fresh null");
        assertThat(checks).isNotEmpty().allMatch(CheckResult::holds);
        assertThat(
                        query(
                                "select concat_ws(' ', commodity_code, sum(quantity), quantity_unit, sum(quantity2), quantity2_unit, sum(value))"
                                        + " from core.trade_flow group by commodity_code, quantity_unit, quantity2_unit order by all"))
                .isEqualTo("01012100 2000.000 kg 5.000 u 9000.000\n64039900 100.000 2u 50.000 kg 600.000");
        assertThat(query("select concat_ws(' ', commodity_code, year, quantity_unit, quantity2_unit, lines,"
                        + " coalesce(rival_units, rival_units2, '-')) from mart.commodity_unit order by all"))
                .isEqualTo("01012100 2024 kg u 2 -\n64039900 2024 2u kg 2 -");
    }

    /** The English list of the publisher calls the first unit of this code Metre, the Chinese one calls it kilogram. */
    @Test
    void twoUnitsOfOneCodeAndYearArePublishedAndTold() throws IOException, SQLException {
        drop("chinese.csv", "202401", """
                "数据年月","商品编码","贸易伙伴编码","第一数量","第一计量单位","人民币",
                "202401","37025200","110","1200","千克","5,000",
                """);
        drop("english.csv", "202402", """
                "Date of data","Commodity code","Trading partner code","Quantity","Unit","Renminbi Yuan",
                "202402","37025200","110","800","Metre","4,000",
                """);

        assertThat(load()).containsExactly("fresh null");
        assertThat(checks).isNotEmpty().allMatch(CheckResult::holds);
        assertThat(query("select concat_ws(' ', commodity_code, year, coalesce(quantity_unit, '-'), rival_units, lines)"
                        + " from mart.commodity_unit"))
                .isEqualTo("37025200 2024 - kg, m 2");
        assertThat(query("select value from mart.trade_total where period = '2024-01..2024-02'"))
                .isEqualTo("9000.000");
    }

    @Test
    void newUnitStopsItsFileAndNoOther() throws IOException, SQLException {
        drop("known.csv", "202401", """
                "数据年月","商品编码","第一数量","第一计量单位","人民币",
                "202401","01012100","1200","千克","5,000",
                """);
        drop("new.csv", "202402", """
                "数据年月","商品编码","第一数量","第一计量单位","第二数量","第二计量单位","人民币",
                "202402","01012100","12","公担","3","头","5,000",
                """);

        assertThat(load())
                .containsExactly("stale gacc_trade new.csv:2: cannot use 第一计量单位 '公担': expected a value of"
                        + " ref.gacc_unit.word (see ./corvee drift gacc_trade)");
        assertThat(query("select quantity || ' ' || quantity_unit from core.trade_flow"))
                .isEqualTo("1200.000 kg");
        assertThat(query("select kind || ' ' || \"rows\" || ' ' || file_to_edit from ops.drift"))
                .isEqualTo("new_code 1 sql/reference/quantity_unit_word.csv");
    }

    @Test
    void quantityWhoseUnitIsNotToldIsKept() throws IOException, SQLException {
        drop("lines.csv", "202401", """
                "Date of data","Commodity code","Quantity","Unit","Supplementary Quantity","Supplementary Unit","Renminbi Yuan",
                "202401","84068110","2","Number of item","90","?","5,000",
                "202401","29012920","5","Kilogram","0","?","5,000",
                """);
        drop("without_units.csv", "202402", """
                "Date of data","Commodity code","Quantity","Supplementary Quantity","Renminbi Yuan",
                "202402","84068110","1","45","5,000",
                """);

        assertThat(load()).containsExactly("fresh null");
        assertThat(query("select concat_ws(' ', commodity_code, quantity, coalesce(quantity_unit, '-'),"
                        + " coalesce(quantity2::varchar, '-'), coalesce(quantity2_unit, '-'))"
                        + " from core.trade_flow order by all"))
                .isEqualTo("29012920 5.000 kg - -\n84068110 1.000 - 45.000 -\n84068110 2.000 u 90.000 -");
    }

    @Test
    void everyWordOfThePublishersListsIsKnownAndOneCodeIsOneUnit() throws IOException, SQLException {
        TestingSharedData.require(CustomsUnitsTest.class);
        Set<String> words = new TreeSet<>();
        Set<String> chinese = new TreeSet<>();
        try (Stream<Path> lists = Files.list(TestingSharedData.FOLDER.resolve("gacc/codes"))) {
            for (Path list : lists.filter(file -> file.getFileName().toString().matches("(zh|en)-hs8-\\d{4}\\.csv"))
                    .toList()) {
                Matcher listed = LISTED.matcher(Files.readString(list, GB18030));
                while (listed.find()) {
                    for (int code : new int[] {1, 3}) {
                        words.add(listed.group(code + 1));
                        if (list.getFileName().toString().startsWith("zh")) {
                            chinese.add(listed.group(code) + " " + listed.group(code + 1));
                        }
                    }
                }
            }
        }
        // A few codes have no unit at all: a question mark, or a blank and a NUL.
        words.removeAll(Set.of("?", "\0"));
        chinese.removeIf(listed -> !listed.matches("\\d\\d .*"));

        try (Connection connection = TestingDefaultContent.connect()) {
            assertThat(words).hasSizeGreaterThan(40);
            assertThat(DuckDb.column(connection, "select word from ref.gacc_unit"))
                    .containsAll(words);
            List<String> units = new ArrayList<>();
            for (String listed : chinese) {
                units.add(listed.substring(0, 2) + " "
                        + DuckDb.column(
                                        connection,
                                        "select quantity_unit from ref.gacc_unit where word = '" + listed.substring(3)
                                                + "'")
                                .get(0));
            }
            assertThat(new TreeSet<>(units))
                    .containsExactly(
                            "01 u",
                            "02 2u",
                            "04 m",
                            "05 m²",
                            "06 m³",
                            "07 l",
                            "09 kg",
                            "21 100u",
                            "31 1000u",
                            "37 1000 L",
                            "48 kW",
                            "49 carat",
                            "58 kWH",
                            "59 g",
                            "63 MBq");
        }
    }

    @Test
    void unitsOfComtradeAreInTheList() throws IOException, SQLException {
        try (Connection connection = TestingDefaultContent.connect()) {
            assertThat(
                            DuckDb.column(
                                    connection,
                                    "select code from unnest(range(2, 42)) as list(code)"
                                            + " where ref.comtrade_unit(code::varchar) not in (select quantity_unit from ref.quantity_unit)"))
                    .isEmpty();
            assertThat(
                            DuckDb.number(
                                    connection,
                                    "select count(distinct ref.comtrade_unit(code::varchar)) from unnest(range(2, 42)) as list(code)"))
                    .isEqualTo(40);
        }
    }

    private void drop(String name, String month, String text) throws IOException {
        Path drop = Files.createDirectories(folder.resolve("drops/gacc_trade"));
        Files.write(drop.resolve(name), text.getBytes(GB18030));
        Files.writeString(drop.resolve(name + ".yml"), """
                {flow: export, first_month: '%1$s', last_month: '%1$s', currency: cny, scope: all,
                 downloaded_by: a test, downloaded_on: 2026-11-28}
                """.formatted(month), StandardCharsets.UTF_8);
    }

    /** Loads what was dropped, builds the marts and runs the checks: state and problem of the source. */
    private List<String> load() throws IOException, SQLException {
        SourceDescriptor source = SourceCatalog.read(TestingWarehouse.CONTENT.resolve("sources"))
                .find("gacc_trade")
                .orElseThrow();
        TestingWarehouse warehouse = new TestingWarehouse(TestingWarehouse.CONTENT, folder);
        List<LoadOutcome> outcomes = warehouse.load(List.of(source), folder.resolve("drops"));
        checks.addAll(warehouse.buildMarts());
        return outcomes.stream()
                .map(outcome -> (outcome.problem() == null ? "fresh " : "stale ") + outcome.problem())
                .toList();
    }

    private String query(String sql) throws SQLException {
        try (Connection connection = DuckDb.readOnly(folder.resolve("testing.duckdb"))) {
            return String.join("\n", DuckDb.column(connection, sql));
        }
    }
}
