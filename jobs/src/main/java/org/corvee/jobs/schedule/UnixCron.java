package org.corvee.jobs.schedule;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.corvee.problem.Problem;
import org.corvee.problem.Problems;

/** The five fields that cron and Kubernetes understand: minute, hour, day of month, month, day of week. */
final class UnixCron {

    private static final int SUNDAY = 7;

    private UnixCron() {}

    /** The fields of a schedule; empty after adding a problem when five cannot say what its six do. */
    static Optional<String> fields(Schedule schedule, Problems problems) {
        List<String> texts = new ArrayList<>();
        boolean everyDayOfMonth = true;
        for (CronField field : CronField.values()) {
            Optional<List<Integer>> values = field.values(schedule.cron());
            if (values.isEmpty()) {
                problems.add(cannot(schedule, field).expected("numbers, names, lists, ranges and steps"));
                return Optional.empty();
            }
            if (field == CronField.SECOND) {
                if (!values.get().equals(List.of(0))) {
                    problems.add(cannot(schedule, field).expected("0, since cron knows minutes only"));
                    return Optional.empty();
                }
                continue;
            }
            if (field == CronField.DAY_OF_MONTH) {
                everyDayOfMonth = field.isEvery(values.get());
            }
            if (field == CronField.DAY_OF_WEEK && !everyDayOfMonth && !field.isEvery(values.get())) {
                problems.add(cannot(schedule, field)
                        .expected("* beside a day of month, since cron runs on days that are either, not both"));
                return Optional.empty();
            }
            texts.add(
                    field == CronField.DAY_OF_WEEK
                            ? field.list(sundayFirst(values.get()), "-", String::valueOf)
                            : field.list(values.get(), "-", String::valueOf));
        }
        return Optional.of(String.join(" ", texts));
    }

    private static List<Integer> sundayFirst(List<Integer> days) {
        return days.stream().map(day -> day % SUNDAY).sorted().collect(Collectors.toUnmodifiableList());
    }

    /** A problem with one field of a schedule that is good for the embedded scheduler. */
    static Problem cannot(Schedule schedule, CronField field) {
        return Problem.cannot(schedule.where(), "express", "the " + field.label(), field.text(schedule.cron()));
    }
}
