package org.corvee.jobs.command;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.corvee.query.Verification;
import org.corvee.release.ReleaseId;
import org.corvee.release.ReleaseStore;
import picocli.CommandLine.Command;

@Command(
        name = "verify",
        mixinStandardHelpOptions = true,
        description = "Computes every hash, count and digest again.",
        footerHeading = "%nExamples:%n",
        footer = {"  ./corvee verify", "", "Exit codes: 0 all holds, 4 something does not."})
final class VerifyCommand implements Callable<Integer> {

    private final Console console;

    VerifyCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() throws Exception {
        console.published();
        List<String> problems = new ArrayList<>(new Verification(console.home()).run(console.out()::println));
        ReleaseStore releases = new ReleaseStore(console.home().releases());
        for (ReleaseId release : releases.list()) {
            console.out().println("release     " + release + ", every file hashed again");
            releases.differences(release).forEach(problem -> problems.add("release " + release + ": " + problem));
        }
        problems.forEach(console.err()::println);
        if (!problems.isEmpty()) {
            console.err()
                    .println(problems.size() + (problems.size() == 1 ? " thing does" : " things do") + " not hold");
            return ExitCode.NOT_PUBLISHED;
        }
        console.out().println("all holds");
        return ExitCode.DONE;
    }
}
