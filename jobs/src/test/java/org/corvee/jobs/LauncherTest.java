package org.corvee.jobs;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.List;
import org.corvee.home.Installation;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The launcher builds when the program is missing or older than its sources, and says so. Two small scripts stand in
 * for {@code mvn} and {@code java}: the real ones are tried by everyone who builds the project.
 */
class LauncherTest {

    @TempDir
    private Path folder = Path.of("");

    private Path clone = Path.of("");

    @BeforeEach
    void layClone() throws IOException {
        clone = Files.createDirectories(folder.resolve("a clone"));
        Files.copy(Path.of(System.getProperty(Installation.PROPERTY), "corvee"), clone.resolve("corvee"));
        Files.writeString(clone.resolve("pom.xml"), "");
        for (String module : List.of("warehouse", "sql", "jobs")) {
            Files.createDirectories(clone.resolve(module).resolve("src/main/java"));
            Files.writeString(clone.resolve(module).resolve("pom.xml"), "");
        }
        Files.writeString(clone.resolve("warehouse/src/main/java/Engine.java"), "");
        script("mvn", "mkdir -p jobs/target; echo built > jobs/target/corvee.jar");
        script("java", "echo \"started with: $*\"");
    }

    private void script(String name, String body) throws IOException {
        Path file = Files.createDirectories(folder.resolve("bin")).resolve(name);
        Files.writeString(file, "#!/usr/bin/env bash\n" + body + "\n");
        assertThat(file.toFile().setExecutable(true)).isTrue();
    }

    private record Result(int exitCode, String out, String err) {}

    private Result launch(String... arguments) throws IOException, InterruptedException {
        ProcessBuilder builder =
                new ProcessBuilder("bash", clone.resolve("corvee").toString());
        builder.command().addAll(List.of(arguments));
        builder.environment().put("PATH", folder.resolve("bin") + ":" + System.getenv("PATH"));
        builder.environment().remove("JAVA_HOME");
        builder.environment().remove("CORVEE_HOME");
        builder.redirectError(folder.resolve("err").toFile());
        Process process = builder.start();
        String out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        return new Result(process.waitFor(), out, Files.readString(folder.resolve("err")));
    }

    @Test
    void buildsAProgramThatIsMissingAndRunsIt() throws IOException, InterruptedException {
        Result result = launch("status", "two words");

        assertThat(result.exitCode()).isZero();
        assertThat(result.err())
                .startsWith("corvee: building the program with mvn; the first time its libraries are fetched")
                .contains("corvee: built in ");
        assertThat(result.out())
                .contains("-Dcorvee.installation=" + clone)
                .contains("-Djava.io.tmpdir=" + clone + "/data/tmp/")
                .endsWith("org.corvee.jobs.Corvee status two words\n");
    }

    @Test
    void buildsOnceUntilASourceIsNewer() throws IOException, InterruptedException {
        launch("status");

        assertThat(launch("status").err()).isEmpty();

        Files.setLastModifiedTime(
                clone.resolve("warehouse/src/main/java/Engine.java"),
                FileTime.from(Instant.now().plusSeconds(60)));
        assertThat(launch("status").err()).startsWith("corvee: the sources are newer than the program; building it");
    }

    @Test
    void failedBuildRunsNothing() throws IOException, InterruptedException {
        script("mvn", "echo 'no luck'; exit 1");

        Result result = launch("refresh", "--offline");

        assertThat(result.exitCode()).isEqualTo(1);
        assertThat(result.out()).isEmpty();
        assertThat(result.err()).contains("no luck\n").endsWith("corvee: the build failed; nothing was run\n");
    }
}
