package org.corvee.report;

import java.util.List;
import org.corvee.load.LoadOutcome;
import org.corvee.run.RunRecord;

/** The list of all nights. */
final class NightList {

    private static final String NONE = "–";

    private NightList() {}

    /**
     * The page as HTML.
     *
     * @param newestFirst the runs that are listed
     * @param more whether there are older ones
     */
    static String of(List<RunRecord> newestFirst, boolean more) {
        StringBuilder body = new StringBuilder("<header>\n<h1>All nights</h1>\n</header>\n<main>\n");
        Markup.Table table = new Markup.Table(
                newestFirst.isEmpty()
                        ? "No run is recorded yet"
                        : "Every refresh, the newest first; times are UTC, rows are those that the run read",
                Markup.Table.text("began"),
                Markup.Table.text("outcome"),
                Markup.Table.number("took"),
                Markup.Table.number("stale or missing"),
                Markup.Table.number("rows in"),
                Markup.Table.number("rejected"),
                Markup.Table.number("tables changed"));
        for (RunRecord run : newestFirst) {
            table.rowOfHtml(List.of(
                    "<a href=\"" + Markup.escaped(RunReports.fileName(run.runId())) + "\">"
                            + Wording.moment(run.startedAt()) + "</a>",
                    "<span class=\"state " + RunPage.kind(run.outcome()) + "\">"
                            + Markup.sign(Wording.sign(run.outcome())) + Wording.words(run.outcome()) + "</span>",
                    Wording.took(RunPage.took(run)),
                    stale(run),
                    rows(run, false),
                    rows(run, true),
                    changes(run)));
        }
        body.append(table.html());
        if (more) {
            body.append("<p>The pages of older nights stay in this folder; each leads to the one before it.</p>\n");
        }
        return Markup.page("All nights", body.append("</main>\n").toString());
    }

    private static String stale(RunRecord run) {
        if (run.sources().isEmpty()) {
            return NONE;
        }
        return Wording.number(run.sources().stream()
                .filter(source -> !LoadOutcome.isAllRight(source.state()))
                .count());
    }

    private static String changes(RunRecord run) {
        if (run.stages().isEmpty()) {
            return NONE;
        }
        return RunPage.isFirst(run)
                ? "all: the first"
                : Wording.number(run.changes().size());
    }

    private static String rows(RunRecord run, boolean rejected) {
        RunRecord.Rows sum = new RunRecord.Rows(0, 0, 0);
        boolean read = false;
        for (RunRecord.Source source : run.sources()) {
            if (source.normalized() != null) {
                sum = sum.plus(source.normalized());
                read = true;
            }
        }
        return read ? Wording.number(rejected ? sum.rejected() : sum.records()) : NONE;
    }
}
