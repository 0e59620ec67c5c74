package org.corvee.jobs;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.corvee.run.RunStore;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Each line of the log says to which run it belongs, and to which source. */
@Tag("slow")
class LogsTest {

    private static final String SOURCE = TestingInstallation.SOURCE;
    private static final String SECRET = "made-up-secret";

    @TempDir
    private Path folder = Path.of("");

    @Test
    void linesOfJsonCarryRunAndSource() throws IOException {
        TestingInstallation corvee = TestingInstallation.refreshed(folder);
        List<String> lines = drifted(corvee, "json");

        String run = new RunStore(corvee.home().runs()).newest(1).get(0).runId();
        List<JsonNode> events =
                lines.stream().map(JsonMapper.builder().build()::readTree).toList();
        assertThat(events).isNotEmpty().allSatisfy(event -> {
            assertThat(event.path("run_id").asString("")).isEqualTo(run);
            assertThat(event.path("@timestamp").asString("")).isNotEmpty();
        });
        assertThat(events)
                .filteredOn(event -> event.path("level").asString("").equals("ERROR"))
                .isNotEmpty()
                .allSatisfy(event -> {
                    assertThat(event.path("source_id").asString("")).isEqualTo(SOURCE);
                    assertThat(event.path("stack_trace").asString("")).contains("cannot use column");
                });
    }

    @Test
    void linesOfTextCarryThemToo() throws IOException {
        TestingInstallation corvee = TestingInstallation.refreshed(folder);
        List<String> lines = drifted(corvee, "text");

        String run = new RunStore(corvee.home().runs()).newest(1).get(0).runId();
        assertThat(lines).anyMatch(line -> line.contains(" ERROR ") && line.contains("[" + run + " " + SOURCE + "]"));
        assertThat(lines).anyMatch(line -> line.contains(" INFO ") && line.contains("[" + run + " -]"));
    }

    private List<String> drifted(TestingInstallation corvee, String format) throws IOException {
        Path log = corvee.home().logs().resolve("corvee.log");
        Files.deleteIfExists(log);
        corvee.replace(corvee.source(SOURCE).resolve("figures.csv"), "figure_key,locator,", "figure_key,place,");
        corvee.online(Map.of(
                "CORVEE_LOG_FORMAT",
                format,
                "CORVEE_NOTIFY_WEBHOOK",
                "http://127.0.0.1:1/" + SECRET,
                "CORVEE_LINEAGE_URL",
                "http://127.0.0.1:1/" + SECRET,
                "CORVEE_MAIL_SERVER",
                "smtp://127.0.0.1:1",
                "CORVEE_MAIL_USER",
                "night",
                "CORVEE_MAIL_PASSWORD",
                SECRET,
                "CORVEE_MAIL_FROM",
                "corvee@example.org",
                "CORVEE_MAIL_TO",
                "desk@example.org"));

        TestingInstallation.Result result = corvee.run("refresh");

        assertThat(result.exitCode()).isEqualTo(3);
        assertThat(result.out()).doesNotContain(SECRET);
        assertThat(log).content().doesNotContain(SECRET);
        return Files.readAllLines(log);
    }
}
