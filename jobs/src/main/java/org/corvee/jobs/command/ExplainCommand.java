package org.corvee.jobs.command;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.corvee.export.ExportSpec;
import org.corvee.problem.Location;
import org.corvee.problem.Problem;
import org.corvee.problem.ProblemException;
import org.corvee.query.Explanation;
import org.corvee.query.RowExplanation;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

@Command(
        name = "explain",
        mixinStandardHelpOptions = true,
        description = {
            "Shows where a figure, or a row of an export, comes from.",
            "Its phrase, document and cited document, the row and snapshot that it was read",
            "from with its SHA-256, and the figures beside it."
        },
        footerHeading = "%nExamples:%n",
        footer = {
            "  ./corvee explain jamestown_china_brief_2022:transfers_2021",
            "  ./corvee explain xinjiang_labor_transfers:5     the fifth row of its CSV file",
            "",
            "Ids stand in column figure_id of every mart; mart.preferred_figure has all of them.",
            "Rows are counted from 1, without the header."
        })
final class ExplainCommand implements Callable<Integer> {

    private final Console console;

    @Parameters(paramLabel = "FIGURE_ID|EXPORT:ROW", description = "Id of a figure, or an export and its row.")
    private String asked = "";

    ExplainCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() throws Exception {
        console.published();
        int colon = asked.lastIndexOf(':');
        String name = colon < 0 ? asked : asked.substring(0, colon);
        String row = colon < 0 ? "" : asked.substring(colon + 1);
        List<ExportSpec> exports =
                ExportSpec.readAll(console.installation().sql().resolve("exports"));
        Optional<ExportSpec> export =
                exports.stream().filter(one -> one.name().equals(name)).findFirst();
        if (export.isPresent()) {
            new RowExplanation(console.home(), console.out(), console.width()).print(export.get(), row);
        } else if (row.matches("\\d+")) {
            // No figure is called by a number alone.
            List<String> known = exports.stream().map(ExportSpec::name).toList();
            throw new ProblemException(Problem.cannot(Location.ofFile("explain"), "find", "export", name)
                    .allowed(known)
                    .nearest(name, known));
        } else {
            new Explanation(console.home(), console.out(), console.width()).print(asked);
        }
        return ExitCode.DONE;
    }
}
