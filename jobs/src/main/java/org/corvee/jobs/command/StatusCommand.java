package org.corvee.jobs.command;

import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.corvee.duckdb.DuckDb;
import org.corvee.load.LoadOutcome;
import org.corvee.publish.RefreshLock;
import org.corvee.query.Wrap;
import org.corvee.report.RunReports;
import org.corvee.run.RunOutcome;
import org.corvee.run.RunRecord;
import org.corvee.run.StaleSince;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;

@Command(
        name = "status",
        mixinStandardHelpOptions = true,
        description = "Shows what is published, how fresh it is, and the last runs.",
        footerHeading = "%nExamples:%n",
        footer = {
            "  ./corvee status",
            "",
            "Exit codes: 0 all is well, 3 a source is stale or missing,",
            "4 nothing is published or the last run did not publish."
        })
final class StatusCommand implements Callable<Integer> {

    private static final int RUNS = 5;
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss 'UTC'", Locale.ROOT)
            .withZone(ZoneOffset.UTC);

    private final Console console;

    StatusCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() throws Exception {
        Optional<String> holder = RefreshLock.heldBy(console.home().refreshLock());
        List<RunRecord> all = EndedRuns.newest(console, RunReports.LISTED, holder);
        List<RunRecord> runs = all.subList(0, Math.min(RUNS, all.size()));
        boolean published = Files.exists(console.home().published());
        boolean fresh = true;
        if (published) {
            try (Connection connection = DuckDb.readOnly(console.home().published())) {
                warehouse(connection);
                fresh = sources(connection, StaleSince.of(all));
            }
        } else {
            line("warehouse", "nothing is published yet; run ./corvee refresh");
        }
        line("refresh", holder.map(who -> "at work now: " + who).orElse("not at work"));
        String label = "last runs";
        for (RunRecord run : runs) {
            line(label, TIME.format(run.startedAt()) + "  " + told(run));
            label = "";
        }
        runs.stream().findFirst().ifPresent(this::newest);
        return verdict(published, fresh, runs);
    }

    private static String told(RunRecord run) {
        return switch (run.outcome()) {
            case PUBLISHED, UNCHANGED -> run.message();
            case STALE, NOT_PUBLISHED ->
                run.outcome().name().toLowerCase(Locale.ROOT).replace('_', ' ') + ": " + run.message();
        };
    }

    private void newest(RunRecord run) {
        String label = "failing";
        for (RunRecord.FailedCheck check : run.failedChecks()) {
            line(label, check.question() + " (" + check.name() + ": " + check.violations() + " that break it)");
            label = "";
        }
        Path page = new RunReports(console.home().reports()).page(run.runId());
        if (Files.exists(page)) {
            line("report", page.toString());
        }
    }

    private int verdict(boolean published, boolean fresh, List<RunRecord> runs) {
        RunOutcome last = runs.isEmpty() ? RunOutcome.PUBLISHED : runs.get(0).outcome();
        if (!published || last == RunOutcome.NOT_PUBLISHED) {
            line("verdict", "NOT WELL: " + (published ? "the last run did not publish" : "nothing is published"));
            return ExitCode.NOT_PUBLISHED;
        }
        if (!fresh || last == RunOutcome.STALE) {
            line(
                    "verdict",
                    fresh
                            ? "STALE: the last run did not come to its end; its report says why"
                            : "STALE: at least one source does not show its newest state");
            return ExitCode.STALE;
        }
        line("verdict", "all is well");
        return ExitCode.DONE;
    }

    private void warehouse(Connection connection) throws SQLException {
        Map<String, @Nullable String> run = DuckDb.rows(
                        connection,
                        "select strftime(built_at, '%Y-%m-%d %H:%M:%S UTC') as built_at, run_id,"
                                + " corvee_version, duckdb_version, storage_version from ops.run")
                .get(0);
        line("warehouse", console.home().published().toString());
        line("", "built " + run.get("built_at") + " by run " + run.get("run_id"));
        line(
                "",
                "Corvée " + run.get("corvee_version") + ", DuckDB " + run.get("duckdb_version") + ", storage "
                        + run.get("storage_version"));
        line(
                "rows",
                DuckDb.text(
                        connection,
                        "select string_agg(table_name || ' ' || \"rows\", ', ' order by table_name)"
                                + " from ops.table_digest where table_name not like 'ref.%'"));
        line(
                "rejected",
                DuckDb.text(
                        connection,
                        "select count(*) filter (where reason <> 'left_out') || ' rows' || case when count(*) filter (where"
                                + " reason = 'left_out') > 0 then ', and ' || count(*) filter (where reason = 'left_out')"
                                + " || ' left out on purpose' else '' end from ops.rejected_row"));
        line(
                "checks",
                DuckDb.text(
                        connection,
                        "select count(*) filter (where violations = 0) || ' of ' || count(*) || ' hold'"
                                + " from ops.check_result"));
        // What is published breaks only checks that warn.
        String label = "warnings";
        for (String warning : DuckDb.column(
                connection,
                "select question || ' Rows that break it: ' || violations || ', such as ' || split_part(sample, chr(10), 1)"
                        + " || ' (' || check_name || ')' from ops.check_result where violations > 0 order by check_name")) {
            line(label, warning);
            label = "";
        }
    }

    private boolean sources(Connection connection, Map<String, StaleSince> since) throws SQLException {
        boolean fresh = true;
        String label = "sources";
        for (Map<String, @Nullable String> row : DuckDb.rows(
                connection,
                "select source_id, state, rows_loaded || ' rows'"
                        + " || coalesce(', snapshot of ' || retrieved_at::date, '')"
                        + " || coalesce('. ' || problem, '') as text from ops.source_freshness"
                        + " order by source_id")) {
            String source = String.valueOf(row.get("source_id"));
            String started = since.containsKey(source) ? since.get(source).told() : "";
            line(label, source + ": " + row.get("state") + started + ", " + row.get("text"));
            label = "";
            fresh &= LoadOutcome.isAllRight(String.valueOf(row.get("state")));
        }
        return fresh;
    }

    private void line(String label, String text) {
        console.out().println(Wrap.hanging(String.format("%-10s ", label), text, console.width()));
    }
}
