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
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.corvee.duckdb.DuckDb;
import org.corvee.format.PublishedFile;
import org.corvee.load.LoadOutcome;
import org.corvee.model.CheckResult;
import org.corvee.problem.ProblemException;
import org.corvee.source.DelimitedFormat;
import org.corvee.source.SourceCatalog;
import org.corvee.source.SourceDescriptor;
import org.corvee.source.TableShape;
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
    private static final String REAL_ENGLISH_FILE = "gacc/samples/gacc_en_full_202601_usd.csv";
    private static final String DOLLARS =
            "{flow: export, first_month: '202601', last_month: '202601', currency: usd, scope: two codes";
    private static final String SCOPE = "{scope: all";

    /** Columns without which a line is another one; the month is in the manifest too. */
    private static final Pattern NEEDED =
            Pattern.compile("\".*(编码|Commodity code|Trading partner code|Regime code|exporters code|人民币|US dollar)\"");

    /** What is loaded of columns that may be missing, by what their header matches. */
    private static final Map<String, String> OPTIONAL = Map.of(
            "\"(第一数量|Quantity)\"", "quantity",
            "\"(第一计量单位|Unit)\"", "quantity_unit");

    private static final int VARIANTS = 12;
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
        drop("gacc_trade", REAL_ENGLISH_FILE, DOLLARS);
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
        orderAndPresenceOfColumnsChangeNoRow(REAL_FILE, YUAN, 184);
    }

    @Test
    void orderAndPresenceOfColumnsChangeNoRowOfTheEnglishFile() throws IOException, SQLException {
        orderAndPresenceOfColumnsChangeNoRow(REAL_ENGLISH_FILE, DOLLARS, 5);
    }

    /** Names of things are not loaded; a quantity or unit that a file lacks is not there, and nothing else changes. */
    private void orderAndPresenceOfColumnsChangeNoRow(String file, String manifest, int lines)
            throws IOException, SQLException {
        List<List<String>> table = Files.readString(real(file), GB18030)
                .lines()
                .map(line -> Arrays.asList(line.split(",(?=\"|$)", -1)))
                .toList();
        List<String> header = table.get(0);
        Random random = new Random(SEED);
        List<Map<String, @Nullable String>> original = rows("original", Files.readAllBytes(real(file)), manifest);
        assertThat(original).hasSize(lines);
        Set<String> lacking = new TreeSet<>();

        for (int variant = 0; variant < VARIANTS; variant++) {
            List<Integer> order = columns(header, random);
            Set<String> missing = new TreeSet<>();
            OPTIONAL.forEach((column, loaded) -> {
                if (order.stream().noneMatch(i -> header.get(i).matches(column))) {
                    missing.add(loaded);
                }
            });
            lacking.addAll(missing);
            String text = table.stream()
                    .map(line -> order.stream().map(line::get).collect(Collectors.joining(",", "", ",\n")))
                    .collect(Collectors.joining());
            List<Map<String, @Nullable String>> found = rows("variant-" + variant, text.getBytes(GB18030), manifest);
            assertThat(found)
                    .as(text.lines().findFirst().orElseThrow())
                    .allSatisfy(row -> missing.forEach(
                            column -> assertThat(row.get(column)).isNull()));
            assertThat(without(missing, found))
                    .as(text.lines().findFirst().orElseThrow())
                    .containsExactlyInAnyOrderElementsOf(without(missing, original));
        }
        assertThat(lacking).containsExactlyInAnyOrderElementsOf(OPTIONAL.values());
    }

    private static List<Map<String, @Nullable String>> without(
            Set<String> columns, List<Map<String, @Nullable String>> rows) {
        List<Map<String, @Nullable String>> some = new ArrayList<>();
        for (Map<String, @Nullable String> row : rows) {
            Map<String, @Nullable String> others = new LinkedHashMap<>(row);
            others.keySet().removeAll(columns);
            some.add(others);
        }
        return some;
    }

    /** Every column that a line needs and some of the others, in any order; the last one, without a name, comes from the comma. */
    private static List<Integer> columns(List<String> header, Random random) {
        List<Integer> columns = IntStream.range(0, header.size() - 1)
                .filter(i -> NEEDED.matcher(header.get(i)).matches() || random.nextBoolean())
                .boxed()
                .collect(Collectors.toCollection(ArrayList::new));
        Collections.shuffle(columns, random);
        return columns;
    }

    /** What a spreadsheet makes of a file when it is saved. Each name in it would be another one. */
    @Test
    void copiesInUtf8AreRefusedAndSoAreOriginalsInPlaceOfUtf8() throws IOException {
        TableShape shape = sources().stream()
                .filter(source -> source.id().value().equals("gacc_trade"))
                .findFirst()
                .orElseThrow()
                .shape();
        TableShape inUtf8 = new TableShape(
                shape.owner(),
                new DelimitedFormat(StandardCharsets.UTF_8, ','),
                shape.columns(),
                shape.ignored(),
                shape.phrases());
        List<String> copies = new ArrayList<>();
        List<String> taken = new ArrayList<>();
        List<String> originals = new ArrayList<>();
        for (String line : Files.readAllLines(DATA.resolve("PROVENANCE.csv"))) {
            if (!line.startsWith("gacc/") || !line.contains(",gb18030,")) {
                continue;
            }
            Path original = real(line.substring(0, line.indexOf(',')));
            byte[] bytes = Files.readAllBytes(original);
            byte[] utf8 = new String(bytes, GB18030).getBytes(StandardCharsets.UTF_8);
            originals.add(problem(shape, original));
            if (!Arrays.equals(bytes, utf8)) {
                copies.add(problem(shape, Files.write(folder.resolve(original.getFileName()), utf8)));
                taken.add(problem(inUtf8, original));
            }
        }

        assertThat(originals).hasSizeGreaterThan(15).noneMatch(problem -> problem.contains("utf-8"));
        assertThat(copies)
                .hasSizeGreaterThan(12)
                .allMatch(
                        problem -> problem.contains("cannot decode the file: expected gb18030, found utf-8, here U+"));
        assertThat(taken)
                .hasSameSizeAs(copies)
                .allMatch(problem -> problem.contains(": expected utf-8, found bytes of another encoding at offset "));
    }

    /** The lists of codes are no customs lines: what is wrong with their header is told once they could be decoded. */
    private static String problem(TableShape shape, Path file) throws IOException {
        try {
            PublishedFile.open(shape, file, Map.of());
            return "none";
        } catch (ProblemException e) {
            return String.valueOf(e.getMessage());
        }
    }

    private List<Map<String, @Nullable String>> rows(String name, byte[] bytes, String manifest)
            throws IOException, SQLException {
        Path home = folder.resolve(name);
        Path drop = Files.createDirectories(home.resolve("drops/gacc_trade"));
        Files.write(drop.resolve("lines.csv"), bytes);
        Files.writeString(drop.resolve("lines.csv.yml"), manifest(manifest));
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
