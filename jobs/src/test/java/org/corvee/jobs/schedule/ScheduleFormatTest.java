package org.corvee.jobs.schedule;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.cronutils.model.Cron;
import com.cronutils.model.CronType;
import com.cronutils.model.definition.CronDefinitionBuilder;
import com.cronutils.model.time.ExecutionTime;
import com.cronutils.parser.CronParser;
import com.google.gson.Gson;
import com.google.gson.JsonElement;
import io.kubernetes.client.openapi.models.V1CronJob;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.corvee.home.DataHome;
import org.corvee.home.Installation;
import org.corvee.problem.Problem;
import org.corvee.problem.ProblemException;
import org.corvee.problem.Problems;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;

/** What is written for other schedulers, read by their own programs and parsers. */
@Tag("slow")
class ScheduleFormatTest {

    private static final Instant NOW = Instant.parse("2026-11-28T12:00:00Z");
    private static final int TIMES = 15;
    private static final Pattern ELAPSE = Pattern.compile("(?:Next elapse|Iter\\. #\\d+): \\w+ (\\S+) (\\S+) UTC");

    @TempDir
    private Path folder = Path.of("");

    private Map<String, String> files(ScheduleFormat format, TestingSchedules schedules) throws IOException {
        Path root = Files.createDirectories(folder.resolve("my installation"));
        if (!Files.exists(root.resolve("corvee"))) {
            Files.createFile(
                    root.resolve("corvee"),
                    PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwxr-xr-x")));
        }
        return format.files(
                schedules.read(), new Installation(root), new DataHome(folder.resolve("100% $home")), "0.1.0", NOW);
    }

    private TestingSchedules two() throws IOException {
        return new TestingSchedules(folder.resolve("schedules"))
                .with("documents", "0 0 14 * * SUN", "Europe/Berlin", "skip")
                .write("nightly", """
                        name: nightly
                        why: Made up for a test, with "quotes" and 100%.
                        cron: "0 0 2 * * *"
                        zone: Europe/Berlin
                        job: refresh
                        cadences: [once, daily]
                        time_limit: 5h
                        after_missed: run
                        """);
    }

    private String file(ScheduleFormat format, String name) throws IOException {
        return Objects.requireNonNull(files(format, two()).get(name));
    }

    private record Ended(int exitCode, String output) {}

    private static Ended run(Path folder, String... command) throws IOException, InterruptedException {
        ProcessBuilder builder =
                new ProcessBuilder(command).directory(folder.toFile()).redirectErrorStream(true);
        builder.environment().put("TZ", "UTC");
        Process process = builder.start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        return new Ended(process.waitFor(), output);
    }

    private static void assumeSystemd() {
        assumeTrue(Files.isExecutable(Path.of("/usr/bin/systemd-analyze")), "systemd-analyze is not on this machine");
    }

    @Test
    void unitsAreGoodForSystemd() throws Exception {
        assumeSystemd();
        Path units = Files.createDirectories(folder.resolve("units"));
        Map<String, String> files = files(ScheduleFormat.SYSTEMD, two());
        List<String> command = new ArrayList<>(List.of("/usr/bin/systemd-analyze", "verify", "--man=no"));
        for (Map.Entry<String, String> file : files.entrySet()) {
            Files.writeString(units.resolve(file.getKey()), file.getValue());
            command.add(units.resolve(file.getKey()).toString());
        }

        Ended good = run(units, command.toArray(String[]::new));
        Files.writeString(
                units.resolve("corvee-nightly.timer"),
                file(ScheduleFormat.SYSTEMD, "corvee-nightly.timer").replace("OnCalendar=", "OnCalendar=sometimes "));
        Ended bad = run(units, command.toArray(String[]::new));

        assertThat(good).isEqualTo(new Ended(0, ""));
        assertThat(bad.output()).contains("Failed to parse calendar");
        assertThat(bad.exitCode()).isNotZero();
    }

    @Test
    void unitsSayWhatTheScheduleSays() throws IOException {
        Map<String, String> files = files(ScheduleFormat.SYSTEMD, two());

        assertThat(files.get("corvee-nightly.service"))
                .contains("TimeoutStartSec=5h\n", "SuccessExitStatus=3\n")
                .contains("ExecStart=\"" + folder + "/my installation/corvee\" refresh --cadence once,daily\n")
                .contains("Environment=\"CORVEE_HOME=" + folder + "/100%% $home\"\n");
        assertThat(files.get("corvee-nightly.timer"))
                .contains("OnCalendar=*-*-* 02:00:00 Europe/Berlin\n", "Persistent=true\n")
                .contains("next: 2027-03-28T02:00.\n");
        assertThat(files.get("corvee-documents.timer"))
                .contains("OnCalendar=Sun *-*-* 14:00:00 Europe/Berlin\n", "Persistent=false\n")
                .doesNotContain("put forward");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "0 0 2 * * *",
                "0 */20 1-3,22 * * *",
                "0 5/25 12 1,15-17 * ?",
                "0 0 4 1 JAN,JUN-AUG,12 *",
                "0 30 6 * * MON-FRI",
                "0 30 6 * * 0,6",
                "0 30 6 * * 5-7",
                "0 30 6 * * SUN",
                "0 30 6 * * */2",
                "0 0 0 29 2 *",
            })
    void allSchedulersRunAtTheSameTimes(String cron) throws Exception {
        Schedule schedule = TestingSchedules.schedule(folder, cron, "Asia/Urumqi");
        List<Instant> ours = schedule.next(NOW, cron.contains("29 2") ? 3 : TIMES);
        Problems problems = new Problems();

        String fields = UnixCron.fields(schedule, problems).orElseThrow();
        String calendar = SystemdUnits.calendar(schedule, problems).orElseThrow();

        assertThat(cronTimes(fields, schedule, ours.size())).isEqualTo(ours);
        assumeSystemd();
        assertThat(systemdTimes(calendar, ours.size())).isEqualTo(ours);
    }

    @ParameterizedTest
    @ValueSource(strings = {"15,45 0 2 * * *", "0 0 2 13 * FRI"})
    void systemdRunsAtTimesThatCronDoesNotKnow(String cron) throws Exception {
        Schedule schedule = TestingSchedules.schedule(folder, cron, "Asia/Urumqi");
        assumeSystemd();

        assertThat(systemdTimes(SystemdUnits.calendar(schedule, new Problems()).orElseThrow(), 8))
                .isEqualTo(schedule.next(NOW, 8));
    }

    private static List<Instant> cronTimes(String fields, Schedule schedule, int count) {
        Cron cron = new CronParser(CronDefinitionBuilder.instanceDefinitionFor(CronType.UNIX)).parse(fields);
        ExecutionTime execution = ExecutionTime.forCron(cron.validate());
        List<Instant> times = new ArrayList<>();
        Instant last = NOW;
        while (times.size() < count) {
            last = execution
                    .nextExecution(last.atZone(schedule.zone()))
                    .orElseThrow()
                    .toInstant();
            times.add(last);
        }
        return times;
    }

    private List<Instant> systemdTimes(String calendar, int count) throws IOException, InterruptedException {
        Ended ended = run(
                folder,
                "/usr/bin/systemd-analyze",
                "calendar",
                "--base-time=2026-11-28 12:00:00 UTC",
                "--iterations=" + count,
                calendar);
        List<Instant> times = new ArrayList<>();
        Matcher matcher = ELAPSE.matcher(ended.output());
        while (matcher.find()) {
            times.add(Instant.parse(matcher.group(1) + "T" + matcher.group(2) + "Z"));
        }
        return times;
    }

    @Test
    void crontabSaysWhatTheScheduleSays() throws IOException {
        String crontab = file(ScheduleFormat.CRON, "corvee.crontab");

        assertThat(crontab)
                .contains("CRON_TZ=Europe/Berlin\n0 14 * * 0 mkdir -p ")
                .contains("# nightly: Made up for a test, with \"quotes\" and 100%.\n")
                .contains("\n0 2 * * * mkdir -p '" + folder + "/100\\% $home/logs' && timeout -k 20 5h '" + folder
                        + "/my installation/corvee' refresh --cadence once,daily >> '" + folder
                        + "/100\\% $home/logs/schedule-nightly.log' 2>&1\n");
    }

    @Test
    void crontabLineStartsTheCommandAndStopsIt() throws Exception {
        String crontab = file(ScheduleFormat.CRON, "corvee.crontab");
        Files.writeString(folder.resolve("my installation/corvee"), "#!/bin/sh\necho \"$CORVEE_HOME\" \"$@\"\n");
        String line = crontab.lines()
                .filter(text -> text.startsWith("0 2"))
                .findFirst()
                .orElseThrow();

        // What cron does with a line: percent signs with a backslash become plain, and the rest goes to the shell.
        run(
                folder,
                "/bin/sh",
                "-c",
                "CORVEE_HOME=home; export CORVEE_HOME; "
                        + line.substring("0 2 * * * ".length()).replace("\\%", "%"));

        assertThat(folder.resolve("100% $home/logs/schedule-nightly.log"))
                .hasContent("home refresh --cadence once,daily");
    }

    private static JsonElement json(String manifest) {
        return new Gson().toJsonTree(new Load(LoadSettings.builder().build()).loadFromString(manifest));
    }

    @Test
    void manifestsAreGoodForKubernetes() throws IOException {
        String text = file(ScheduleFormat.KUBERNETES, "corvee-cronjobs.yml");
        List<String> manifests = List.of(text.split("(?m)^---\n", -1));

        assertThat(manifests)
                .hasSize(2)
                .allSatisfy(manifest -> assertThatCode(() -> V1CronJob.validateJsonElement(json(manifest)))
                        .doesNotThrowAnyException());
        assertThat(manifests.get(0))
                .contains("schedule: \"0 14 * * 0\"\n  timeZone: Europe/Berlin\n", "startingDeadlineSeconds: 600\n")
                .contains("activeDeadlineSeconds: 5400\n", "args: [\"watch\"]\n", "image: corvee:0.1.0\n");
        assertThat(manifests.get(1))
                .contains("schedule: \"0 2 * * *\"\n", "args: [\"refresh\", \"--cadence\", \"once,daily\"]\n")
                .doesNotContain("startingDeadlineSeconds: ");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "schedule: \"0 14 * * 0\"\n=> \n",
                "concurrencyPolicy: => concurrencyPolice: ",
                "restartPolicy: => restartPolicies: ",
                "claimName: => claim: ",
                "mountPath: /data=>",
                "activeDeadlineSeconds: => activeDeadline: ",
            })
    void schemaOfKubernetesRefusesBrokenManifests(String change) throws IOException {
        String manifest = file(ScheduleFormat.KUBERNETES, "corvee-cronjobs.yml").split("(?m)^---\n", -1)[0];
        int arrow = change.indexOf("=>");
        String from = change.substring(0, arrow);
        String broken =
                manifest.replace(from.strip(), change.substring(arrow + 2).strip());

        assertThat(broken).isNotEqualTo(manifest);
        assertThatThrownBy(() -> V1CronJob.validateJsonElement(json(broken)))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void whatASchedulerCannotExpressIsToldOfAllSchedules() throws IOException {
        TestingSchedules schedules = new TestingSchedules(folder.resolve("schedules"))
                .with("both", "0 0 2 13 * FRI", "UTC", "run")
                .with("last", "0 0 2 L * *", "UTC", "run")
                .with("seconds", "*/30 0 2 * * *", "UTC", "run");

        for (ScheduleFormat format : List.of(ScheduleFormat.CRON, ScheduleFormat.KUBERNETES)) {
            assertThat(problems(format, schedules))
                    .containsExactly(
                            "schedule both.yml:3: cannot express the day of week 'FRI': expected * beside a day of"
                                    + " month, since cron runs on days that are either, not both",
                            "schedule last.yml:3: cannot express the day of month 'L':"
                                    + " expected numbers, names, lists, ranges and steps",
                            "schedule seconds.yml:3: cannot express the second '*/30':"
                                    + " expected 0, since cron knows minutes only");
        }
        assertThat(problems(ScheduleFormat.SYSTEMD, schedules))
                .containsExactly("schedule last.yml:3: cannot express the day of month 'L':"
                        + " expected numbers, names, lists, ranges and steps");
    }

    private List<String> problems(ScheduleFormat format, TestingSchedules schedules) {
        try {
            files(format, schedules);
            return List.of();
        } catch (ProblemException e) {
            return e.problems().stream().map(Problem::toString).toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
