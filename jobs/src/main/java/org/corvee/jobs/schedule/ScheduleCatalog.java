package org.corvee.jobs.schedule;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.corvee.descriptor.YamlMapping;
import org.corvee.problem.Location;
import org.corvee.problem.Problem;
import org.corvee.problem.ProblemException;
import org.corvee.problem.Problems;
import org.corvee.source.Cadence;
import org.corvee.source.SourceCatalog;
import org.springframework.scheduling.support.CronExpression;

/**
 * The schedules found in a folder: every {@code .yml} in it is one.
 *
 * @param schedules in alphabetical order of their names
 */
public record ScheduleCatalog(List<Schedule> schedules) {

    private static final String ENDING = ".yml";
    private static final Pattern LIMIT = Pattern.compile("([1-9]\\d{0,3})([hm])");

    public ScheduleCatalog {
        schedules = List.copyOf(schedules);
    }

    /**
     * Reads {@code schedules/}.
     *
     * @param sources each of which one schedule must select, and no two
     * @throws ProblemException with every mistake of every file
     */
    public static ScheduleCatalog read(Path folder, SourceCatalog sources) throws IOException {
        Problems problems = new Problems();
        List<Schedule> schedules = new ArrayList<>();
        Map<Cadence, Location> selected = new EnumMap<>(Cadence.class);
        try (Stream<Path> files = Files.list(folder)) {
            for (Path file : files.filter(path -> path.toString().endsWith(ENDING))
                    .sorted()
                    .toList()) {
                Location where = Location.of("schedule", String.valueOf(file.getFileName()));
                YamlMapping.read(where, file, problems)
                        .ifPresent(yaml -> schedules.add(schedule(yaml, where, selected, problems)));
            }
        }
        sources.sources().stream()
                .filter(source -> !selected.containsKey(source.cadence()))
                .forEach(source -> problems.add(Problem.cannot(
                                Location.of(source.id().value(), "source.yml"),
                                "schedule",
                                "cadence",
                                source.cadence().word())
                        .expected("one schedule that has it among its cadences")
                        .found("none")));
        problems.throwIfAny();
        return new ScheduleCatalog(schedules);
    }

    private static Schedule schedule(
            YamlMapping yaml, Location where, Map<Cadence, Location> selected, Problems problems) {
        String name = yaml.text("name");
        if (!name.isEmpty() && !where.file().equals(name + ENDING)) {
            problems.add(Problem.cannot(yaml.location("name"), "use", "name", name)
                    .expected("the name of the file, '"
                            + where.file().substring(0, where.file().length() - ENDING.length()) + "'"));
        }
        if (!name.isEmpty() && !name.matches("[a-z][a-z0-9-]{0,39}")) {
            problems.add(Problem.cannot(yaml.location("name"), "use", "name", name)
                    .expected("small letters, digits and hyphens, at most 40"));
        }
        String why = yaml.text("why");
        String cron = yaml.text("cron");
        checkCron(cron, yaml.location("cron"), problems);
        ZoneId zone = zone(yaml, problems);
        Schedule.Job job = yaml.oneOf("job", Schedule.Job.class);
        List<Cadence> cadences = cadences(yaml, job, selected, problems);
        boolean offline = false;
        if (yaml.has("parameters")) {
            YamlMapping parameters = yaml.mapping("parameters");
            offline = job == Schedule.Job.REFRESH && parameters.flag("offline");
            parameters.done();
        }
        Duration limit = limit(yaml, problems);
        Schedule.AfterMissed afterMissed = yaml.oneOf("after_missed", Schedule.AfterMissed.class);
        yaml.done();
        return new Schedule(name, why, cron, zone, job, cadences, offline, limit, afterMissed, yaml.location("cron"));
    }

    private static void checkCron(String cron, Location where, Problems problems) {
        if (cron.isEmpty()) {
            return;
        }
        List<String> fields = CronField.split(cron);
        if (fields.size() != CronField.values().length) {
            problems.add(Problem.cannot(where, "read", "cron", cron)
                    .expected("second, minute, hour, day of month, month, day of week")
                    .found(fields.size() + (fields.size() == 1 ? " field" : " fields")));
            return;
        }
        boolean good = true;
        for (CronField field : CronField.values()) {
            String text = field.text(cron);
            if (!CronExpression.isValidExpression(field.alone(text))) {
                problems.add(Problem.cannot(where, "read", "the " + field.label() + " of cron", text)
                        .expected(field.range() + ", lists 1,2, ranges 1-5, steps */2"));
                good = false;
            }
        }
        LocalDateTime someDay = LocalDateTime.ofEpochSecond(0, 0, ZoneOffset.UTC);
        if (good && CronExpression.parse(cron).next(someDay) == null) {
            problems.add(Problem.cannot(where, "use", "cron", cron)
                    .expected("a time that comes")
                    .found("a day that no month has"));
        }
    }

    private static ZoneId zone(YamlMapping yaml, Problems problems) {
        String zone = yaml.text("zone");
        if (zone.isEmpty()) {
            return ZoneOffset.UTC;
        }
        if (!ZoneId.getAvailableZoneIds().contains(zone)) {
            problems.add(Problem.cannot(yaml.location("zone"), "find", "zone", zone)
                    .expected("a time zone such as Europe/Berlin")
                    .nearest(zone, ZoneId.getAvailableZoneIds()));
            return ZoneOffset.UTC;
        }
        return ZoneId.of(zone);
    }

    private static List<Cadence> cadences(
            YamlMapping yaml, Schedule.Job job, Map<Cadence, Location> selected, Problems problems) {
        Location where = yaml.location("cadences");
        List<String> words = yaml.texts("cadences");
        if (job != Schedule.Job.REFRESH) {
            if (yaml.has("cadences")) {
                problems.add(Problem.cannot(where, "use", "key", "cadences")
                        .expected("it with job refresh, which is for sources"));
            }
            return List.of();
        }
        if (words.isEmpty()) {
            problems.add(Problem.cannot(where, "read", "'cadences'")
                    .expected("at least one")
                    .allowed(allCadences()));
        }
        Set<Cadence> cadences = new LinkedHashSet<>();
        for (String word : words) {
            Optional<Cadence> known = Stream.of(Cadence.values())
                    .filter(cadence -> cadence.word().equals(word))
                    .findFirst();
            if (known.isEmpty()) {
                problems.add(Problem.cannot(where, "use", "cadence", word)
                        .allowed(allCadences())
                        .nearest(word, allCadences()));
                continue;
            }
            Cadence cadence = known.get();
            Location other = selected.putIfAbsent(cadence, where);
            if (other != null) {
                problems.add(Problem.cannot(where, "use", "cadence", word)
                        .expected("it in one schedule, since a source is for one")
                        .found("it in " + other.file() + ":" + other.line()
                                + (other.file().equals(where.file()) ? "" : " too")));
            }
            cadences.add(cadence);
        }
        return List.copyOf(cadences);
    }

    private static List<String> allCadences() {
        return Stream.of(Cadence.values()).map(Cadence::word).toList();
    }

    private static Duration limit(YamlMapping yaml, Problems problems) {
        String text = yaml.text("time_limit");
        Matcher matcher = LIMIT.matcher(text);
        if (!matcher.matches()) {
            if (!text.isEmpty()) {
                problems.add(Problem.cannot(yaml.location("time_limit"), "read", "time_limit", text)
                        .expected("hours or minutes such as 4h or 90m"));
            }
            return Duration.ofHours(1);
        }
        long number = Long.parseLong(matcher.group(1));
        return matcher.group(2).equals("h") ? Duration.ofHours(number) : Duration.ofMinutes(number);
    }
}
