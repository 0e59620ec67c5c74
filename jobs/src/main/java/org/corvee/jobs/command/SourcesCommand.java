package org.corvee.jobs.command;

import java.nio.file.Files;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import org.corvee.duckdb.DuckDb;
import org.corvee.query.Wrap;
import org.corvee.source.SourceCatalog;
import org.corvee.source.SourceDescriptor;
import org.corvee.source.Supply;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;

@Command(
        name = "sources",
        mixinStandardHelpOptions = true,
        description = "Lists the sources and whether they are loaded; takes downloaded files.",
        footerHeading = "%nExamples:%n",
        footer = {"  ./corvee sources", "  ./corvee sources add-file gacc_trade download.csv"})
final class SourcesCommand implements Callable<Integer> {

    private final Console console;

    SourcesCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() throws Exception {
        SourceCatalog catalog = SourceCatalog.read(console.installation().sql().resolve("sources"));
        Map<String, String> states = states();
        for (SourceDescriptor source : catalog.sources()) {
            String name = source.id().value();
            console.out().println(name);
            line("title", source.title());
            line("publisher", source.publisher());
            line("url", source.url());
            if (source.supply() instanceof Supply.Dropped) {
                line("drop", console.home().drop(name).toString());
            }
            line("cadence", source.cadence().name().toLowerCase(Locale.ROOT));
            line("feeds", source.feeds());
            line("licence", source.licence());
            line("state", states.getOrDefault(name, "not loaded yet; run ./corvee refresh"));
        }
        return ExitCode.DONE;
    }

    private void line(String label, String text) {
        console.out().println(Wrap.hanging(String.format("  %-10s ", label), text, console.width()));
    }

    private Map<String, String> states() throws SQLException {
        Map<String, String> states = new HashMap<>();
        if (!Files.exists(console.home().published())) {
            return states;
        }
        try (Connection connection = DuckDb.readOnly(console.home().published())) {
            for (Map<String, @Nullable String> row : DuckDb.rows(
                    connection,
                    "select source_id, state || ', ' || rows_loaded || ' rows'"
                            + " || coalesce(', snapshot ' || substr(snapshot_sha256, 1, 8) || ' of '"
                            + " || retrieved_at::date, '') || coalesce('. ' || problem, '') as state"
                            + " from ops.source_freshness")) {
                states.put(String.valueOf(row.get("source_id")), String.valueOf(row.get("state")));
            }
        }
        return states;
    }
}
