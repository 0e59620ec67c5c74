package org.corvee.jobs.command;

import java.util.concurrent.Callable;
import org.corvee.query.LedgerReport;
import picocli.CommandLine.Command;

@Command(
        name = "check",
        mixinStandardHelpOptions = true,
        description = {
            "Shows what the figures cannot reconcile.",
            "That is contradictions that nobody has explained, and arithmetic that stated",
            "figures miss."
        },
        footerHeading = "%nExamples:%n",
        footer = {
            "  ./corvee check",
            "  ./corvee sql \"select * from mart.identity_check where verdict = 'undecidable'\"",
            "",
            "A contradiction is explained by a row of contradiction_explanation.csv in",
            "sql/reference/ or in the folder of a source. Open ones are findings, not faults:",
            "the exit code is 0 either way."
        })
final class CheckCommand implements Callable<Integer> {

    private final Console console;

    CheckCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() throws Exception {
        console.published();
        new LedgerReport(console.out(), console.width()).print(console.home().published());
        return ExitCode.DONE;
    }
}
