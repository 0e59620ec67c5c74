package org.corvee.jobs.command;

import java.util.List;
import java.util.concurrent.Callable;
import org.corvee.jobs.publish.Inputs;
import org.corvee.publish.RefreshLock;
import org.corvee.release.ReleaseId;
import org.corvee.release.ReleaseStore;
import org.corvee.release.ReleaseWriter;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

@Command(
        name = "release",
        mixinStandardHelpOptions = true,
        description = {
            "Freezes what is published as a dated, numbered release that is never changed.",
            "It holds the warehouse, every table as Parquet and CSV, a data package, a codebook,",
            "how to cite it, licences, what changed since the release before, and SHA-256 of",
            "every file (BagIt). Sources that may not be passed on are left out."
        },
        footerHeading = "%nExamples:%n",
        footer = {
            "  ./corvee release",
            "  ./corvee release --list",
            "  ./corvee sql --release 2026-11-25.1 \"from mart.training\"",
            "",
            "Releases lie in releases/ of the data home; ./corvee verify proves them again."
        })
final class ReleaseCommand implements Callable<Integer> {

    private final Console console;

    @Option(names = "--list", description = "List the releases and make none.")
    private boolean list;

    ReleaseCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() throws Exception {
        if (list) {
            List<ReleaseId> releases = new ReleaseStore(console.home().releases()).list();
            if (releases.isEmpty()) {
                console.out().println("there is no release yet");
            }
            releases.forEach(release -> console.out().println(release));
            return ExitCode.DONE;
        }
        console.published();
        try {
            console.out()
                    .println("released   "
                            + new ReleaseWriter(
                                            console.installation().sql(),
                                            console.home(),
                                            console.clock(),
                                            Inputs.CODE,
                                            Inputs.version())
                                    .write(console.out()::println));
        } catch (RefreshLock.HeldException e) {
            throw new CommandFailure(ExitCode.NOT_PUBLISHED, String.valueOf(e.getMessage()));
        }
        return ExitCode.DONE;
    }
}
