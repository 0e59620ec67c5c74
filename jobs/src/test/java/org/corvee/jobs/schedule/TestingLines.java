package org.corvee.jobs.schedule;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import java.util.function.Supplier;

/** What a scheduler told. */
public final class TestingLines implements Consumer<String> {

    private static final Duration PATIENCE = Duration.ofSeconds(90);
    private static final int PAUSE_MILLIS = 10;

    private final List<String> lines = new CopyOnWriteArrayList<>();

    @Override
    public void accept(String line) {
        lines.add(line);
    }

    /** How many lines have a text in them. */
    public long count(String text) {
        return lines.stream().filter(line -> line.contains(text)).count();
    }

    /** Waits until a number of lines have a text in them. */
    public void await(int times, String text) throws InterruptedException {
        await(() -> count(text) >= times, () -> times + " times '" + text + "' in " + lines);
    }

    /** Waits until something is so. */
    public static void await(Supplier<Boolean> so, Supplier<String> what) throws InterruptedException {
        Instant end = Instant.now().plus(PATIENCE);
        while (!so.get()) {
            if (Instant.now().isAfter(end)) {
                throw new AssertionError("waited in vain for " + what.get());
            }
            Thread.sleep(PAUSE_MILLIS);
        }
    }

    @Override
    public String toString() {
        return String.join("\n", lines);
    }
}
