package org.corvee.jobs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.corvee.home.Installation;
import org.corvee.jobs.TestingInstallation.Result;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What the commands say and how they end, on a published warehouse and on none. */
@Tag("slow")
class CommandLineTest {

    @TempDir
    private static Path folder = Path.of("");

    private static TestingInstallation corvee;
    private static TestingInstallation empty;

    @BeforeAll
    static void refresh() throws IOException {
        corvee = new TestingInstallation(folder.resolve("published"));
        empty = new TestingInstallation(folder.resolve("empty"));
        assertThat(corvee.run("refresh").exitCode()).isZero();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "refresh",
                "status",
                "sql",
                "export",
                "codebook",
                "sdmx",
                "explain",
                "verify",
                "report",
                "sources",
                "notify",
                "config",
                "schedule",
                "worker",
                "watch"
            })
    void everyCommandHasHelpWithExamplesThatFitsEightyColumns(String command) {
        Result result = empty.run(command, "--help");

        assertThat(result.exitCode()).isZero();
        assertThat(result.out()).startsWith("Usage: corvee " + command).contains("Examples:\n  ./corvee " + command);
        assertThat(result.out().lines()).allMatch(line -> line.length() <= 80);
    }

    @Test
    void unknownCommandIsToldWithTheNearest() {
        Result result = empty.run("refrsh");

        assertThat(result.exitCode()).isEqualTo(2);
        assertThat(result.err())
                .contains(
                        "Unmatched argument at index 0: 'refrsh'\nDid you mean: corvee refresh or corvee report or corvee release?");
    }

    @Test
    void noCommandShowsTheUsage() {
        Result result = empty.run();

        assertThat(result.exitCode()).isEqualTo(2);
        assertThat(result.err()).startsWith("Missing command.\nUsage: corvee [-hV] COMMAND");
    }

    @ParameterizedTest
    @ValueSource(strings = {"sql,select 1", "explain,x", "verify", "codebook", "sdmx,training"})
    void nothingPublishedIsSaidInOneLine(String commandLine) {
        Result result = empty.run(commandLine.split(",", -1));

        assertThat(result.exitCode()).isEqualTo(4);
        assertThat(result.err())
                .isEqualTo("no warehouse is published in " + empty.home().root() + "; run ./corvee refresh first\n");
    }

    @Test
    void statusAndSourcesTellThatNothingIsPublished() {
        assertThat(empty.run("status").exitCode()).isEqualTo(4);
        assertThat(empty.run("status").out()).contains("nothing is published yet; run ./corvee refresh");
        assertThat(empty.run("sources").out()).contains("state      not loaded yet; run ./corvee refresh");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "refresh --source jamestown_china_brief_2021|refresh: cannot find source 'jamestown_china_brief_2021';"
                        + " allowed: jamestown_china_brief_2022; did you mean 'jamestown_china_brief_2022'?",
                "explain labor_transfer_trend:0|explain: cannot find row 'labor_transfer_trend:0': expected a row of"
                        + " labor_transfer_trend.csv, 1 to 15",
                "explain labor_transfer_trend:x|explain: cannot find row 'labor_transfer_trend:x': expected a row of"
                        + " labor_transfer_trend.csv, 1 to 15",
                "explain labour_trend:1|explain: cannot find export 'labour_trend'; allowed: labor_transfer_trend;"
                        + " did you mean 'labor_transfer_trend'?",
                "export labor_transfer_trend --format xls|export: cannot write format 'xls'; allowed: csv, parquet, xlsx,"
                        + " svg, pdf, png, tex, md, bib, csl, ris, sources; did you mean 'xlsx'?",
                "export labor_transfer_trend --format png|export: cannot write labor_transfer_trend as 'png';"
                        + " allowed: csv, parquet, xlsx, tex, md, bib, csl, ris, sources",
                "export labor_transfer_trend --region Hotan|export: cannot find region 'Hotan';"
                        + " did you mean 'Hotan City' or 'Hotan County' or 'Hotan Prefecture'?",
                "export --as-of 2026-01-01|name a folder with --out: exports/ of the data home is for those of the"
                        + " published warehouse",
                "export labour_transfer_trend|export: cannot find export 'labour_transfer_trend';"
                        + " allowed: labor_transfer_trend; did you mean 'labor_transfer_trend'?",
                "sql --question transfers_by_yeer|sql: cannot find question 'transfers_by_yeer'; allowed:"
                        + " census_population, cross_provincial, detainees_and_placements, empty_cells,"
                        + " exchange_rates_compared, fastest_growing_groups, figures_by_document, labor_intensive_exports,"
                        + " listed_entities, missed_identities, monitored_households, open_contradictions, persons_at_risk,"
                        + " persons_behind_transfers, region_codes_seen, regions_in_trade, sources_that_are_gone, southern_share_of_trade,"
                        + " stated_against_customs, stopped_shipments, surplus_laborers, tibet_against_targets,"
                        + " top_partners, trade_by_month, trade_growth_by_region, training_against_target,"
                        + " transfers_and_trade, transfers_by_prefecture, transfers_by_year, unstated_quotas,"
                        + " words_without_a_number;"
                        + " did you mean 'transfers_by_year' or 'transfers_by_prefecture' or 'transfers_and_trade'?",
                "sdmx labour_transfer|sdmx: cannot find mart 'labour_transfer'; allowed:"
                        + " commodity_group_break, commodity_group_code, commodity_unit, contradiction, contradiction_year, coverage,"
                        + " coverage_map, derived_month, figure_source, identity_check, labor_transfer, preferred_figure, region_year,"
                        + " share_of_parent, source_history, target_attainment, trade, trade_by_commodity_group,"
                        + " trade_by_partner, trade_by_region, trade_cell, trade_coarse_code, trade_coarsest_cell,"
                        + " trade_fine_cell, trade_period_part, trade_total, training, transfer_and_trade, year_over_year; did you mean 'labor_transfer'?",
                "sql -f nothing.sql|sql: cannot find file 'nothing.sql'",
            })
    void wrongNameIsToldWithTheAllowedAndTheNearest(String commandLine, String message) {
        Result result = corvee.run(commandLine.split(" ", -1));

        assertThat(result.exitCode()).isEqualTo(2);
        assertThat(result.err()).isEqualTo(message + "\n");
    }

    @Test
    void resultsComeAsTableCsvJsonAndParquet() throws IOException {
        String sql = "select region, value from mart.training where period = '2021' and measure = 'actual'";

        assertThat(corvee.run("sql", sql + ";").out())
                .isEqualTo("region      value\n--------  -------\nXinjiang  1480000\n1 row\n");
        assertThat(corvee.run("sql", "--format", "csv", sql).out())
                .isEqualTo("region,value\nXinjiang,1480000.000000\n");
        assertThat(corvee.run("sql", "--format", "json", sql).out())
                .isEqualTo("[\n\t{\"region\":\"Xinjiang\",\"value\":1480000.000000}\n]\n");
        assertThat(corvee.run("sql", "--format", "parquet", sql).out())
                .startsWith("PAR1")
                .endsWith("PAR1");
        assertThat(corvee.run(80, "sql", "--format", "parquet", sql).err())
                .isEqualTo("cannot print Parquet on a terminal: add > FILE.parquet\n");
        Path file = Files.writeString(folder.resolve("my.sql"), sql);
        assertThat(corvee.run("sql", "-f", file.toString()).out()).contains("1480000");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "insert into core.figure select * from core.figure",
                "select * from read_csv('/etc/hostname')",
                "copy core.figure to 'stolen.csv'",
                "attach 'other.duckdb'",
                "install httpfs",
                "set enable_external_access = true",
                "set lock_configuration = false",
                "set temp_directory = 'here'",
            })
    void sqlCanNeitherWriteNorReachOtherFilesNorUnlockItself(String sql) {
        Result result = corvee.run("sql", sql);

        assertThat(result.exitCode()).isEqualTo(2);
        assertThat(result.err()).startsWith("sql: cannot run the statement: ");
        assertThat(Path.of("stolen.csv")).doesNotExist();
    }

    @Test
    void exportGoesWhereItIsToldTo() {
        Path paper = folder.resolve("paper");

        Result result = corvee.run("export", "labor_transfer_trend", "--out", paper.toString());

        assertThat(result.exitCode()).isZero();
        assertThat(result.out()).startsWith("Labour transfers over time").contains(paper + "/labor_transfer_trend.csv");
        assertThat(paper.resolve("labor_transfer_trend.csv")).isNotEmptyFile();
        assertThat(paper.resolve("labor_transfer_trend.sources.csv")).isNotEmptyFile();
    }

    @Test
    void formatsAndPartsAreChosen() {
        Path paper = folder.resolve("part");

        Result result = corvee.run(
                "export", "labor_transfer_trend", "--years", "2021", "--format", "md,bib", "--out", paper.toString());

        assertThat(result.err()).isEmpty();
        assertThat(paper.toFile().list())
                .containsExactlyInAnyOrder("labor_transfer_trend-years-2021.md", "labor_transfer_trend-years-2021.bib");
    }

    @Test
    void listTellsSubjectTitleAndFormats() {
        assertThat(corvee.run("export", "--list").out()).isEqualTo("""
                        labor_transfer_trend (labor_transfer)
                          Labour transfers over time, with quotas, plans and bands
                          formats: csv, parquet, xlsx, tex, md, bib, csl, ris, sources
                        """);
    }

    @Test
    void rowOfAnExportIsExplainedDownToTheHash() {
        Result result = corvee.run("explain", "labor_transfer_trend:1");

        assertThat(result.err()).isEmpty();
        assertThat(result.out())
                .startsWith("row 1 of labor_transfer_trend: Labour transfers over time")
                .contains("\nrests on 1 figure\n\nfigure     jamestown_china_brief_2022:")
                .contains("\ndocument   ")
                .contains("SHA-256 ")
                .contains("the file has this hash");
    }

    @Test
    void exportFromAFreshHomeRunsARefreshFirst() throws IOException {
        TestingInstallation fresh = new TestingInstallation(folder.resolve("fresh"));
        Path paper = folder.resolve("first");

        Result result = fresh.run("export", "labor_transfer_trend", "--out", paper.toString());

        assertThat(result.exitCode()).isZero();
        assertThat(result.out())
                .startsWith("nothing is published in " + fresh.home().root() + " yet: a refresh runs first\n")
                .contains("published " + fresh.home().published());
        assertThat(paper.resolve("labor_transfer_trend.csv")).isNotEmptyFile();
    }

    /** The page is the only place that has the URL, so that it cannot be wrong there and right here. */
    @Test
    void jdbcRecipeOfTheManualOpensThePublishedFileReadOnly() throws IOException, SQLException {
        String page = Files.readString(
                Path.of(System.getProperty(Installation.PROPERTY)).resolve("docs/connect.md"));
        String published = corvee.home().published().toString();
        Matcher recipe = Pattern.compile("```\\n(jdbc:duckdb:\\S+)\\n```").matcher(page);
        Matcher query = Pattern.compile("```sql\\n([^`]+)```").matcher(page);
        assertThat(recipe.find() && query.find()).isTrue();
        String url = recipe.group(1).replace("/path/to/corvee/data/warehouse/corvee.duckdb", published);
        assertThat(url).contains(published);

        try (Connection connection = DriverManager.getConnection(url);
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(query.group(1))) {
            assertThat(rows.next()).isTrue();
            assertThat(connection.isReadOnly()).isTrue();
            assertThatThrownBy(() -> statement.execute("create table ref.mine (a integer)"))
                    .hasMessageContaining("attached in read-only mode");
        }
        assertThat(corvee.home().warehouse().toFile().list()).containsExactly("corvee.duckdb");
    }

    @Test
    void codebookAndSdmxGoWhereTheyAreToldToOrIntoTheDataHome() {
        Path paper = folder.resolve("described");

        Result codebook = corvee.run("codebook", "--out", paper.toString());
        Result sdmx = corvee.run("sdmx", "training", "--out", paper.toString());

        assertThat(codebook.out().lines())
                .containsExactly(paper + "/codebook.html", paper + "/codebook.md", paper + "/codebook.svg");
        assertThat(sdmx.out().lines()).containsExactly(paper + "/training.sdmx.csv", paper + "/training.structure.xml");
        assertThat(paper.resolve("training.sdmx.csv")).content().startsWith("STRUCTURE,STRUCTURE_ID,ACTION,FREQ,");
        assertThat(corvee.run("codebook").out()).startsWith(corvee.home().codebook() + "/codebook.html\n");
        assertThat(corvee.run("sdmx", "training").out())
                .startsWith(corvee.home().exports() + "/training.sdmx.csv\n");
    }

    @Test
    void tamperedSnapshotIsFoundByVerifyAndExplain() throws IOException {
        TestingInstallation tampered = new TestingInstallation(folder.resolve("tampered"));
        tampered.run("refresh");
        try (Stream<Path> files = Files.walk(tampered.home().snapshots())) {
            Path figures = files.filter(file ->
                            file.toString().contains("jamestown_china_brief_2022") && file.endsWith("figures.csv"))
                    .findFirst()
                    .orElseThrow();
            tampered.replace(figures, "3170000", "3180000");
        }

        Result verify = tampered.run("verify");
        Result explain = tampered.run("explain", "jamestown_china_brief_2022:transfers_2021");

        assertThat(verify.exitCode()).isEqualTo(4);
        assertThat(verify.err())
                .contains("/figures.csv: the manifest says SHA-256 ")
                .endsWith("1 thing does not hold\n");
        assertThat(explain.out()).contains("THE FILE HAS ANOTHER HASH");
    }
}
