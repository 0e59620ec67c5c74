package org.corvee.jobs;

import com.sun.net.httpserver.HttpServer;
import java.io.Closeable;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** Somebody on this machine who is sent messages over HTTP, and may be out for a while. */
final class TestingReceiver implements Closeable {

    private final List<String> messages = new CopyOnWriteArrayList<>();
    private final HttpServer server;
    private volatile int status = 200;

    TestingReceiver() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", exchange -> {
            try (exchange) {
                byte[] body = exchange.getRequestBody().readAllBytes();
                if (status == 200) {
                    messages.add(new String(body, StandardCharsets.UTF_8));
                }
                exchange.sendResponseHeaders(status, -1);
            }
        });
        server.start();
    }

    String url() {
        return "http://127.0.0.1:" + server.getAddress().getPort() + "/hook/secret-token";
    }

    void answersWith(int number) {
        status = number;
    }

    /** What came since this was asked last. */
    List<String> news() {
        List<String> news = new ArrayList<>(messages);
        messages.clear();
        return news;
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
