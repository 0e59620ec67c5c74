package org.corvee.jobs.command;

import java.sql.SQLException;
import java.util.concurrent.Callable;
import org.corvee.jobs.settings.Setting;
import org.corvee.jobs.settings.Settings;
import org.corvee.jobs.worker.Worker;
import org.corvee.problem.ProblemException;
import picocli.CommandLine.Command;

@Command(
        name = "worker",
        mixinStandardHelpOptions = true,
        description = {
            "Takes parts of the refreshes of other machines, until it is told to stop.",
            "It reads files and makes tables of them in the data home, which all machines",
            "share, as they share the database of jobs_url. A part that a worker has when",
            "it dies is taken over by another after about a minute."
        },
        footerHeading = "%nExamples:%n",
        footer = {
            "  ./corvee worker",
            "  CORVEE_JOBS_URL=jdbc:postgresql://db.example.org/corvee ./corvee worker",
            "",
            "Exit codes: 1 the database cannot be reached, 2 usage. SIGTERM and Ctrl+C end it",
            "after it has finished the parts that it has."
        })
final class WorkerCommand implements Callable<Integer> {

    private final Console console;

    WorkerCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() throws SQLException, InterruptedException {
        Settings settings = console.settings();
        if (!settings.sharesJobs()) {
            throw new CommandFailure(
                    ExitCode.USAGE,
                    "cannot work for other machines: expected '" + Setting.JOBS_URL.key()
                            + "' in corvee.yml of the data home, or " + Setting.JOBS_URL.variable()
                            + "; without it the jobs are files of one machine");
        }
        try {
            new Worker(console.installation(), console.home(), settings, console.out(), console.clock()).run();
        } catch (ProblemException e) {
            throw new CommandFailure(ExitCode.FAULT, String.valueOf(e.getMessage()));
        }
        return ExitCode.DONE;
    }
}
