package org.corvee.fetch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.corvee.fetch.TestingServer.Reply;
import org.corvee.source.Fetch;
import org.corvee.visit.VisitState;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Nothing that a publisher answers leads a request astray, fills the disk or becomes a document that it is not. */
@SuppressWarnings("NullAway.Init")
@Timeout(60)
class HostileAnswersAreRefusedTest {

    private static final Map<String, List<String>> NAMES = Map.of(
            "publisher.test", List.of("127.0.0.1"),
            "inside.test", List.of("10.1.2.3"),
            "both.test", List.of("93.184.216.34", "169.254.169.254"));

    @TempDir
    private Path folder;

    private TestingServer server;
    private TestingFetch fetch;

    @BeforeEach
    void start() throws IOException {
        server = new TestingServer();
        fetch = new TestingFetch(folder, new NetworkPolicy(true, true), NAMES);
    }

    @AfterEach
    void stop() throws IOException {
        fetch.close();
        server.close();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "http://other.test/x | the host 'other.test' is not among the hosts of the source: publisher.test",
                "https://publisher.test.evil.test/x | the host 'publisher.test.evil.test' is not among the hosts",
                "file:///etc/passwd | 'file' is not https",
                "ftp://publisher.test/x | 'ftp' is not https",
                "http://user:word@publisher.test/x | it has a user's name in it",
                "//169.254.169.254/latest/meta-data | the host '169.254.169.254' is not among the hosts",
                "jar:file:/a!/b | 'jar' is not https",
                "http://[::1]/x | the host '[::1]' is not among the hosts"
            })
    void redirectThatLeadsAstrayIsNotFollowed(String location, String expected) {
        server.on("/t", Reply.of(302, "", "Location: " + location));

        assertThatThrownBy(() -> fetch.fetch(fetch.order(server.url("publisher.test", "/t"), "publisher.test")))
                .isInstanceOf(FetchException.class)
                .hasMessageContaining(expected);
        assertThat(server.requests()).hasSize(1);
    }

    @Test
    void redirectsThatGoRoundEnd() {
        server.on("/t", Reply.of(302, "", "Location: /u"));
        server.on("/u", Reply.of(302, "", "Location: /t"));

        assertThatThrownBy(() -> fetch.fetch(fetch.order(server.url("/t")))).hasMessage("more than 5 redirects");
        assertThat(server.requests()).hasSize(6);
    }

    @ParameterizedTest
    @ValueSource(strings = {"inside.test", "both.test"})
    void nameThatMeansAMachineInsideIsNotAsked(String host) {
        assertThatThrownBy(() -> fetch.fetch(fetch.order("http://" + host + "/t", host)))
                .isInstanceOfSatisfying(
                        FetchException.class, e -> assertThat(e.state()).isEqualTo(VisitState.FAILING))
                .hasMessageContaining("which is not of the public internet");
    }

    @Test
    void thisMachineIsNotAskedButInTests() throws IOException {
        try (TestingFetch open = new TestingFetch(folder, NetworkPolicy.PUBLIC, NAMES)) {
            assertThatThrownBy(() -> open.fetch(open.order("https://publisher.test/t", "publisher.test")))
                    .hasMessage(
                            "the host 'publisher.test' has the address 127.0.0.1, which is not of the public internet");
            assertThatThrownBy(() -> open.fetch(open.order("https://publisher.test:8443/t", "publisher.test")))
                    .hasMessageContaining("port 8443 is not that of the web");
            assertThatThrownBy(() -> open.fetch(open.order("https://127.0.0.1/t")))
                    .hasMessageContaining("which is not of the public internet");
        }
        assertThat(server.requests()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "0.0.0.0",
                "0.1.2.3",
                "10.0.0.1",
                "100.64.0.1",
                "127.0.0.1",
                "127.255.0.1",
                "169.254.169.254",
                "172.16.0.1",
                "172.31.255.255",
                "192.0.0.1",
                "192.0.2.1",
                "192.88.99.1",
                "192.168.1.1",
                "198.18.0.1",
                "198.51.100.1",
                "203.0.113.1",
                "224.0.0.1",
                "240.0.0.1",
                "255.255.255.255",
                "::",
                "::1",
                "::ffff:10.0.0.1",
                "fe80::1",
                "fc00::1",
                "fd12::1",
                "ff02::1",
                "64:ff9b::a00:1",
                "2001::1",
                "2001:db8::1",
                "2002:a00:1::"
            })
    void addressesThatAreNotOfThePublicInternet(String address) throws IOException {
        assertThat(NetworkPolicy.PUBLIC.allows(InetAddress.getByName(address))).isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "1.1.1.1",
                "93.184.216.34",
                "100.128.0.1",
                "172.32.0.1",
                "198.20.0.1",
                "2606:2800:220:1::1",
                "2a00::1"
            })
    void addressesThatAre(String address) throws IOException {
        assertThat(NetworkPolicy.PUBLIC.allows(InetAddress.getByName(address))).isTrue();
    }

    @Test
    void headersHaveABound() {
        server.on("/many", Reply.raw("HTTP/1.1 200 OK\r\n" + "X-A: b\r\n".repeat(300) + "\r\nbody"));
        server.on("/long", Reply.raw("HTTP/1.1 200 OK\r\nX-A: " + "b".repeat(100_000) + "\r\n\r\nbody"));
        server.on("/endless", (request, out) -> {
            out.write("HTTP/1.1 200 OK\r\nX-A: ".getBytes(StandardCharsets.US_ASCII));
            while (true) {
                out.write(new byte[1 << 16]);
            }
        });

        for (String path : List.of("/many", "/long", "/endless")) {
            assertThatThrownBy(() -> fetch.fetch(fetch.order(server.url(path))))
                    .hasMessage("127.0.0.1 answers with headers larger than any publisher needs");
        }
    }

    @Test
    void bytesHaveABound() {
        server.on("/told", Reply.raw("HTTP/1.1 200 OK\r\nContent-Length: 99999999\r\n\r\nx"));
        server.on("/untold", (request, out) -> {
            out.write("HTTP/1.1 200 OK\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
            while (true) {
                out.write(new byte[1 << 16]);
            }
        });

        for (String path : List.of("/told", "/untold")) {
            assertThatThrownBy(() -> fetch.fetch(fetch.order(server.url(path))))
                    .hasMessage("it has more than the 1048576 bytes that are allowed");
        }
        assertThat(fetch.target().toFile().length()).isLessThanOrEqualTo(1 << 20);
    }

    @Test
    void timeHasABound() {
        server.on("/t", (request, out) -> {
            out.write("HTTP/1.1 200 OK\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
            while (true) {
                out.write('x');
                out.flush();
                Thread.sleep(20);
            }
        });
        long start = System.nanoTime();

        assertThatThrownBy(() -> fetch.fetch(fetch.order(
                        server.url("/t"),
                        new Fetch.Answer(List.of(), List.of()),
                        TestingFetch.limits(1 << 20, 2),
                        null,
                        "127.0.0.1")))
                .hasMessage("it takes longer than the 2 seconds that are allowed");
        assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(5));
    }

    @Test
    void compressedAnswerThatNobodyAskedForIsRefused() {
        server.on("/t", Reply.of(200, "bomb", "Content-Encoding: gzip"));

        assertThatThrownBy(() -> fetch.fetch(fetch.order(server.url("/t"))))
                .hasMessage("the answer is encoded as 'gzip', which was not asked for");
    }

    @ParameterizedTest
    @ValueSource(strings = {"SSH-2.0-OpenSSH_9\r\n", "HTTP/9.9 abc\r\n\r\n"})
    void whatIsNotHttpIsNoAnswer(String text) {
        server.on("/t", Reply.raw(text));

        assertThatThrownBy(() -> fetch.fetch(fetch.order(server.url("/t")))).isInstanceOf(FetchException.class);
    }

    @Test
    void answerThatBreaksOffIsNoDocument() {
        server.on("/length", Reply.raw("HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\nshort"));
        server.on("/chunk", Reply.raw("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nff\r\nshort"));

        for (String path : List.of("/length", "/chunk")) {
            try (TestingFetch one = new TestingFetch(folder)) {
                assertThatThrownBy(() -> one.fetch(one.order(server.url(path))))
                        .hasMessage("the connection to 127.0.0.1 broke off");
            } catch (IOException e) {
                throw new AssertionError(e);
            }
        }
    }

    @Test
    void emptyAnswerIsNoDocument() {
        server.on("/t", Reply.of(200, ""));

        assertThatThrownBy(() -> fetch.fetch(fetch.order(server.url("/t")))).hasMessage("the answer is empty");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "<html><body>please wait</body></html> | FAILING | the answer is a page and not the table",
                "<!DOCTYPE html><html> | FAILING | the answer is a page and not the table",
                "{\"error\": \"no such code\"} | FAILING | the answer is an error of the publisher",
                "Access Denied. Reference 18 | BLOCKED | the answer is a page of a bot wall"
            })
    void errorThatComesAsAnAnswerIsNoDocument(String body, VisitState state, String expected) {
        server.on("/t", Reply.of(200, body));
        Fetch.Answer answer = new Fetch.Answer(
                List.of(),
                List.of(
                        new Fetch.Disguise("\"error\": *\"[^\"]", "an error of the publisher", false),
                        new Fetch.Disguise("Access Denied", "a page of a bot wall", true)));

        assertThatThrownBy(
                        () -> fetch.fetch(fetch.order(server.url("/t"), answer, TestingFetch.limits(1000, 20), null)))
                .isInstanceOfSatisfying(
                        FetchException.class, e -> assertThat(e.state()).isEqualTo(state))
                .hasMessage(expected);
    }

    @Test
    void errorAtTheEndOfALargeAnswerIsSeen() {
        server.on("/t", Reply.of(200, "x".repeat(900_000) + "<footer code='413'/>"));
        Fetch.Answer answer =
                new Fetch.Answer(List.of(), List.of(new Fetch.Disguise("code='413'", "a footer 413", false)));

        assertThatThrownBy(() ->
                        fetch.fetch(fetch.order(server.url("/t"), answer, TestingFetch.limits(1 << 20, 20), null)))
                .hasMessage("the answer is a footer 413");
    }

    @Test
    void otherMediaTypeIsNoDocument() {
        server.on("/t", Reply.of(200, "a,b\n", "Content-Type: Text/Plain; charset=utf-8"));

        assertThatThrownBy(() -> fetch.fetch(fetch.order(
                        server.url("/t"),
                        new Fetch.Answer(List.of("text/csv"), List.of()),
                        TestingFetch.limits(1000, 20),
                        null)))
                .hasMessage("the answer is of type 'text/plain' and not text/csv");
    }

    @Test
    void keyIsNotCarriedToAnotherHost() throws Exception {
        Map<String, List<String>> names =
                Map.of("publisher.test", List.of("127.0.0.1"), "mirror.test", List.of("127.0.0.1"));
        server.on("/t", Reply.of(302, "", "Location: " + server.url("mirror.test", "/u")));
        server.on("/u", Reply.of(200, "a\n"));
        try (TestingFetch two = new TestingFetch(folder, new NetworkPolicy(true, true), names)) {
            two.fetch(new Order(
                    server.url("publisher.test", "/t"),
                    List.of("publisher.test", "mirror.test"),
                    null,
                    new Fetch.ApiKey("CORVEE_TEST_KEY", "X-Key", null),
                    "s3cret",
                    new Fetch.Answer(List.of(), List.of()),
                    false,
                    TestingFetch.limits(1000, 20),
                    null,
                    two.target()));
        }

        assertThat(server.requests().get(0).header("X-Key")).isEqualTo("s3cret");
        assertThat(server.requests().get(1).headers()).doesNotContainKey("x-key");
    }

    @Test
    void hostThatDoesNotAnswerIsNotAskedTwice() throws IOException {
        String dead;
        try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            dead = "http://127.0.0.1:" + free.getLocalPort() + "/t";
        }

        for (int i = 0; i < 2; i++) {
            assertThatThrownBy(() -> fetch.fetch(fetch.order(dead)))
                    .isInstanceOfSatisfying(
                            FetchException.class, e -> assertThat(e.state()).isEqualTo(VisitState.UNREACHABLE))
                    .hasMessage("cannot connect to 127.0.0.1");
        }
        assertThatThrownBy(() -> fetch.fetch(fetch.order("http://nowhere.test/t", "nowhere.test")))
                .hasMessage("cannot connect to nowhere.test");
        assertThat(fetch.pauses()).isEmpty();
    }
}
