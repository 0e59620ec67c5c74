package org.corvee.fetch;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.hc.client5.http.DnsResolver;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Looks at all hosts side by side, so that a night without a network costs one wait and not one for each source. */
final class Reach {

    private static final Logger LOG = LoggerFactory.getLogger(Reach.class);

    /** For all hosts together. */
    private static final Duration LONGEST = Duration.ofSeconds(8);

    private static final int HTTPS = 443;

    private Reach() {}

    /**
     * The hosts that cannot be connected to, with the reason.
     *
     * @param addresses one of each host
     */
    static Map<String, String> silent(Collection<URI> addresses, DnsResolver names) throws InterruptedException {
        Map<String, CompletableFuture<Void>> tries = new LinkedHashMap<>();
        for (URI address : addresses) {
            tries.computeIfAbsent(address.getHost(), host -> connecting(address, names));
        }
        long end = System.nanoTime() + LONGEST.toNanos();
        Map<String, String> silent = new LinkedHashMap<>();
        for (Map.Entry<String, CompletableFuture<Void>> one : tries.entrySet()) {
            try {
                one.getValue().get(Math.max(0, end - System.nanoTime()), TimeUnit.NANOSECONDS);
            } catch (ExecutionException | TimeoutException e) {
                LOG.info("{} cannot be connected to", one.getKey(), e);
                silent.put(one.getKey(), "cannot connect to " + one.getKey());
            }
        }
        return silent;
    }

    private static CompletableFuture<Void> connecting(URI address, DnsResolver names) {
        CompletableFuture<Void> connected = new CompletableFuture<>();
        // Names are looked up by the system, which can neither be interrupted nor told how long to wait.
        Thread thread = new Thread(() -> {
            try {
                connect(address, names.resolve(address.getHost()));
                connected.complete(null);
            } catch (IOException | RuntimeException e) {
                connected.completeExceptionally(e);
            }
        });
        thread.setDaemon(true);
        thread.setName("reach " + address.getHost());
        thread.start();
        return connected;
    }

    private static void connect(URI address, InetAddress[] machines) throws IOException {
        int port = address.getPort() < 0 ? HTTPS : address.getPort();
        IOException failure = new UnknownHostException(address.getHost());
        for (InetAddress machine : machines) {
            try (Socket socket = new Socket()) {
                socket.connect(new InetSocketAddress(machine, port), (int) LONGEST.toMillis());
                return;
            } catch (IOException e) {
                failure = e;
            }
        }
        throw failure;
    }
}
