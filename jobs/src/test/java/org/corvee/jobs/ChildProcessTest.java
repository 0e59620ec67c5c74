package org.corvee.jobs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeoutException;
import org.corvee.home.Installation;
import org.corvee.jobs.schedule.ChildProcess;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Commands in processes of their own. */
@Tag("slow")
class ChildProcessTest {

    @TempDir
    private Path folder = Path.of("");

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();

    @SuppressWarnings("NullAway.Init") // JUnit calls prepare before a test
    private ChildProcess launcher;

    @BeforeEach
    void prepare() throws IOException {
        TestingInstallation corvee = new TestingInstallation(folder);
        launcher = new ChildProcess(
                new Installation(corvee.root()),
                corvee.home(),
                Map.of("CORVEE_LOG_FORMAT", "json"),
                new PrintStream(out, true, StandardCharsets.UTF_8),
                Clock.systemUTC());
    }

    @Test
    void outputEnvironmentAndExitCodeArePassedOn() throws Exception {
        assertThat(launcher.run(List.of("config"), Duration.ofMinutes(5))).isZero();
        assertThat(launcher.run(List.of("status"), Duration.ofMinutes(5))).isEqualTo(4);

        assertThat(out.toString(StandardCharsets.UTF_8))
                .contains("json  (environment)", "nothing is published yet; run ./corvee refresh");
    }

    @Test
    void commandIsStoppedAtItsTimeLimit() {
        assertThatThrownBy(() -> launcher.run(List.of("schedule", "run"), Duration.ofSeconds(8)))
                .isInstanceOf(TimeoutException.class);

        assertThat(out.toString(StandardCharsets.UTF_8)).endsWith("stopping; no new work is taken\nstopped\n");
    }
}
