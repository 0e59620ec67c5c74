package org.corvee.sql;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.corvee.duckdb.DuckDb;
import org.corvee.load.LoadOutcome;
import org.corvee.model.CheckResult;
import org.corvee.source.SourceCatalog;
import org.corvee.source.SourceDescriptor;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Files of customs statistics as their publishers made them are loaded row for row. They are kept beside the clone and
 * never in it; where they are not there, the test says so and does not run. What their manifests say here of months,
 * flow and scope is made up where the file does not tell.
 */
@Tag("slow")
class CustomsFilesTest {

    private static final Path DATA = TestingSharedData.FOLDER;

    private static final Charset GB18030 = Charset.forName("GB18030");
    private static final String REAL_FILE = "gacc/samples/gacc_zh_hs8_partner_regime_province_rmb_multimonth.csv";
    private static final String YUAN =
            "{flow: export, first_month: '202101', last_month: '202112', currency: cny, scope: two codes";
    private static final String SCOPE = "{scope: all";

    private static final int VARIANTS = 20;
    private static final long SEED = 20_261_121;

    @TempDir
    private Path folder = Path.of("");

    @BeforeEach
    void dataLieBesideTheClone() {
        TestingSharedData.require(CustomsFilesTest.class);
    }

    @Test
    void everyRowIsLoadedAndEveryCheckHolds() throws IOException, SQLException {
        drop("gacc_trade", REAL_FILE, YUAN);
        drop(
                "gacc_trade",
                "gacc/samples/gacc_en_full_202601_usd.csv",
                "{flow: export, first_month: '202601', last_month: '202601', currency: usd, scope: two codes");
        drop("comtrade_api", "comtrade/api_v1_get_C_A_HS_china_2010.json", SCOPE);
        drop("comtrade_preview", "comtrade/preview_v1_C_A_HS_india_2022_total.json", SCOPE);
        drop("comtrade_comtradr", "comtrade/bulk_file_sample_H0_2000_reporter32.csv", SCOPE);
        drop("comtrade_comtradr", "comtrade/api_sample_china_exports_total_2012.csv", SCOPE);
        drop("comtrade_eu_imports_slice", "comtrade/eu_imports_from_china_hs4_slice.csv", SCOPE);
        drop("comtrade_critical_minerals", "comtrade/china_exports_critical_minerals_hs6_monthly.csv", SCOPE);
        drop("comext_products", "comext/full_v2_202402_at_ad_13_rows.csv", SCOPE);
        TestingWarehouse warehouse = new TestingWarehouse(TestingWarehouse.CONTENT, folder);

        List<LoadOutcome> outcomes = warehouse.load(sources(), drops());
        List<CheckResult> checks = warehouse.buildMarts();

        assertThat(outcomes).extracting(LoadOutcome::problem).containsOnlyNulls();
        assertThat(checks).isNotEmpty().allMatch(CheckResult::holds);
        try (Connection connection = warehouse.connect()) {
            assertThat(DuckDb.column(
                            connection,
                            "select concat_ws(' ', source_id, currency, count(*), sum(value)::decimal(24, 0),"
                                    + " count(distinct region_code), count(case when is_masked then 1 end))"
                                    + " from core.trade_flow group by source_id, currency order by all"))
                    .containsExactly(
                            "comext_products eur 13 7713 0 1",
                            "comtrade_api usd 4 155218297800 0 0",
                            "comtrade_comtradr usd 133 6589948827986 0 0",
                            "comtrade_critical_minerals usd 6442 8997632846 0 0",
                            "comtrade_eu_imports_slice usd 3708 68915426230 0 0",
                            "comtrade_preview usd 1 452684213647 0 0",
                            "gacc_trade cny 184 745515953 19 0",
                            "gacc_trade usd 5 781660 4 0");
            assertThat(DuckDb.column(
                            connection,
                            "select concat_ws(' ', min(scope), count(*)) from core.trade_flow"
                                    + " where source_id = 'comtrade_comtradr' group by snapshot_sha256 order by all"))
                    .containsExactly("all 33", "all, converted to H0 100");
            assertThat(DuckDb.column(connection, "select count(*) from ops.rejected_row"))
                    .containsExactly("0");
            // Chapters stand beside headings and codes of other chapters: none of them is lost in the sum of a partner.
            assertThat(DuckDb.column(
                            connection,
                            "select concat_ws(' ', count(*), sum(value)::decimal(24, 0)) from mart.trade_by_partner"
                                    + " where source_id = 'comtrade_eu_imports_slice'"))
                    .containsExactly("135 68915426230");
        }
    }

    @Test
    void orderAndPresenceOfColumnsChangeNoRow() throws IOException, SQLException {
        List<List<String>> table = Files.readString(real(REAL_FILE), GB18030)
                .lines()
                .map(line -> Arrays.asList(line.split(",(?=\"|$)", -1)))
                .toList();
        Random random = new Random(SEED);
        List<Map<String, @Nullable String>> expected = rows("original", Files.readAllBytes(real(REAL_FILE)));
        assertThat(expected).hasSize(184);

        for (int variant = 0; variant < VARIANTS; variant++) {
            List<Integer> order = columns(table.get(0), random);
            String text = table.stream()
                    .map(line -> order.stream().map(line::get).collect(Collectors.joining(",", "", ",\n")))
                    .collect(Collectors.joining());
            assertThat(rows("variant-" + variant, text.getBytes(GB18030)))
                    .as(text.lines().findFirst().orElseThrow())
                    .isEqualTo(expected);
        }
    }

    /** All columns that are loaded and some of the names, in any order; the last one, without a name, comes from the comma. */
    private static List<Integer> columns(List<String> header, Random random) {
        List<Integer> columns = IntStream.range(0, header.size() - 1)
                .filter(i -> !header.get(i).contains("名称") || random.nextBoolean())
                .boxed()
                .collect(Collectors.toCollection(ArrayList::new));
        Collections.shuffle(columns, random);
        return columns;
    }

    private List<Map<String, @Nullable String>> rows(String name, byte[] bytes) throws IOException, SQLException {
        Path home = folder.resolve(name);
        Path drop = Files.createDirectories(home.resolve("drops/gacc_trade"));
        Files.write(drop.resolve("lines.csv"), bytes);
        Files.writeString(drop.resolve("lines.csv.yml"), manifest(YUAN));
        TestingWarehouse warehouse = new TestingWarehouse(TestingWarehouse.CONTENT, home);
        List<SourceDescriptor> gacc = sources().stream()
                .filter(source -> source.id().value().equals("gacc_trade"))
                .toList();
        assertThat(warehouse.load(gacc, home.resolve("drops")))
                .extracting(LoadOutcome::problem)
                .containsOnlyNulls();
        try (Connection connection = warehouse.connect()) {
            return DuckDb.rows(
                    connection, "select * exclude (row_number, snapshot_sha256) from core.trade_flow order by all");
        }
    }

    private static List<SourceDescriptor> sources() throws IOException {
        return SourceCatalog.read(TestingWarehouse.CONTENT.resolve("sources")).sources().stream()
                .filter(source -> source.feeds().equals("core.trade_flow"))
                .toList();
    }

    private Path drops() {
        return folder.resolve("drops");
    }

    private void drop(String source, String file, String manifest) throws IOException {
        Path drop = Files.createDirectories(drops().resolve(source));
        Path name = real(file).getFileName();
        Files.copy(real(file), drop.resolve(name));
        Files.writeString(drop.resolve(name + ".yml"), manifest(manifest));
    }

    private static String manifest(String said) {
        return said + ", downloaded_by: a test, downloaded_on: 2026-11-21}\n";
    }

    private static Path real(String file) {
        Path path = DATA.resolve(file);
        assertThat(path).isRegularFile();
        return path;
    }
}
