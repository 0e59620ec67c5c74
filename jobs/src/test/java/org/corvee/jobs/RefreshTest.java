package org.corvee.jobs;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.corvee.duckdb.DuckDb;
import org.corvee.jobs.TestingInstallation.Result;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** One refresh of the real content, and what its users see afterwards. */
@Tag("slow")
class RefreshTest {

    /** Nobody has dropped a customs file here, and no publisher was asked. */
    private static final Set<String> OF_WHAT_IS_NOT_THERE = Set.of(
            "census_population",
            "exchange_rates_compared",
            "fastest_growing_groups",
            "labor_intensive_exports",
            "listed_entities",
            "region_codes_seen",
            "regions_in_trade",
            "sources_that_are_gone",
            "stated_against_customs",
            "top_partners",
            "trade_by_month");

    @TempDir
    private static Path folder = Path.of("");

    private static TestingInstallation corvee;
    private static Result first;

    @BeforeAll
    static void refresh() throws IOException {
        corvee = TestingInstallation.whole(folder);
        first = corvee.run("refresh");
    }

    @Test
    void publishesAndTellsEachStage() {
        assertThat(first.err()).isEmpty();
        assertThat(first.exitCode()).isZero();
        assertThat(first.out())
                .contains("snapshot   jamestown_china_brief_2022: new, ")
                .contains("normalize  jamestown_china_brief_2022: 68 records, 0 rejected")
                .contains("load       jamestown_china_brief_2022: 68 rows")
                .contains("mart       mart.labor_transfer: ")
                .contains("checks hold")
                .contains("publish    warehouse/corvee.duckdb, sealed and verified")
                .contains("export     exports/labor_transfer_trend: 9 files")
                .contains("published " + corvee.home().published());
    }

    @Test
    void analystSeesRealFigures() {
        Result result = corvee.run(
                80, "sql", "select region, year, value, unit, rivals from mart.labor_transfer order by 1, 2");

        assertThat(result.exitCode()).isZero();
        assertThat(result.out())
                .contains("region              year       value  unit          rivals\n")
                .contains("Southern Xinjiang   2019     1650000  person             0\n")
                .contains("Xinjiang            2021     3170000  person_times       4\n")
                .endsWith("92 rows\n");
    }

    @Test
    void statusIsGreen() {
        Result result = corvee.run("status");

        assertThat(result.exitCode()).isZero();
        assertThat(result.out())
                .contains("jamestown_china_brief_2022: fresh, 68 rows")
                .endsWith("all is well\n");
    }

    @Test
    void everyFigureIsExplainedDownToADocumentAndAHash() throws IOException, SQLException {
        List<String> figures = corvee.query("select concat_ws(' ', figure_id, snapshot_sha256) from core.figure")
                .lines()
                .toList();
        assertThat(figures).hasSize(607);
        // While one connection is open, the file is not opened anew for each figure.
        try (Connection held = DuckDb.readOnly(corvee.home().published())) {
            assertThat(held.isReadOnly()).isTrue();
            for (String figure : figures) {
                String[] idAndSha256 = figure.split(" ", 2);
                Result result = corvee.run("explain", idAndSha256[0]);
                assertThat(result.exitCode()).as(figure).isZero();
                assertThat(result.out())
                        .contains("figure     " + idAndSha256[0])
                        .containsPattern("\\ndocument   \\S")
                        .contains("SHA-256 " + idAndSha256[1])
                        .contains("the file has this hash")
                        .contains("used in    mart.");
            }
        }
    }

    @Test
    void explanationOfAFigureWithARivalTellsBoth() {
        Result result = corvee.run("explain", "jamestown_china_brief_2022:transfers_2021_record");

        assertThat(result.out())
                .contains("           3,200,000 person-times, exact: 3,150,000 … 3,250,000\n")
                .contains("stated as  “transferring a staggering 3.2 million surplus laborers”\n")
                .contains("cites      [Report on labor transfers in 2021]. Government of the Xinjiang Uyghur")
                .contains("rivals\n           cecc_testimony_2024:transfers_2021\n")
                .contains("             3,170,000 person-times, exact: 3,165,000 … 3,175,000 “3.17 million")
                .contains("preferred  cecc_testimony_2024:transfers_2021 (P3 more precise)\n")
                .contains("identities none: no arithmetic leans on it\n")
                .contains(
                        "used in    mart.contradiction: Xinjiang, 2021, labor_transfers, all, actual, level, person_times\n");
    }

    @Test
    void readyQuestionsAreListedAndEachCanBeAsked() throws IOException {
        Result list = corvee.run("sql", "--question", "help");

        assertThat(list.out().lines()).hasSize(31).allMatch(line -> line.endsWith("?"));
        for (String line : list.out().lines().toList()) {
            String question = line.substring(0, line.indexOf(' '));
            Result answer = corvee.run(80, "sql", "--question", question);
            assertThat(answer.exitCode()).as(answer.err()).isZero();
            assertThat(answer.out())
                    .as(question)
                    .matches(
                            OF_WHAT_IS_NOT_THERE.contains(question)
                                    ? "(?s)(.*\\n)?0 rows\\n"
                                    : "(?s).*\\n[1-9]\\d* rows?\\n");
            assertThat(answer.out().lines()).allMatch(row -> row.length() <= 80);
        }
    }

    @Test
    void checkReportsWhatTheFiguresCannotReconcile() {
        Result result = corvee.run(80, "check");

        assertThat(result.exitCode()).isZero();
        assertThat(result.out())
                .startsWith("contradictions that are not explained: 1\n\nVocational training per year, Xinjiang,")
                .contains("    “from 1.2 million to 1.5 million person-sessions” zenz2024forced\n")
                .contains("cbp_uflpa_press_figures:shipments_to_2023_03_31 from exam_status\n(parts_vs_total)\n")
                .contains("  misses by 3; would hold with 3,591\n");
        assertThat(result.out().lines())
                .allMatch(line -> line.length() <= 80 || !line.strip().contains(" "));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "select ref.sum_alike(value, kind) from mart.region_year|cannot add ",
                "select ref.same_kind(a.kind, b.kind) from mart.region_year as a, mart.region_year as b|cannot combine ",
            })
    void combiningDifferentKindsIsAReadableError(String sql, String message) {
        Result result = corvee.run("sql", sql);

        assertThat(result.exitCode()).isEqualTo(2);
        assertThat(result.err()).contains(message).contains("they are of different kind");
    }

    @Test
    void unknownFigureIsToldWithTheNearest() {
        Result result = corvee.run("explain", "jamestown_china_brief_2022:transfers_2012");

        assertThat(result.exitCode()).isEqualTo(2);
        assertThat(result.err())
                .startsWith("explain: cannot find figure 'jamestown_china_brief_2022:transfers_2012':"
                        + " expected an id of core.figure; did you mean 'jamestown_china_brief_2022:transfers_2021'");
    }

    @Test
    void everythingIsVerified() {
        Result result = corvee.run("verify");

        assertThat(result.err()).isEmpty();
        assertThat(result.exitCode()).isZero();
        assertThat(result.out()).endsWith("all holds\n");
    }

    @Test
    void exportHasItsSourcesBesideIt() throws IOException {
        Path exports = corvee.home().exports();
        List<String> lines = Files.readAllLines(exports.resolve("labor_transfer_trend.csv"));
        assertThat(lines.get(0))
                .startsWith("region,counterpart,indicator_name,population,period,period_start,period_end,period_kind,");
        assertThat(lines)
                .contains(
                        "Xinjiang,,Labor transfers,all,2021,2021-01-01,2021-12-31,year,actual,3170000,3165000,3175000,"
                                + "exact,person_times,4,3150000,3250000,"
                                + "\"zenz2022unemployment, zenz2024forced, zenz2024stateimposed\","
                                + "cecc_testimony_2024:transfers_2021 cecc_testimony_2024:transfers_2021_section_1"
                                + " jamestown_china_brief_2022:transfers_2021"
                                + " jamestown_china_brief_2022:transfers_2021_record"
                                + " jamestown_china_brief_2024:transfers_2021,");
        assertThat(Files.readString(exports.resolve("labor_transfer_trend.sources.csv")))
                .contains(
                        "jamestown_china_brief_2022:transfers_2021,3.17 million surplus laborers (some multiple times),3170000,");
    }

    @Test
    void unchangedRefreshDoesNoWork() throws IOException {
        Object inode = inode(corvee.home().published());
        List<String> normalized = files(corvee.home().normalized());

        Result second = corvee.run("refresh");

        assertThat(second.exitCode()).isZero();
        assertThat(second.out())
                .contains("snapshot   jamestown_china_brief_2022: unchanged since ")
                .contains("nothing changed since the published warehouse was built; no work was done")
                .doesNotContain("normalize")
                .doesNotContain("load");
        assertThat(inode(corvee.home().published())).isEqualTo(inode);
        assertThat(files(corvee.home().normalized())).isEqualTo(normalized);
    }

    private static Object inode(Path file) throws IOException {
        return Files.readAttributes(file, BasicFileAttributes.class).fileKey();
    }

    private static List<String> files(Path root) throws IOException {
        try (Stream<Path> files = Files.walk(root)) {
            return files.map(file -> {
                        try {
                            return file + " " + Files.getLastModifiedTime(file);
                        } catch (IOException e) {
                            throw new java.io.UncheckedIOException(e);
                        }
                    })
                    .sorted()
                    .toList();
        }
    }
}
