package org.corvee.jobs.command;

import java.nio.file.Files;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.corvee.duckdb.DuckDb;
import org.corvee.query.Wrap;
import org.corvee.source.Fetch;
import org.corvee.source.SourceCatalog;
import org.corvee.source.SourceDescriptor;
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
            if (source.takesDrops()) {
                line("drop", console.home().drop(name).toString());
            }
            source.fetch().ifPresent(fetch -> line("fetched", fetched(name, fetch)));
            line("cadence", source.cadence().name().toLowerCase(Locale.ROOT));
            line("feeds", source.feeds());
            line("licence", source.licence());
            line("state", states.getOrDefault(name, "not loaded yet; run ./corvee refresh"));
        }
        return ExitCode.DONE;
    }

    /** When a refresh fetches it, or what it waits for. */
    private String fetched(String name, Fetch fetch) {
        int requests = fetch.requests(LocalDate.ofInstant(console.clock().instant(), ZoneOffset.UTC))
                .size();
        String what = requests == 1 ? "one document" : requests + " documents";
        Optional<Fetch.ApiKey> missing = fetch.missingKey(console.environment());
        if (missing.isPresent()) {
            return what + ", once the environment holds a key, " + missing.get().variable();
        }
        return what
                + (fetch.onlyWhenAsked()
                        ? ", only when asked: ./corvee refresh --source " + name
                        : ", by every refresh that finds it due");
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
