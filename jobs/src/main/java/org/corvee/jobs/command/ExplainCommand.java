package org.corvee.jobs.command;

import java.util.concurrent.Callable;
import org.corvee.query.Explanation;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

@Command(
        name = "explain",
        mixinStandardHelpOptions = true,
        description = {
            "Shows where a figure comes from.",
            "Its phrase, document and cited document, the row and snapshot that it was read",
            "from with its SHA-256, and the figures beside it."
        },
        footerHeading = "%nExamples:%n",
        footer = {
            "  ./corvee explain jamestown_china_brief_2022:transfers_2021",
            "",
            "Ids stand in column figure_id of every mart; mart.preferred_figure has all of them."
        })
final class ExplainCommand implements Callable<Integer> {

    private final Console console;

    @Parameters(paramLabel = "FIGURE_ID", description = "Id of a figure.")
    private String figureId = "";

    ExplainCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() throws Exception {
        console.published();
        new Explanation(console.home(), console.out(), console.width()).print(figureId);
        return ExitCode.DONE;
    }
}
