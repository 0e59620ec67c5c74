package org.corvee.jobs.command;

import java.nio.file.Path;
import java.sql.Connection;
import java.util.concurrent.Callable;
import org.corvee.codebook.Codebook;
import org.corvee.duckdb.DuckDb;
import org.corvee.model.ModelCatalog;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

@Command(
        name = "codebook",
        mixinStandardHelpOptions = true,
        description = {
            "Writes what every table, column and code of the warehouse means.",
            "It also shows what each mart is built from.",
            "codebook.html is one page that needs nothing else, codebook.md the same as",
            "text, codebook.svg the picture."
        },
        footerHeading = "%nExamples:%n",
        footer = {"  ./corvee codebook", "  ./corvee codebook --out paper/"})
final class CodebookCommand implements Callable<Integer> {

    private final Console console;

    @Option(names = "--out", paramLabel = "DIR", description = "Where to; default is codebook/ of the data home.")
    private @Nullable Path folder;

    CodebookCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() throws Exception {
        Path target = folder == null ? console.home().codebook() : folder;
        try (Connection connection = DuckDb.readOnly(console.published())) {
            Codebook.write(
                            connection,
                            ModelCatalog.read(console.installation().sql().resolve("marts")),
                            target)
                    .forEach(file -> console.out().println(file));
        }
        return ExitCode.DONE;
    }
}
