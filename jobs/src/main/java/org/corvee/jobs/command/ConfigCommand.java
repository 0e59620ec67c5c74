package org.corvee.jobs.command;

import java.util.Locale;
import java.util.concurrent.Callable;
import org.corvee.jobs.settings.Setting;
import org.corvee.jobs.settings.Settings;
import org.corvee.query.Wrap;
import picocli.CommandLine.Command;

@Command(
        name = "config",
        mixinStandardHelpOptions = true,
        description = {
            "Shows every setting, its value and where it comes from; secrets are masked.",
            "Settings stand in corvee.yml of the data home, or in the environment, which",
            "goes first."
        },
        footerHeading = "%nExamples:%n",
        footer = {
            "  ./corvee config",
            "  CORVEE_LOG_FORMAT=json ./corvee config",
            "",
            "Exit codes: 0 all settings can be used, 2 some cannot; each is told."
        })
final class ConfigCommand implements Callable<Integer> {

    private final Console console;

    ConfigCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() throws Exception {
        Settings settings = console.settings();
        for (Setting setting : Setting.values()) {
            String told = settings.value(setting)
                    .map(value -> settings.told(setting).orElse("") + "  (" + value.where() + ")")
                    .orElse("not set");
            line(setting.key(), told);
            line("", setting.meaning() + "; " + setting.variable());
        }
        Settings.openToOthers(console.home()).ifPresent(console.out()::println);
        return ExitCode.DONE;
    }

    private void line(String label, String text) {
        console.out().println(Wrap.hanging(String.format(Locale.ROOT, "%-15s ", label), text, console.width()));
    }
}
