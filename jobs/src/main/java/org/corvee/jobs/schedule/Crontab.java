package org.corvee.jobs.schedule;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.corvee.home.DataHome;
import org.corvee.home.Installation;
import org.corvee.problem.Problems;
import org.corvee.problem.ShellWord;

/** A crontab with a line for each schedule. */
final class Crontab {

    private static final String PATH = "/usr/local/bin:/usr/bin:/bin";

    private final Installation installation;
    private final DataHome home;

    Crontab(Installation installation, DataHome home) {
        this.installation = installation;
        this.home = home;
    }

    String text(List<Schedule> schedules, Problems problems) {
        List<String> lines = new ArrayList<>(List.of(
                "# Corvée. CRON_TZ is known to cronie; where cron does not know it, hours are those of the machine.",
                "# cron does not make up for what it missed while the machine was off, whatever after_missed says.",
                "# Exit codes: 0 done, 3 some source is stale, 4 nothing published, 124 stopped at the time limit.",
                "SHELL=/bin/sh",
                "PATH=" + PATH,
                "CORVEE_HOME=" + home.root()));
        Launching.javaHome(installation).ifPresent(java -> lines.add("JAVA_HOME=" + java));
        for (Schedule schedule : schedules) {
            UnixCron.fields(schedule, problems).ifPresent(fields -> {
                lines.add("");
                lines.add("# " + schedule.name() + ": " + schedule.why().lines().collect(Collectors.joining(" ")));
                lines.add("# after_missed: " + schedule.afterMissed().name().toLowerCase(Locale.ROOT));
                lines.add("CRON_TZ=" + schedule.zone());
                lines.add(fields + " " + escaped(command(schedule)));
            });
        }
        return String.join("\n", lines) + "\n";
    }

    private String command(Schedule schedule) {
        String logs = home.logs().toString();
        return "mkdir -p " + ShellWord.of(logs) + " && timeout -k " + ChildProcess.GRACE.toSeconds() + " "
                + schedule.limit() + " "
                + ShellWord.of(Launching.script(installation).toString()) + " "
                + schedule.command().stream().map(ShellWord::of).collect(Collectors.joining(" ")) + " >> "
                + ShellWord.of(logs + "/schedule-" + schedule.name() + ".log") + " 2>&1";
    }

    /** A percent sign would end the line. */
    private static String escaped(String command) {
        return command.replace("%", "\\%");
    }
}
