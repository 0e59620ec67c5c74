package org.corvee.jobs.schedule;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.zone.ZoneOffsetTransition;
import java.time.zone.ZoneRules;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;
import org.corvee.problem.Location;
import org.corvee.source.Cadence;
import org.corvee.source.SourceDescriptor;
import org.springframework.scheduling.support.CronExpression;

/**
 * One file of {@code schedules/}: when a command is to be started by itself.
 *
 * @param name of the schedule and of its file
 * @param why it is as it is
 * @param cron second, minute, hour, day of month, month, day of week
 * @param zone that the cron expression is read in
 * @param job to start
 * @param cadences of the sources that a refresh is for, in the order of the file; empty for other jobs
 * @param offline whether a refresh asks no publisher
 * @param timeLimit after which the job is stopped
 * @param afterMissed what to do about a time at which nothing could be started
 * @param where its cron expression stands
 */
public record Schedule(
        String name,
        String why,
        String cron,
        ZoneId zone,
        Job job,
        List<Cadence> cadences,
        boolean offline,
        Duration timeLimit,
        AfterMissed afterMissed,
        Location where) {

    /** How late a start may be and still be the one that was meant: a machine may start slowly, a dead one be replaced. */
    public static final Duration PUNCTUAL = Duration.ofMinutes(10);

    private static final DateTimeFormatter LOCAL = new DateTimeFormatterBuilder()
            .appendPattern("EEE yyyy-MM-dd ")
            .append(DateTimeFormatter.ISO_LOCAL_TIME)
            .appendPattern(" VV")
            .toFormatter(Locale.ROOT);

    private static final Duration YEAR = Duration.ofDays(366);

    public Schedule {
        cadences = List.copyOf(cadences);
    }

    /** What can be started; the constants in lower case are commands. */
    public enum Job {
        REFRESH,
        WATCH
    }

    /** What to do about times that passed while no scheduler was at work, however many they were. */
    public enum AfterMissed {
        /** Run once, as soon as possible. */
        RUN,
        /** Wait for the next time. */
        SKIP
    }

    /** The arguments of the program. This is the one place that turns a schedule into something to start. */
    public List<String> command() {
        List<String> command = new ArrayList<>();
        switch (job) {
            case REFRESH -> {
                command.add("refresh");
                command.add("--cadence");
                command.add(cadences.stream().map(Cadence::word).collect(Collectors.joining(",")));
                if (offline) {
                    command.add("--offline");
                }
            }
            case WATCH -> command.add("watch");
        }
        return List.copyOf(command);
    }

    /** Whether its refresh takes a new snapshot of a source. */
    public boolean selects(SourceDescriptor source) {
        return cadences.contains(source.cadence());
    }

    /** The limit as systemd, timeout and people write it: {@code 4h} or {@code 90m}. */
    public String limit() {
        long minutes = timeLimit.toMinutes();
        long inAnHour = Duration.ofHours(1).toMinutes();
        return minutes % inAnHour == 0 ? minutes / inAnHour + "h" : minutes + "m";
    }

    /**
     * The first time after an instant. A time that does not exist, since clocks are put forward over it, is the first moment
     * that exists after it; a time that comes twice, since clocks are put back, is the first of the two.
     */
    public Instant next(Instant after) {
        CronExpression expression = CronExpression.parse(cron);
        LocalDateTime local = LocalDateTime.ofInstant(after, zone);
        while (true) {
            local = Objects.requireNonNull(expression.next(local), "a schedule always has a next time");
            Instant instant = instant(local);
            if (instant.isAfter(after)) {
                return instant;
            }
        }
    }

    /** The first times after an instant. */
    public List<Instant> next(Instant after, int count) {
        List<Instant> times = new ArrayList<>();
        Instant last = after;
        for (int i = 0; i < count; i++) {
            last = next(last);
            times.add(last);
        }
        return List.copyOf(times);
    }

    /** A time as people in the zone write it: {@code Sun 2026-11-29 02:00 Europe/Berlin}. */
    public String local(Instant time) {
        return LOCAL.format(time.atZone(zone));
    }

    /**
     * The first time after an instant, and within a year, at which clocks are put forward over a time of this schedule. Other
     * schedulers start nothing then.
     */
    Optional<LocalDateTime> leftOut(Instant after) {
        ZoneRules rules = zone.getRules();
        CronExpression expression = CronExpression.parse(cron);
        ZoneOffsetTransition change = rules.nextTransition(after);
        while (change != null && change.getInstant().isBefore(after.plus(YEAR))) {
            if (change.isGap()) {
                LocalDateTime time = expression.next(change.getDateTimeBefore().minusNanos(1));
                if (time != null && time.isBefore(change.getDateTimeAfter())) {
                    return Optional.of(time);
                }
            }
            change = rules.nextTransition(change.getInstant());
        }
        return Optional.empty();
    }

    private Instant instant(LocalDateTime local) {
        ZoneRules rules = zone.getRules();
        List<ZoneOffset> offsets = rules.getValidOffsets(local);
        if (offsets.isEmpty()) {
            ZoneOffsetTransition gap = rules.getTransition(local);
            return gap.getInstant();
        }
        return local.toInstant(offsets.get(0));
    }
}
