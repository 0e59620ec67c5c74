package org.corvee.jobs.notification;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.Closeable;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** An HTTP server on this machine that keeps the JSON that it is sent. */
public final class TestingReceiver implements Closeable {

    private static final int REDIRECT = 307;

    private final HttpServer server;
    private final List<JsonNode> bodies = new CopyOnWriteArrayList<>();
    private volatile int status = 200;
    private volatile Duration pause = Duration.ZERO;
    private volatile @Nullable URI elsewhere;

    public TestingReceiver() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", this::take);
        server.setExecutor(Executors.newCachedThreadPool(task -> {
            Thread thread = new Thread(task);
            thread.setDaemon(true);
            return thread;
        }));
        server.start();
    }

    public URI uri() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/");
    }

    public void answer(int newStatus) {
        status = newStatus;
    }

    void pause(Duration newPause) {
        pause = newPause;
    }

    void redirect(URI target) {
        elsewhere = target;
        status = REDIRECT;
    }

    public List<JsonNode> bodies() {
        return List.copyOf(bodies);
    }

    private void take(HttpExchange exchange) throws IOException {
        try (exchange) {
            bodies.add(JsonMapper.builder().build().readTree(exchange.getRequestBody()));
            Thread.sleep(pause.toMillis());
            if (elsewhere != null) {
                exchange.getResponseHeaders().set("Location", elsewhere.toString());
            }
            exchange.sendResponseHeaders(status, -1);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
