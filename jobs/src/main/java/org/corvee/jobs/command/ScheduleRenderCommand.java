package org.corvee.jobs.command;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.Callable;
import org.corvee.jobs.publish.Inputs;
import org.corvee.jobs.schedule.ScheduleCatalog;
import org.corvee.jobs.schedule.ScheduleFormat;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

@Command(
        name = "render",
        mixinStandardHelpOptions = true,
        description = {
            "Prints the schedules for a scheduler that is there already.",
            "That is unit files of systemd, a crontab, or CronJob manifests of Kubernetes. They",
            "start the same commands as schedule run. What they cannot express is told."
        },
        footerHeading = "%nExamples:%n",
        footer = {
            "  ./corvee schedule render --format systemd --out units",
            "  ./corvee schedule render --format cron > corvee.crontab",
            "  ./corvee schedule render --format kubernetes | kubectl apply -f -",
            "",
            "Exit codes: 0 done, 2 a schedule cannot be used or expressed; each is told."
        })
final class ScheduleRenderCommand implements Callable<Integer> {

    private final Console console;

    @Option(names = "--format", required = true, paramLabel = "FORMAT", description = "systemd, cron or kubernetes.")
    private ScheduleFormat format = ScheduleFormat.SYSTEMD;

    @Option(names = "--out", paramLabel = "DIR", description = "Write files there instead of printing them.")
    private @Nullable Path out;

    ScheduleRenderCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() throws Exception {
        ScheduleCatalog catalog = ScheduleCommand.catalog(console, ScheduleCommand.sources(console));
        Map<String, String> files = format.files(
                catalog,
                console.installation(),
                console.home(),
                Inputs.version(),
                console.clock().instant());
        for (Map.Entry<String, String> file : files.entrySet()) {
            if (out == null) {
                if (files.size() > 1) {
                    console.out().println("# " + file.getKey());
                }
                console.out().println(file.getValue());
            } else {
                Path path = Files.createDirectories(out).resolve(file.getKey());
                Files.writeString(path, file.getValue());
                console.out().println(path);
            }
        }
        return ExitCode.DONE;
    }
}
