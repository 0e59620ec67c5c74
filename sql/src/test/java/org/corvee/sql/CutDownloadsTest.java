package org.corvee.sql;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Locale;
import org.corvee.duckdb.DuckDb;
import org.corvee.load.LoadOutcome;
import org.corvee.model.CheckResult;
import org.corvee.source.SourceCatalog;
import org.corvee.source.SourceDescriptor;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** China Customs gives out 10,000 records and says nothing of the others: sums over such a file are lower bounds. */
@Tag("slow")
class CutDownloadsTest {

    private static final Charset GB18030 = Charset.forName("GB18030");
    private static final String WARNING =
            "it has exactly 10000 records, the most that the publisher gives out: it is cut. Ask for it in smaller parts, by"
                    + " partner or regime";

    @TempDir
    private Path folder = Path.of("");

    /** What is wrong with a line does not make the publisher's file shorter. Each region has two files of its own. */
    @Test
    void fileOfJustSoManyRecordsIsALowerBoundUpToTheMarts() throws IOException, SQLException {
        for (String region : List.of("11", "31", "54", "65")) {
            drop("2023-" + region + ".csv", "202301", region, 1, 9_999, 0);
        }
        drop("2024-11.csv", "202401", "11", 2, 9_999, 0);
        drop("2024-31.csv", "202401", "31", 2, 10_000, 0);
        drop("2024-54.csv", "202401", "54", 2, 10_000, 7);
        drop("2024-65.csv", "202401", "65", 2, 10_001, 0);
        TestingWarehouse warehouse = new TestingWarehouse(TestingWarehouse.CONTENT, folder);
        SourceDescriptor source = SourceCatalog.read(TestingWarehouse.CONTENT.resolve("sources"))
                .find("gacc_trade")
                .orElseThrow();

        List<LoadOutcome> outcomes = warehouse.load(List.of(source), folder.resolve("drops"));
        List<CheckResult> checks = warehouse.buildMarts();

        assertThat(outcomes).extracting(LoadOutcome::problem).containsOnlyNulls();
        // That the made-up codes are in no revision is a warning.
        assertThat(checks).filteredOn(CheckResult::blocks).isNotEmpty().allMatch(CheckResult::holds);
        try (Connection connection = warehouse.connect()) {
            assertThat(DuckDb.column(
                            connection,
                            "select concat_ws(' ', region_code, count(*)) from core.trade_flow where is_truncated"
                                    + " group by region_code order by all"))
                    .containsExactly("310000 10000", "540000 9993");
            assertThat(DuckDb.column(
                            connection,
                            "select file || ': ' || warning from ops.snapshot where warning is not null order by file"))
                    .containsExactly("2024-31.csv: " + WARNING, "2024-54.csv: " + WARNING);
            for (String mart : List.of("trade_by_region", "trade_by_partner")) {
                assertThat(DuckDb.column(
                                connection,
                                "select concat_ws(' ', region_code, value, bound, coalesce(growth_pct::varchar, 'none'))"
                                        + " from mart." + mart + " where period = '2024-01' order by region_code"))
                        .as(mart)
                        .containsExactly(
                                "110000 19998.000 exact 100.000000",
                                "310000 20000.000 at_least none",
                                "540000 19986.000 at_least none",
                                "650000 20002.000 exact 100.040004");
            }
        }
    }

    /** Made-up lines of some yuan each, some of them with a code that lost its leading zero. */
    private void drop(String name, String month, String region, int value, int records, int wrong) throws IOException {
        StringBuilder text = new StringBuilder("\"商品编码\",\"贸易伙伴编码\",\"注册地编码\",\"人民币\",\n");
        for (int i = 0; i < records; i++) {
            String code = String.format(Locale.ROOT, "%08d", 1_000_000 + i);
            text.append('"')
                    .append(i < wrong ? code.substring(1) : code)
                    .append("\",\"110\",\"")
                    .append(region)
                    .append("\",\"")
                    .append(value)
                    .append("\",\n");
        }
        Path drop = Files.createDirectories(folder.resolve("drops/gacc_trade"));
        Files.write(drop.resolve(name), text.toString().getBytes(GB18030));
        Files.writeString(drop.resolve(name + ".yml"), """
                {flow: export, first_month: '%1$s', last_month: '%1$s', currency: cny, scope: all,
                 downloaded_by: a test, downloaded_on: 2026-11-28}
                """.formatted(month));
    }
}
