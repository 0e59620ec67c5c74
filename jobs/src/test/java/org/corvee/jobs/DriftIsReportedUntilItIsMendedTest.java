package org.corvee.jobs;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;
import org.corvee.jobs.TestingInstallation.Result;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A drifted source is stale, the others go on, and {@code ./corvee drift} says what differs until the file is edited. */
@Tag("slow")
class DriftIsReportedUntilItIsMendedTest {

    private static final String SOURCE = TestingInstallation.SOURCE;
    private static final String OTHER = "rfa_labor_transfer_2021";
    private static final String ROWS =
            "select source_id || ' ' || count(*) from core.figure group by source_id order by source_id";

    @TempDir
    private Path folder = Path.of("");

    private TestingInstallation corvee;
    private Path figures;
    private Path descriptor;
    private Path others;

    @BeforeEach
    void publishOnce() throws IOException {
        corvee = TestingInstallation.refreshed(folder, OTHER);
        figures = corvee.source(SOURCE).resolve("figures.csv");
        descriptor = corvee.source(SOURCE).resolve("source.yml");
        others = corvee.source(OTHER).resolve("figures.csv");
        assertThat(corvee.run("drift")).isEqualTo(new Result(0, "no drift\n", ""));
        corvee.on("2026-11-21");
    }

    /** What the report says below the line that names the file. */
    private static List<String> below(Result report) {
        assertThat(report.exitCode()).isEqualTo(3);
        List<String> lines = report.out().lines().toList();
        assertThat(lines.get(0)).isEqualTo(SOURCE + ": stale, 68 rows of its last good state are shown");
        assertThat(lines.get(1)).matches(" {2}file {7}figures\\.csv, snapshot [0-9a-f]{8} of 2026-11-21");
        assertThat(lines).allMatch(line -> line.length() <= 80);
        return lines.subList(2, lines.size());
    }

    @Test
    void changedHeaderStandsBesideTheKnownOne() throws IOException, SQLException {
        corvee.replace(figures, "figure_key,locator,", "figure_key,place,");
        corvee.replace(others, "farmers_to_be_shifted,", "farmers_to_be_moved,");

        Result refresh = corvee.run("refresh");
        Result again = corvee.run("refresh");

        assertThat(refresh.exitCode()).isEqualTo(3);
        assertThat(again.out()).contains("no work was done").contains("see ./corvee drift " + SOURCE);
        assertThat(corvee.query(ROWS)).isEqualTo(SOURCE + " 68\n" + OTHER + " 5");
        assertThat(corvee.query("select count(*) from core.figure where figure_id like '%:farmers_to_be_moved'"))
                .isEqualTo("1");
        assertThat(below(corvee.run("drift", SOURCE)))
                .containsExactly("""
                  header       known                            found
                               figure_key                       figure_key
                             - locator                        + place
                               subject                          subject
                               indicator                        indicator
                               (23 columns that are the same)
                  column     'place' is not known
                  column     'locator' is not there
                  edit       sql/sources/jamestown_china_brief_2022/source.yml
                """.lines().toArray(String[]::new));
        assertThat(corvee.run("drift", OTHER)).isEqualTo(new Result(0, OTHER + ": no drift\n", ""));

        corvee.replace(descriptor, "  locator: {type: text,", "  locator: {type: text, names: [place],");
        assertThat(corvee.run("refresh").exitCode()).isZero();
        assertThat(corvee.run("drift")).isEqualTo(new Result(0, "no drift\n", ""));
    }

    @Test
    void newCodeIsCountedWithAnExample() throws IOException {
        corvee.replace(figures, "hundreds of thousands of cadres,,,A,", "hundreds of thousands of cadres,,,Z,");
        assertThat(corvee.run("refresh").exitCode()).isEqualTo(3);

        List<String> report = below(corvee.run("drift"));

        assertThat(report.get(0)).isEqualTo("  new code   obs_status 'Z', 1 row: expected one of A, E, F, P, B, U");
        assertThat(report).contains("             line 2: monitoring_cadres_since_2021,Introduction");
        assertThat(report.get(report.size() - 1)).isEqualTo("  edit       sql/sources/" + SOURCE + "/source.yml");
        corvee.replace(descriptor, "allowed: [A, E,", "allowed: [Z, A, E,");
        // The check of all codes wants it described too.
        corvee.replace(
                corvee.sql().resolve("reference/code.csv"),
                "\nmeasure,plan,",
                "\nobs_status,Z,Last,Made up.\nmeasure,plan,");
        assertThat(corvee.run("refresh").exitCode()).isZero();
        assertThat(corvee.run("drift").out()).isEqualTo("no drift\n");
    }

    @Test
    void numbersOfRowsAreToldBeforeAndNow() throws IOException {
        List<String> lines = Files.readAllLines(figures);
        Files.write(figures, lines.subList(0, lines.size() - 1));
        assertThat(corvee.run("refresh").exitCode()).isEqualTo(3);

        List<String> report = below(corvee.run("drift"));

        assertThat(report).hasSize(3);
        assertThat(report.get(0))
                .matches("  rows {7}before 68 \\(snapshot [0-9a-f]{8} of 2026-11-20\\), now 67: expected at");
        assertThat(report.get(1)).isEqualTo("             least 68 rows");
    }

    @Test
    void refreshOfAnotherSourceSeesThatTheDescriptorWasMended() throws IOException {
        corvee.replace(descriptor, "rows_at_least: 68", "rows_at_least: 1, rows_at_most: 68");
        String more =
                "made_up,Note 1,monitoring,monitoring_cadres,all,Xinjiang,,2021-01-01,2022-06-05,multi_year,actual,"
                        + "level,,,,,,person,1,1,1,exact,1 cadre,,,A,\n";
        Files.writeString(figures, Files.readString(figures) + more);
        assertThat(corvee.run("refresh").exitCode()).isEqualTo(3);
        assertThat(corvee.run("refresh", "--source", OTHER).exitCode()).isEqualTo(3);
        corvee.replace(descriptor, "rows_at_most: 68", "rows_at_most: 69");

        Result result = corvee.run("refresh", "--source", OTHER);

        assertThat(result.exitCode()).as(result.out()).isZero();
        assertThat(corvee.run("status").exitCode()).isZero();
    }

    @Test
    void correctionIsToldOfAFigureUntilThePublisherMendsIt() throws IOException, SQLException {
        Path corrections = corvee.source(SOURCE).resolve("corrections.csv");
        Files.writeString(corrections, """
                figure_key,column,expect,corrected,reason,status,noted_on
                monitoring_cadres_since_2021,locator,Introduction ¶2,Introduction ¶3,A misprint.,confirmed,2026-11-21
                """);
        assertThat(corvee.run("refresh").out()).contains("published ");

        assertThat(corvee.run("explain", SOURCE + ":monitoring_cadres_since_2021")
                        .out())
                .contains("Introduction ¶3\n")
                .contains("corrected  locator: the publisher prints “Introduction ¶2”, loaded is “Introduction ¶3”"
                        + " (confirmed, noted on 2026-11-21): A misprint.\n");
        corvee.replace(
                figures,
                "monitoring_cadres_since_2021,Introduction ¶2,",
                "monitoring_cadres_since_2021,Introduction ¶3,");
        assertThat(corvee.run("refresh").exitCode()).isEqualTo(3);
        assertThat(below(corvee.run("drift"))).containsExactly("""
                  correction locator: expected 'Introduction ¶2', found 'Introduction ¶3'
                             line 2: row monitoring_cadres_since_2021
                  edit       sql/sources/jamestown_china_brief_2022/corrections.csv
                """.lines().toArray(String[]::new));
        Files.delete(corrections);
        assertThat(corvee.run("refresh").exitCode()).isZero();
        assertThat(corvee.run("drift").out()).isEqualTo("no drift\n");
    }

    @Test
    void sourceThatIsNotThereIsToldWithWhatWasMeant() {
        Result report = corvee.run("drift", "rfa_labor_transfer");

        assertThat(report.exitCode()).isEqualTo(2);
        assertThat(report.err())
                .contains("cannot find source 'rfa_labor_transfer'")
                .contains("did you mean '" + OTHER);
    }
}
