package org.corvee.jobs.command;

import java.nio.file.Path;
import java.sql.Connection;
import java.util.concurrent.Callable;
import org.corvee.duckdb.DuckDb;
import org.corvee.model.Model;
import org.corvee.model.ModelCatalog;
import org.corvee.sdmx.SdmxExport;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
        name = "sdmx",
        mixinStandardHelpOptions = true,
        description = {
            "Writes a mart of the published warehouse as SDMX.",
            "MART.sdmx.csv is the data as SDMX-CSV 2.0, MART.structure.xml its structure",
            "with concepts and code lists as an SDMX-ML 3.0 message."
        },
        footerHeading = "%nExamples:%n",
        footer = {"  ./corvee sdmx labor_transfer", "  ./corvee sdmx region_year --out paper/"})
final class SdmxCommand implements Callable<Integer> {

    private final Console console;

    @Parameters(paramLabel = "MART", description = "Name of the mart, such as labor_transfer.")
    private String mart = "";

    @Option(names = "--out", paramLabel = "DIR", description = "Where to; default is exports/ of the data home.")
    private @Nullable Path folder;

    SdmxCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() throws Exception {
        Model model =
                SdmxExport.find(ModelCatalog.read(console.installation().sql().resolve("marts")), mart);
        Path target = folder == null ? console.home().exports() : folder;
        try (Connection connection = DuckDb.readOnly(console.published())) {
            SdmxExport.write(connection, model, target)
                    .forEach(file -> console.out().println(file));
        }
        return ExitCode.DONE;
    }
}
