package org.corvee.sql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** A real Chromium without a window. */
record TestingBrowser(Path program) {

    /** The browser of this machine; a test on a machine without one does not run and says what was not seen. */
    static TestingBrowser find(String unseen) {
        Optional<Path> program = Stream.of("/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome")
                .map(Path::of)
                .filter(Files::isExecutable)
                .findFirst();
        assumeTrue(program.isPresent(), "no Chromium is installed: " + unseen);
        return new TestingBrowser(program.orElseThrow());
    }

    /** Opens a local page, lets its scripts run and returns what it then is. */
    String open(Path page) throws IOException, InterruptedException {
        Path folder = Files.createTempDirectory("browser");
        Path output = folder.resolve("page.html");
        Process process = new ProcessBuilder(
                        program.toString(),
                        "--headless",
                        "--no-sandbox",
                        "--disable-gpu",
                        "--disable-quic",
                        "--no-first-run",
                        "--allow-file-access-from-files",
                        "--disable-background-networking",
                        "--user-data-dir=" + folder.resolve("profile"),
                        "--window-size=1300,900",
                        "--virtual-time-budget=20000",
                        "--dump-dom",
                        page.toUri().toString())
                .redirectOutput(output.toFile())
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        try {
            assertThat(process.waitFor(90, TimeUnit.SECONDS))
                    .as("the browser ended")
                    .isTrue();
        } finally {
            process.destroyForcibly();
        }
        return Files.readString(output);
    }
}
