package org.corvee.jobs.notification;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Clock;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/** An HTTP address that is sent JSON. Redirects are not followed: the events go where the operator said, or nowhere. */
final class Webhook implements Channel {

    static final Duration PATIENCE = Duration.ofSeconds(10);

    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final int HUNDRED = 100;

    private final URI uri;
    private final Duration patience;
    private final Clock clock;

    /** @param patience how long the whole exchange may take */
    Webhook(URI uri, Duration patience, Clock clock) {
        this.uri = uri;
        this.patience = patience;
        this.clock = clock;
    }

    @Override
    public String name() {
        return "webhook";
    }

    @Override
    public String address() {
        return uri.getHost();
    }

    @Override
    public void send(List<Event> events) throws IOException {
        HttpClient client = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .followRedirects(HttpClient.Redirect.NEVER)
                .connectTimeout(patience)
                .build();
        HttpRequest request = HttpRequest.newBuilder(uri)
                .header("Content-Type", "application/json")
                .header("User-Agent", "Corvee")
                .POST(HttpRequest.BodyPublishers.ofString(JSON.writeValueAsString(body(events))))
                .build();
        CompletableFuture<HttpResponse<Void>> answer =
                client.sendAsync(request, HttpResponse.BodyHandlers.discarding());
        int status;
        try {
            status = answer.get(patience.toMillis(), TimeUnit.MILLISECONDS).statusCode();
        } catch (TimeoutException e) {
            answer.cancel(true);
            throw new IOException("no answer within " + patience.toSeconds() + " s", e);
        } catch (ExecutionException e) {
            throw new IOException(reason(e.getCause()), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("interrupted");
        }
        if (status / HUNDRED != 2) {
            throw new IOException("status " + status);
        }
    }

    /** What the client says may hold the address, and so its token. */
    private static String reason(@Nullable Throwable failure) {
        return failure == null
                ? "failed"
                : failure.getClass()
                        .getSimpleName()
                        .replaceAll("([a-z])([A-Z])", "$1 $2")
                        .toLowerCase(Locale.ROOT);
    }

    private Map<String, Object> body(List<Event> events) {
        Map<String, Object> body = new LinkedHashMap<>();
        body.put("schema", "corvee.notification/1");
        body.put("sent_at", clock.instant().toString());
        // Chat services show this key and leave the rest alone.
        body.put("text", Words.text(events));
        body.put("events", events.stream().map(Webhook::object).toList());
        return body;
    }

    private static Map<String, @Nullable Object> object(Event event) {
        Map<String, @Nullable Object> object = new LinkedHashMap<>();
        object.put("id", event.id());
        object.put("kind", event.kind().label());
        object.put("source", event.source());
        object.put("since", event.since().toString());
        object.put("problem", event.problem());
        object.put("run_id", event.runId());
        object.put("report", event.report());
        return object;
    }
}
