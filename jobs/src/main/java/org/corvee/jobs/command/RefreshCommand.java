package org.corvee.jobs.command;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.corvee.jobs.refresh.Refresh;
import org.corvee.jobs.stage.RefreshRequest;
import org.corvee.problem.Location;
import org.corvee.problem.Problem;
import org.corvee.problem.ProblemException;
import org.corvee.publish.RefreshLock;
import org.corvee.source.SourceCatalog;
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

    RefreshCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() throws Exception {
        List<String> known = SourceCatalog.read(console.installation().sql().resolve("sources"))
                .names();
        for (String source : sources) {
            if (!known.contains(source)) {
                throw new ProblemException(Problem.cannot(Location.ofFile("refresh"), "find", "source", source)
                        .allowed(known)
                        .nearest(source, known));
            }
        }
        Refresh refresh = new Refresh(
                console.installation(), console.home(), console.out(), console.isTerminal(), console.clock());
        try {
            return refresh.run(new RefreshRequest(sources)).exitCode();
        } catch (RefreshLock.HeldException e) {
            throw new CommandFailure(ExitCode.NOT_PUBLISHED, String.valueOf(e.getMessage()));
        }
    }
}
