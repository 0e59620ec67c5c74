package org.corvee.jobs.command;

import java.io.IOException;
import org.corvee.jobs.schedule.ScheduleCatalog;
import org.corvee.source.SourceCatalog;
import picocli.CommandLine;
import picocli.CommandLine.Command;

@Command(
        name = "schedule",
        mixinStandardHelpOptions = true,
        synopsisSubcommandLabel = "COMMAND",
        description = {
            "Does the work by itself at the times of schedules/*.yml.",
            "It shows them, runs them, or prints them for a scheduler that is there already."
        },
        footerHeading = "%nExamples:%n",
        footer = {
            "  ./corvee schedule list",
            "  ./corvee schedule run",
            "  ./corvee schedule render --format systemd --out /etc/systemd/system"
        })
final class ScheduleCommand implements Runnable {

    @CommandLine.Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it before run
    private CommandLine.Model.CommandSpec spec;

    static CommandLine line(Console console) {
        return new CommandLine(new ScheduleCommand())
                .addSubcommand(new ScheduleListCommand(console))
                .addSubcommand(new ScheduleRunCommand(console))
                .addSubcommand(new ScheduleRenderCommand(console));
    }

    /** The schedules of the installation, every source of which must be in one of them. */
    static ScheduleCatalog catalog(Console console, SourceCatalog sources) throws IOException {
        return ScheduleCatalog.read(console.installation().schedules(), sources);
    }

    static SourceCatalog sources(Console console) throws IOException {
        return SourceCatalog.read(console.installation().sql().resolve("sources"));
    }

    @Override
    public void run() {
        throw new CommandLine.ParameterException(spec.commandLine(), "Missing command: list, run or render.");
    }
}
