package org.corvee.fetch;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;

/** Keeps requests to a host apart, whichever source makes them. */
final class Pacing {

    private final Pause pause;
    private final Map<String, Long> free = new HashMap<>();

    Pacing(Pause pause) {
        this.pause = pause;
    }

    /** Waits for the next turn at a host. */
    void await(String host, Duration apart) throws InterruptedException {
        long turn;
        long now = System.nanoTime();
        synchronized (free) {
            turn = Math.max(free.getOrDefault(host, now), now);
            free.put(host, turn + apart.toNanos());
        }
        if (turn > now) {
            pause.sleep(Duration.ofNanos(turn - now));
        }
    }
}
