package org.corvee.fetch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import org.corvee.digest.Sha256;
import org.corvee.fetch.TestingServer.Reply;
import org.corvee.source.Fetch;
import org.corvee.visit.Validator;
import org.corvee.visit.VisitState;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What is kept are the bytes of the document, all of them, or nothing. */
@SuppressWarnings("NullAway.Init")
class DocumentsAreFetchedWholeTest {

    private static final String BODY = "region,value\n和田,12\n喀什,34\n";

    @TempDir
    private Path folder;

    private TestingServer server;
    private TestingFetch fetch;

    @BeforeEach
    void start() throws IOException {
        server = new TestingServer();
        fetch = new TestingFetch(folder);
    }

    @AfterEach
    void stop() throws IOException {
        fetch.close();
        server.close();
    }

    @Test
    void bytesAreKeptAsTheyCameWithWhatWasSaidOfThem() throws Exception {
        server.on(
                "/t", Reply.of(200, BODY, "Content-Type: text/csv; charset=gb18030", "ETag: \"1\"", "Set-Cookie: a=b"));

        Received received = fetch.fetch(fetch.order(server.url("/t")));

        assertThat(fetch.target()).hasContent(BODY);
        assertThat(received.changed()).isTrue();
        assertThat(received.exchange().status()).isEqualTo(200);
        assertThat(received.exchange().responseHeaders())
                .containsEntry("content-type", "text/csv; charset=gb18030")
                .containsEntry("etag", "\"1\"")
                .doesNotContainKey("set-cookie");
        assertThat(server.requests().get(0).header("User-Agent")).isEqualTo("Corvee/test");
        assertThat(folder.toFile().list()).containsExactly("table.csv");
    }

    @Test
    void publisherIsAskedOnlyForWhatChanged() throws Exception {
        server.on("/t", Reply.raw("HTTP/1.1 304 Not Modified\r\n\r\n"));
        Validator known = new Validator(server.url("/t"), Sha256.of(BODY), "\"7\"", "Fri, 20 Nov 2026 08:00:00 GMT");

        Received received = fetch.fetch(fetch.order(
                server.url("/t"), new Fetch.Answer(List.of(), List.of()), TestingFetch.limits(100, 20), known));

        assertThat(received.changed()).isFalse();
        assertThat(server.requests().get(0).header("If-None-Match")).isEqualTo("\"7\"");
        assertThat(fetch.target()).doesNotExist();
    }

    @Test
    void whatIsKnownOfAnotherAddressIsNotCompared() throws Exception {
        server.on("/t", Reply.of(200, BODY));
        Validator known = new Validator(server.url("/old"), Sha256.of("old"), "\"7\"", null);

        fetch.fetch(fetch.order(
                server.url("/t"), new Fetch.Answer(List.of(), List.of()), TestingFetch.limits(100, 20), known));

        assertThat(server.requests().get(0).headers()).doesNotContainKey("if-none-match");
    }

    @Test
    void brokenDownloadGoesOnWhereItBroke() throws Exception {
        server.on(
                "/t",
                Reply.raw("HTTP/1.1 200 OK\r\nETag: \"1\"\r\nContent-Length: 33\r\n\r\n" + BODY.substring(0, 12)),
                (request, out) -> {
                    int from = Integer.parseInt(request.header("Range").replaceAll("\\D", ""));
                    byte[] all = BODY.getBytes(StandardCharsets.UTF_8);
                    out.write("HTTP/1.1 206 Partial\r\nContent-Range: bytes %d-%d/%d\r\nContent-Length: %d\r\n\r\n"
                            .formatted(from, all.length - 1, all.length, all.length - from)
                            .getBytes(StandardCharsets.US_ASCII));
                    out.write(all, from, all.length - from);
                });

        fetch.fetch(fetch.order(server.url("/t")));

        assertThat(fetch.target()).hasContent(BODY);
        assertThat(server.requests()).hasSize(2);
        assertThat(server.requests().get(1).header("Range")).isEqualTo("bytes=12-");
        assertThat(server.requests().get(1).header("If-Range")).isEqualTo("\"1\"");
    }

    @Test
    void brokenDownloadGoesOnInAnotherNight() throws Exception {
        server.on(
                "/t",
                Reply.raw("HTTP/1.1 200 OK\r\nETag: \"1\"\r\nContent-Length: 33\r\n\r\n" + BODY.substring(0, 12)),
                Reply.raw(""));
        assertThatThrownBy(() -> fetch.fetch(fetch.order(server.url("/t"))))
                .isInstanceOfSatisfying(
                        FetchException.class, e -> assertThat(e.state()).isEqualTo(VisitState.UNREACHABLE))
                .hasMessage("the connection to 127.0.0.1 broke off");
        server.on(
                "/t",
                (request, out) -> out.write(("HTTP/1.1 206 Partial\r\nContent-Range: bytes 12-32/33\r\n"
                                + "Content-Length: 21\r\n\r\n" + BODY.substring(12))
                        .getBytes(StandardCharsets.UTF_8)));

        try (TestingFetch next = new TestingFetch(folder)) {
            next.fetch(next.order(server.url("/t")));
        }

        assertThat(fetch.target()).hasContent(BODY);
    }

    @Test
    void documentThatChangedMeanwhileIsFetchedAnew() throws Exception {
        server.on(
                "/t",
                Reply.raw("HTTP/1.1 200 OK\r\nETag: \"1\"\r\nContent-Length: 900\r\n\r\nold and broken"),
                Reply.of(200, BODY, "ETag: \"2\""));

        fetch.fetch(fetch.order(server.url("/t")));

        assertThat(fetch.target()).hasContent(BODY);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "HTTP/1.1 206 Partial\r\nContent-Range: bytes 0-4/5\r\nContent-Length: 5\r\n\r\nwrong",
                "HTTP/1.1 416 Range\r\nContent-Length: 0\r\n\r\n",
                "HTTP/1.1 206 Partial\r\nContent-Length: 5\r\n\r\nwrong"
            })
    void partThatIsNotTheRestIsThrownAway(String part) throws Exception {
        server.on(
                "/t",
                Reply.raw("HTTP/1.1 200 OK\r\nETag: \"1\"\r\nContent-Length: 900\r\n\r\nold and broken"),
                Reply.raw(part),
                Reply.of(200, BODY));

        fetch.fetch(fetch.order(server.url("/t")));

        assertThat(fetch.target()).hasContent(BODY);
        assertThat(server.requests().get(2).headers()).doesNotContainKey("range");
    }

    @Test
    void nothingIsGoneOnWithThatNobodyCanCompare() throws Exception {
        server.on(
                "/t",
                Reply.raw("HTTP/1.1 200 OK\r\nETag: W/\"1\"\r\nContent-Length: 900\r\n\r\nold and broken"),
                Reply.of(200, BODY));

        fetch.fetch(fetch.order(server.url("/t")));

        assertThat(server.requests().get(1).headers()).doesNotContainKey("range");
        assertThat(fetch.target()).hasContent(BODY);
    }

    @ParameterizedTest
    @CsvSource({"408", "425", "429", "500", "502", "503", "504"})
    void whatMayPassIsTriedAgainLaterAndLater(int status) throws Exception {
        server.on("/t", Reply.of(status, ""), Reply.of(status, ""), Reply.of(status, ""), Reply.of(200, BODY));

        fetch.fetch(fetch.order(server.url("/t")));

        assertThat(fetch.pauses()).hasSize(3);
        for (int i = 0; i < 3; i++) {
            assertThat(fetch.pauses().get(i).toMillis()).isBetween(500L << i, 1000L << i);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "400,FAILING",
        "401,BLOCKED",
        "403,BLOCKED",
        "404,GONE",
        "410,GONE",
        "412,BLOCKED",
        "451,BLOCKED",
        "501,FAILING",
        "204,FAILING"
    })
    void whatStaysIsNotTriedAgain(int status, VisitState state) {
        server.on("/t", Reply.of(status, ""));

        assertThatThrownBy(() -> fetch.fetch(fetch.order(server.url("/t"))))
                .isInstanceOfSatisfying(FetchException.class, e -> {
                    assertThat(e.state()).isEqualTo(state);
                    assertThat(e.status()).isEqualTo(status);
                });
        assertThat(server.requests()).hasSize(1);
    }

    @Test
    void patienceEnds() {
        server.on("/t", Reply.of(503, ""));

        assertThatThrownBy(() -> fetch.fetch(fetch.order(server.url("/t"))))
                .hasMessage("127.0.0.1 answers with status 503");
        assertThat(server.requests()).hasSize(4);
    }

    @Test
    void publisherSaysWhenToComeBack() throws Exception {
        server.on(
                "/t",
                Reply.of(503, "", "Retry-After: 17"),
                Reply.of(429, "", "Retry-After: Fri, 20 Nov 2026 09:00:05 GMT"),
                Reply.of(200, BODY));

        fetch.fetch(fetch.order(
                server.url("/t"), new Fetch.Answer(List.of(), List.of()), TestingFetch.limits(100, 60), null));

        assertThat(fetch.pauses()).extracting(java.time.Duration::toSeconds).containsExactly(17L, 5L);
    }

    @Test
    void publisherThatWantsToBeLeftAloneIsLeftAlone() {
        server.on("/t", Reply.of(429, "", "Retry-After: 86400"));

        assertThatThrownBy(() -> fetch.fetch(fetch.order(server.url("/t"))))
                .isInstanceOfSatisfying(
                        FetchException.class, e -> assertThat(e.state()).isEqualTo(VisitState.BLOCKED));
        assertThat(server.requests()).hasSize(1);
        assertThat(fetch.pauses()).isEmpty();
    }

    @Test
    void keyGoesWithTheRequestAndNowhereElse() throws Exception {
        server.on("/t", Reply.of(302, "", "Location: /here?key=s3cret"));
        server.on("/here", Reply.of(200, BODY, "X-Echo: s3cret"));
        Order order = new Order(
                server.url("/t?a=b"),
                List.of("127.0.0.1"),
                null,
                new Fetch.ApiKey("CORVEE_TEST_KEY", "X-Key", null),
                "s3cret",
                new Fetch.Answer(List.of(), List.of()),
                false,
                TestingFetch.limits(1000, 20),
                null,
                fetch.target());

        Received received = fetch.fetch(order);

        assertThat(server.requests().get(0).header("X-Key")).isEqualTo("s3cret");
        assertThat(received.exchange().toString()).doesNotContain("s3cret").contains("***");
    }

    @Test
    void keyInTheAddressDoesNotStayThere() throws Exception {
        server.on("/t", Reply.of(200, BODY));
        Order order = new Order(
                server.url("/t?a=b"),
                List.of("127.0.0.1"),
                null,
                new Fetch.ApiKey("CORVEE_TEST_KEY", null, "key"),
                "s3 cret",
                new Fetch.Answer(List.of(), List.of()),
                false,
                TestingFetch.limits(1000, 20),
                null,
                fetch.target());

        Received received = fetch.fetch(order);

        assertThat(server.requests().get(0).target()).isEqualTo("/t?a=b&key=s3+cret");
        assertThat(received.exchange().requestUrl()).endsWith("/t?a=b");
        assertThat(received.exchange().responseUrl()).endsWith("/t?a=b");
    }

    @Test
    void permanentRedirectIsAMove() throws Exception {
        server.on("/old", Reply.of(301, "", "Location: /new"));
        server.on("/elsewhere", Reply.of(302, "", "Location: /new"));
        server.on("/new", Reply.of(200, BODY));

        assertThat(fetch.fetch(fetch.order(server.url("/old"))).moved()).isTrue();
        assertThat(fetch.fetch(fetch.order(server.url("/elsewhere"))).moved()).isFalse();
        assertThat(fetch.fetch(fetch.order(server.url("/new"))).moved()).isFalse();
    }

    @Test
    void linkWithTheNewestDateIsFollowed() throws Exception {
        server.on("/page", Reply.of(200, """
                <html><body><a href="/files/list-2026-08-30.csv">August</a>
                <a href="files/list-2026-09-29.csv">September</a> <a href="/about">about</a></body></html>
                """, "Content-Type: text/html"));
        server.on("/files/list-2026-09-29.csv", Reply.of(200, BODY));

        Received received = fetch.fetch(linked("/page", "/files/list-(\\d{4}-\\d\\d-\\d\\d)\\.csv"));

        assertThat(received.exchange().responseUrl()).endsWith("/files/list-2026-09-29.csv");
        assertThat(fetch.target()).hasContent(BODY);
        assertThat(folder.toFile().list()).containsExactly("table.csv");
    }

    @Test
    void linksThatNobodyCanTellApartAreNotGuessed() {
        server.on("/page", Reply.of(200, "<a href='/a.csv'>a</a><a href='/b.csv'>b</a>"));

        assertThatThrownBy(() -> fetch.fetch(linked("/page", "\\.csv")))
                .hasMessageContaining("2 links on the page match \\.csv; put what tells the newest");
        assertThatThrownBy(() -> fetch.fetch(linked("/page", "\\.xlsx")))
                .hasMessage("no link on the page matches \\.xlsx");
    }

    private Order linked(String path, String pattern) {
        return new Order(
                server.url(path),
                List.of("127.0.0.1"),
                pattern,
                null,
                null,
                new Fetch.Answer(List.of(), List.of(new Fetch.Disguise("^\\s*<", "a page", false))),
                false,
                TestingFetch.limits(10_000, 20),
                null,
                fetch.target());
    }

    @Test
    void requestsToAHostKeepTheirPace() throws Exception {
        server.on("/t", Reply.of(200, BODY));
        Fetch.Limits paced =
                new Fetch.Limits(1000, java.time.Duration.ofSeconds(20), java.time.Duration.ofSeconds(6), 10);

        for (int i = 0; i < 3; i++) {
            fetch.fetch(fetch.order(server.url("/t"), new Fetch.Answer(List.of(), List.of()), paced, null));
            Files.delete(fetch.target());
        }

        assertThat(fetch.pauses()).hasSize(2);
        assertThat(fetch.pauses().get(0).toMillis()).isBetween(4000L, 6000L);
        assertThat(fetch.pauses().get(1).toMillis()).isBetween(9000L, 12000L);
        assertThat(String.format(Locale.ROOT, "%d", server.requests().size())).isEqualTo("3");
    }
}
