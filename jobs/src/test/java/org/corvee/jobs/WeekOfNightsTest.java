package org.corvee.jobs;

import static org.assertj.core.api.Assertions.assertThat;

import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.GreenMailUtil;
import com.icegreen.greenmail.util.ServerSetup;
import jakarta.mail.internet.MimeMessage;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.corvee.jobs.TestingInstallation.Result;
import org.corvee.jobs.database.TaskDatabase;
import org.corvee.jobs.notification.TestingReceiver;
import org.corvee.jobs.schedule.ScheduleCatalog;
import org.corvee.jobs.schedule.ScheduleRunner;
import org.corvee.jobs.schedule.TestingClock;
import org.corvee.jobs.settings.Settings;
import org.corvee.run.RunOutcome;
import org.corvee.run.RunRecord;
import org.corvee.run.RunStore;
import org.corvee.source.SourceCatalog;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/**
 * Seven nights of the scheduler in a minute, over a publisher that fails, comes back with a revised number, drifts, and
 * takes the drift back: the runs, their pages, the messages, the ledger and the releases tell that story and no other.
 */
@Tag("slow")
class WeekOfNightsTest {

    private static final String SOURCE = TestingWebSource.ID;
    private static final String KASHGAR =
            "select value::bigint::varchar from core.figure where figure_id = '" + SOURCE + ":653100_2023'";
    private final TestingClock clock = new TestingClock("2026-11-29T14:00:00Z");
    private final LinkedBlockingQueue<Result> nights = new LinkedBlockingQueue<>();

    private final Semaphore written = new Semaphore(0);
    private int seen;

    @TempDir
    private Path folder = Path.of("");

    @Test
    void sevenNightsTellTheirStory() throws Exception {
        GreenMail mail = new GreenMail(new ServerSetup(0, "127.0.0.1", ServerSetup.PROTOCOL_SMTP));
        mail.start();
        try (TestingPublisher publisher = new TestingPublisher(TestingWebSource.TABLE);
                TestingReceiver receiver = new TestingReceiver()) {
            TestingInstallation corvee = TestingInstallation.refreshed(folder).by(clock);
            TestingWebSource.add(corvee, publisher.url());
            Map<String, String> environment = Map.of(
                    "CORVEE_NOTIFY_WEBHOOK",
                    receiver.uri() + "hook/secret-token",
                    "CORVEE_MAIL_SERVER",
                    "smtp://127.0.0.1:" + mail.getSmtp().getPort(),
                    "CORVEE_MAIL_FROM",
                    "corvee@example.org",
                    "CORVEE_MAIL_TO",
                    "desk@example.org");
            corvee.online(environment);
            Settings settings = Settings.read(corvee.home(), environment);
            ScheduleCatalog catalog = ScheduleCatalog.read(
                    corvee.root().resolve("schedules"),
                    SourceCatalog.read(corvee.sql().resolve("sources")));
            try (TaskDatabase database = TaskDatabase.open(settings, corvee.home());
                    ScheduleRunner scheduler = new ScheduleRunner(
                            catalog,
                            database,
                            true,
                            (command, limit) -> launch(corvee, command),
                            clock,
                            this::hear,
                            new ScheduleRunner.Pace(
                                    Duration.ofMillis(50), Duration.ofSeconds(5), Duration.ofSeconds(1)))) {
                scheduler.start();
                week(corvee, publisher, receiver, mail);
            }
        } finally {
            mail.stop();
        }
    }

    private void hear(String line) {
        if (line.contains(" nightly: next ")) {
            written.release();
        }
    }

    private int launch(TestingInstallation corvee, List<String> command) {
        Result result = corvee.run(command.toArray(String[]::new));
        nights.add(result);
        return result.exitCode();
    }

    /** Puts the clock forward to just after two in the morning in Berlin, and waits for the refresh of that night. */
    private Result night(String day) throws InterruptedException {
        return at(day + "T01:00:01Z");
    }

    private Result at(String time) throws InterruptedException {
        // The clock must not go on before the next night is written down, or that night has passed.
        assertThat(written.tryAcquire(60, TimeUnit.SECONDS))
                .as("the next night is written down")
                .isTrue();
        clock.set(time);
        Result result = nights.poll(60, TimeUnit.SECONDS);
        assertThat(result).as("the night of " + time).isNotNull();
        return result;
    }

    private void week(TestingInstallation corvee, TestingPublisher publisher, TestingReceiver receiver, GreenMail mail)
            throws Exception {
        // Monday: the bulletin is there.
        Result monday = night("2026-11-30");
        assertThat(monday.exitCode()).as(monday.out()).isZero();
        assertThat(monday.out()).contains("example_bulletin: table.csv is new", "example_bulletin: 3 rows");
        assertThat(corvee.query(KASHGAR)).isEqualTo("2500");
        assertThat(corvee.run("release").exitCode()).isZero();
        assertThat(receiver.bodies()).isEmpty();

        // Tuesday: nothing is new.
        Result tuesday = night("2026-12-01");
        assertThat(tuesday.exitCode()).isZero();
        assertThat(tuesday.out()).contains("no work was done");

        // Wednesday: the publisher's server fails, and so does the receiver of messages.
        publisher.answersWith(410);
        receiver.answer(503);
        Result wednesday = night("2026-12-02");
        assertThat(wednesday.exitCode()).isEqualTo(3);
        assertThat(wednesday.out())
                .contains("stale: example_bulletin", "since 2026-12-02")
                .doesNotContain("secret-token");
        assertThat(events(receiver)).as("refused").containsExactly("source_stale example_bulletin");
        assertThat(subjects(mail)).singleElement().asString().contains("example_bulletin is stale");

        // Thursday: it still does, and the machine sleeps until nine: one late run, and the message that waited.
        receiver.answer(200);
        Result thursday = at("2026-12-03T08:00:00Z");
        assertThat(thursday.exitCode()).isEqualTo(3);
        assertThat(events(receiver)).containsExactly("source_stale example_bulletin");
        assertThat(subjects(mail)).isEmpty();

        // Friday: it is back, with a revised number.
        publisher.answersWith(200);
        publisher.revises("2023;2.500", "2023;2.900");
        Result friday = night("2026-12-04");
        assertThat(friday.exitCode()).as(friday.out()).isZero();
        assertThat(corvee.query(KASHGAR)).isEqualTo("2900");
        assertThat(events(receiver)).containsExactly("source_recovered example_bulletin");
        assertThat(subjects(mail)).singleElement().asString().contains("example_bulletin is fresh again");

        // Saturday: a column has another name; what was published stays.
        publisher.revises("Gebiet;Jahr;Personen", "Gebiet;Jahr;Haushalte");
        Result saturday = night("2026-12-05");
        assertThat(saturday.exitCode()).isEqualTo(3);
        assertThat(saturday.out()).contains("stale: ", "Haushalte");
        assertThat(corvee.query(KASHGAR)).isEqualTo("2900");
        assertThat(events(receiver)).containsExactly("source_stale example_bulletin");
        assertThat(subjects(mail)).hasSize(1);

        // Sunday: the publisher has taken it back.
        publisher.revises("Gebiet;Jahr;Haushalte", "Gebiet;Jahr;Personen");
        Result sunday = night("2026-12-06");
        assertThat(sunday.exitCode()).as(sunday.out()).isZero();
        assertThat(events(receiver)).containsExactly("source_recovered example_bulletin");
        assertThat(subjects(mail)).hasSize(1);

        told(corvee);
    }

    private void told(TestingInstallation corvee) throws Exception {
        List<RunRecord> runs = new RunStore(corvee.home().runs()).newest(7);
        assertThat(runs)
                .extracting(RunRecord::outcome)
                .containsExactly(
                        RunOutcome.PUBLISHED,
                        RunOutcome.STALE,
                        RunOutcome.PUBLISHED,
                        RunOutcome.STALE,
                        RunOutcome.STALE,
                        RunOutcome.UNCHANGED,
                        RunOutcome.PUBLISHED);
        assertThat(nights).as("one run each night").isEmpty();
        Path reports = corvee.home().reports();
        assertThat(Files.readString(reports.resolve(runs.get(2).runId() + ".html")))
                .as("the page of Friday")
                .contains("example_bulletin:653100_2023", "2500", "2900");
        assertThat(Files.readString(reports.resolve(runs.get(1).runId() + ".html")))
                .as("the page of Saturday")
                .contains("Haushalte");
        assertThat(Files.readString(reports.resolve(runs.get(3).runId() + ".html")))
                .as("the page of Thursday tells since when")
                .contains("2026-12-02");
        String index = Files.readString(reports.resolve("index.html"));
        assertThat(runs).allSatisfy(run -> assertThat(index).contains(run.runId() + ".html"));
        assertThat(
                        corvee.query(
                                "select concat_ws(' ', vintage, known_from, known_until, value::bigint)"
                                        + " from core.figure_vintage where figure_id = 'example_bulletin:653100_2023' order by vintage"))
                .isEqualTo("1 2026-11-30 2026-12-04 2500\n2 2026-12-04 2900");
        assertThat(corvee.run("release").exitCode()).isZero();
        assertThat(corvee.run("diff", "2026-11-30.1", "2026-12-06.1").out())
                .contains("example_bulletin:653100_2023", "2500", "2900", "publisher revised");
        assertThat(corvee.run("verify").exitCode()).isZero();
        assertThat(corvee.run("status").out()).contains("all is well");
        try (Stream<Path> lineage = Files.list(corvee.home().lineage())) {
            assertThat(lineage)
                    .as("one of each night, and one of the refresh before them")
                    .hasSize(8);
        }
    }

    /** What came since this was asked last. */
    private List<String> events(TestingReceiver receiver) {
        List<JsonNode> bodies = receiver.bodies();
        List<JsonNode> news = bodies.subList(seen, bodies.size());
        seen = bodies.size();
        return news.stream()
                .flatMap(message -> message.get("events").valueStream())
                .map((JsonNode event) ->
                        event.get("kind").asString() + " " + event.get("source").asString())
                .toList();
    }

    private static List<String> subjects(GreenMail mail) throws Exception {
        MimeMessage[] received = mail.getReceivedMessages();
        List<String> subjects =
                Stream.of(received).map(WeekOfNightsTest::subject).toList();
        assertThat(Stream.of(received).map(GreenMailUtil::getBody)).allMatch(body -> body.contains("example_bulletin"));
        mail.purgeEmailFromAllMailboxes();
        return subjects;
    }

    private static String subject(MimeMessage message) {
        try {
            return String.valueOf(message.getSubject());
        } catch (jakarta.mail.MessagingException e) {
            throw new IllegalStateException(e);
        }
    }
}
