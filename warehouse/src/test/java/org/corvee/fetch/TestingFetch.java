package org.corvee.fetch;

import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.corvee.source.Fetch;
import org.corvee.visit.Validator;
import org.jspecify.annotations.Nullable;

/** A fetcher for a test: it may ask this machine, and its pauses take no time and are written down. */
final class TestingFetch implements Closeable {

    static final Clock CLOCK = Clock.fixed(Instant.parse("2026-11-20T09:00:00Z"), ZoneOffset.UTC);

    private final List<Duration> pauses = new ArrayList<>();
    private final Fetcher fetcher;
    private final Path target;

    TestingFetch(Path folder) {
        this(folder, new NetworkPolicy(true, true), Map.of());
    }

    /** @param names what the names of machines mean */
    TestingFetch(Path folder, NetworkPolicy policy, Map<String, List<String>> names) {
        this.target = folder.resolve("table.csv");
        this.fetcher = new Fetcher(policy, "Corvee/test", CLOCK, pauses::add, new TestingNames(names));
    }

    Path target() {
        return target;
    }

    List<Duration> pauses() {
        return pauses;
    }

    Received fetch(Order order) throws IOException, InterruptedException {
        return fetcher.fetch(order);
    }

    /** An order with usual limits. */
    Order order(String url, String... hosts) {
        return order(url, new Fetch.Answer(List.of(), List.of()), limits(1 << 20, 20), null, hosts);
    }

    Order order(String url, Fetch.Answer answer, Fetch.Limits limits, @Nullable Validator known, String... hosts) {
        List<String> allowed = hosts.length == 0 ? List.of("127.0.0.1") : List.of(hosts);
        return new Order(url, allowed, null, null, null, answer, false, limits, known, target);
    }

    static Fetch.Limits limits(long bytes, long seconds) {
        return new Fetch.Limits(bytes, Duration.ofSeconds(seconds), Duration.ZERO, 100);
    }

    @Override
    public void close() throws IOException {
        fetcher.close();
    }
}
