package org.corvee.fetch;

import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.ConnectException;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.URLEncoder;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ThreadLocalRandom;
import java.util.regex.Pattern;
import javax.net.ssl.SSLException;
import org.apache.hc.client5.http.ClientProtocolException;
import org.apache.hc.client5.http.ConnectTimeoutException;
import org.apache.hc.client5.http.DnsResolver;
import org.apache.hc.client5.http.classic.methods.HttpGet;
import org.apache.hc.client5.http.config.ConnectionConfig;
import org.apache.hc.client5.http.config.RequestConfig;
import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;
import org.apache.hc.client5.http.impl.classic.HttpClients;
import org.apache.hc.client5.http.impl.io.ManagedHttpClientConnectionFactory;
import org.apache.hc.client5.http.impl.io.PoolingHttpClientConnectionManagerBuilder;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.Header;
import org.apache.hc.core5.http.HttpHost;
import org.apache.hc.core5.http.MessageConstraintException;
import org.apache.hc.core5.http.config.Http1Config;
import org.apache.hc.core5.util.Timeout;
import org.corvee.digest.Sha256;
import org.corvee.snapshot.Exchange;
import org.corvee.visit.Validator;
import org.corvee.visit.VisitState;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Fetches documents, each within its limits, with retries where they may help and nowhere else. */
final class Fetcher implements Closeable {

    private static final Logger LOG = LoggerFactory.getLogger(Fetcher.class);

    private static final Duration CONNECT = Duration.ofSeconds(5);
    private static final Duration SILENCE = Duration.ofSeconds(30);

    private static final int ATTEMPTS = 4;
    private static final int REDIRECTS = 5;
    private static final Duration FIRST_BACKOFF = Duration.ofSeconds(1);
    private static final Duration LONGEST_WAIT = Duration.ofMinutes(1);

    private static final int MOST_HEADERS = 200;
    private static final int LONGEST_HEADER = 16 << 10;
    private static final int BUFFER = 1 << 16;

    /** RFC 9110: what a client may try again without asking anybody. */
    private static final Set<Integer> WORTH_A_RETRY = Set.of(408, 425, 429, 500, 502, 503, 504);

    private static final Set<Integer> REDIRECT = Set.of(301, 302, 303, 307, 308);
    private static final Set<Integer> FOR_GOOD = Set.of(301, 308);
    private static final Set<Integer> NOT_FOR_US = Set.of(401, 403, 406, 407, 412, 429, 451);
    private static final Set<Integer> NOT_THERE = Set.of(404, 410);

    /** What would let somebody act as this client. */
    private static final Set<String> SECRET_HEADERS = Set.of("set-cookie", "set-cookie2", "www-authenticate");

    private final NetworkPolicy policy;
    private final Clock clock;
    private final Pause pause;
    private final Pacing pacing;
    private final CloseableHttpClient client;
    private final Map<String, String> silent = new ConcurrentHashMap<>();

    Fetcher(NetworkPolicy policy, String userAgent, Clock clock, Pause pause, DnsResolver names) {
        this.policy = policy;
        this.clock = clock;
        this.pause = pause;
        this.pacing = new Pacing(pause);
        Http1Config constraints = Http1Config.custom()
                .setMaxHeaderCount(MOST_HEADERS)
                .setMaxLineLength(LONGEST_HEADER)
                .build();
        this.client = HttpClients.custom()
                .setConnectionManager(PoolingHttpClientConnectionManagerBuilder.create()
                        .setDnsResolver(new GuardedResolver(policy, names))
                        .setConnectionFactory(ManagedHttpClientConnectionFactory.builder()
                                .http1Config(constraints)
                                .build())
                        .setDefaultConnectionConfig(ConnectionConfig.custom()
                                .setConnectTimeout(Timeout.of(CONNECT))
                                .setSocketTimeout(Timeout.of(SILENCE))
                                .build())
                        .build())
                .setDefaultRequestConfig(RequestConfig.custom()
                        .setResponseTimeout(Timeout.of(SILENCE))
                        .build())
                .setUserAgent(userAgent)
                // Requests to a host are a second apart at least: a connection that waits so long is often dead.
                .setConnectionReuseStrategy((request, response, context) -> false)
                .disableRedirectHandling()
                .disableAutomaticRetries()
                .disableContentCompression()
                .disableCookieManagement()
                .disableAuthCaching()
                .build();
    }

    /**
     * Fetches a document into the file of the order.
     *
     * @throws FetchException when it cannot be had
     */
    Received fetch(Order order) throws IOException, InterruptedException {
        Deadline deadline = new Deadline(order.limits().time());
        if (order.link() == null) {
            return download(order, deadline);
        }
        Path page = order.target().resolveSibling(order.target().getFileName() + ".page");
        Pattern link = Pattern.compile(order.link());
        try {
            Received found = download(order.page(page), deadline);
            String address = Links.newest(Links.matching(page, found.exchange().responseUrl(), link), link);
            return download(order.at(address), deadline);
        } finally {
            new Partial(page).discard();
        }
    }

    /** Tells that a host does not answer, and why: nothing more is asked of it. */
    void giveUp(String host, String why) {
        silent.putIfAbsent(host, why);
    }

    private Received download(Order order, Deadline deadline) throws IOException, InterruptedException {
        Partial partial = new Partial(order.target());
        for (int attempt = 1; ; attempt++) {
            try {
                Received received = attempt(order, partial, deadline);
                if (received.changed()) {
                    partial.end();
                    Answers.require(order, received.exchange());
                }
                return received;
            } catch (Again again) {
                if (attempt == ATTEMPTS || again.wait.compareTo(LONGEST_WAIT) > 0) {
                    if (again.failure.state() == VisitState.UNREACHABLE) {
                        giveUp(uri(order.url()).getHost(), String.valueOf(again.failure.getMessage()));
                    }
                    throw again.failure;
                }
                Duration wait = again.wait.isZero() ? backoff(attempt) : again.wait;
                deadline.requireTimeFor(wait, order);
                pause.sleep(wait);
            }
        }
    }

    /** Twice as long each time, less up to a half, so that clients that failed together do not come again together. */
    private static Duration backoff(int attempt) {
        long longest = FIRST_BACKOFF.toMillis() << (attempt - 1);
        return Duration.ofMillis(ThreadLocalRandom.current().nextLong(longest / 2, longest + 1));
    }

    /** That it may help to try again, after a wait that the publisher asks for; zero when it asks for none. */
    private static final class Again extends Exception {

        private static final long serialVersionUID = 1L;

        private final transient FetchException failure;
        private final transient Duration wait;

        Again(FetchException failure, Duration wait) {
            super(failure);
            this.failure = failure;
            this.wait = wait;
        }
    }

    private Received attempt(Order order, Partial partial, Deadline deadline)
            throws IOException, InterruptedException, Again {
        URI uri = uri(order.url());
        boolean moved = true;
        for (int hop = 0; hop <= REDIRECTS; hop++) {
            HttpGet request = request(uri, order, partial);
            pacing.await(uri.getHost(), order.limits().pace());
            ClassicHttpResponse response = open(request, uri);
            try {
                if (!REDIRECT.contains(response.getCode())) {
                    return receive(order, partial, uri, request, response, deadline, moved && hop > 0);
                }
                moved &= FOR_GOOD.contains(response.getCode());
                String location = value(response, "Location");
                if (location == null) {
                    throw failing(response.getCode(), "a redirect that does not say where to");
                }
                uri = uri.resolve(uri(location));
            } finally {
                close(response);
            }
        }
        throw failing(null, "more than " + REDIRECTS + " redirects");
    }

    /** What a failure of the network means. Only this says so: a disk that is full is no fault of the publisher. */
    private Again meaning(IOException failure, String host) {
        if (failure instanceof GuardedResolver.ForbiddenAddressException) {
            throw failing(null, String.valueOf(failure.getMessage()));
        }
        // Without a network a name is unknown in one night and takes too long in another: one message for both.
        if (failure instanceof UnknownHostException
                || failure instanceof ConnectTimeoutException
                || failure instanceof ConnectException) {
            throw silent(host, "cannot connect to " + host);
        }
        if (failure instanceof SSLException) {
            throw failing(null, "no secure connection to " + host + ": " + failure.getMessage());
        }
        if (failure instanceof MessageConstraintException || failure.getCause() instanceof MessageConstraintException) {
            throw failing(null, host + " answers with headers larger than any publisher needs");
        }
        if (failure instanceof ClientProtocolException) {
            throw failing(null, host + " does not answer in HTTP");
        }
        return failure instanceof SocketTimeoutException
                ? again(host + " was silent for " + SILENCE.toSeconds() + " seconds")
                : again("the connection to " + host + " broke off");
    }

    private FetchException silent(String host, String why) {
        giveUp(host, why);
        return new FetchException(VisitState.UNREACHABLE, null, why);
    }

    private static void close(ClassicHttpResponse response) {
        try {
            response.close();
        } catch (IOException e) {
            LOG.debug("a connection whose answer was read, or given up, cannot be closed", e);
        }
    }

    private static Again again(String message) {
        return new Again(new FetchException(VisitState.UNREACHABLE, null, message), Duration.ZERO);
    }

    private static FetchException failing(@Nullable Integer status, String message) {
        return new FetchException(VisitState.FAILING, status, message);
    }

    private ClassicHttpResponse open(HttpGet request, URI uri) throws Again {
        try {
            return client.executeOpen(new HttpHost(uri.getScheme(), uri.getHost(), uri.getPort()), request, null);
        } catch (IOException e) {
            throw meaning(e, uri.getHost());
        }
    }

    private int read(InputStream in, byte[] buffer, String host) throws Again {
        try {
            return in.read(buffer);
        } catch (IOException e) {
            throw meaning(e, host);
        }
    }

    private static URI uri(String text) {
        try {
            return new URI(text);
        } catch (URISyntaxException e) {
            throw failing(null, "'" + text + "' is no address: " + e.getReason());
        }
    }

    private HttpGet request(URI uri, Order order, Partial partial) throws IOException {
        Optional<String> objection =
                policy.objection(uri, order.hosts(), order.url().startsWith("http:"));
        if (objection.isPresent()) {
            throw failing(null, "it leads to " + order.masked(uri.toString()) + ": " + objection.get());
        }
        String why = silent.get(uri.getHost());
        if (why != null) {
            throw new FetchException(VisitState.UNREACHABLE, null, why);
        }
        boolean ownHost = uri.getHost().equalsIgnoreCase(uri(order.url()).getHost());
        HttpGet request = new HttpGet(ownHost ? withKey(uri, order) : uri);
        request.setHeader("Accept", "*/*");
        request.setHeader("Accept-Encoding", "identity");
        if (ownHost && order.key() != null && order.key().header() != null && order.secret() != null) {
            request.setHeader(order.key().header(), order.secret());
        }
        Optional<Partial.Note> begun = partial.note(order.url());
        if (begun.isPresent()) {
            request.setHeader("Range", "bytes=" + partial.size() + "-");
            request.setHeader("If-Range", begun.get().validator());
        } else if (order.known() != null && order.known().url().equals(uri.toString())) {
            if (order.known().etag() != null) {
                request.setHeader("If-None-Match", order.known().etag());
            } else if (order.known().lastModified() != null) {
                request.setHeader("If-Modified-Since", order.known().lastModified());
            }
        }
        return request;
    }

    private static URI withKey(URI uri, Order order) {
        if (order.key() == null || order.key().parameter() == null || order.secret() == null) {
            return uri;
        }
        String separator = uri.getRawQuery() == null ? "?" : "&";
        return uri(uri + separator + order.key().parameter() + "="
                + URLEncoder.encode(order.secret(), StandardCharsets.UTF_8));
    }

    private Received receive(
            Order order,
            Partial partial,
            URI uri,
            HttpGet request,
            ClassicHttpResponse response,
            Deadline deadline,
            boolean moved)
            throws IOException, Again {
        int status = response.getCode();
        if (status == 304 && order.known() != null) {
            return new Received(exchange(order, uri, request, response), false, moved);
        }
        if (status == 416 || (status == 206 && !ContentRange.of(response).startsAt(partial.size()))) {
            partial.discard();
            throw again("a part was asked for that is not there");
        }
        if (status == 200 || status == 206) {
            requireSendable(order, response, status);
            if (status == 200) {
                partial.begin(order.url(), strong(response));
            }
            copy(order, partial, uri.getHost(), response, deadline);
            return new Received(exchange(order, uri, request, response), true, moved);
        }
        FetchException failure = refusal(status, uri.getHost());
        if (WORTH_A_RETRY.contains(status)) {
            throw new Again(failure, retryAfter(response));
        }
        throw failure;
    }

    private static FetchException refusal(int status, String host) {
        if (NOT_FOR_US.contains(status)) {
            return new FetchException(VisitState.BLOCKED, status, host + " refuses this client with status " + status);
        }
        if (NOT_THERE.contains(status)) {
            return new FetchException(
                    VisitState.GONE, status, host + " says with status " + status + " that it is not there");
        }
        if (status == 204) {
            return failing(status, host + " answers without any content");
        }
        return failing(status, host + " answers with status " + status);
    }

    private static void requireSendable(Order order, ClassicHttpResponse response, int status) {
        String encoding = value(response, "Content-Encoding");
        if (encoding != null && !encoding.equalsIgnoreCase("identity")) {
            throw failing(status, "the answer is encoded as '" + encoding + "', which was not asked for");
        }
        if (response.getEntity() == null) {
            throw failing(status, "the answer is empty");
        }
        if (response.getEntity().getContentLength() > order.limits().bytes()) {
            throw tooLarge(order);
        }
    }

    private static FetchException tooLarge(Order order) {
        return failing(null, "it has more than the " + order.limits().bytes() + " bytes that are allowed");
    }

    /** By what a part can be asked for later: RFC 9110 wants a strong validator. */
    private static @Nullable String strong(ClassicHttpResponse response) {
        String etag = value(response, "ETag");
        if (etag != null && !etag.startsWith("W/")) {
            return etag;
        }
        return value(response, "Last-Modified");
    }

    private void copy(Order order, Partial partial, String host, ClassicHttpResponse response, Deadline deadline)
            throws IOException, Again {
        long size = partial.size();
        byte[] buffer = new byte[BUFFER];
        // The stream of the answer is not closed here: that would read on to an end that may never come.
        InputStream in = response.getEntity().getContent();
        try (OutputStream out =
                Files.newOutputStream(order.target(), StandardOpenOption.CREATE, StandardOpenOption.APPEND)) {
            for (int read = read(in, buffer, host); read >= 0; read = read(in, buffer, host)) {
                size += read;
                if (size > order.limits().bytes()) {
                    throw tooLarge(order);
                }
                out.write(buffer, 0, read);
                deadline.requireTimeFor(Duration.ZERO, order);
            }
        }
        if (size == 0) {
            throw failing(response.getCode(), "the answer is empty");
        }
        if (!ContentRange.of(response).isWhole(size)) {
            partial.discard();
            throw again("the parts do not make a whole");
        }
    }

    private static Exchange exchange(Order order, URI uri, HttpGet request, ClassicHttpResponse response) {
        Map<String, String> sent = new TreeMap<>();
        for (Header header : request.getHeaders()) {
            boolean secret = order.key() != null
                    && header.getName().equalsIgnoreCase(order.key().header());
            sent.put(header.getName(), secret ? "***" : header.getValue());
        }
        Map<String, List<String>> received = new TreeMap<>();
        for (Header header : response.getHeaders()) {
            String name = header.getName().toLowerCase(Locale.ROOT);
            if (!SECRET_HEADERS.contains(name)) {
                received.computeIfAbsent(name, key -> new ArrayList<>())
                        .add(order.masked(String.valueOf(header.getValue())));
            }
        }
        Map<String, String> joined = new TreeMap<>();
        received.forEach((name, values) -> joined.put(name, String.join(", ", values)));
        return new Exchange(order.url(), sent, response.getCode(), order.masked(uri.toString()), joined);
    }

    private Duration retryAfter(ClassicHttpResponse response) {
        String text = value(response, "Retry-After");
        if (text == null) {
            return Duration.ZERO;
        }
        if (text.matches("\\d{1,9}")) {
            return Duration.ofSeconds(Long.parseLong(text));
        }
        try {
            Instant time = ZonedDateTime.parse(text, DateTimeFormatter.RFC_1123_DATE_TIME)
                    .toInstant();
            Duration wait = Duration.between(clock.instant(), time);
            return wait.isNegative() ? Duration.ZERO : wait;
        } catch (DateTimeException e) {
            // What cannot be read asks for nothing.
            return Duration.ZERO;
        }
    }

    /** What the publisher can compare with next time. */
    static Validator validator(Exchange exchange, Sha256 sha256) {
        return new Validator(
                exchange.responseUrl(),
                sha256,
                exchange.responseHeaders().get("etag"),
                exchange.responseHeaders().get("last-modified"));
    }

    static @Nullable String value(ClassicHttpResponse response, String name) {
        Header header = response.getFirstHeader(name);
        return header == null ? null : header.getValue();
    }

    @Override
    public void close() throws IOException {
        client.close();
    }
}
