package org.corvee.jobs;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import io.openlineage.client.OpenLineage.Dataset;
import io.openlineage.client.OpenLineage.OutputDataset;
import io.openlineage.client.OpenLineage.RunEvent;
import io.openlineage.client.OpenLineage.RunEvent.EventType;
import io.openlineage.client.OpenLineageClientUtils;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.corvee.jobs.TestingInstallation.Result;
import org.corvee.run.RunStore;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The OpenLineage events of a run lead from the address of a publisher to the files of an export. */
@Tag("slow")
class LineageTest {

    private static final String SOURCE = TestingInstallation.SOURCE;

    @TempDir
    private Path folder = Path.of("");

    @Test
    void chainLeadsFromThePublisherToTheExport() throws IOException {
        TestingInstallation corvee = TestingInstallation.refreshed(folder);
        corvee.replace(corvee.source(SOURCE).resolve("figures.csv"), "figure_key,locator,", "figure_key,place,");
        List<String> sent = new ArrayList<>();
        HttpServer server = receiver(sent);
        try {
            corvee.online(Map.of(
                    "CORVEE_LINEAGE_URL",
                    "http://127.0.0.1:" + server.getAddress().getPort() + "/api/v1/lineage?token=made-up"));

            assertThat(corvee.run("refresh").exitCode()).isEqualTo(3);
        } finally {
            server.stop(0);
        }

        List<String> lines = lines(corvee);
        assertThat(sent).as("what is sent is what stands in the file").isEqualTo(lines);
        List<RunEvent> events =
                lines.stream().map(OpenLineageClientUtils::runEventFromJson).toList();
        for (int i = 0; i < lines.size(); i++) {
            assertThat(OpenLineageClientUtils.toJson(events.get(i))).isEqualTo(lines.get(i));
        }
        RunEvent first = events.get(0);
        RunEvent last = events.get(events.size() - 1);
        assertThat(first.getEventType()).isEqualTo(EventType.START);
        assertThat(first.getJob().getName()).isEqualTo("corvee.refresh");
        assertThat(last.getEventType()).isEqualTo(EventType.COMPLETE);
        assertThat(last.getRun().getRunId()).isEqualTo(first.getRun().getRunId());
        assertThat(events.subList(1, events.size() - 1)).allSatisfy(event -> {
            assertThat(event.getRun().getFacets().getParent().getRun().getRunId())
                    .isEqualTo(first.getRun().getRunId());
            assertThat(event.getRun().getFacets().getProcessing_engine().getVersion())
                    .startsWith("v");
        });

        RunEvent load = completed(events, "corvee.refresh.load." + SOURCE);
        assertThat(load.getRun().getFacets().getErrorMessage().getMessage()).contains("cannot use column 'place'");
        assertThat(load.getInputs()).hasSize(2);
        assertThat(Path.of(load.getInputs().get(1).getName())).isRegularFile();
        OutputDataset mart = completed(events, "corvee.refresh.mart.labor_transfer")
                .getOutputs()
                .get(0);
        assertThat(mart.getFacets().getSchema().getFields())
                .allSatisfy(field -> assertThat(field.getDescription()).isNotBlank());
        assertThat(mart.getFacets().getDocumentation().getDescription()).isNotBlank();
        assertThat(mart.getOutputFacets().getOutputStatistics().getRowCount()).isPositive();
        assertThat(completed(events, "corvee.refresh.mart.labor_transfer")
                        .getJob()
                        .getFacets()
                        .getSql()
                        .getQuery())
                .containsIgnoringCase("select");

        Set<String> reached = reached(events, id(load.getInputs().get(0)));
        assertThat(id(load.getInputs().get(0))).startsWith("https://");
        assertThat(reached)
                .contains("file " + corvee.home().exports().resolve("labor_transfer_trend.csv"))
                .contains("file " + corvee.home().exports().resolve("labor_transfer_trend.sources.csv"));
        assertThat(reached)
                .filteredOn(name -> name.startsWith("file "))
                .allSatisfy(name ->
                        assertThat(Path.of(name.substring("file ".length()))).exists());
    }

    @Test
    void quietNightHasTwoEventsAndADeadAddressDoesNoHarm() throws IOException {
        TestingInstallation corvee = TestingInstallation.refreshed(folder)
                .online(Map.of("CORVEE_LINEAGE_URL", "http://127.0.0.1:1/made-up-token"));

        Result result = corvee.run("refresh");

        assertThat(result.exitCode()).isZero();
        assertThat(result.out())
                .contains("cannot send lineage to 127.0.0.1: ")
                .contains("1 of 1 events stand in the file alone")
                .doesNotContain("made-up-token");
        assertThat(lines(corvee))
                .map(OpenLineageClientUtils::runEventFromJson)
                .extracting(RunEvent::getEventType)
                .containsExactly(EventType.START, EventType.COMPLETE);
    }

    @Test
    void runThatFailedSaysWhy() throws IOException {
        TestingInstallation corvee = TestingInstallation.refreshed(folder);
        Files.writeString(corvee.source(SOURCE).resolve("source.yml"), "title: [");

        assertThat(corvee.run("refresh").exitCode()).isEqualTo(4);

        List<RunEvent> events = lines(corvee).stream()
                .map(OpenLineageClientUtils::runEventFromJson)
                .toList();
        assertThat(events).extracting(RunEvent::getEventType).containsExactly(EventType.START, EventType.FAIL);
        assertThat(events.get(1).getRun().getFacets().getErrorMessage().getMessage())
                .contains(SOURCE);
    }

    private static HttpServer receiver(List<String> sent) throws IOException {
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/api/v1/lineage", exchange -> {
            try (exchange) {
                sent.add(new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
                boolean known = "token=made-up".equals(exchange.getRequestURI().getQuery());
                exchange.sendResponseHeaders(known ? 201 : 403, -1);
            }
        });
        server.start();
        return server;
    }

    private static List<String> lines(TestingInstallation corvee) throws IOException {
        String run = new RunStore(corvee.home().runs()).newest(1).get(0).runId();
        return Files.readAllLines(corvee.home().lineage().resolve(run + ".ndjson"));
    }

    private static RunEvent completed(List<RunEvent> events, String job) {
        return events.stream()
                .filter(event -> event.getEventType() == EventType.COMPLETE
                        && event.getJob().getName().equals(job))
                .findFirst()
                .orElseThrow();
    }

    private static Set<String> reached(List<RunEvent> events, String from) {
        Set<String> reached = new TreeSet<>();
        Deque<String> next = new ArrayDeque<>(List.of(from));
        Set<RunEvent> walked = new HashSet<>();
        while (!next.isEmpty()) {
            String at = next.remove();
            for (RunEvent event : events) {
                if (event.getInputs().stream().map(LineageTest::id).anyMatch(at::equals) && walked.add(event)) {
                    Stream<String> outputs = event.getOutputs().stream().map(LineageTest::id);
                    outputs.filter(reached::add).forEach(next::add);
                }
            }
        }
        return reached;
    }

    private static String id(Dataset dataset) {
        return dataset.getNamespace() + " " + dataset.getName();
    }
}
