package org.corvee.jobs.notification;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.corvee.home.DataHome;
import org.corvee.jobs.settings.Setting;
import org.corvee.jobs.settings.Settings;
import org.corvee.run.RunRecord;
import org.corvee.run.RunStore;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/**
 * Tells what changed with the runs that nobody was told of yet, over every channel that is set. What a channel does not
 * take waits in the data home for the next run, so that it comes at least once.
 */
public final class Notifications {

    private static final Logger LOG = LoggerFactory.getLogger(Notifications.class);
    private static final JsonMapper JSON = JsonMapper.builder().build();

    /** Runs that were killed, one after the other, are looked at with the next one that ends; further back none is. */
    private static final int RUNS = 400;

    private final DataHome home;
    private final Clock clock;
    private final List<Channel> channels;

    public Notifications(DataHome home, Settings settings, Clock clock) {
        this(home, clock, channels(settings, clock));
    }

    Notifications(DataHome home, Clock clock, List<Channel> channels) {
        this.home = home;
        this.clock = clock;
        this.channels = List.copyOf(channels);
    }

    private static List<Channel> channels(Settings settings, Clock clock) {
        List<Channel> channels = new ArrayList<>();
        settings.address(Setting.NOTIFY_WEBHOOK)
                .ifPresent(uri -> channels.add(new Webhook(uri, Webhook.PATIENCE, clock)));
        settings.address(Setting.MAIL_SERVER)
                .ifPresent(uri -> channels.add(new Mail(
                        new Mail.Server(
                                uri,
                                settings.text(Setting.MAIL_USER),
                                settings.text(Setting.MAIL_PASSWORD),
                                settings.text(Setting.MAIL_FROM).orElseThrow(),
                                settings.text(Setting.MAIL_TO).orElseThrow(),
                                Webhook.PATIENCE,
                                null),
                        clock)));
        return channels;
    }

    /**
     * What became of a message at one channel.
     *
     * @param channel its name, and where it leads
     * @param failure why it was not taken; empty when it was
     */
    public record Delivery(String channel, Optional<String> failure) {}

    /**
     * Tells what is new since it was called last; called after a run was recorded, by the holder of the refresh lock.
     *
     * @param lines is given one line for each channel that did not take its events
     */
    public void tell(Consumer<String> lines) throws IOException {
        if (channels.isEmpty()) {
            // Should a channel be set again one day, it begins with what is wrong then.
            Files.deleteIfExists(home.notifications());
            return;
        }
        Told before = read();
        Told told = before.after(
                newRuns(before), channels.stream().map(Channel::name).toList());
        if (!told.equals(before)) {
            write(told);
        }
        for (Channel channel : channels) {
            List<Event> events = told.waiting().getOrDefault(channel.name(), List.of());
            if (!events.isEmpty()) {
                Optional<String> failure = send(channel, events).failure();
                if (failure.isEmpty()) {
                    told = told.takenBy(channel.name());
                    write(told);
                }
                failure.ifPresent(reason -> lines.accept("cannot notify by " + channel.name() + " ("
                        + channel.address() + "): " + reason + "; events that wait for the next run: "
                        + events.size()));
            }
        }
    }

    private List<RunRecord> newRuns(Told before) throws IOException {
        String last = before.lastRun();
        return new RunStore(home.runs())
                .newest(last == null ? 1 : RUNS).stream()
                        .filter(run -> last == null || run.runId().compareTo(last) > 0)
                        .sorted(Comparator.comparing(RunRecord::runId))
                        .toList();
    }

    /** Sends a test over every channel that is set. */
    public List<Delivery> test() {
        String runId = RunStore.runId(clock.instant());
        Event test = Event.of(Kind.TEST, null, clock.instant(), null, runId);
        return channels.stream().map(channel -> send(channel, List.of(test))).toList();
    }

    private static Delivery send(Channel channel, List<Event> events) {
        String name = channel.name() + " (" + channel.address() + ")";
        try {
            channel.send(events);
            LOG.info("notified by {}: {}", name, events.stream().map(Event::id).toList());
            return new Delivery(name, Optional.empty());
        } catch (IOException | RuntimeException e) {
            // Without the exception: what libraries say in it may hold the address, and so its token.
            LOG.warn("cannot notify by {}: {}", name, e.getMessage());
            return new Delivery(name, Optional.of(String.valueOf(e.getMessage())));
        }
    }

    private Told read() {
        Path file = home.notifications();
        try {
            return Files.exists(file) ? JSON.readValue(file.toFile(), Told.class) : Told.NOTHING;
        } catch (JacksonException e) {
            LOG.warn("{} cannot be read; what is wrong now is told again", file, e);
            return Told.NOTHING;
        }
    }

    private void write(Told told) throws IOException {
        Path file = home.notifications();
        Path aside = file.resolveSibling("." + file.getFileName());
        Files.write(aside, JSON.writerWithDefaultPrettyPrinter().writeValueAsBytes(told));
        Files.move(aside, file, StandardCopyOption.ATOMIC_MOVE);
    }
}
