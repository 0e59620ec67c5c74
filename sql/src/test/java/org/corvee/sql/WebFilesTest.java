package org.corvee.sql;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.stream.Collectors;
import org.corvee.duckdb.DuckDb;
import org.corvee.load.LoadOutcome;
import org.corvee.model.CheckResult;
import org.corvee.source.Bounds;
import org.corvee.source.SourceCatalog;
import org.corvee.source.SourceDescriptor;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Files that publishers keep on the web are loaded row for row, and what they state is checked. They lie beside the clone and
 * never in it; where they are not there, the test says so and does not run. Files that someone cut down are loaded without the
 * floor that is meant for the whole.
 */
@Tag("slow")
class WebFilesTest {

    private static final Path DATA = TestingSharedData.FOLDER;

    private static final Charset WINDOWS = Charset.forName("windows-1252");

    @TempDir
    private Path folder = Path.of("");

    @BeforeEach
    void dataLieBesideTheClone() {
        TestingSharedData.require(WebFilesTest.class);
    }

    @Test
    void everyRateIsLoadedAndAgreesWithThoseThatMartsConvertWith() throws IOException, SQLException {
        answer("federal_reserve_exchange_rates", "fx/exchange_rates_annual.csv", "average: annual");
        answer("federal_reserve_exchange_rates", "fx/exchange_rates_monthly.csv", "average: monthly");

        try (Connection connection = load("federal_reserve_exchange_rates")) {
            assertThat(DuckDb.column(
                            connection,
                            "select concat_ws(' ', period_kind, count(*), count(distinct quote_currency), sum(rate)::decimal(24, 4))"
                                    + " from core.exchange_rate_quote group by period_kind order by 1"))
                    .containsExactly("month 17237 37 37692167.3406", "year 993 24 7996528.5782");
            assertThat(DuckDb.column(
                            connection,
                            "select concat_ws(' ', period_start, rate) from core.exchange_rate_quote where period_kind = 'year'"
                                    + " and quote_currency = 'cny' and period_start >= '2022-01-01' order by 1"))
                    .containsExactly(
                            "2022-01-01 6.7290000000000000",
                            "2023-01-01 7.0809000000000000",
                            "2024-01-01 7.1957000000000000",
                            "2025-01-01 7.1875000000000000");
            List<String> compared = DuckDb.column(
                    connection,
                    "select concat_ws(' ', verdict, count(*)) from (" + question("exchange_rates_compared")
                            + ") as compared group by verdict order by 1");
            assertThat(compared).containsExactly("agrees 688");
        }
    }

    @Test
    void censusByPrefectureIsLoadedForXinjiangAndTibet() throws IOException, SQLException {
        answer("census_prefecture_population", "population/census_city_2010-2020_v1.csv", "");

        try (Connection connection = load("census_prefecture_population")) {
            assertThat(
                            DuckDb.column(
                                    connection,
                                    "select concat_ws(' ', substr(region_code, 1, 2), period_start, population, count(*), sum(value)::bigint)"
                                            + " from core.figure group by substr(region_code, 1, 2), period_start, population order by 1"))
                    .containsExactly(
                            "54 2010-11-01 all 7 3002165",
                            "54 2010-11-01 rural 7 2321576",
                            "54 2010-11-01 urban 7 680589",
                            "54 2020-11-01 all 7 3648100",
                            "54 2020-11-01 rural 7 2344657",
                            "54 2020-11-01 urban 7 1303443",
                            "65 2010-11-01 all 14 21044929",
                            "65 2010-11-01 rural 14 12198016",
                            "65 2010-11-01 urban 14 8846913",
                            "65 2020-11-01 all 14 24621207");
            assertThat(DuckDb.column(
                            connection,
                            "select concat_ws(' ', reason, count(*)) from ops.rejected_row group by reason order by 1"))
                    .containsExactly("left_out 337", "missing_value 11");
            assertThat(DuckDb.column(
                            connection,
                            "select concat_ws(' ', verdict, count(*)) from mart.identity_check where kind = 'parts_vs_total'"
                                    + " group by verdict order by 1"))
                    .containsExactly("holds 28");
        }
    }

    /** Counts and sums were worked out from the workbooks without the warehouse. */
    @Test
    void censusesByCountyAreLoadedAndAddUpToXinjiangAndTibet() throws IOException, SQLException {
        answer("census_county_population_2010", "population/census_county_2010_v1.xlsx", "");
        answer("census_county_population_2020", "population/census_county_2020_v1.xlsx", "");
        answer("census_prefecture_population", "population/census_city_2010-2020_v1.csv", "");

        try (Connection connection = load(
                "census_county_population_2010", "census_county_population_2020", "census_prefecture_population")) {
            assertThat(DuckDb.column(
                            connection,
                            "select concat_ws(' ', source_id, reason, count(*)) from ops.rejected_row"
                                    + " where source_id like 'census_county%' group by source_id, reason order by 1"))
                    .containsExactly(
                            "census_county_population_2010 left_out 3026",
                            "census_county_population_2020 left_out 3122");
            assertThat(DuckDb.column(
                            connection,
                            "select concat_ws(' ', source_id, count(distinct region_code), count(*)) from core.figure"
                                    + " where source_id like 'census_county%' group by source_id order by 1"))
                    .containsExactly("census_county_population_2010 223 669", "census_county_population_2020 236 708");
            assertThat(DuckDb.column(
                            connection,
                            "select concat_ws(' ', figure_ids[1], stated_low::bigint, computed_low::bigint, len(figure_ids) - 1,"
                                    + " verdict) from mart.identity_check where identity_id like '%_all from regions'"
                                    + " and region_code in ('CN', '650000', '540000') order by 1"))
                    .containsExactly(
                            "census_county_population_2010:540000_all 3002165 3002165 7 holds",
                            "census_county_population_2010:650000_all 21815815 21815815 18 holds",
                            "census_county_population_2020:540000_all 3648100 3648100 7 holds",
                            "census_county_population_2020:650000_all 25852345 25852345 24 holds",
                            "census_county_population_2020:CN_all 1409778724 1409778724 31 holds");
            assertThat(DuckDb.column(
                            connection,
                            "select concat_ws(' ', verdict, count(*)) from mart.identity_check where identity_id like '% from regions'"
                                    + " group by verdict"))
                    .containsExactly("holds 141");
            assertThat(DuckDb.column(connection, "select count(*) from mart.contradiction"))
                    .containsExactly("0");
            assertThat(DuckDb.column(
                            connection,
                            "select concat_ws(' ', definition_version, region, persons_2010::bigint, persons_2020::bigint) from ("
                                    + question("census_population")
                                    + ") as answer where region_code in ('653200', '659009')"))
                    .containsExactly(
                            "census_panel Hotan Prefecture 2014362 2504718",
                            "census_yearbook Hotan Prefecture 2014362 2441231",
                            "census_yearbook Kunyu City 63487");
        }
    }

    @Test
    void datapointsOfTheNationalBureauAreLoadedAndGapsStayGaps() throws IOException, SQLException {
        answer(
                "nbs_easyquery",
                "nbs/nbs_easyquery_hgyd_A020101_2024.json",
                "database: hgyd\ntopic: A0201\narea: '000000'");
        answer(
                "nbs_easyquery",
                "nbs/nbs_easyquery_fsnd_A010101_110000_2023_hasdata_false.json",
                "database: fsnd\ntopic: A0101\narea: '110000'");

        try (Connection connection = load("nbs_easyquery")) {
            assertThat(
                            DuckDb.column(
                                    connection,
                                    "select concat_ws(' ', survey, area_code, indicator, count(*), count(value), max(period_end))"
                                            + " from core.statistical_observation group by survey, area_code, indicator order by 1"))
                    .containsExactly("fsnd 110000 A010101 1 0 2023-12-31", "hgyd CN A020101 12 10 2024-12-31");
        }
    }

    @Test
    void errorOfTheNationalBureauIsRefused() throws IOException, SQLException {
        answer("nbs_easyquery", "nbs/nbs_easyquery_error_501.json", "database: fsnd\ntopic: A0101\narea: '110000'");
        TestingWarehouse warehouse = new TestingWarehouse(TestingWarehouse.CONTENT, folder);

        List<LoadOutcome> outcomes = warehouse.load(sources("nbs_easyquery"), folder.resolve("drops"));

        assertThat(outcomes)
                .extracting(LoadOutcome::problem)
                .singleElement()
                .asString()
                .contains("'501'");
        assertThat(outcomes).extracting(LoadOutcome::rowsLoaded).containsExactly(0L);
    }

    @Test
    void sampleOfTheLabourOrganizationIsLoaded() throws IOException, SQLException {
        answer(
                "ilostat_indicators",
                "ilostat/ilostat_bulk_sample_IDN_EAR_EMTA_SEX_NB.csv",
                "indicator_id: EAR_EMTA_SEX_NB\narea: IDN");

        try (Connection connection = load("ilostat_indicators")) {
            assertThat(DuckDb.column(
                            connection,
                            "select concat_ws(' ', area_code, indicator, sex, period_start, value, indicator_notes, source_notes)"
                                    + " from core.statistical_observation order by row_number"))
                    .containsExactly(
                            "IDN EAR_EMTA_SEX_NB SEX_T 2023-01-01 2776803.875000000 T30:122 R1:3513",
                            "IDN EAR_EMTA_SEX_NB SEX_M 2023-01-01 3007410.446000000 T30:122 R1:3513",
                            "IDN EAR_EMTA_SEX_NB SEX_F 2023-01-01 2307995.085000000 T30:122 R1:3513");
        }
    }

    @Test
    void entityListThatWasCutDownIsTakenApart() throws IOException, SQLException {
        answer("dhs_uflpa_entity_list", "forced_labor/dhs_uflpa_entity_list_trimmed_2026-08-20.html", "");

        try (Connection connection = loadCut("dhs_uflpa_entity_list")) {
            assertThat(DuckDb.column(
                            connection,
                            "select concat_ws(' | ', sublist, entity_name, array_to_string(aliases, ' + '), effective_date)"
                                    + " from core.enforcement_listing order by row_number"))
                    .containsExactly(
                            "table 1 | Baoding LYSZD Trade and Business Co., Ltd. |  | 2022-06-21",
                            "table 1 | Hetian Haolin Hair Accessories Co. Ltd. | Hotan Haolin Hair Accessories + Hollin Hair"
                                    + " Accessories | 2022-06-21",
                            "table 2 | Aksu Huafu Color Spinning Co., Ltd. | Aksu Huafu Textiles Co., Ltd. + Akesu Huafu + Aksu"
                                    + " Huafu Dyed Melange Yarn + Akesu Huafu Melange Yarn Co., Ltd. | 2025-01-15",
                            "table 2 | Camel Group Co., Ltd. |  | 2023-08-02");
            assertThat(DuckDb.column(
                            connection,
                            "select concat_ws(' | ', entity_name, lists, since, other_names) from ("
                                    + question("listed_entities") + ") as answer"))
                    .containsExactly(
                            "Baoding LYSZD Trade and Business Co., Ltd. | uflpa_entity_list table 1 | 2022-06-21 | 0",
                            "Hetian Haolin Hair Accessories Co. Ltd. | uflpa_entity_list table 1 | 2022-06-21 | 2",
                            "Camel Group Co., Ltd. | uflpa_entity_list table 2 | 2023-08-02 | 0",
                            "Aksu Huafu Color Spinning Co., Ltd. | uflpa_entity_list table 2 | 2025-01-15 | 4");
        }
    }

    /** The excerpt has five of the eleven columns: here they are set into the layout of the publisher. */
    @Test
    void ordersOfTheExcerptAreLoadedInTheLayoutOfThePublisher() throws IOException, SQLException {
        try (Connection files = DuckDb.inMemory()) {
            String rows = DuckDb.column(
                            files,
                            "select concat_ws(',', effective_date, substr(effective_date, -4), '', '\"' || country || '\"', 'not in"
                                    + " the excerpt ' || row_number() over (), order_type, '\"' || industry || '\"', '', '', '\"' || entity || '\"',"
                                    + " '\"a remark,' || chr(10) || 'on two lines\"') from read_csv('"
                                    + real("forced_labor/cbp_wro_findings_excerpt.csv")
                                    + "', all_varchar = true, header = true)")
                    .stream()
                    .collect(Collectors.joining("\r\n", "", "\r\n"));
            Path answers = Files.createDirectories(folder.resolve("drops/cbp_withhold_release_orders"));
            Files.write(
                    answers.resolve("orders.csv"),
                    ("Effective Date,Calendar Year,Country Code,Country,Merchandise,WRO/Finding,Industry,Status,Press Release,"
                                    + "Entity,Remarks\r\n" + rows)
                            .getBytes(WINDOWS));
        }

        try (Connection connection = load("cbp_withhold_release_orders")) {
            assertThat(DuckDb.column(
                            connection,
                            "select concat_ws(' ', list, count(*), count(entity_name), min(effective_date), max(effective_date))"
                                    + " from core.enforcement_listing group by list order by 1"))
                    .containsExactly("withhold_release_order 30 30 1999-11-23 2026-01-29");
        }
    }

    @Test
    void listsOfCodesAreLoadedWholeAndRegionsWereFirstSeenWhenTheySay() throws IOException, SQLException {
        for (String list : List.of("mca", "stats", "gb")) {
            try (var files = Files.list(DATA.resolve("admin/gb2260"))) {
                for (Path file : files.filter(
                                path -> path.getFileName().toString().startsWith(list + "_"))
                        .toList()) {
                    answer(
                            "gb2260_" + list,
                            "admin/gb2260/" + file.getFileName(),
                            "month: '" + file.getFileName().toString().replaceAll("[^\\d]", "") + "'");
                }
            }
        }

        try (Connection connection = load("gb2260_gb", "gb2260_mca", "gb2260_stats")) {
            assertThat(DuckDb.column(
                            connection,
                            "select concat_ws(' ', code_list, count(distinct revision), count(*)) from core.region_code_listing"
                                    + " group by code_list order by 1"))
                    .containsExactly("gb 2 7034", "mca 10 32068", "stats 4 14195");
        }
    }

    @Test
    void everyRevisionAgreesWithWhenRegionsWereFirstSeen() throws IOException, SQLException {
        List<String> lines = Files.readAllLines(real("admin/gb2260/xinjiang_tibet_all_revisions.tsv"));
        for (String list : List.of("mca", "stats", "gb")) {
            Path answers = Files.createDirectories(folder.resolve("drops/gb2260_" + list));
            Files.writeString(
                    answers.resolve("slice.tsv"),
                    lines.stream()
                            .filter(line -> line.startsWith("Source") || line.startsWith(list + "\t"))
                            .collect(Collectors.joining("\n", "", "\n")));
            Files.writeString(answers.resolve("slice.tsv.yml"), manifest("month: '201904'"));
        }

        try (Connection connection = loadCut("gb2260_gb", "gb2260_mca", "gb2260_stats")) {
            assertThat(DuckDb.column(
                            connection,
                            "select count(*) || ' ' || count(distinct code_list || revision)"
                                    + " from core.region_code_listing"))
                    .containsExactly("18702 94");
            assertThat(DuckDb.rows(
                            connection,
                            "select * from (" + question("region_codes_seen") + ") as seen"
                                    + " where region_code like '54%' or region_code like '65%'"))
                    .isEmpty();
        }
    }

    /** Also beside the tables that ship, whose contradictions and identities are the same as without these files. */
    @Test
    void everythingTogetherHoldsEveryCheckAndAddsNoContradiction() throws IOException, SQLException {
        answer("federal_reserve_exchange_rates", "fx/exchange_rates_annual.csv", "average: annual");
        answer("federal_reserve_exchange_rates", "fx/exchange_rates_monthly.csv", "average: monthly");
        answer("census_county_population_2010", "population/census_county_2010_v1.xlsx", "");
        answer("census_county_population_2020", "population/census_county_2020_v1.xlsx", "");
        answer("census_prefecture_population", "population/census_city_2010-2020_v1.csv", "");
        answer("nbs_easyquery", "nbs/nbs_easyquery_hgyd_A020101_2024.json", "database: hgyd\ntopic: A0201\narea: '0'");
        answer(
                "ilostat_indicators",
                "ilostat/ilostat_bulk_sample_IDN_EAR_EMTA_SEX_NB.csv",
                "indicator_id: EAR_EMTA_SEX_NB\narea: IDN");
        answer("gb2260_mca", "admin/gb2260/mca_201904.tsv", "month: '201904'");
        List<SourceDescriptor> all =
                SourceCatalog.read(TestingWarehouse.CONTENT.resolve("sources")).sources();
        String before;
        try (Connection connection = TestingDefaultContent.connect()) {
            before = ledger(connection);
        }

        try (Connection connection = build(all)) {
            assertThat(DuckDb.column(connection, "select count(*) from core.exchange_rate_quote"))
                    .containsExactly("18230");
            assertThat(ledger(connection)).isEqualTo(before);
        }
    }

    private static String ledger(Connection connection) throws SQLException {
        return String.join(
                "; ",
                DuckDb.column(
                        connection,
                        "select 'contradictions ' || count(*) from mart.contradiction union all select verdict || ' ' || count(*)"
                                + " from mart.identity_check where figure_ids[1] not like 'census%' group by verdict"
                                + " order by 1"));
    }

    private Connection load(String... names) throws IOException, SQLException {
        return build(sources(names));
    }

    private Connection loadCut(String... names) throws IOException, SQLException {
        return build(sources(names).stream().map(WebFilesTest::withoutFloor).toList());
    }

    private Connection build(List<SourceDescriptor> sources) throws IOException, SQLException {
        TestingWarehouse warehouse = new TestingWarehouse(TestingWarehouse.CONTENT, folder);
        List<LoadOutcome> outcomes = warehouse.load(sources, folder.resolve("drops"));
        List<CheckResult> checks = warehouse.buildMarts();

        assertThat(outcomes).extracting(LoadOutcome::problem).containsOnlyNulls();
        assertThat(checks).isNotEmpty();
        assertThat(checks.stream().filter(check -> !check.holds()).toList()).isEmpty();
        return warehouse.connect();
    }

    private static List<SourceDescriptor> sources(String... names) throws IOException {
        List<SourceDescriptor> sources =
                SourceCatalog.read(TestingWarehouse.CONTENT.resolve("sources")).sources().stream()
                        .filter(source -> List.of(names).contains(source.id().value()))
                        .toList();
        assertThat(sources).hasSize(names.length);
        return sources;
    }

    private static SourceDescriptor withoutFloor(SourceDescriptor source) {
        return new SourceDescriptor(
                source.id(),
                source.folder(),
                source.title(),
                source.publisher(),
                source.licence(),
                source.redistribution(),
                source.url(),
                source.cadence(),
                source.supply(),
                source.format(),
                source.columns(),
                source.ignored(),
                source.key(),
                source.phrases(),
                source.feeds(),
                new Bounds(1, source.bounds().rejectedAtMost()),
                source.digest());
    }

    private void answer(String source, String file, String manifest) throws IOException {
        Path answers = Files.createDirectories(folder.resolve("drops").resolve(source));
        Path name = real(file).getFileName();
        Files.copy(real(file), answers.resolve(name));
        if (!manifest.isEmpty()) {
            Files.writeString(answers.resolve(name + ".yml"), manifest(manifest));
        }
    }

    private static String manifest(String said) {
        return said + "\ndownloaded_by: a test\ndownloaded_on: 2026-11-21\n";
    }

    private static String question(String name) throws IOException {
        return Files.readString(TestingWarehouse.CONTENT.resolve("questions/" + name + ".sql"), StandardCharsets.UTF_8);
    }

    private static Path real(String file) {
        Path path = DATA.resolve(file);
        assertThat(path).isRegularFile();
        return path;
    }
}
