package org.corvee.jobs.metrics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.BindException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.corvee.home.DataHome;
import org.corvee.publish.RefreshLock;
import org.corvee.run.RunOutcome;
import org.corvee.run.RunRecord;
import org.corvee.run.RunStore;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What Prometheus reads, from a file and from a port. The runs are made up. */
class MetricsTest {

    private static final Pattern SAMPLE = Pattern.compile(
            "([a-z][a-z0-9_]*)((?:\\{(?:[a-z_]+=\"(?:[^\"\\\\\\n]|\\\\[\\\\\"n])*\",?)+\\})?) (NaN|[+-]?[0-9.]+(?:E[+-]?\\d+)?)");

    @TempDir
    private Path folder = Path.of("");

    private DataHome home;
    private RunStore runs;

    @BeforeEach
    void twoRuns() throws IOException {
        home = new DataHome(folder.resolve("home"));
        runs = new RunStore(home.runs());
        runs.write(run("2026-11-20T02:00:00Z", RunOutcome.PUBLISHED));
        runs.write(run("2026-11-21T02:00:00Z", RunOutcome.NOT_PUBLISHED));
    }

    private static RunRecord run(String start, RunOutcome outcome) {
        Instant startedAt = Instant.parse(start);
        return new RunRecord(
                RunStore.runId(startedAt),
                startedAt,
                startedAt.plusMillis(61_500),
                outcome,
                "made up",
                List.of(
                        new RunRecord.Source("made_up_one", "fresh", null, new RunRecord.Rows(12, 10, 2)),
                        new RunRecord.Source("made_up_\"two\"", "stale", "no answer", null)),
                List.of(new RunRecord.Stage("load", startedAt, startedAt.plusMillis(1_250), false, null)),
                List.of(new RunRecord.BuiltModel("mart.made_up", 7, 40)),
                List.of(new RunRecord.FailedCheck("made_up", "nothing is made up", 3)),
                List.of());
    }

    @Test
    void fileTellsTheNewestRunAndTheLastGoodOne() throws IOException {
        Path file = folder.resolve("corvee.prom");

        MetricsFile.write(file, runs);

        assertThat(Files.readAllLines(file))
                .contains(
                        "corvee_run_outcome{outcome=\"not_published\"} 1.0",
                        "corvee_run_outcome{outcome=\"published\"} 0.0",
                        "corvee_run_duration_seconds 61.5",
                        "corvee_run_finished_timestamp_seconds 1.7952264615E9",
                        "corvee_last_success_timestamp_seconds 1.7951400615E9",
                        "corvee_checks_failed 1.0",
                        "corvee_stage_duration_seconds{stage=\"load\"} 1.25",
                        "corvee_model_duration_seconds{model=\"mart.made_up\"} 0.04",
                        "corvee_model_rows{model=\"mart.made_up\"} 7.0",
                        "corvee_sources_stale 1.0",
                        "corvee_source_state{source=\"made_up_\\\"two\\\"\",state=\"stale\"} 1.0",
                        "corvee_source_state{source=\"made_up_one\",state=\"stale\"} 0.0",
                        "corvee_rows_read{source=\"made_up_one\"} 12.0",
                        "corvee_rows_written{source=\"made_up_one\"} 10.0",
                        "corvee_rows_rejected{source=\"made_up_one\"} 2.0");
        requireFormat(Files.readString(file));
        try (Stream<Path> files = Files.list(folder)) {
            assertThat(files.filter(Files::isRegularFile)).containsExactly(file);
        }
    }

    @Test
    void sourceThatIsGoneIsNoLongerTold() throws IOException {
        Path file = folder.resolve("corvee.prom");
        MetricsFile.write(file, runs);
        Instant startedAt = Instant.parse("2026-11-22T02:00:00Z");
        runs.write(new RunRecord(
                RunStore.runId(startedAt),
                startedAt,
                startedAt,
                RunOutcome.UNCHANGED,
                "made up",
                List.of(new RunRecord.Source("another", "fresh", null, null))));

        MetricsFile.write(file, runs);

        assertThat(file).content().doesNotContain("made_up").contains("corvee_run_outcome{outcome=\"unchanged\"} 1.0");
    }

    @Test
    void sourcesAreToldAsTheyArePublishedAfterANightThatPublishedNothing() throws IOException {
        Path file = folder.resolve("corvee.prom");
        Instant startedAt = Instant.parse("2026-11-22T02:00:00Z");
        runs.write(new RunRecord(
                RunStore.runId(startedAt),
                startedAt,
                startedAt,
                RunOutcome.NOT_PUBLISHED,
                "made up",
                List.of(new RunRecord.Source("made_up_one", "stale", "made up", null))));

        MetricsFile.write(file, runs);

        assertThat(file)
                .content()
                .contains("corvee_source_state{source=\"made_up_one\",state=\"fresh\"} 1.0")
                .contains("corvee_sources_stale 1.0");
    }

    @Test
    void portAnswersWithWhatIsThereNow() throws Exception {
        HttpClient client = HttpClient.newHttpClient();
        try (MetricsEndpoint endpoint = new MetricsEndpoint(0, home)) {
            URI address = URI.create("http://127.0.0.1:" + endpoint.port() + "/metrics");

            HttpResponse<String> first = get(client, address);
            runs.write(run("2026-11-22T02:00:00Z", RunOutcome.UNCHANGED));
            HttpResponse<String> second = get(client, address);

            assertThat(first.statusCode()).isEqualTo(200);
            assertThat(first.headers().firstValue("Content-Type")).hasValue("text/plain; version=0.0.4; charset=utf-8");
            assertThat(first.body())
                    .contains("corvee_run_outcome{outcome=\"not_published\"} 1.0")
                    .contains("jvm_memory_used_bytes{");
            assertThat(second.body()).contains("corvee_run_outcome{outcome=\"unchanged\"} 1.0");
            requireFormat(second.body());
            assertThat(get(client, address.resolve("/")).statusCode()).isEqualTo(404);
            assertThat(get(client, address.resolve("/metrics/x")).statusCode()).isEqualTo(404);
            HttpResponse<String> head = client.send(
                    HttpRequest.newBuilder(address)
                            .method("HEAD", HttpRequest.BodyPublishers.noBody())
                            .build(),
                    HttpResponse.BodyHandlers.ofString());
            assertThat(head.statusCode()).isEqualTo(200);
            HttpResponse<String> post = client.send(
                    HttpRequest.newBuilder(address)
                            .POST(HttpRequest.BodyPublishers.ofString("x"))
                            .build(),
                    HttpResponse.BodyHandlers.ofString());
            assertThat(post.statusCode()).isEqualTo(405);
            assertThatThrownBy(() -> new MetricsEndpoint(endpoint.port(), home)).isInstanceOf(BindException.class);
        }
    }

    @Test
    void runAtWorkHasNotFailed() throws Exception {
        runs.write(run("2026-11-22T02:00:00Z", RunOutcome.PUBLISHED));
        runs.write(run("2026-11-23T02:00:00Z", RunOutcome.NOT_PUBLISHED));
        try (MetricsEndpoint endpoint = new MetricsEndpoint(0, home);
                RefreshLock lock = RefreshLock.take(home.refreshLock(), Instant.parse("2026-11-23T02:00:00Z"))) {
            URI address = URI.create("http://127.0.0.1:" + endpoint.port() + "/metrics");

            assertThat(get(HttpClient.newHttpClient(), address).body())
                    .contains("corvee_run_outcome{outcome=\"published\"} 1.0");
        }
    }

    @Test
    void homeWithoutRunsTellsOfTheProcessAlone() throws Exception {
        try (MetricsEndpoint endpoint = new MetricsEndpoint(0, new DataHome(folder.resolve("empty")))) {
            URI address = URI.create("http://127.0.0.1:" + endpoint.port() + "/metrics");

            assertThat(get(HttpClient.newHttpClient(), address).body())
                    .doesNotContain("corvee_")
                    .contains("process_uptime_seconds");
        }
    }

    private static HttpResponse<String> get(HttpClient client, URI address) throws IOException, InterruptedException {
        return client.send(HttpRequest.newBuilder(address).build(), HttpResponse.BodyHandlers.ofString());
    }

    /** Each sample follows the HELP and TYPE of its name, each name has them once, and no sample is there twice. */
    private static void requireFormat(String text) {
        assertThat(text).endsWith("\n");
        Set<String> described = new HashSet<>();
        Set<String> samples = new HashSet<>();
        String name = "";
        for (String line : text.lines().toList()) {
            if (line.startsWith("# HELP ")) {
                name = line.substring("# HELP ".length(), line.indexOf(' ', "# HELP ".length()));
                assertThat(described.add(name)).as(line).isTrue();
            } else if (line.startsWith("# TYPE ")) {
                assertThat(line).matches("# TYPE " + name + " (gauge|counter|summary|histogram)");
            } else {
                Matcher sample = SAMPLE.matcher(line);
                assertThat(sample.matches()).as(line).isTrue();
                assertThat(sample.group(1)).startsWith(name);
                assertThat(samples.add(sample.group(1) + sample.group(2)))
                        .as(line)
                        .isTrue();
            }
        }
        assertThat(samples).isNotEmpty();
    }
}
