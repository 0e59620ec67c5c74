package org.corvee.jobs.metrics;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.micrometer.core.instrument.binder.jvm.ClassLoaderMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmGcMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmMemoryMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmThreadMetrics;
import io.micrometer.core.instrument.binder.system.ProcessorMetrics;
import io.micrometer.core.instrument.binder.system.UptimeMetrics;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.io.Closeable;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.corvee.home.DataHome;
import org.corvee.publish.RefreshLock;
import org.corvee.run.RunOutcome;
import org.corvee.run.RunRecord;
import org.corvee.run.RunStore;
import org.slf4j.LoggerFactory;

/**
 * Answers Prometheus at {@code /metrics} as long as it is open: with the newest run that ended, whoever ran it, and with
 * the state of this process.
 */
public final class MetricsEndpoint implements Closeable {

    private static final String PATH = "/metrics";
    private static final String TEXT = "text/plain; version=0.0.4; charset=utf-8";
    private static final int SIDE_BY_SIDE = 2;

    private static final int OK = 200;
    private static final int NOT_FOUND = 404;
    private static final int METHOD_NOT_ALLOWED = 405;
    private static final int FAULT = 500;

    private final DataHome home;
    private final RunStore runs;
    private final HttpServer server;
    private final ExecutorService threads = Executors.newFixedThreadPool(SIDE_BY_SIDE, task -> {
        Thread thread = new Thread(task, "metrics");
        thread.setDaemon(true);
        return thread;
    });
    private final JvmGcMetrics collections = new JvmGcMetrics();
    private final PrometheusMeterRegistry process = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);

    /**
     * Opens the port on all addresses of this machine: what is told there is no secret.
     *
     * @param port 0 for any that is free
     * @throws IOException when it cannot be opened
     */
    public MetricsEndpoint(int port, DataHome home) throws IOException {
        this.home = home;
        this.runs = new RunStore(home.runs());
        this.server = HttpServer.create(new InetSocketAddress(port), 0);
        List.of(
                        new ClassLoaderMetrics(),
                        new JvmMemoryMetrics(),
                        collections,
                        new JvmThreadMetrics(),
                        new ProcessorMetrics(),
                        new UptimeMetrics())
                .forEach(binder -> binder.bindTo(process));
        server.createContext("/", this::answer);
        server.setExecutor(threads);
        server.start();
    }

    /** The port that is open. */
    public int port() {
        return server.getAddress().getPort();
    }

    private void answer(HttpExchange exchange) throws IOException {
        try (exchange) {
            boolean head = exchange.getRequestMethod().equals("HEAD");
            if (!head && !exchange.getRequestMethod().equals("GET")) {
                exchange.getResponseHeaders().set("Allow", "GET, HEAD");
                send(exchange, METHOD_NOT_ALLOWED, head, "");
            } else if (exchange.getRequestURI().getPath().equals(PATH)) {
                tell(exchange, head);
            } else {
                send(exchange, NOT_FOUND, head, "");
            }
        }
    }

    private void tell(HttpExchange exchange, boolean head) throws IOException {
        String text;
        try {
            text = RunMetrics.text(runs, isRunning()) + process.scrape();
        } catch (IOException | RuntimeException e) {
            LoggerFactory.getLogger(MetricsEndpoint.class).error("cannot tell the metrics", e);
            send(exchange, FAULT, head, "the records of the runs cannot be read");
            return;
        }
        exchange.getResponseHeaders().set("Content-Type", TEXT);
        send(exchange, OK, head, text);
    }

    /**
     * Whether the newest record is that of a run at work, which says that it did not end. The lock is looked at only then:
     * the less it is looked at, the less it is in the way of who takes it.
     */
    private boolean isRunning() throws IOException {
        List<RunRecord> newest = runs.newest(1);
        return !newest.isEmpty()
                && newest.get(0).outcome() == RunOutcome.NOT_PUBLISHED
                && newest.get(0).isAtWork(RefreshLock.heldBy(home.refreshLock()));
    }

    private static void send(HttpExchange exchange, int status, boolean head, String text) throws IOException {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        if (head || bytes.length == 0) {
            exchange.sendResponseHeaders(status, -1);
        } else {
            exchange.sendResponseHeaders(status, bytes.length);
            exchange.getResponseBody().write(bytes);
        }
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
        collections.close();
        process.close();
    }
}
