package org.corvee.jobs;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.corvee.jobs.TestingInstallation.Result;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the commands about schedules print. */
@Tag("slow")
class ScheduleCommandTest {

    @TempDir
    private Path folder = Path.of("");

    @SuppressWarnings("NullAway.Init") // JUnit calls install before a test
    private TestingInstallation corvee;

    @BeforeEach
    void install() throws IOException {
        corvee = new TestingInstallation(folder).on("2026-11-20");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "list", "run", "render"})
    void helpHasExamplesAndFitsEightyColumns(String command) {
        Result result =
                command.isEmpty() ? corvee.run("schedule", "--help") : corvee.run("schedule", command, "--help");

        assertThat(result.exitCode()).isZero();
        assertThat(result.out()).contains("Examples:\n  ./corvee schedule ");
        assertThat(result.out().lines()).allMatch(line -> line.length() <= 80);
    }

    @Test
    void nextRunsAreListedInTheZoneAndInUtc() {
        Result result = corvee.run(80, "schedule", "list", "--count", "2");

        assertThat(result.exitCode()).isZero();
        assertThat(result.out()).contains("""
                nightly
                  next    Sat 2026-11-21 02:00:00 Europe/Berlin  =  2026-11-21T01:00:00Z
                          Sun 2026-11-22 02:00:00 Europe/Berlin  =  2026-11-22T01:00:00Z
                  runs    ./corvee refresh --cadence once,daily,weekly,monthly,quarterly,yearly
                  for     1 of 1 sources
                  limit   5h, then it is stopped
                  missed  run once, as soon as possible
                  why     One refresh a night takes what is new and leaves the rest alone.
                """);
        assertThat(result.out().lines()).allMatch(line -> line.length() <= 80);
    }

    @Test
    void mistakesOfAllSchedulesAreToldAtOnce() throws IOException {
        corvee.replace(corvee.root().resolve("schedules/nightly.yml"), "0 0 2 * * *", "0 0 25 * * *");
        corvee.replace(corvee.root().resolve("schedules/documents.yml"), "Europe/Berlin", "Europe/Berln");

        for (List<String> command : List.of(
                List.of("schedule", "list"),
                List.of("schedule", "run"),
                List.of("schedule", "render", "--format", "cron"))) {
            Result result = corvee.run(command.toArray(String[]::new));

            assertThat(result.exitCode()).isEqualTo(2);
            assertThat(result.err())
                    .contains("schedule nightly.yml:6: cannot read the hour of cron '25'")
                    .contains("schedule documents.yml:6: cannot find zone 'Europe/Berln'");
        }
    }

    @Test
    void renderedFilesAreWrittenWhereAsked() {
        Path units = folder.resolve("units");

        Result result = corvee.run("schedule", "render", "--format", "systemd", "--out", units.toString());

        assertThat(result.out()).isEqualTo("""
                %1$s/corvee-documents.service
                %1$s/corvee-documents.timer
                %1$s/corvee-nightly.service
                %1$s/corvee-nightly.timer
                """.formatted(units));
        assertThat(units.resolve("corvee-nightly.timer")).content().contains("OnCalendar=*-*-* 02:00:00 Europe/Berlin");
        assertThat(corvee.run("schedule", "render", "--format", "quartz").err())
                .contains("expected one of [SYSTEMD, CRON, KUBERNETES]");
    }
}
