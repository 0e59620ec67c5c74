package org.corvee.sql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import de.siegmar.fastcsv.reader.NamedCsvRecord;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.EnumSet;
import java.util.List;
import org.corvee.duckdb.DuckDb;
import org.corvee.export.ExportContent;
import org.corvee.export.ExportFormat;
import org.corvee.export.ExportReader;
import org.corvee.export.ExportSpec;
import org.corvee.export.ExportWriter;
import org.corvee.export.Narrowing;
import org.corvee.problem.ProblemException;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A part of an export holds what was asked for, and never looks like the whole. */
@Tag("slow")
class NarrowedExportsSaySoTest {

    @TempDir
    private static Path folder = Path.of("");

    private static Connection connection;

    @BeforeAll
    static void build() throws IOException, SQLException {
        connection = TestingExports.warehouse(TestingWarehouse.CONTENT, folder).connect();
    }

    @AfterAll
    static void close() throws SQLException {
        connection.close();
    }

    private static ExportSpec export(String name) throws IOException {
        return TestingExports.all().stream()
                .filter(export -> export.name().equals(name))
                .findFirst()
                .orElseThrow();
    }

    private static ExportContent read(
            String name, @Nullable String years, @Nullable String region, @Nullable String partner)
            throws IOException, SQLException {
        return new ExportReader(connection).read(export(name), Narrowing.of(connection, years, region, partner));
    }

    @Test
    void fileNameSubtitleAndNoteTellThePart() throws IOException, SQLException {
        Path paper = folder.resolve("paper");

        List<Path> files = new ExportWriter(connection)
                .write(
                        export("xinjiang_labor_transfers"),
                        Narrowing.of(connection, "2016..2022", "650000", null),
                        EnumSet.of(ExportFormat.CSV, ExportFormat.MD),
                        paper);

        String stem = "xinjiang_labor_transfers-years-2016-2022-region-650000";
        assertThat(files).containsExactly(paper.resolve(stem + ".csv"), paper.resolve(stem + ".md"));
        assertThat(TestingExports.csv(files.get(0)))
                .hasSize(6)
                .extracting(record -> record.getField("period"))
                .contains("2016..2020", "2022")
                .doesNotContain("2023-01..2023-09", "2007");
        assertThat(Files.readString(files.get(1)))
                .contains("Person-times, as stated. Part shown: 2016–2022, Xinjiang.")
                .contains("Only rows for 2016–2022, Xinjiang are");
    }

    @ParameterizedTest
    @CsvSource({"2020,2020", "2021..,2021..9999", "..2007,0000..2007"})
    void noPeriodReachesBeyondTheYears(String years, String range) throws IOException, SQLException {
        ExportContent content = read("labor_transfer_trend", years, null, null);

        assertThat(content.rows()).isNotEmpty().allSatisfy(row -> {
            assertThat(row.text("period_start").substring(0, 4)).isGreaterThanOrEqualTo(range.substring(0, 4));
            assertThat(row.text("period_end").substring(0, 4)).isLessThanOrEqualTo(range.substring(range.length() - 4));
        });
    }

    @ParameterizedTest
    @CsvSource({"Xinjiang", "新疆维吾尔自治区", "650000", "xinjiang"})
    void aRegionHasManyNames(String name) throws IOException, SQLException {
        assertThat(read("labor_transfer_trend", null, name, null).rows())
                .isNotEmpty()
                .allSatisfy(row -> assertThat(row.text("region")).isEqualTo("Xinjiang"));
    }

    @Test
    void everyNameOfARegionThatMeansItAloneIsKnown() throws SQLException {
        for (String name : DuckDb.column(
                connection,
                "select name from ref.region_by_name where region_code in ('540000', '653100', '653200')")) {
            assertThat(Narrowing.of(connection, null, name, null).region())
                    .as(name)
                    .isNotNull();
        }
    }

    @ParameterizedTest
    @CsvSource({"VNM,Vietnam", "Vietnam,Vietnam", "美国,United States", "european union,European Union"})
    void aPartnerHasManyNames(String asked, String name) throws IOException, SQLException {
        assertThat(read("trade_by_partner", null, null, asked).rows())
                .singleElement()
                .satisfies(row -> assertThat(row.text("counterpart")).isEqualTo(name));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "trade_by_partner|2016-2020|||export: cannot read --years '2016-2020': expected 2016..2023, 2020, 2016.. or ..2023",
                "trade_by_partner|2020..2016|||cannot read --years '2020..2016'",
                "trade_by_partner||Hotan||export: cannot find region 'Hotan'; did you mean 'Hotan ",
                "trade_by_partner|||Vietnan|export: cannot find partner 'Vietnan'; did you mean 'Vietnam'",
                "trade_by_partner||Tibet||cannot narrow export 'trade_by_partner': expected a row for Tibet, found none",
                "coverage_map|2020|||cannot narrow by --years: expected a column period_start, found region,",
                "coverage_map|||Vietnam|cannot narrow by --partner: expected a column counterpart, found region,",
            })
    void whatCannotBeNarrowedIsTold(
            String export, @Nullable String years, @Nullable String region, @Nullable String partner, String message) {
        assertThatThrownBy(() -> read(export, years, region, partner))
                .isInstanceOf(ProblemException.class)
                .hasMessageContaining(message);
    }

    @Test
    void wholeExportHasNoSuffix() throws IOException, SQLException {
        ExportContent whole = read("trade_by_partner", null, null, null);

        assertThat(whole.stem()).isEqualTo("trade_by_partner");
        assertThat(whole.subtitle()).doesNotContain("Part shown");
    }

    @Test
    void namedRecordsStayInOrder() throws IOException, SQLException {
        List<Path> files = new ExportWriter(connection)
                .write(
                        export("labor_transfer_trend"),
                        Narrowing.of(connection, "2016..", null, null),
                        EnumSet.of(ExportFormat.CSV),
                        folder.resolve("order"));

        List<String> keys = TestingExports.csv(files.get(0)).stream()
                .map(NarrowedExportsSaySoTest::key)
                .toList();
        assertThat(keys).isNotEmpty().isSorted();
    }

    private static String key(NamedCsvRecord record) {
        return record.getField("region") + "|" + record.getField("indicator_name");
    }
}
