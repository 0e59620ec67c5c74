package org.corvee.jobs.command;

import java.nio.file.Path;
import java.sql.Connection;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.corvee.duckdb.DuckDb;
import org.corvee.export.ExportSpec;
import org.corvee.export.ExportWriter;
import org.corvee.problem.Location;
import org.corvee.problem.Problem;
import org.corvee.problem.ProblemException;
import org.corvee.query.Wrap;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
        name = "export",
        mixinStandardHelpOptions = true,
        description = {
            "Writes exports from the published warehouse, with their sources.",
            "NAME.csv is the table; NAME.sources.csv has the document, place and phrase of",
            "every figure in it."
        },
        footerHeading = "%nExamples:%n",
        footer = {
            "  ./corvee export --list",
            "  ./corvee export labor_transfer_trend --out paper/",
            "  ./corvee export                        all of them, to exports/ of the data home"
        })
final class ExportCommand implements Callable<Integer> {

    private final Console console;

    @Parameters(paramLabel = "NAME", arity = "0..*", description = "Which exports; all when none is named.")
    private List<String> names = new ArrayList<>();

    @Option(names = "--out", paramLabel = "DIR", description = "Where to; default is exports/ of the data home.")
    private @Nullable Path folder;

    @Option(names = "--list", description = "List the exports and write nothing.")
    private boolean list;

    ExportCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() throws Exception {
        List<ExportSpec> exports =
                ExportSpec.readAll(console.installation().sql().resolve("exports"));
        if (list) {
            exports.forEach(export -> console.out()
                    .println(Wrap.hanging(String.format("%-24s ", export.name()), export.title(), console.width())));
            return ExitCode.DONE;
        }
        List<String> known = exports.stream().map(ExportSpec::name).toList();
        for (String name : names) {
            if (!known.contains(name)) {
                throw new ProblemException(Problem.cannot(Location.ofFile("export"), "find", "export", name)
                        .allowed(known)
                        .nearest(name, known));
            }
        }
        Path target = folder == null ? console.home().exports() : folder;
        try (Connection connection = DuckDb.readOnly(console.published())) {
            ExportWriter writer = new ExportWriter(connection);
            for (ExportSpec export : exports) {
                if (names.isEmpty() || names.contains(export.name())) {
                    console.out().println(export.title());
                    console.out().println(Wrap.hanging("  note: ", export.note(), console.width()));
                    writer.write(export, target).forEach(file -> console.out().println("  " + file));
                }
            }
        }
        return ExitCode.DONE;
    }
}
