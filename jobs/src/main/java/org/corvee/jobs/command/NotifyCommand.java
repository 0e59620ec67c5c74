package org.corvee.jobs.command;

import java.util.List;
import java.util.concurrent.Callable;
import org.corvee.jobs.notification.Notifications;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

@Command(
        name = "notify",
        mixinStandardHelpOptions = true,
        description = {
            "Sends a test notification through every channel that is set.",
            "A refresh sends its own: when runs or sources go wrong, and when they are right",
            "again."
        },
        footerHeading = "%nExamples:%n",
        footer = {
            "  ./corvee notify --test",
            "",
            "Exit codes: 0 every channel took it, 1 one did not, 2 no channel is set."
        })
final class NotifyCommand implements Callable<Integer> {

    private final Console console;

    @Option(
            names = "--test",
            description = "Send an event of kind test, by webhook and by mail, as far as they are set.")
    private boolean test;

    NotifyCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() {
        if (!test) {
            throw new CommandFailure(ExitCode.USAGE, "expected --test: a refresh sends what is to be told by itself");
        }
        List<Notifications.Delivery> deliveries =
                new Notifications(console.home(), console.settings(), console.clock()).test();
        if (deliveries.isEmpty()) {
            throw new CommandFailure(ExitCode.USAGE, "no channel is set: set notify_webhook or mail_server");
        }
        for (Notifications.Delivery delivery : deliveries) {
            console.out()
                    .println(delivery.channel() + ": "
                            + delivery.failure()
                                    .map(reason -> "not delivered: " + reason)
                                    .orElse("delivered"));
        }
        return deliveries.stream().allMatch(delivery -> delivery.failure().isEmpty()) ? ExitCode.DONE : ExitCode.FAULT;
    }
}
