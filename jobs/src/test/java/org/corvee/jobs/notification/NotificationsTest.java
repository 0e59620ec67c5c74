package org.corvee.jobs.notification;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.corvee.home.DataHome;
import org.corvee.jobs.settings.Settings;
import org.corvee.run.RunOutcome;
import org.corvee.run.RunRecord;
import org.corvee.run.RunStore;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** What is told after each of some nights, to a real receiver on this machine. The runs are made up. */
class NotificationsTest {

    private static final Clock CLOCK = Clock.systemUTC();
    private static final String TOKEN = "/made-up-token";

    @TempDir
    private Path folder = Path.of("");

    private DataHome home;
    private TestingReceiver receiver;
    private final List<String> lines = new ArrayList<>();
    private LocalDate day = LocalDate.of(2026, 11, 20);

    @BeforeEach
    void open() throws IOException {
        home = new DataHome(folder.resolve("home"));
        receiver = new TestingReceiver();
    }

    @AfterEach
    void close() {
        receiver.close();
    }

    private RunRecord night(RunOutcome outcome, String message, @Nullable String problem) throws IOException {
        Instant startedAt = Instant.parse(day + "T02:00:00Z");
        day = day.plusDays(1);
        RunRecord record = new RunRecord(
                RunStore.runId(startedAt),
                startedAt,
                startedAt.plusSeconds(60),
                outcome,
                message,
                outcome == RunOutcome.NOT_PUBLISHED
                        ? List.of()
                        : List.of(
                                new RunRecord.Source("made_up_one", "fresh", null, null),
                                new RunRecord.Source(
                                        "made_up_two", problem == null ? "fresh" : "stale", problem, null)));
        new RunStore(home.runs()).write(record);
        return record;
    }

    private void good() throws IOException {
        night(RunOutcome.PUBLISHED, "published", null);
        tell();
    }

    private void stale(String problem) throws IOException {
        night(RunOutcome.STALE, "published", problem);
        tell();
    }

    private void failed(String message) throws IOException {
        night(RunOutcome.NOT_PUBLISHED, message, null);
        tell();
    }

    private void tell(Channel... channels) throws IOException {
        List<Channel> all = channels.length > 0 ? List.of(channels) : List.of(webhook(Duration.ofSeconds(10)));
        new Notifications(home, CLOCK, all).tell(lines::add);
    }

    private Webhook webhook(Duration patience) {
        return new Webhook(receiver.uri().resolve(TOKEN), patience, CLOCK);
    }

    private List<String> kinds() {
        return receiver.bodies().stream()
                .flatMap(body -> body.path("events").valueStream())
                .map(event -> event.path("kind").asString(""))
                .toList();
    }

    @Test
    void threeStaleNightsAreOneEventAndRecoveryIsAnother() throws IOException {
        good();
        stale("no answer after 30 s");
        stale("no answer after 31 s");
        stale("no answer after 30 s");
        good();
        good();

        assertThat(receiver.bodies()).hasSize(2);
        JsonNode event = receiver.bodies().get(0).path("events").path(0);
        assertThat(event.propertyNames())
                .containsExactly("id", "kind", "source", "since", "problem", "run_id", "report");
        assertThat(event.path("id").asString("")).isEqualTo("20261121T020000.000Z-source_stale-made_up_two");
        assertThat(event.path("source").asString("")).isEqualTo("made_up_two");
        assertThat(event.path("since").asString("")).isEqualTo("2026-11-21T02:00:00Z");
        assertThat(event.path("problem").asString("")).isEqualTo("no answer after 30 s");
        assertThat(event.path("report").asString("")).isEqualTo("reports/20261121T020000.000Z.html");
        JsonNode recovery = receiver.bodies().get(1).path("events").path(0);
        assertThat(recovery.path("kind").asString("")).isEqualTo("source_recovered");
        assertThat(recovery.path("since").asString("")).isEqualTo("2026-11-21T02:00:00Z");
        assertThat(recovery.path("run_id").asString("")).isEqualTo("20261124T020000.000Z");
        assertThat(lines).isEmpty();
    }

    @Test
    void exportsThatFailAreToldThoughTheWarehouseIsPublished() throws IOException {
        good();
        RunRecord night = night(RunOutcome.STALE, "no space left", null);
        new RunStore(home.runs())
                .write(new RunRecord(
                        night.runId(),
                        night.startedAt(),
                        night.finishedAt(),
                        night.outcome(),
                        night.message(),
                        night.sources(),
                        List.of(new RunRecord.Stage("export", night.startedAt(), night.finishedAt(), true, null)),
                        List.of(),
                        List.of(),
                        List.of()));
        tell();
        good();

        assertThat(kinds()).containsExactly("run_failed", "run_recovered");
    }

    @Test
    void eachReasonIsToldOnce() throws IOException {
        stale("status 503");
        stale("cannot use column 'place'");
        stale("status 503");
        stale("cannot use column 'place'");

        assertThat(kinds()).containsExactly("source_stale", "source_problem_changed");
    }

    @Test
    void failedRunsSayNothingOfSources() throws IOException {
        stale("status 503");
        failed("a check does not hold");
        failed("a check does not hold");
        stale("status 503");

        assertThat(kinds()).containsExactly("source_stale", "run_failed", "run_recovered");
    }

    @Test
    void killedRunIsToldWithTheNextOne() throws IOException {
        good();
        night(RunOutcome.NOT_PUBLISHED, "the run did not end: it was killed, or the machine stopped", null);
        good();

        assertThat(receiver.bodies()).hasSize(1);
        assertThat(kinds()).containsExactly("run_failed", "run_recovered");
        assertThat(receiver.bodies().get(0).path("text").asString(""))
                .contains("the run did not come to its end")
                .contains("was killed")
                .contains("the runs work again");
    }

    @Test
    void whatWasNotTakenComesTheNextNightExactlyOnce() throws IOException {
        receiver.answer(500);
        stale("status 503");
        assertThat(lines)
                .containsExactly(
                        "cannot notify by webhook (127.0.0.1): status 500; events that wait for the next run: 1");
        receiver.answer(204);
        stale("status 503");
        stale("status 503");

        assertThat(kinds()).containsExactly("source_stale", "source_stale");
        assertThat(receiver.bodies().get(0).path("events"))
                .isEqualTo(receiver.bodies().get(1).path("events"));
    }

    @Test
    void eachChannelHasItsOwnOutcome() throws IOException {
        try (TestingReceiver second = new TestingReceiver()) {
            Webhook other = new Webhook(second.uri(), Duration.ofSeconds(10), CLOCK);
            Channel mail = new Channel() {
                @Override
                public String name() {
                    return "mail";
                }

                @Override
                public String address() {
                    return other.address();
                }

                @Override
                public void send(List<Event> events) throws IOException {
                    other.send(events);
                }
            };
            second.answer(503);
            night(RunOutcome.STALE, "published", "no answer");
            tell(webhook(Duration.ofSeconds(10)), mail);
            second.answer(200);
            night(RunOutcome.STALE, "published", "no answer");
            tell(webhook(Duration.ofSeconds(10)), mail);

            assertThat(receiver.bodies()).hasSize(1);
            assertThat(second.bodies()).hasSize(2);
        }
    }

    @Test
    void silentAndDeadReceiversAreToldInOneLineWithoutTheToken() throws IOException {
        receiver.pause(Duration.ofSeconds(3));
        night(RunOutcome.STALE, "published", "no answer");
        long start = System.nanoTime();
        tell(webhook(Duration.ofSeconds(1)));
        assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofMillis(2_500));
        receiver.close();
        tell(webhook(Duration.ofSeconds(1)));

        assertThat(lines).hasSize(2);
        assertThat(lines.get(0)).contains("no answer within 1 s").doesNotContain(TOKEN);
        assertThat(lines.get(1)).contains("connect exception").doesNotContain(TOKEN);
    }

    @Test
    void redirectsAreNotFollowed() throws IOException {
        try (TestingReceiver elsewhere = new TestingReceiver()) {
            receiver.redirect(elsewhere.uri());
            stale("no answer");

            assertThat(elsewhere.bodies()).isEmpty();
            assertThat(lines).hasSize(1).first().asString().contains("status 307");
        }
    }

    @Test
    void withoutChannelsNothingIsWritten() throws IOException {
        night(RunOutcome.NOT_PUBLISHED, "a check does not hold", null);

        new Notifications(home, Settings.read(home, Map.of()), CLOCK).tell(lines::add);

        assertThat(home.notifications()).doesNotExist();
        assertThat(receiver.bodies()).isEmpty();
        assertThat(lines).isEmpty();
    }

    @Test
    void channelThatIsSetAgainBeginsWithWhatIsWrongThen() throws IOException {
        stale("no answer");
        new Notifications(home, CLOCK, List.of()).tell(lines::add);
        good();
        stale("no answer");

        assertThat(kinds()).containsExactly("source_stale", "source_stale");
    }

    @Test
    void damagedMemoryIsBegunAnew() throws IOException {
        stale("no answer");
        Files.writeString(home.notifications(), "{\"lastRun\": ");
        stale("no answer");

        assertThat(kinds()).containsExactly("source_stale", "source_stale");
    }

    @Test
    void sourceThatIsNoLongerThereIsForgotten() throws IOException {
        stale("no answer");
        Instant startedAt = Instant.parse(day + "T02:00:00Z");
        day = day.plusDays(1);
        new RunStore(home.runs())
                .write(new RunRecord(
                        RunStore.runId(startedAt),
                        startedAt,
                        startedAt,
                        RunOutcome.PUBLISHED,
                        "published",
                        List.of(new RunRecord.Source("made_up_one", "fresh", null, null))));
        tell();
        good();

        assertThat(kinds()).containsExactly("source_stale");
    }

    @Test
    void testIsSentOverEveryChannel() {
        URI dead = URI.create("http://127.0.0.1:1" + TOKEN);
        Notifications notifications = new Notifications(
                home, CLOCK, List.of(webhook(Duration.ofSeconds(10)), new Webhook(dead, Duration.ofSeconds(1), CLOCK)));

        List<Notifications.Delivery> deliveries = notifications.test();

        assertThat(deliveries.get(0).failure()).isEmpty();
        assertThat(deliveries.get(1).failure()).isPresent();
        assertThat(kinds()).containsExactly("test");
        assertThat(home.notifications()).doesNotExist();
    }
}
