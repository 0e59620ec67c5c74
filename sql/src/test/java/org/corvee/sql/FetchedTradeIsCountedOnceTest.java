package org.corvee.sql;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.corvee.duckdb.DuckDb;
import org.corvee.load.LoadOutcome;
import org.corvee.model.CheckResult;
import org.corvee.source.ColumnSpec;
import org.corvee.source.Fetch;
import org.corvee.source.SourceCatalog;
import org.corvee.source.SourceDescriptor;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is asked of publishers is whole, within their limits, and counted once. All numbers of answers are made up. */
class FetchedTradeIsCountedOnceTest {

    private static final LocalDate DAY = LocalDate.of(2026, 11, 25);

    @TempDir
    private Path folder = Path.of("");

    @Test
    void everyRequestIsAnAddressWithAFileOfItsOwnAndSaysWhatAFileMustSay() throws IOException {
        Map<String, Integer> counted = new TreeMap<>();
        for (SourceDescriptor source : sources()) {
            if (source.fetch().isPresent()) {
                Fetch fetch = source.fetch().get();
                List<Fetch.Request> requests = fetch.requests(DAY);
                counted.put(source.id().value(), requests.size());
                assertThat(requests)
                        .as(source.id().value())
                        .isNotEmpty()
                        .allSatisfy(request -> assertThat(fetch.hosts())
                                .contains(URI.create(request.url()).getHost()));
                assertThat(requests).extracting(Fetch.Request::file).doesNotHaveDuplicates();
                assertThat(requests).extracting(Fetch.Request::url).noneMatch(url -> url.matches(".*[\\s{}].*"));
                assertThat(requests.get(0).attributes().keySet())
                        .containsAll(source.manifestColumns().stream()
                                .filter(ColumnSpec::required)
                                .map(ColumnSpec::name)
                                .toList());
            }
        }
        assertThat(counted)
                .containsEntry("comtrade_preview", 176)
                .containsEntry("comtrade_api", 207)
                .containsEntry("census_imports", 10)
                .containsEntry("comext_products", 3)
                .containsEntry("gb2260_mca", 72)
                .containsEntry("dhs_uflpa_entity_list", 1);
    }

    /** A preview gives out one period a call and 500 records: a request of one year, one reporter and one partner stays below. */
    @Test
    void previewAsksForOnePeriodAndFewRecords() throws IOException {
        for (Fetch.Request request : preview().fetch().orElseThrow().requests(DAY)) {
            Map<String, String> asked = List.of(
                            URI.create(request.url()).getQuery().split("&", -1))
                    .stream()
                    .map(pair -> pair.split("=", 2))
                    .collect(Collectors.toMap(pair -> pair[0], pair -> pair[1]));

            assertThat(asked.get("period")).matches("\\d{4}");
            assertThat(asked.get("reporterCode")).matches("\\d+");
            assertThat(asked.get("partnerCode")).isEqualTo("156");
            assertThat(asked.get("flowCode")).isEqualTo("M");
            assertThat(asked.getOrDefault("cmdCode", "").split(",", -1))
                    .hasSize(29)
                    .doesNotHaveDuplicates();
        }
    }

    @Tag("slow")
    @Test
    void totalIsNotAddedToItsChapters() throws IOException, SQLException {
        Path drop = Files.createDirectories(folder.resolve("drops/comtrade_preview"));
        answer(drop, "842", "2020", "H5", 100, 30, 20);
        answer(drop, "842", "2021", "H5", 110, 33, 22);
        TestingWarehouse warehouse = new TestingWarehouse(TestingWarehouse.CONTENT, folder);

        List<LoadOutcome> outcomes = warehouse.load(List.of(preview()), folder.resolve("drops"));
        List<CheckResult> checks = warehouse.buildMarts();

        assertThat(outcomes).extracting(LoadOutcome::problem).containsOnlyNulls();
        assertThat(checks.stream().filter(check -> !check.holds()).toList()).isEmpty();
        try (Connection connection = warehouse.connect()) {
            assertThat(DuckDb.column(
                            connection,
                            "select concat_ws(' ', year, reporter, partner, flow, value::bigint, growth_pct::decimal(9, 1))"
                                    + " from mart.trade_by_partner order by 1"))
                    .containsExactly("2020 United States China import 100", "2021 United States China import 110 10.0");
            assertThat(
                            DuckDb.column(
                                    connection,
                                    "select concat_ws(' ', year, value::bigint, share_of_total_pct::decimal(9, 1))"
                                            + " from mart.trade_by_commodity_group where commodity_group = 'uflpa_apparel' order by 1"))
                    .containsExactly("2020 50 50.0", "2021 55 50.0");
        }
    }

    private static void answer(
            Path drop, String reporter, String year, String revision, int total, int knitted, int woven)
            throws IOException {
        String records = List.of(
                        record(reporter, year, revision, "TOTAL", total),
                        record(reporter, year, revision, "61", knitted),
                        record(reporter, year, revision, "62", woven))
                .stream()
                .collect(Collectors.joining(","));
        String name = "imports-from-china-%s-%s.json".formatted(reporter, year);
        Files.writeString(drop.resolve(name), "{\"count\": 3, \"error\": \"\", \"data\": [" + records + "]}\n");
        Files.writeString(drop.resolve(name + ".yml"), """
                scope: imports from China, total and the chapters of the commodity groups
                downloaded_by: made up
                downloaded_on: 2026-11-21
                """);
    }

    private static String record(String reporter, String year, String revision, String code, int value)
            throws IOException {
        String text = Files.readString(TestingWarehouse.CONTENT.resolve("sources/comtrade_preview/fixture.json"));
        int start = text.indexOf("{", text.indexOf("\"data\""));
        String first = text.substring(start, text.indexOf("}", start) + 1);
        return first.replace("\"reporterCode\": 156", "\"reporterCode\": " + reporter)
                .replace("\"partnerCode\": 0", "\"partnerCode\": 156")
                .replace("\"cmdCode\": \"TOTAL\"", "\"cmdCode\": \"" + code + "\"")
                .replace("\"classificationCode\": \"H5\"", "\"classificationCode\": \"" + revision + "\"")
                .replace("\"aggrLevel\": 0", "\"aggrLevel\": " + (code.equals("TOTAL") ? 0 : 2))
                .replace("2019", year)
                .replace("1000.0", value + ".0");
    }

    private static SourceDescriptor preview() throws IOException {
        return sources().stream()
                .filter(source -> source.id().value().equals("comtrade_preview"))
                .findFirst()
                .orElseThrow();
    }

    private static List<SourceDescriptor> sources() throws IOException {
        return SourceCatalog.read(TestingWarehouse.CONTENT.resolve("sources")).sources();
    }
}
