package org.corvee.jobs.command;

import java.sql.Connection;
import java.util.List;
import java.util.concurrent.Callable;
import org.corvee.duckdb.DuckDb;
import org.corvee.problem.Location;
import org.corvee.problem.Problem;
import org.corvee.problem.ProblemException;
import org.corvee.query.DriftReport;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

@Command(
        name = "drift",
        mixinStandardHelpOptions = true,
        description = {
            "Shows in what the newest files differ from what was known of their sources.",
            "A source whose file drifted keeps its last good state until the file that is",
            "named at the end says that the difference is right, and a refresh was run."
        },
        footerHeading = "%nExamples:%n",
        footer = {
            "  ./corvee drift",
            "  ./corvee drift gacc_trade",
            "",
            "Exit codes: 0 no drift, 3 a source drifted, 4 nothing is published."
        })
final class DriftCommand implements Callable<Integer> {

    /** What is printed to a file is as wide as a page. */
    private static final int PAGE = 80;

    private final Console console;

    @Parameters(arity = "0..1", paramLabel = "SOURCE", description = "A source; all when none is named.")
    private @Nullable String source;

    DriftCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() throws Exception {
        try (Connection connection = DuckDb.readOnly(console.published())) {
            String only = source;
            if (only != null) {
                List<String> known =
                        DuckDb.column(connection, "select source_id from ops.source_freshness order by source_id");
                if (!known.contains(only)) {
                    throw new ProblemException(Problem.cannot(Location.ofFile("drift"), "find", "source", only)
                            .allowed(known)
                            .nearest(only, known));
                }
            }
            int width = console.isTerminal() ? Math.min(console.width(), PAGE) : PAGE;
            boolean drifted = new DriftReport(connection, console.out(), width).print(only);
            return drifted ? ExitCode.STALE : ExitCode.DONE;
        }
    }
}
