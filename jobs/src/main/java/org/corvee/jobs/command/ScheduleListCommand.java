package org.corvee.jobs.command;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.corvee.jobs.schedule.Schedule;
import org.corvee.query.Wrap;
import org.corvee.source.SourceCatalog;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

@Command(
        name = "list",
        mixinStandardHelpOptions = true,
        description = "Shows when each schedule runs next, in its zone and in UTC, and why.",
        footerHeading = "%nExamples:%n",
        footer = {
            "  ./corvee schedule list",
            "  ./corvee schedule list --count 10",
            "",
            "Exit codes: 0 all schedules can be used, 2 some cannot; each mistake is told."
        })
final class ScheduleListCommand implements Callable<Integer> {

    private static final int MOST = 1000;

    private final Console console;

    @CommandLine.Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it before call
    private CommandLine.Model.CommandSpec spec;

    @Option(
            names = "--count",
            paramLabel = "N",
            defaultValue = "3",
            description = "How many of the next runs to show; ${DEFAULT-VALUE} when not given.")
    private int count;

    ScheduleListCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() throws Exception {
        if (count < 1 || count > MOST) {
            throw new CommandLine.ParameterException(
                    spec.commandLine(), "expected --count from 1 to " + MOST + ", found " + count);
        }
        SourceCatalog sources = ScheduleCommand.sources(console);
        List<Schedule> schedules = ScheduleCommand.catalog(console, sources).schedules();
        if (schedules.isEmpty()) {
            console.out()
                    .println("there is no schedule in " + console.installation().schedules());
        }
        for (Schedule schedule : schedules) {
            console.out().println(schedule.name());
            String label = "next";
            for (Instant time : schedule.next(console.clock().instant(), count)) {
                line(label, schedule.local(time) + "  =  " + time.truncatedTo(ChronoUnit.SECONDS));
                label = "";
            }
            line("runs", "./corvee " + String.join(" ", schedule.command()));
            line("for", selection(schedule, sources));
            line("limit", schedule.limit() + ", then it is stopped");
            line(
                    "missed",
                    switch (schedule.afterMissed()) {
                        case RUN -> "run once, as soon as possible";
                        case SKIP -> "wait for the next time";
                    });
            line("why", schedule.why());
        }
        return ExitCode.DONE;
    }

    private static String selection(Schedule schedule, SourceCatalog sources) {
        return switch (schedule.job()) {
            case REFRESH -> {
                long selected =
                        sources.sources().stream().filter(schedule::selects).count();
                yield selected + " of " + sources.sources().size() + " sources";
            }
            case WATCH -> "the documents that figures cite";
        };
    }

    private void line(String label, String text) {
        console.out().println(Wrap.hanging(String.format(Locale.ROOT, "  %-7s ", label), text, console.width()));
    }
}
