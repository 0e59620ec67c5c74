package org.corvee.jobs.command;

import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import org.corvee.problem.Location;
import org.corvee.problem.Problem;
import org.corvee.problem.ProblemException;
import org.corvee.publish.RefreshLock;
import org.corvee.report.RunReports;
import org.corvee.run.RunRecord;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
        name = "report",
        mixinStandardHelpOptions = true,
        description = {
            "Writes the page of a run again and prints where it is.",
            "Every refresh writes its own page, and reports/index.html with all of them;",
            "this is for pages that were deleted, or that a newer Corvée writes better."
        },
        footerHeading = "%nExamples:%n",
        footer = {
            "  ./corvee report",
            "  ./corvee report 20261121T020000.000Z",
            "  ./corvee report --all",
            "",
            "Exit codes: 0 done, 2 there is no such run, 4 no run is recorded yet."
        })
final class ReportCommand implements Callable<Integer> {

    private final Console console;

    @Parameters(
            arity = "0..1",
            paramLabel = "RUN_ID",
            description = "A run, as ./corvee status names it; the newest otherwise.")
    private @Nullable String runId;

    @Option(names = "--all", description = "Write the pages of all runs, and print the list of them.")
    private boolean all;

    ReportCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() throws Exception {
        if (all && runId != null) {
            throw new CommandFailure(ExitCode.USAGE, "cannot use --all with a run: it writes the pages of all runs");
        }
        List<RunRecord> runs = EndedRuns.newest(
                console, Integer.MAX_VALUE, RefreshLock.heldBy(console.home().refreshLock()));
        if (runs.isEmpty()) {
            throw new CommandFailure(
                    ExitCode.NOT_PUBLISHED,
                    "no run is recorded in " + console.home().runs() + "; run ./corvee refresh first");
        }
        RunReports reports = new RunReports(console.home().reports());
        int asked = index(runs);
        Path page = reports.write(runs, asked);
        for (int i = 0; all && i < runs.size(); i++) {
            reports.write(runs, i);
        }
        Path list = reports.writeList(runs);
        console.out().println(all ? list : page);
        return ExitCode.DONE;
    }

    private int index(List<RunRecord> runs) {
        if (runId == null) {
            return 0;
        }
        List<String> known = runs.stream().map(RunRecord::runId).toList();
        int index = known.indexOf(runId);
        if (index < 0) {
            throw new ProblemException(Problem.cannot(Location.ofFile("report"), "find", "run", runId)
                    .expected("one of " + known.size() + " runs, of which the newest is " + known.get(0))
                    .nearest(runId, known));
        }
        return index;
    }
}
