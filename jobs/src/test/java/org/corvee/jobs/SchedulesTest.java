package org.corvee.jobs;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import org.corvee.home.Installation;
import org.corvee.jobs.schedule.Schedule;
import org.corvee.jobs.schedule.ScheduleCatalog;
import org.corvee.source.SourceCatalog;
import org.corvee.source.SourceDescriptor;
import org.junit.jupiter.api.Test;

/** The project's own schedules can be read, and every source is reached by exactly one of them. */
class SchedulesTest {

    private static final Path ROOT = Path.of(System.getProperty(Installation.PROPERTY));

    private static SourceCatalog sources() throws IOException {
        return SourceCatalog.read(ROOT.resolve("sql/sources"));
    }

    private static List<Schedule> schedules() throws IOException {
        return ScheduleCatalog.read(ROOT.resolve("schedules"), sources()).schedules();
    }

    private static Schedule schedule(String name) throws IOException {
        return schedules().stream()
                .filter(schedule -> schedule.name().equals(name))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void nightlyRefreshesAtTwoInTheMorning() throws IOException {
        Schedule nightly = schedule("nightly");

        assertThat(nightly.next(Instant.parse("2026-11-21T12:00:00Z"))).isEqualTo("2026-11-22T01:00:00Z");
        assertThat(nightly.command())
                .containsExactly("refresh", "--cadence", "once,daily,weekly,monthly,quarterly,yearly");
    }

    @Test
    void documentsAreVisitedOnSundays() throws IOException {
        Schedule documents = schedule("documents");

        assertThat(documents.next(Instant.parse("2026-11-21T12:00:00Z"))).isEqualTo("2026-11-22T13:00:00Z");
        assertThat(documents.command()).containsExactly("watch");
    }

    @Test
    void everySourceIsReachedByExactlyOneSchedule() throws IOException {
        List<Schedule> schedules = schedules();
        for (SourceDescriptor source : sources().sources()) {
            assertThat(schedules)
                    .as(source.id().value())
                    .filteredOn(schedule -> schedule.selects(source))
                    .hasSize(1);
        }
    }
}
