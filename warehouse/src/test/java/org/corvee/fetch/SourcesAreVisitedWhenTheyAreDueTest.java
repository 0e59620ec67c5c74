package org.corvee.fetch;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.corvee.fetch.TestingServer.Reply;
import org.corvee.snapshot.Snapshot;
import org.corvee.snapshot.SnapshotStore;
import org.corvee.source.SourceDescriptor;
import org.corvee.source.SourceDescriptorParser;
import org.corvee.visit.Archive;
import org.corvee.visit.VisitLog;
import org.corvee.visit.VisitState;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A source is asked for what is due, as much as its publisher wants in a day, and what was found is written down. */
@SuppressWarnings("NullAway.Init")
class SourcesAreVisitedWhenTheyAreDueTest {

    @TempDir
    private Path folder;

    private TestingServer server;
    private Instant now = Instant.parse("2026-11-20T02:00:00Z");
    private final List<String> told = new ArrayList<>();

    @BeforeEach
    void start() throws IOException {
        server = new TestingServer();
    }

    @AfterEach
    void stop() throws IOException {
        server.close();
    }

    @Test
    void newBytesAreASnapshotAndEqualOnesAreNot() throws Exception {
        SourceDescriptor source = source("daily", "file: table.csv");
        server.on("/t", Reply.of(200, "a\n1\n", "ETag: \"1\"", "Content-Type: text/csv"));

        Visits.Report first = visit(source, false);
        days(1);
        Visits.Report second = visit(source, false);
        server.on("/t", Reply.of(200, "a\n2\n"));
        days(1);
        Visits.Report third = visit(source, false);

        assertThat(first.changed()).hasSize(1);
        assertThat(second.changed()).isEmpty();
        assertThat(second.unchanged()).isEqualTo(1);
        assertThat(third.changed()).hasSize(1);
        List<Snapshot> kept = archive().snapshots().list("test_table");
        assertThat(kept).hasSize(2);
        assertThat(kept.get(1).manifest().exchange())
                .isNotNull()
                .satisfies(
                        exchange -> assertThat(Objects.requireNonNull(exchange).responseHeaders())
                                .containsEntry("etag", "\"1\""));
        assertThat(kept.get(1).manifest().mediaType()).isEqualTo("text/csv");
        assertThat(server.requests().get(1).header("If-None-Match")).isEqualTo("\"1\"");
        assertThat(archive().visits().spells("test_table")).hasSize(2);
        assertThat(folder.resolve("downloads/test_table")).isEmptyDirectory();
        assertThat(told).hasSize(2).allMatch(line -> line.startsWith("table.csv is new, 2026-11-2"));
    }

    @Test
    void weeklySourceIsLeftAloneForAWeek() throws Exception {
        SourceDescriptor source = source("weekly", "file: table.csv");
        server.on("/t", Reply.of(200, "a\n1\n"));

        visit(source, false);
        days(6);
        assertThat(visit(source, false).notDue()).isEqualTo(1);
        assertThat(visit(source, true).unchanged()).isEqualTo(1);
        days(7);
        assertThat(visit(source, false).unchanged()).isEqualTo(1);
        assertThat(server.requests()).hasSize(3);
    }

    @Test
    void whatFailedIsTriedAgainInTheNextNight() throws Exception {
        SourceDescriptor source = source("yearly", "file: table.csv");
        server.on("/t", Reply.of(200, "a\n1\n"), Reply.of(404, ""));
        visit(source, false);
        days(40);

        Visits.Report gone = visit(source, false);
        days(1);
        Visits.Report still = visit(source, false);

        assertThat(gone.problem())
                .hasToString("test_table table.csv: cannot fetch the document: found 127.0.0.1 says with status"
                        + " 404 that it is not there, since 2026-12-30; last seen on 2026-11-20");
        assertThat(still.problem()).isEqualTo(gone.problem());
        assertThat(still.waiting()).isNull();
        assertThat(archive().snapshots().list("test_table")).hasSize(1);
    }

    @Test
    void publisherGetsNoMoreRequestsInADayThanItWants() throws Exception {
        SourceDescriptor source =
                source("monthly", "file: \"{year}.csv\"", "for: {year: {from: 2022, behind: 1}}", "requests_a_day: 2");
        for (int year = 2022; year <= 2025; year++) {
            server.on("/t", Reply.of(200, "a\n" + year + "\n"));
        }

        Visits.Report first = visit(source, false);
        days(1);
        Visits.Report second = visit(source, false);

        assertThat(first.leftOver()).isEqualTo(2);
        assertThat(second.leftOver()).isZero();
        assertThat(second.notDue()).isEqualTo(2);
        assertThat(server.requests())
                .extracting(TestingServer.Request::target)
                .containsExactly("/t?y=2025", "/t?y=2024", "/t?y=2023", "/t?y=2022");
        assertThat(archive().snapshots().list("test_table"))
                .extracting(snapshot -> snapshot.manifest().attributes().get("year"))
                .containsExactlyInAnyOrder("2022", "2023", "2024", "2025");
    }

    @Test
    void requestThatFailsEveryNightHoldsUpNoOther() throws Exception {
        SourceDescriptor source =
                source("daily", "file: \"{year}.csv\"", "for: {year: {from: 2024}}", "requests_a_day: 1");
        server.on("/t", Reply.of(404, ""));
        for (int night = 0; night < 4; night++) {
            visit(source, false);
            days(1);
        }

        assertThat(server.requests())
                .extracting(TestingServer.Request::target)
                .containsExactly("/t?y=2026", "/t?y=2025", "/t?y=2024", "/t?y=2026");
    }

    @Test
    void documentThatWasNeverThereIsWaitedForAndTheOthersAreMissed() throws Exception {
        SourceDescriptor source = source("daily", "file: \"{year}.csv\"", "for: {year: {from: 2025}}");
        server.on("/t", Reply.of(404, ""), Reply.of(200, "a\n1\n"), Reply.of(404, ""));

        Visits.Report first = visit(source, false);
        days(1);
        Visits.Report second = visit(source, false);

        assertThat(first.problem()).isNull();
        assertThat(first.waiting())
                .hasToString("test_table 2026.csv: cannot fetch the document: found 127.0.0.1 says with"
                        + " status 404 that it is not there, since 2026-11-20; never seen yet");
        assertThat(second.problem()).asString().startsWith("test_table 2025.csv: ");
        assertThat(second.waiting()).asString().startsWith("test_table 2026.csv: ");
    }

    @Test
    void fileThatWasDroppedDoesNotMakeAPublisherMissed() throws Exception {
        SourceDescriptor source = source("daily", "file: table.csv");
        Path dropped = Files.writeString(folder.resolve("dropped.csv"), "a\n1\n");
        archive()
                .snapshots()
                .keep(
                        dropped,
                        new SnapshotStore.Origin("test_table", "url", "text/csv", "CC0-1.0", Map.of("scope", "all")));
        server.on("/t", Reply.of(404, ""));

        Visits.Report report = visit(source, false);

        assertThat(report.problem()).isNull();
        assertThat(report.waiting()).isNotNull();
    }

    @Test
    void sourceThatIsFetchedOnlyWhenAskedIsFetchedOnlyThen() throws Exception {
        SourceDescriptor source = source("daily", "file: table.csv", "only_when_asked: true");
        server.on("/t", Reply.of(200, "a\n1\n"));

        assertThat(visit(source, false).changed()).isEmpty();
        assertThat(visit(source, true).changed()).hasSize(1);
    }

    @Test
    void deadHostsCostOneWaitTogether() throws Exception {
        SourceDescriptor source = source("daily", "file: table.csv");
        List<URI> hosts = new ArrayList<>();
        Map<String, List<String>> names = new java.util.HashMap<>();
        for (int i = 0; i < 20; i++) {
            // An address that no machine has (RFC 5737) never answers, or is refused at once.
            hosts.add(URI.create("https://dead" + i + ".test/"));
            names.put("dead" + i + ".test", List.of("192.0.2." + i));
        }
        hosts.add(URI.create(server.url("/t")));
        server.on("/t", Reply.of(200, "a\n1\n"));
        long start = System.nanoTime();

        Map<String, String> silent = Reach.silent(hosts, new TestingNames(names));

        assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(10));
        assertThat(silent).hasSize(20).containsEntry("dead3.test", "cannot connect to dead3.test");
        assertThat(visit(source, false).changed()).hasSize(1);
    }

    @Test
    void unreachablePublisherIsToldSinceWhen() throws Exception {
        SourceDescriptor source = source("daily", "file: table.csv");
        server.close();

        Visits.Report report = visit(source, false);

        assertThat(report.problem()).isNull();
        assertThat(report.waiting())
                .hasToString("test_table table.csv: cannot fetch the document: found cannot connect to"
                        + " 127.0.0.1, since 2026-11-20; never seen yet");
        assertThat(archive().visits().spells("test_table").get(0).finding().state())
                .isEqualTo(VisitState.UNREACHABLE);
    }

    @Test
    void unchangedIsNotBelievedWhenTheSnapshotIsGone() throws Exception {
        SourceDescriptor source = source("daily", "file: table.csv");
        server.on("/t", Reply.of(200, "a\n1\n", "ETag: \"1\""));
        visit(source, false);
        org.corvee.home.Folders.delete(folder.resolve("snapshots"));
        days(1);

        assertThat(visit(source, false).changed()).hasSize(1);
        assertThat(server.requests().get(1).headers()).doesNotContainKey("if-none-match");
    }

    private Visits.Report visit(SourceDescriptor source, boolean asked) throws Exception {
        try (Web web = new Web(
                new NetworkPolicy(true, true), Map.of(), "test", clock(), pause -> {}, new TestingNames(Map.of()))) {
            return new Visits(Watched.source(source), archive(), folder.resolve("downloads"), clock())
                    .run(web, asked, told::add);
        }
    }

    private Archive archive() {
        return new Archive(
                new SnapshotStore(folder.resolve("snapshots"), clock()), new VisitLog(folder.resolve("visits")));
    }

    private Clock clock() {
        return Clock.fixed(now, ZoneOffset.UTC);
    }

    private void days(int number) {
        now = now.plus(Duration.ofDays(number));
    }

    private SourceDescriptor source(String cadence, String... fetch) throws IOException {
        Path source = Files.createDirectories(folder.resolve("sources/test_table"));
        Files.writeString(source.resolve("stage.sql"), "-- grain: one row per record\nselect 1\n");
        Files.writeString(source.resolve("source.yml"), """
                title: A table
                publisher: A publisher
                licence: CC0-1.0
                url: https://publisher.example/
                cadence: %s
                fetch:
                  url: "%s?y=%s"
                  seconds_between: 0
                  %s
                format: {kind: delimited, charset: utf-8}
                columns:
                  a: {type: text, required: true}
                key: [a]
                feeds: core.figure
                bounds: {rows_at_least: 1}
                """.formatted(
                        cadence,
                        server.url("/t"),
                        String.join(" ", fetch).contains("for:") ? "{year}" : "0",
                        String.join("\n  ", fetch)));
        return SourceDescriptorParser.parse(source);
    }
}
