package org.corvee.report;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.corvee.load.LoadOutcome;
import org.corvee.run.RunOutcome;
import org.corvee.run.RunRecord;
import org.corvee.run.StaleSince;
import org.jspecify.annotations.Nullable;

/** The page of one run: how it ended, what needs a person, and then what it did. */
final class RunPage {

    /** So many runs before say how long a stage usually takes. */
    private static final int USUAL = 7;

    private static final int SLOWEST = 10;
    private static final String NONE = "–";

    private final RunRecord run;
    private final List<RunRecord> earlier;
    private final StringBuilder body = new StringBuilder();

    private RunPage(RunRecord run, List<RunRecord> earlier) {
        this.run = run;
        this.earlier = earlier;
    }

    /**
     * The page as HTML.
     *
     * @param newestFirst the run itself and those before it
     * @param next the run after it; null when it is the newest
     */
    static String of(List<RunRecord> newestFirst, @Nullable RunRecord next) {
        RunPage page = new RunPage(newestFirst.get(0), newestFirst.subList(1, newestFirst.size()));
        page.header(next);
        page.body.append("<main>\n");
        page.attention(StaleSince.of(newestFirst));
        page.stages();
        page.rows();
        page.models();
        page.changes();
        page.body.append("</main>\n");
        return Markup.page(page.title(), page.body.toString());
    }

    private String title() {
        return "Refresh of " + Wording.moment(run.startedAt()) + " UTC: " + Wording.words(run.outcome());
    }

    private void header(@Nullable RunRecord next) {
        body.append("<header>\n<nav aria-label=\"Nights\"><a href=\"")
                .append(RunReports.INDEX)
                .append("\">All nights</a>");
        if (!earlier.isEmpty()) {
            neighbour("prev", "← " + Wording.moment(earlier.get(0).startedAt()), earlier.get(0));
        }
        if (next != null) {
            neighbour("next", Wording.moment(next.startedAt()) + " →", next);
        }
        body.append("</nav>\n<h1>Refresh of ")
                .append(Wording.moment(run.startedAt()))
                .append(" UTC</h1>\n<div class=\"outcome ")
                .append(kind(run.outcome()))
                .append("\">")
                .append(Markup.sign(Wording.sign(run.outcome())))
                .append(Wording.words(run.outcome()))
                .append("<p>")
                .append(Markup.escaped(run.message()))
                .append("</p></div>\n<p class=\"quiet\">Run ")
                .append(Markup.escaped(run.runId()))
                .append(" took ")
                .append(Wording.took(took(run)));
        usual(earlier.stream().filter(other -> other.outcome() == run.outcome()).map(RunPage::took))
                .ifPresent(usual ->
                        body.append("; usually ").append(Wording.took(usual)).append(" when one ends as this did"));
        body.append(".</p>\n</header>\n");
    }

    private void neighbour(String relation, String words, RunRecord other) {
        body.append(" <a rel=\"")
                .append(relation)
                .append("\" href=\"")
                .append(Markup.escaped(RunReports.fileName(other.runId())))
                .append("\">")
                .append(words)
                .append("</a>");
    }

    static String kind(RunOutcome outcome) {
        return Wording.words(outcome).replace(' ', '-');
    }

    static Duration took(RunRecord run) {
        return Duration.between(run.startedAt(), run.finishedAt());
    }

    /** The median of the first few of them; empty when there is none. */
    private static Optional<Duration> usual(Stream<Duration> newestFirst) {
        List<Duration> sorted = newestFirst.limit(USUAL).sorted().toList();
        return sorted.isEmpty() ? Optional.empty() : Optional.of(sorted.get(sorted.size() / 2));
    }

    private void section(String title) {
        body.append("<section>\n<h2>").append(title).append("</h2>\n");
    }

    private void end() {
        body.append("</section>\n");
    }

    private void paragraph(String text) {
        body.append("<p>").append(Markup.escaped(text)).append("</p>\n");
    }

    private void attention(Map<String, StaleSince> since) {
        List<String> items = new ArrayList<>();
        for (RunRecord.FailedCheck check : run.failedChecks()) {
            items.add(
                    "<li class=\"check\"><span class=\"state failed-check\">" + Markup.sign("✗") + "check fails</span> "
                            + Markup.escaped(check.question()) + "<p class=\"quiet\">"
                            + Markup.escaped(check.name() + ": " + Wording.count(check.violations(), "row"))
                            + " that break" + (check.violations() == 1 ? "s" : "") + " it</p></li>\n");
        }
        for (RunRecord.Source source : run.sources()) {
            if (!LoadOutcome.isAllRight(source.state())) {
                StaleSince from = since.get(source.source());
                items.add(
                        "<li class=\"source\">" + state(source.state()) + " <strong>" + Markup.escaped(source.source())
                                + "</strong>" + (from == null ? "" : from.told()) + "<p>"
                                + Markup.escaped(source.problem() == null ? "nobody said why" : source.problem())
                                + "</p></li>\n");
            }
        }
        for (RunRecord.Source source : run.sources()) {
            RunRecord.Rows rows = source.normalized();
            if (rows != null && !rows.addUp()) {
                items.add("<li class=\"rows\"><span class=\"state failed-check\">" + Markup.sign("✗")
                        + "rows do not add up</span> <strong>" + Markup.escaped(source.source()) + "</strong><p>"
                        + Wording.count(rows.records(), "record") + " came in, but " + Wording.number(rows.rows())
                        + " kept and " + Wording.number(rows.rejected()) + " rejected are "
                        + Wording.number(rows.rows() + rows.rejected()) + "</p></li>\n");
            }
        }
        boolean well = run.outcome() == RunOutcome.PUBLISHED || run.outcome() == RunOutcome.UNCHANGED;
        section("What needs you");
        if (items.isEmpty()) {
            paragraph(well ? "Nothing needs you." : "The run did not come to its end; what stopped it stands above.");
        } else {
            body.append("<ul class=\"attention\">\n");
            items.forEach(body::append);
            body.append("</ul>\n");
        }
        end();
    }

    private static String state(String state) {
        String sign = switch (state) {
            case "fresh" -> "✓";
            case "waiting" -> "…";
            case "stale" -> "!";
            default -> "✗";
        };
        return "<span class=\"state " + Markup.escaped(state) + "\">" + Markup.sign(sign) + Markup.escaped(state)
                + "</span>";
    }

    private void stages() {
        section("Stages");
        if (run.stages().isEmpty()) {
            paragraph("No stage is recorded: the run came to none, or its record is of a former version.");
            end();
            return;
        }
        long last = took(run).toMillis();
        for (RunRecord.Stage stage : run.stages()) {
            last = Math.max(last, since(stage.finishedAt()));
        }
        Bars bars =
                new Bars("stages", "Stages", "When each stage began and ended; the table below says the same.", last);
        Markup.Table table = new Markup.Table(
                "Time of each stage, and the median of the last " + USUAL + " runs in which it did not fail",
                Markup.Table.text("stage"),
                Markup.Table.text("ended"),
                Markup.Table.number("began after"),
                Markup.Table.number("took"),
                Markup.Table.number("usually"));
        for (RunRecord.Stage stage : run.stages()) {
            String took = Wording.took(took(stage));
            bars.add(
                    stage.name() + " · " + took + (stage.failed() ? " · ✗ failed" : ""),
                    since(stage.startedAt()),
                    since(stage.finishedAt()),
                    stage.failed());
            table.row(
                    stage.name(),
                    stage.failed() ? "✗ failed" : "✓ well",
                    Wording.took(Duration.ofMillis(since(stage.startedAt()))),
                    took,
                    usual(earlier.stream()
                                    .flatMap(other -> other.stages().stream())
                                    .filter(other -> other.name().equals(stage.name()) && !other.failed())
                                    .map(RunPage::took))
                            .map(Wording::took)
                            .orElse(NONE));
        }
        body.append(bars.svg());
        Duration before = Duration.between(run.startedAt(), run.stages().get(0).startedAt());
        if (before.toMillis() >= 1000) {
            body.append("<p class=\"quiet\">Before the first stage the program started, which took ")
                    .append(Wording.took(before))
                    .append(".</p>\n");
        }
        body.append(table.html());
        end();
    }

    private long since(Instant instant) {
        return Duration.between(run.startedAt(), instant).toMillis();
    }

    private static Duration took(RunRecord.Stage stage) {
        return Duration.between(stage.startedAt(), stage.finishedAt());
    }

    private void rows() {
        section("Rows");
        List<RunRecord.Source> read = run.sources().stream()
                .filter(source -> source.normalized() != null)
                .toList();
        List<RunRecord.Source> left = run.sources().stream()
                .filter(source -> source.normalized() == null)
                .toList();
        if (read.isEmpty()) {
            paragraph("No source was read.");
        } else {
            read(read);
        }
        if (!left.isEmpty()) {
            left(left);
        }
        end();
    }

    private void read(List<RunRecord.Source> sources) {
        Markup.Table table = new Markup.Table(
                "Sources that this run read: records in, rows out, rows rejected",
                Markup.Table.text("source"),
                Markup.Table.text("state"),
                Markup.Table.number("in"),
                Markup.Table.number("out"),
                Markup.Table.number("rejected"),
                Markup.Table.text("in = out + rejected"),
                Markup.Table.number("in the warehouse"));
        RunRecord.Rows sum = new RunRecord.Rows(0, 0, 0);
        boolean each = true;
        for (RunRecord.Source source : sources) {
            RunRecord.Rows rows = source.normalized() == null ? sum : source.normalized();
            table.rowOfHtml(List.of(
                    Markup.escaped(source.source()),
                    state(source.state()),
                    Wording.number(rows.records()),
                    Wording.number(rows.rows()),
                    Wording.number(rows.rejected()),
                    verdict(rows.addUp()),
                    loaded(source)));
            sum = sum.plus(rows);
            each &= rows.addUp();
        }
        table.sum(
                Wording.count(sources.size(), "source"),
                "",
                Wording.number(sum.records()),
                Wording.number(sum.rows()),
                Wording.number(sum.rejected()),
                verdict(each && sum.addUp()),
                loaded(sources));
        body.append(table.html());
    }

    private static String verdict(boolean addsUp) {
        return addsUp ? "✓ yes" : "✗ no";
    }

    private void left(List<RunRecord.Source> sources) {
        Markup.Table table = new Markup.Table(
                "Sources of which nothing was new to read",
                Markup.Table.text("source"),
                Markup.Table.text("state"),
                Markup.Table.number("rows in the warehouse"));
        for (RunRecord.Source source : sources) {
            table.rowOfHtml(List.of(Markup.escaped(source.source()), state(source.state()), loaded(source)));
        }
        table.sum(Wording.count(sources.size(), "source"), "", loaded(sources));
        body.append(table.html());
    }

    private static String loaded(RunRecord.Source source) {
        return source.loaded() == null ? NONE : Wording.number(source.loaded());
    }

    private static String loaded(List<RunRecord.Source> sources) {
        long sum = 0;
        for (RunRecord.Source source : sources) {
            if (source.loaded() == null) {
                return NONE;
            }
            sum += source.loaded();
        }
        return Wording.number(sum);
    }

    private void models() {
        section("Slowest tables");
        List<RunRecord.BuiltModel> slowest = run.models().stream()
                .sorted(Comparator.comparingLong(RunRecord.BuiltModel::millis)
                        .reversed()
                        .thenComparing(RunRecord.BuiltModel::table))
                .limit(SLOWEST)
                .toList();
        if (slowest.isEmpty()) {
            paragraph("No table of schema mart was built.");
            end();
            return;
        }
        Bars bars = new Bars(
                "models",
                "Slowest tables",
                "How long each of the slowest tables took; the words over each bar say it.",
                slowest.get(0).millis());
        for (RunRecord.BuiltModel model : slowest) {
            bars.add(
                    model.table() + " · " + Wording.took(Duration.ofMillis(model.millis())) + " · "
                            + Wording.count(model.rows(), "row"),
                    0,
                    model.millis(),
                    false);
        }
        long all = run.models().stream().mapToLong(RunRecord.BuiltModel::millis).sum();
        body.append(bars.svg()).append("<p class=\"quiet\">");
        body.append(Wording.count(run.models().size(), "table"))
                .append(" took ")
                .append(Wording.took(Duration.ofMillis(all)))
                .append(" together.</p>\n");
        end();
    }

    private void changes() {
        section("What changed");
        boolean published = run.stages().stream().anyMatch(stage -> stage.name().equals("publish") && !stage.failed());
        if (!published) {
            paragraph(
                    run.stages().isEmpty()
                            ? "Nothing is recorded of what changed."
                            : "Nothing was published, so what is published did not change.");
        } else if (run.changes().isEmpty()) {
            paragraph("Every table of ref, core and mart says what it said before.");
        } else if (isFirst(run)) {
            long rows = run.changes().stream()
                    .mapToLong(change -> change.rowsAfter() == null ? 0 : change.rowsAfter())
                    .sum();
            paragraph("This is the first warehouse: "
                    + Wording.count(run.changes().size(), "table") + " with " + Wording.count(rows, "row")
                    + ". There was none before it, or none that could be read.");
        } else {
            tables();
            figures();
        }
        end();
    }

    /** Whether a run published a warehouse that had none to be compared with. */
    static boolean isFirst(RunRecord run) {
        // Every warehouse has this table; another one may be new in any night.
        return run.changes().stream()
                .anyMatch(change -> change.table().equals("core.figure") && change.rowsBefore() == null);
    }

    private void tables() {
        Markup.Table table = new Markup.Table(
                "Tables whose content differs from the warehouse that was published before",
                Markup.Table.text("table"),
                Markup.Table.number("rows before"),
                Markup.Table.number("rows now"),
                Markup.Table.number("difference"));
        for (RunRecord.TableChange change : run.changes()) {
            Long before = change.rowsBefore();
            Long after = change.rowsAfter();
            String difference;
            if (before == null) {
                difference = "new table";
            } else if (after == null) {
                difference = "table is gone";
            } else {
                long more = after - before;
                difference = more == 0 ? "as many" : (more > 0 ? "+" : "") + Wording.number(more);
            }
            table.row(
                    change.table(),
                    before == null ? NONE : Wording.number(before),
                    after == null ? NONE : Wording.number(after),
                    difference);
        }
        body.append(table.html());
    }

    private void figures() {
        RunRecord.FigureChanges figures = run.figures();
        paragraph("Figures: " + Wording.number(figures.added()) + " new, " + Wording.number(figures.changed())
                + " changed, " + Wording.number(figures.gone()) + " gone.");
        if (figures.listed().isEmpty()) {
            return;
        }
        Markup.Table table = new Markup.Table(
                "Figures of core.figure that say something else than before",
                Markup.Table.text("figure"),
                Markup.Table.text("what"),
                Markup.Table.text("before"),
                Markup.Table.text("now"));
        for (RunRecord.FigureChange figure : figures.listed()) {
            table.row(
                    figure.figureId(),
                    figure.kind(),
                    figure.before() == null ? NONE : figure.before(),
                    figure.after() == null ? NONE : figure.after());
        }
        body.append(table.html());
        if (figures.more() > 0) {
            paragraph("And " + Wording.number(figures.more())
                    + " more that are not listed; ./corvee diff with two days shows all of them, and why.");
        }
    }
}
