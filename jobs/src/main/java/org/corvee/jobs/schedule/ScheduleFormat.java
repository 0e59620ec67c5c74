package org.corvee.jobs.schedule;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.corvee.home.DataHome;
import org.corvee.home.Installation;
import org.corvee.problem.ProblemException;
import org.corvee.problem.Problems;

/** The schedulers that the schedules can be written down for. */
public enum ScheduleFormat {
    /** A service and a timer for each schedule. */
    SYSTEMD,
    /** One crontab. */
    CRON,
    /** A CronJob for each schedule, in one file. */
    KUBERNETES;

    /**
     * The files that the scheduler reads, by their names.
     *
     * @param version of the program, which the image has too
     * @param now from which on times that are left out are looked for
     * @throws ProblemException with every schedule that the scheduler cannot express
     */
    public Map<String, String> files(
            ScheduleCatalog catalog, Installation installation, DataHome home, String version, Instant now) {
        Problems problems = new Problems();
        List<Schedule> schedules = catalog.schedules();
        Map<String, String> files = new LinkedHashMap<>();
        switch (this) {
            case SYSTEMD -> {
                SystemdUnits units = new SystemdUnits(installation, home, now);
                for (Schedule schedule : schedules) {
                    units.timer(schedule, problems).ifPresent(timer -> {
                        files.put("corvee-" + schedule.name() + ".service", units.service(schedule));
                        files.put("corvee-" + schedule.name() + ".timer", timer);
                    });
                }
            }
            case CRON -> files.put("corvee.crontab", new Crontab(installation, home).text(schedules, problems));
            case KUBERNETES -> files.put("corvee-cronjobs.yml", new CronJobs(version, now).text(schedules, problems));
        }
        problems.throwIfAny();
        return files;
    }
}
