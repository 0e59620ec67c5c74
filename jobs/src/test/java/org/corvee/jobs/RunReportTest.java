package org.corvee.jobs;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.corvee.home.Folders;
import org.corvee.jobs.TestingInstallation.Result;
import org.corvee.run.RunOutcome;
import org.corvee.run.RunRecord;
import org.corvee.run.RunRecord.FigureChange;
import org.corvee.run.RunStore;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Every run leaves a record of what it did, and a page that tells it. */
@Tag("slow")
class RunReportTest {

    private static final String SOURCE = TestingInstallation.SOURCE;

    @TempDir
    private Path folder = Path.of("");

    private TestingInstallation corvee;

    @BeforeEach
    void refreshedYesterday() throws IOException {
        corvee = TestingInstallation.refreshed(folder).on("2026-11-21");
    }

    @Test
    void figuresThatCameWentAndChangedAreTold() throws IOException {
        Path figures = corvee.source(SOURCE).resolve("figures.csv");
        corvee.replace(figures, "\nmentions_12th_plan,", "\nmentions_renamed,");
        corvee.replace(figures, "Introduction ¶4,vocational_center", "Introduction ¶5,vocational_center");

        Result result = corvee.run("refresh");

        assertThat(result.exitCode()).as(result.out()).isZero();
        RunRecord record = newest();
        assertThat(record.figures().changed()).isEqualTo(2);
        assertThat(record.figures().listed())
                .contains(
                        new FigureChange(
                                SOURCE + ":detainee_placements",
                                "changed",
                                "locator Introduction ¶4",
                                "locator Introduction ¶5"),
                        new FigureChange(
                                SOURCE + ":mentions_12th_plan",
                                "gone",
                                "as_stated in both instances; value 2; unit count",
                                null),
                        new FigureChange(
                                SOURCE + ":mentions_renamed",
                                "new",
                                null,
                                "as_stated in both instances; value 2; unit count"))
                .hasSize(4);
        assertThat(record.changes()).contains(new RunRecord.TableChange("core.figure", 68L, 68L));
        assertThat(record.changes())
                .extracting(RunRecord.TableChange::table)
                .doesNotContain("ref.region")
                .noneMatch(table -> table.startsWith("ops."));
        assertThat(record.models())
                .filteredOn(model -> model.table().equals("mart.labor_transfer"))
                .singleElement()
                .satisfies(model -> assertThat(corvee.query("select count(*) from mart.labor_transfer"))
                        .isEqualTo(String.valueOf(model.rows())));
        assertThat(record.sources()).allMatch(source -> Long.valueOf(68).equals(source.loaded()));
        assertThat(page(record))
                .contains("Figures: 1 new, 2 changed, 1 gone.", "locator Introduction ¶5</td>", "rel=\"prev\"");
        RunRecord first = new RunStore(corvee.home().runs()).newest(9).get(1);
        assertThat(first.changes()).isNotEmpty().allMatch(change -> change.rowsBefore() == null);
        assertThat(page(first)).contains("This is the first warehouse: ", "rel=\"next\"");
    }

    @Test
    void unchangedNightSaysSoAndWhatIsLoaded() throws IOException {
        assertThat(corvee.run("refresh").exitCode()).isZero();

        RunRecord record = newest();
        assertThat(record.outcome()).isEqualTo(RunOutcome.UNCHANGED);
        assertThat(record.sources()).allMatch(source -> Long.valueOf(68).equals(source.loaded()));
        assertThat(record.stages())
                .isNotEmpty()
                .allMatch(stage -> stage.startedAt().isAfter(record.startedAt())
                        && !stage.finishedAt().isAfter(record.finishedAt()));
        assertThat(page(record)).contains("Nothing was published, so what is published did not change.");
        assertThat(Files.readString(corvee.home().reports().resolve("index.html")))
                .contains(record.runId() + ".html", "</span> unchanged</span>", "</span> published</span>");
    }

    @Test
    void failedCheckIsOnThePageOfTheRunThatDidNotPublish() throws IOException {
        Files.writeString(
                corvee.sql().resolve("checks/nothing_is_there.sql"),
                "-- There is no <figure> at all.\nselect figure_id\nfrom core.figure\n");

        assertThat(corvee.run("refresh").exitCode()).isEqualTo(4);

        RunRecord record = newest();
        assertThat(record.failedChecks())
                .containsExactly(new RunRecord.FailedCheck("nothing_is_there", "There is no <figure> at all.", 68));
        assertThat(record.changes()).isEmpty();
        assertThat(page(record))
                .contains("There is no &lt;figure&gt; at all.<p class=\"quiet\">nothing_is_there: 68 rows");
        Result status = corvee.run(80, "status");
        assertThat(status.exitCode()).isEqualTo(4);
        assertThat(status.out())
                .contains("failing    There is no <figure> at all. (nothing_is_there: 68 that break it)\n")
                .contains("report     " + corvee.home().reports().resolve(record.runId() + ".html"));
    }

    @Test
    void staleSourceIsToldWithTheNightOnWhichItBecameStale() throws IOException {
        corvee.replace(corvee.source(SOURCE).resolve("figures.csv"), "figure_key,locator,", "figure_key,place,");
        assertThat(corvee.run("refresh").exitCode()).isEqualTo(3);
        assertThat(corvee.on("2026-11-22").run("refresh").exitCode()).isEqualTo(3);

        assertThat(page(newest())).contains("<strong>" + SOURCE + "</strong> since 2026-11-21 09:00 UTC<p>" + SOURCE);
        assertThat(corvee.run("status").out()).contains(SOURCE + ": stale since 2026-11-21 09:00 UTC, 68 rows");
    }

    @Test
    void pagesAreWrittenAgain() throws IOException {
        Folders.delete(corvee.home().reports());
        Path page = corvee.home().reports().resolve(newest().runId() + ".html");
        Path list = corvee.home().reports().resolve("index.html");

        assertThat(corvee.run("report").out()).isEqualTo(page + "\n");
        assertThat(page).exists();
        Folders.delete(corvee.home().reports());
        assertThat(corvee.run("report", "--all").out()).isEqualTo(list + "\n");
        assertThat(List.of(page, list)).allMatch(Files::exists);

        Result unknown = corvee.run("report", newest().runId().replace("T09", "T08"));
        assertThat(unknown.exitCode()).isEqualTo(2);
        assertThat(unknown.err())
                .startsWith("report: cannot find run '2026")
                .contains("expected one of 1 runs, of which the newest is " + newest().runId())
                .endsWith("did you mean '" + newest().runId() + "'?\n");
        assertThat(corvee.run("report", "--all", newest().runId()).exitCode()).isEqualTo(2);
        Result empty = new TestingInstallation(folder.resolve("empty")).run("report");
        assertThat(empty.exitCode()).isEqualTo(4);
        assertThat(empty.err()).startsWith("no run is recorded in ");
    }

    private RunRecord newest() throws IOException {
        return new RunStore(corvee.home().runs()).newest(1).get(0);
    }

    private String page(RunRecord run) throws IOException {
        return Files.readString(corvee.home().reports().resolve(run.runId() + ".html"));
    }
}
