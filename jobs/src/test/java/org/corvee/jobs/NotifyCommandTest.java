package org.corvee.jobs;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.corvee.jobs.TestingInstallation.Result;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A refresh tells a receiver on this machine what went wrong, and a command tries the way there. */
@Tag("slow")
class NotifyCommandTest {

    @TempDir
    private Path folder = Path.of("");

    private final List<String> received = new CopyOnWriteArrayList<>();
    private final HttpServer server;

    NotifyCommandTest() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    }

    @BeforeEach
    void open() {
        server.createContext("/hook", exchange -> {
            try (exchange) {
                received.add(new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
                exchange.sendResponseHeaders(200, -1);
            }
        });
        server.start();
    }

    @AfterEach
    void close() {
        server.stop(0);
    }

    private Map<String, String> webhook() {
        return Map.of(
                "CORVEE_NOTIFY_WEBHOOK",
                "http://127.0.0.1:" + server.getAddress().getPort() + "/hook?made-up-token");
    }

    @Test
    void testSaysWhatHappenedAtEachChannel() throws IOException {
        TestingInstallation corvee = new TestingInstallation(folder);

        Result none = corvee.run("notify", "--test");
        Result one = corvee.online(webhook()).run("notify", "--test");
        Result two = corvee.online(Map.of(
                        "CORVEE_NOTIFY_WEBHOOK", webhook().getOrDefault("CORVEE_NOTIFY_WEBHOOK", ""),
                        "CORVEE_MAIL_SERVER", "smtp://127.0.0.1:1",
                        "CORVEE_MAIL_FROM", "corvee@example.org",
                        "CORVEE_MAIL_TO", "desk@example.org"))
                .run("notify", "--test");

        assertThat(none.exitCode()).isEqualTo(2);
        assertThat(none.err()).contains("no channel is set: set notify_webhook or mail_server");
        assertThat(one.exitCode()).isZero();
        assertThat(one.out()).isEqualTo("webhook (127.0.0.1): delivered\n");
        assertThat(two.exitCode()).isEqualTo(1);
        assertThat(two.out())
                .startsWith("webhook (127.0.0.1): delivered\nmail (127.0.0.1): not delivered: ")
                .doesNotContain("made-up-token");
        assertThat(received).hasSize(2).allMatch(body -> body.contains("\"kind\":\"test\""));
    }

    @Test
    void refreshTellsFailureAndRecovery() throws IOException {
        TestingInstallation corvee = TestingInstallation.refreshed(folder).online(webhook());
        Path descriptor = corvee.source(TestingInstallation.SOURCE).resolve("source.yml");
        byte[] good = Files.readAllBytes(descriptor);
        Files.writeString(descriptor, "title: [");

        assertThat(corvee.run("refresh").exitCode()).isEqualTo(4);
        assertThat(corvee.run("refresh").exitCode()).isEqualTo(4);
        Files.write(descriptor, good);
        assertThat(corvee.run("refresh").exitCode()).isZero();

        assertThat(received).hasSize(2);
        assertThat(received.get(0)).contains("\"kind\":\"run_failed\"").contains(TestingInstallation.SOURCE);
        assertThat(received.get(1)).contains("\"kind\":\"run_recovered\"");
    }
}
