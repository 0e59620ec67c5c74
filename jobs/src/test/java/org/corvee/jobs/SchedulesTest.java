package org.corvee.jobs;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import org.corvee.descriptor.YamlMapping;
import org.corvee.home.Installation;
import org.corvee.problem.Location;
import org.corvee.problem.Problems;
import org.corvee.source.Cadence;
import org.corvee.source.SourceCatalog;
import org.corvee.source.SourceDescriptor;
import org.junit.jupiter.api.Test;
import org.springframework.scheduling.support.CronExpression;

/** Every schedule can be read, and every source is reached by exactly one of them. */
class SchedulesTest {

    private static final Path ROOT = Path.of(System.getProperty(Installation.PROPERTY));

    private record Schedule(String file, String name, String cron, String zone, String job, List<String> cadences) {}

    private static List<Schedule> schedules() throws IOException {
        Problems problems = new Problems();
        List<Schedule> schedules = new ArrayList<>();
        try (Stream<Path> files = Files.list(ROOT.resolve("schedules"))) {
            for (Path file :
                    files.filter(path -> path.toString().endsWith(".yml")).toList()) {
                String fileName = file.getFileName().toString();
                Optional<YamlMapping> yaml = YamlMapping.read(Location.of("schedule", fileName), file, problems);
                yaml.ifPresent(mapping -> {
                    mapping.text("why");
                    schedules.add(new Schedule(
                            fileName,
                            mapping.text("name"),
                            mapping.text("cron"),
                            mapping.text("zone"),
                            mapping.text("job"),
                            mapping.texts("cadences")));
                    mapping.done();
                });
            }
        }
        problems.throwIfAny();
        return schedules;
    }

    @Test
    void everyScheduleCanBeRun() throws IOException {
        List<String> cadences =
                Stream.of(Cadence.values()).map(SchedulesTest::lowerCase).toList();
        assertThat(schedules()).isNotEmpty().allSatisfy(schedule -> {
            assertThat(schedule.file()).isEqualTo(schedule.name() + ".yml");
            assertThat(schedule.job()).isEqualTo("refresh");
            assertThat(cadences).containsAll(schedule.cadences());
            ZonedDateTime next = CronExpression.parse(schedule.cron())
                    .next(ZonedDateTime.of(2026, 11, 21, 12, 0, 0, 0, ZoneId.of(schedule.zone())));
            assertThat(next).isNotNull();
        });
    }

    @Test
    void nightlyRunsAtTwoInTheMorning() throws IOException {
        Schedule nightly = schedules().stream()
                .filter(schedule -> schedule.name().equals("nightly"))
                .findFirst()
                .orElseThrow();
        ZonedDateTime noon = ZonedDateTime.of(2026, 11, 21, 12, 0, 0, 0, ZoneId.of(nightly.zone()));

        assertThat(CronExpression.parse(nightly.cron()).next(noon))
                .hasToString("2026-11-22T02:00+01:00[Europe/Berlin]");
    }

    @Test
    void everySourceIsReachedByExactlyOneSchedule() throws IOException {
        for (SourceDescriptor source :
                SourceCatalog.read(ROOT.resolve("sql/sources")).sources()) {
            assertThat(schedules())
                    .as(source.id().value())
                    .filteredOn(schedule -> schedule.cadences().contains(lowerCase(source.cadence())))
                    .hasSize(1);
        }
    }

    private static String lowerCase(Cadence cadence) {
        return cadence.name().toLowerCase(Locale.ROOT);
    }
}
