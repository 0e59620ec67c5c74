package org.corvee.jobs.schedule;

import java.time.Instant;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.corvee.home.DataHome;
import org.corvee.home.Installation;
import org.corvee.problem.Problems;

/** Unit files of systemd: a service that runs once, and a timer that starts it. */
final class SystemdUnits {

    private static final List<String> DAYS = List.of("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun");

    private final Installation installation;
    private final DataHome home;
    private final Instant now;

    SystemdUnits(Installation installation, DataHome home, Instant now) {
        this.installation = installation;
        this.home = home;
        this.now = now;
    }

    String service(Schedule schedule) {
        String command = schedule.command().stream()
                .map(SystemdUnits::argument)
                .collect(Collectors.joining(" ", argument(script()) + " ", ""));
        return """
                [Unit]
                Description=Corvée: %s
                Wants=network-online.target
                After=network-online.target

                [Service]
                Type=oneshot
                User=%s
                WorkingDirectory=%s
                Environment=%s
                ExecStart=%s
                TimeoutStartSec=%s
                TimeoutStopSec=%d
                # 3: published, but some source is stale.
                SuccessExitStatus=3
                UMask=0027
                NoNewPrivileges=true
                PrivateTmp=true
                PrivateDevices=true
                ProtectSystem=full
                ProtectKernelTunables=true
                ProtectKernelModules=true
                ProtectControlGroups=true
                RestrictAddressFamilies=AF_UNIX AF_INET AF_INET6
                RestrictSUIDSGID=true
                LockPersonality=true
                """.formatted(
                        percent(schedule.name()),
                        System.getProperty("user.name"),
                        percent(installation.root().toString()),
                        environment(),
                        command,
                        schedule.limit(),
                        ChildProcess.GRACE.toSeconds());
    }

    private String environment() {
        String home = quoted("CORVEE_HOME=" + this.home.root());
        return Launching.javaHome(installation)
                .map(java -> home + "\nEnvironment=" + quoted("JAVA_HOME=" + java))
                .orElse(home);
    }

    Optional<String> timer(Schedule schedule, Problems problems) {
        return calendar(schedule, problems).map(calendar -> {
            String leftOut = schedule.leftOut(now)
                    .map(time -> "# systemd starts nothing at a time that clocks are put forward over; next: " + time
                            + ".\n")
                    .orElse("");
            return """
                    # %s
                    [Unit]
                    Description=Corvée: times of %s

                    [Timer]
                    %sOnCalendar=%s
                    # after_missed: %s
                    Persistent=%s
                    AccuracySec=1s

                    [Install]
                    WantedBy=timers.target
                    """.formatted(
                            schedule.why().lines().collect(Collectors.joining(" ")),
                            percent(schedule.name()),
                            leftOut,
                            calendar,
                            schedule.afterMissed().name().toLowerCase(Locale.ROOT),
                            schedule.afterMissed() == Schedule.AfterMissed.RUN);
        });
    }

    /** A calendar event in the schedule's zone; empty after adding a problem. */
    static Optional<String> calendar(Schedule schedule, Problems problems) {
        Map<CronField, String> texts = new EnumMap<>(CronField.class);
        for (CronField field : CronField.values()) {
            Optional<List<Integer>> values = field.values(schedule.cron());
            if (values.isEmpty()) {
                problems.add(UnixCron.cannot(schedule, field).expected("numbers, names, lists, ranges and steps"));
                return Optional.empty();
            }
            texts.put(
                    field,
                    field.list(
                            values.get(),
                            "..",
                            value -> field == CronField.DAY_OF_WEEK
                                    ? DAYS.get(value - 1)
                                    : String.format(Locale.ROOT, "%02d", value)));
        }
        String days = "*".equals(texts.get(CronField.DAY_OF_WEEK)) ? "" : texts.get(CronField.DAY_OF_WEEK) + " ";
        return Optional.of(days + "*-" + texts.get(CronField.MONTH) + "-" + texts.get(CronField.DAY_OF_MONTH) + " "
                + texts.get(CronField.HOUR) + ":" + texts.get(CronField.MINUTE) + ":" + texts.get(CronField.SECOND)
                + " " + schedule.zone());
    }

    private String script() {
        return Launching.script(installation).toString();
    }

    /** In a command line a dollar sign would begin a variable. */
    private static String argument(String text) {
        return quoted(text).replace("$", "$$");
    }

    private static String quoted(String text) {
        String escaped = percent(text.replace("\\", "\\\\").replace("\"", "\\\""));
        return text.matches("[\\w./,:=+-]+") ? escaped : "\"" + escaped + "\"";
    }

    private static String percent(String text) {
        return text.replace("%", "%%");
    }
}
