package org.corvee.jobs.schedule;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.corvee.home.Installation;
import org.corvee.problem.Problem;
import org.corvee.problem.ProblemException;
import org.corvee.source.SourceCatalog;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ScheduleCatalogTest {

    private static final Path SOURCES =
            Path.of(System.getProperty(Installation.PROPERTY)).resolve("sql/sources");

    @TempDir
    private Path folder = Path.of("");

    private TestingSchedules files() throws IOException {
        return new TestingSchedules(folder);
    }

    private List<String> problems(SourceCatalog sources) {
        return catchThrowableOfType(ProblemException.class, () -> ScheduleCatalog.read(folder, sources))
                .problems()
                .stream()
                .map(Problem::toString)
                .toList();
    }

    @Test
    void everythingThatIsWrongWithAllFilesIsToldAtOnce() throws IOException {
        files().write("one", """
                        name: two
                        why: Made up for a test.
                        cron: "0 75 25 * * MOON"
                        zone: Europe/Berln
                        job: refesh
                        cadences: [daily, mothly]
                        time_limit: long
                        after_missed: run
                        """).write("three", """
                        name: three
                        cron: "0 2 * * *"
                        zone: Asia/Urumqi
                        job: watch
                        cadences: [daily]
                        parameters: {offline: true}
                        time_limt: 4h
                        after_missed: later
                        """).write("four", """
                        name: four
                        why: Made up for a test.
                        cron: "0 0 0 30 2 *"
                        zone: UTC
                        job: refresh
                        cadences: []
                        time_limit: 1h
                        after_missed: skip
                        """);

        assertThat(problems(new SourceCatalog(List.of())))
                .containsExactly(
                        "schedule four.yml:3: cannot use cron '0 0 0 30 2 *': expected a time that comes,"
                                + " found a day that no month has",
                        "schedule four.yml:6: cannot read 'cadences': expected at least one;"
                                + " allowed: once, daily, weekly, monthly, quarterly, yearly",
                        "schedule one.yml:1: cannot use name 'two': expected the name of the file, 'one'",
                        "schedule one.yml:3: cannot read the minute of cron '75':"
                                + " expected 0 to 59, lists 1,2, ranges 1-5, steps */2",
                        "schedule one.yml:3: cannot read the hour of cron '25':"
                                + " expected 0 to 23, lists 1,2, ranges 1-5, steps */2",
                        "schedule one.yml:3: cannot read the day of week of cron 'MOON':"
                                + " expected 1 to 7 or MON to SUN, lists 1,2, ranges 1-5, steps */2",
                        "schedule one.yml:4: cannot find zone 'Europe/Berln': expected a time zone such as"
                                + " Europe/Berlin; did you mean 'Europe/Berlin' or 'Europe/Dublin' or 'Europe/Belgrade'?",
                        "schedule one.yml:5: cannot read job 'refesh'; allowed: refresh, watch;"
                                + " did you mean 'refresh'?",
                        "schedule one.yml:6: cannot use cadence 'mothly';"
                                + " allowed: once, daily, weekly, monthly, quarterly, yearly;"
                                + " did you mean 'monthly'?",
                        "schedule one.yml:7: cannot read time_limit 'long':"
                                + " expected hours or minutes such as 4h or 90m",
                        "schedule three.yml:2: cannot read cron '0 2 * * *':"
                                + " expected second, minute, hour, day of month, month, day of week, found 5 fields",
                        "schedule three.yml:5: cannot use key 'cadences':"
                                + " expected it with job refresh, which is for sources",
                        "schedule three.yml:6: cannot use key 'offline'",
                        "schedule three.yml:8: cannot read after_missed 'later'; allowed: run, skip",
                        "schedule three.yml:7: cannot use key 'time_limt'; allowed: name, why, cron, zone, job,"
                                + " cadences, parameters, time_limit, after_missed; did you mean 'time_limit'?",
                        "schedule three.yml: cannot read 'three.yml': expected a key 'why'");
    }

    @Test
    void sourceOfTwoSchedulesOrOfNoneIsTold() throws IOException {
        String refresh = """
                name: %s
                why: Made up for a test.
                cron: "0 0 2 * * *"
                zone: UTC
                job: refresh
                cadences: [%s]
                time_limit: 1h
                after_missed: run
                """;
        files().write("one", refresh.formatted("one", "once, monthly, weekly, daily, quarterly"))
                .write("two", refresh.formatted("two", "monthly"));

        List<String> problems = problems(SourceCatalog.read(SOURCES));

        assertThat(problems.get(0))
                .isEqualTo("schedule two.yml:6: cannot use cadence 'monthly': expected it in one schedule,"
                        + " since a source is for one, found it in one.yml:6 too");
        assertThat(problems).hasSizeGreaterThan(1);
        assertThat(problems.subList(1, problems.size()))
                .allMatch(problem -> problem.endsWith("source.yml: cannot schedule cadence 'yearly':"
                        + " expected one schedule that has it among its cadences, found none"));
    }

    @Test
    void scheduleBecomesOneCommand() throws IOException {
        Schedule schedule = files().write("quiet", """
                        name: quiet
                        why: Made up for a test.
                        cron: "0 */20 2 * JAN,DEC MON-FRI"
                        zone: UTC
                        job: refresh
                        cadences: [yearly, once]
                        parameters: {offline: true}
                        time_limit: 90m
                        after_missed: skip
                        """).read().schedules().get(0);

        assertThat(schedule.command()).containsExactly("refresh", "--cadence", "yearly,once", "--offline");
        assertThat(schedule.timeLimit()).isEqualTo(Duration.ofMinutes(90));
        assertThat(schedule.limit()).isEqualTo("90m");
        assertThat(schedule.afterMissed()).isEqualTo(Schedule.AfterMissed.SKIP);
    }
}
