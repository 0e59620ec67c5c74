package org.corvee.jobs;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.Closeable;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.corvee.digest.Sha256;
import org.jspecify.annotations.Nullable;

/** A publisher on this machine with one document, which it revises, takes away, hides and brings back. */
final class TestingPublisher implements Closeable {

    private final HttpServer server;
    private final AtomicInteger wholeAnswers = new AtomicInteger();
    private final String mediaType;
    private volatile String document;
    private volatile int status = 200;

    /** A publisher of a table. */
    TestingPublisher(String table) throws IOException {
        this(table, "text/csv; charset=utf-8");
    }

    TestingPublisher(String document, String mediaType) throws IOException {
        this.document = document;
        this.mediaType = mediaType;
        this.server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        this.server.createContext("/document", this::answer);
        this.server.start();
    }

    String url() {
        return "http://127.0.0.1:" + server.getAddress().getPort() + "/document";
    }

    void revises(String from, String to) {
        if (!document.contains(from)) {
            throw new IllegalArgumentException("'" + from + "' is not in the document");
        }
        document = document.replace(from, to);
    }

    /** From now on it answers with a status; 200 brings the document back. */
    void answersWith(int number) {
        status = number;
    }

    /** How often the document was sent, and not only said to be the same. */
    int wholeAnswers() {
        return wholeAnswers.get();
    }

    private void answer(HttpExchange exchange) throws IOException {
        try (exchange) {
            byte[] bytes = document.getBytes(StandardCharsets.UTF_8);
            String etag = '"' + Sha256.of(bytes).shortHex() + '"';
            @Nullable List<String> known = exchange.getRequestHeaders().get("If-None-Match");
            if (status != 200) {
                exchange.sendResponseHeaders(status, -1);
            } else if (known != null && known.contains(etag)) {
                exchange.sendResponseHeaders(304, -1);
            } else {
                wholeAnswers.incrementAndGet();
                exchange.getResponseHeaders().set("ETag", etag);
                exchange.getResponseHeaders().set("Content-Type", mediaType);
                exchange.sendResponseHeaders(200, bytes.length);
                exchange.getResponseBody().write(bytes);
            }
        }
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
