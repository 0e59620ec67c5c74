package org.corvee.jobs.command;

import java.io.IOException;
import java.nio.file.Files;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import org.corvee.fetch.NetworkPolicy;
import org.corvee.fetch.Pause;
import org.corvee.fetch.Web;
import org.corvee.jobs.publish.Inputs;
import org.corvee.jobs.refresh.Refresh;
import org.corvee.jobs.settings.Settings;
import org.corvee.jobs.stage.RefreshRequest;
import org.corvee.publish.RefreshLock;
import org.corvee.run.RunOutcome;
import org.corvee.source.Cadence;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

@Command(
        name = "refresh",
        mixinStandardHelpOptions = true,
        description = {
            "Runs the nightly job.",
            "Its stages are snapshot, normalize, load, mart, check, publish and export.",
            "What did not change is not done again. A source that fails keeps its last good",
            "state."
        },
        footerHeading = "%nExamples:%n",
        footer = {
            "  ./corvee refresh",
            "  ./corvee refresh --source jamestown_china_brief_2022",
            "  ./corvee refresh --as-of 2026-11-24",
            "  ./corvee refresh --offline",
            "",
            "Exit codes: 0 published or nothing to do, 3 published with stale sources,",
            "4 not published (the last good warehouse stays), 2 usage."
        })
final class RefreshCommand implements Callable<Integer> {

    private final Console console;

    @Option(
            names = "--source",
            paramLabel = "ID",
            description = "Take a new snapshot of this source only; may be given several times.")
    private List<String> sources = new ArrayList<>();

    @Option(
            names = "--cadence",
            paramLabel = "CADENCE",
            split = ",",
            description = {
                "Take new snapshots only of sources that are published so often, as a schedule",
                "does: once, daily, weekly, monthly, quarterly or yearly, with commas between them."
            })
    private Set<Cadence> cadences = EnumSet.noneOf(Cadence.class);

    @Option(
            names = "--as-of",
            paramLabel = "DATE",
            description = {
                "Take no snapshot and publish nothing: build the warehouse of what was known",
                "at the end of that day (UTC), as 2026-11-24, with the rules of now."
            })
    private @Nullable LocalDate asOf;

    @Option(
            names = "--offline",
            description = "Ask no publisher: build from files that ship, that were dropped and that are there.")
    private boolean offline;

    RefreshCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() throws Exception {
        if (asOf != null) {
            if (!sources.isEmpty() || !cadences.isEmpty()) {
                throw new CommandFailure(
                        ExitCode.USAGE, "cannot use --source or --cadence with --as-of: no snapshot is taken");
            }
            console.out().println("what was known on " + asOf + ": " + console.warehouse(asOf));
            return ExitCode.DONE;
        }
        if (!sources.isEmpty() && !cadences.isEmpty()) {
            throw new CommandFailure(ExitCode.USAGE, "cannot use --source with --cadence: each says which sources");
        }
        Settings settings = console.settings();
        RefreshRequest request = new RefreshRequest(sources, cadences);
        try {
            boolean asksPublishers = !offline && console.network().open();
            if (asksPublishers && !Files.exists(console.home().published())) {
                console.out().println("first what ships with the program, then what publishers have");
                RunOutcome first = run(request, settings, NetworkPolicy.CLOSED);
                if (first == RunOutcome.NOT_PUBLISHED) {
                    return first.exitCode();
                }
            }
            return run(request, settings, offline ? NetworkPolicy.CLOSED : console.network())
                    .exitCode();
        } catch (RefreshLock.HeldException e) {
            throw new CommandFailure(ExitCode.NOT_PUBLISHED, String.valueOf(e.getMessage()));
        }
    }

    private RunOutcome run(RefreshRequest request, Settings settings, NetworkPolicy network)
            throws IOException, SQLException, RefreshLock.HeldException {
        try (Web web = new Web(network, settings.variables(), Inputs.version(), console.clock(), Pause.REAL)) {
            return new Refresh(
                            console.installation(),
                            console.home(),
                            settings,
                            console.out(),
                            console.isTerminal(),
                            console.clock(),
                            web)
                    .run(request);
        }
    }
}
