package org.corvee.sql;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.corvee.report.RunReports;
import org.corvee.run.RunOutcome;
import org.corvee.run.RunRecord;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The page of a night says what the night was, and what needs a person first. */
class RunReportTest {

    private static final List<RunRecord> NIGHTS = TestingNights.all();

    @TempDir
    private Path folder = Path.of("");

    private RunReports reports = new RunReports(folder);

    @BeforeEach
    void writeAll() throws IOException {
        reports = new RunReports(folder);
        reports.writeAfter(NIGHTS.get(0), NIGHTS);
    }

    @Test
    void badNightTellsWhatNeedsAPersonBeforeAnythingElse() throws IOException {
        String page = page(TestingNights.bad());

        assertThat(page)
                .contains("check fails</span> mart.region_year has one row per indicator, region_code, year")
                .contains("region_year.grain: 3 rows that break it", "hostile: 1 row that breaks it")
                .contains("<strong>example_trade</strong> since 2026-11-20 01:00 UTC<p>")
                .contains("1\u202f300 records came in, but 1\u202f290 kept and 7 rejected are 1\u202f297")
                .contains("check · 2.1 s · ✗ failed")
                .contains("Nothing was published, so what is published did not change.");
        assertThat(page.indexOf("What needs you")).isLessThan(page.indexOf("<h2>Stages"));
    }

    @Test
    void whatAPublisherOrAFileSaysIsTextAndNeverMarkup() throws IOException {
        assertThat(page(TestingNights.bad()))
                .contains(
                        "&lt;script&gt;document.title = &apos;broken&apos;&lt;/script&gt; &amp; &quot;more&quot; &apos;still&apos;")
                .doesNotContain("<script", "http:", "https:", "{{");
    }

    @Test
    void sumsAreThoseOfTheSourcesThatWereRead() throws IOException {
        assertThat(page(TestingNights.first()))
                .contains("<tr class=\"sum\"><th scope=\"row\">2 sources</th>")
                .contains("data-label=\"in\">1\u202f200\u202f080</td>")
                .contains("data-label=\"out\">1\u202f200\u202f068</td>")
                .contains("data-label=\"rejected\">12</td>")
                .contains("data-label=\"in the warehouse\">1\u202f200\u202f068</td>")
                .doesNotContain("✗");
        assertThat(page(TestingNights.bad())).contains("data-label=\"in = out + rejected\">✗ no</td>");
    }

    @Test
    void firstWarehouseIsNotAListOfEverything() throws IOException {
        assertThat(page(TestingNights.first()))
                .contains("This is the first warehouse: 2 tables with 1\u202f200\u202f068 rows.")
                .doesNotContain("rows before");
    }

    @Test
    void changesAreListedAndTheRestIsCounted() throws IOException {
        assertThat(page(TestingNights.good()))
                .contains("Nothing needs you.")
                .contains("data-label=\"difference\">+1\u202f229</td>", "data-label=\"difference\">−2</td>")
                .contains("data-label=\"difference\">as many</td>", ">new table</td>", ">table is gone</td>")
                .contains("Figures: 1\u202f228 new, 1 changed, 1 gone.")
                .contains("value 3170000</td>", "value 3190000</td>")
                .contains("And 1\u202f030 more that are not listed;");
    }

    @Test
    void slowestTablesAreTenAndTheSlowestIsFirst() throws IOException {
        String page = page(TestingNights.good());

        assertThat(page).contains("mart.example_14 · 2.1 s · 14\u202f000 rows", "mart.example_5 · 275 ms");
        assertThat(page).doesNotContain("mart.example_4 ");
        assertThat(page.indexOf("mart.example_14 ")).isLessThan(page.indexOf("mart.example_13 "));
    }

    @Test
    void aStageIsComparedWithWhatItUsuallyTakes() throws IOException {
        assertThat(page(TestingNights.stale()))
                .contains("<th scope=\"row\">snapshot</th><td data-label=\"ended\">✓ well</td>")
                .contains("data-label=\"took\">5.4 s</td><td class=\"number\" data-label=\"usually\">6.6 s</td>");
    }

    @Test
    void timeBeforeTheFirstStageIsNotLeftUnexplained() throws IOException {
        assertThat(page(TestingNights.unchanged()))
                .contains("Before the first stage the program started, which took 1.5 s.");
        assertThat(page(TestingNights.good())).doesNotContain("Before the first stage");
    }

    @Test
    void recordOfAFormerVersionSaysWhatItDoesNotKnow() throws IOException {
        assertThat(page(TestingNights.former()))
                .contains("No stage is recorded: the run came to none, or its record is of a former version.")
                .contains("Nothing is recorded of what changed.");
    }

    @Test
    void runThatStoppedWithoutACheckOrASourceIsNotCalledWell() throws IOException {
        RunRecord killed = new RunRecord(
                "20261123T010000.000Z",
                TestingNights.unchanged().startedAt(),
                TestingNights.unchanged().startedAt(),
                RunOutcome.NOT_PUBLISHED,
                "the run did not end: it was killed, or the machine stopped",
                List.of());
        reports.writeAfter(killed, List.of(killed));

        assertThat(page(killed))
                .contains("The run did not come to its end; what stopped it stands above.")
                .doesNotContain("Nothing needs you");
    }

    @Test
    void nightsLeadToTheirNeighbours() throws IOException {
        String before = "<a rel=\"prev\" href=\"" + TestingNights.stale().runId() + ".html\">";
        String after = "<a rel=\"next\" href=\"" + TestingNights.unchanged().runId() + ".html\">";
        assertThat(page(TestingNights.bad())).contains(before, after);
        assertThat(page(TestingNights.former())).doesNotContain("rel=\"prev\"");
        assertThat(page(TestingNights.unchanged())).doesNotContain("rel=\"next\"");
    }

    @Test
    void pageOfTheNightBeforeIsWrittenAgainAndOlderOnesAreNot() throws IOException {
        List<RunRecord> before = NIGHTS.subList(1, NIGHTS.size());
        reports.writeAfter(before.get(0), before);
        Path older = reports.page(NIGHTS.get(3).runId());
        Files.writeString(older, "kept as it is");
        assertThat(page(before.get(0))).doesNotContain("rel=\"next\"");

        reports.writeAfter(NIGHTS.get(0), NIGHTS);

        assertThat(page(before.get(0))).contains("rel=\"next\"");
        assertThat(older).hasContent("kept as it is");
        assertThat(folder).isDirectoryNotContaining("glob:**.partial-*");
    }

    @Test
    void listHasEveryNightNewestFirst() throws IOException {
        String list = Files.readString(folder.resolve("index.html"));

        assertThat(list.split("<a href=", -1)).hasSize(NIGHTS.size() + 1);
        assertThat(list.indexOf("2026-11-22 01:00")).isLessThan(list.indexOf("2026-11-21 01:00"));
        assertThat(list)
                .contains("</span> not published</span>", "</span> stale</span>", "</span> unchanged</span>")
                .contains(
                        "data-label=\"stale or missing\">2</td>",
                        "changed\">all: the first</td>",
                        "data-label=\"rejected\">12</td>")
                .doesNotContain("<script", "older nights");
    }

    @ParameterizedTest
    @ValueSource(ints = {320, 1200})
    @Tag("slow")
    void browserShowsThemWithoutOverflowAndWithoutAComplaint(int width) throws IOException, InterruptedException {
        TestingBrowser browser = TestingBrowser.find("the page of a run was not looked at in a browser");
        for (RunRecord night : List.of(TestingNights.bad(), TestingNights.good(), TestingNights.unchanged())) {
            String name = reports.page(night.runId()).getFileName().toString();
            boolean built = !night.models().isEmpty();
            int bars = night.stages().size() + (built ? 10 : 0);
            assertThat(browser.open(frame(name, width)))
                    .as(name)
                    .contains("<pre id=\"found\">wide 0, bars " + bars + ", outside 0, pictures without words 0, tables"
                            + " without caption 0, title Refresh of ");
        }
        assertThat(browser.open(frame("index.html", width)))
                .contains("<pre id=\"found\">wide 0, bars 0, outside 0, pictures without words 0, tables without"
                        + " caption 0, title All nights</pre>");
    }

    private Path frame(String page, int width) throws IOException {
        return Files.writeString(folder.resolve("frame.html"), """
                <!DOCTYPE html><meta charset="utf-8"><body style="margin:0">
                <iframe id="frame" style="border:0" width="%d" height="800" src="%s"></iframe>
                <pre id="found"></pre>
                <script>
                const frame = document.getElementById('frame');
                frame.onload = () => {
                  const page = frame.contentDocument, root = page.documentElement;
                  const bars = [...page.querySelectorAll('rect.bar, svg text')];
                  const outside = bars.filter(bar => {
                    const box = bar.getBoundingClientRect(), picture = bar.ownerSVGElement.getBoundingClientRect();
                    return box.left < picture.left || box.right > picture.right || box.bottom > picture.bottom
                        || box.height === 0;
                  });
                  const silent = [...page.querySelectorAll('svg')].filter(svg => svg.getAttribute('aria-labelledby')
                      .split(' ').some(id => !page.getElementById(id).textContent));
                  document.getElementById('found').textContent = 'wide ' + (root.scrollWidth - root.clientWidth)
                      + ', bars ' + page.querySelectorAll('rect.bar').length + ', outside ' + outside.length
                      + ', pictures without words ' + silent.length + ', tables without caption '
                      + [...page.querySelectorAll('table')].filter(table => !table.caption.textContent).length
                      + ', title ' + page.title;
                };
                </script>
                """.formatted(width, page));
    }

    private String page(RunRecord night) throws IOException {
        return Files.readString(reports.page(night.runId()));
    }
}
