package org.corvee.jobs.lineage;

import io.openlineage.client.OpenLineage.RunEvent;
import io.openlineage.client.transports.FileConfig;
import io.openlineage.client.transports.FileTransport;
import io.openlineage.client.transports.HttpTransport;
import io.openlineage.client.transports.HttpTransportResponseException;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.apache.hc.client5.http.config.ConnectionConfig;
import org.apache.hc.client5.http.config.RequestConfig;
import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;
import org.apache.hc.client5.http.impl.classic.HttpClients;
import org.apache.hc.client5.http.impl.io.PoolingHttpClientConnectionManagerBuilder;
import org.apache.hc.core5.util.Timeout;
import org.corvee.home.DataHome;
import org.corvee.home.Installation;
import org.corvee.jobs.settings.Setting;
import org.corvee.jobs.settings.Settings;
import org.corvee.problem.Causes;
import org.corvee.run.RunRecord;
import org.corvee.run.RunStore;
import org.slf4j.LoggerFactory;

/** Writes the OpenLineage events of each run to a file of the data home, and sends them to the address that is set. */
public final class Lineage {

    /** A file for each run; more are not kept. */
    private static final int FILES = 400;

    private static final Timeout CONNECT = Timeout.ofSeconds(3);
    private static final Timeout ANSWER = Timeout.ofSeconds(5);
    /** After it no further event is sent. */
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private final Installation installation;
    private final DataHome home;
    private final Optional<URI> address;

    public Lineage(Installation installation, DataHome home, Settings settings) {
        this.installation = installation;
        this.home = home;
        this.address = settings.address(Setting.LINEAGE_URL);
    }

    /**
     * Tells that a run began.
     *
     * @param lines is given one line when the address does not take it
     */
    public void start(Instant startedAt, Consumer<String> lines) throws IOException {
        emit(RunStore.runId(startedAt), List.of(new RunEvents(installation, home, startedAt).start()), lines);
        removeOld();
    }

    /** Tells likewise how it ended and what it did. */
    public void end(RunRecord record, Consumer<String> lines) throws IOException, SQLException {
        emit(record.runId(), new RunEvents(installation, home, record.startedAt()).end(record), lines);
    }

    private void emit(String runId, List<RunEvent> events, Consumer<String> lines) throws IOException {
        FileTransport file = new FileTransport(
                new FileConfig(home.lineage().resolve(runId + ".ndjson").toString()));
        events.forEach(file::emit);
        if (address.isPresent()) {
            send(address.get(), events, lines);
        }
    }

    private static void send(URI address, List<RunEvent> events, Consumer<String> lines) throws IOException {
        long start = System.nanoTime();
        int sent = 0;
        try (CloseableHttpClient client = client();
                HttpTransport transport =
                        HttpTransport.builder().uri(address).http(client).build()) {
            for (RunEvent event : events) {
                if (System.nanoTime() - start > PATIENCE.toNanos()) {
                    throw new IOException("it is slow");
                }
                transport.emit(event);
                sent++;
            }
        } catch (IOException | RuntimeException e) {
            String line = "cannot send lineage to " + address.getHost() + ": " + reason(e) + "; "
                    + (events.size() - sent) + " of " + events.size() + " events stand in the file alone";
            LoggerFactory.getLogger(Lineage.class).warn(line);
            lines.accept(line);
        }
    }

    /** Without repetitions and redirects: whatever the address does, a run goes on in a few seconds. */
    private static CloseableHttpClient client() {
        return HttpClients.custom()
                .disableAutomaticRetries()
                .disableRedirectHandling()
                .setDefaultRequestConfig(
                        RequestConfig.custom().setResponseTimeout(ANSWER).build())
                .setConnectionManager(PoolingHttpClientConnectionManagerBuilder.create()
                        .setDefaultConnectionConfig(ConnectionConfig.custom()
                                .setConnectTimeout(CONNECT)
                                .setSocketTimeout(ANSWER)
                                .build())
                        .build())
                .build();
    }

    /** What the client says may hold the whole address, and so its token. */
    private static String reason(Exception failure) {
        List<Throwable> causes = Causes.of(failure);
        Throwable cause = causes.get(causes.size() - 1);
        if (cause instanceof HttpTransportResponseException answer) {
            return "status " + answer.getStatusCode();
        }
        return cause.getClass() == IOException.class
                ? String.valueOf(cause.getMessage())
                : cause.getClass().getSimpleName();
    }

    private void removeOld() throws IOException {
        try (Stream<Path> files = Files.list(home.lineage())) {
            for (Path file : files.filter(path -> path.getFileName().toString().endsWith(".ndjson"))
                    .sorted(Comparator.reverseOrder())
                    .skip(FILES)
                    .toList()) {
                Files.delete(file);
            }
        }
    }
}
