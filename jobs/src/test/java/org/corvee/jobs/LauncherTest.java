package org.corvee.jobs;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
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

    /** What the archive has as {@code bin/corvee}. */
    private static final String LAUNCHER = "jobs/src/main/distribution/bin/corvee";

    @TempDir
    private Path folder = Path.of("");

    private Path clone = Path.of("");

    @BeforeEach
    void layClone() throws IOException {
        clone = Files.createDirectories(folder.resolve("a clone"));
        Path original = Path.of(System.getProperty(Installation.PROPERTY));
        Files.copy(original.resolve("corvee"), clone.resolve("corvee"));
        copy(original.resolve(LAUNCHER), clone.resolve(LAUNCHER));
        Files.writeString(clone.resolve("pom.xml"), "");
        for (String module : List.of("warehouse", "sql", "jobs")) {
            Files.createDirectories(clone.resolve(module).resolve("src/main/java"));
            Files.writeString(clone.resolve(module).resolve("pom.xml"), "");
        }
        Files.writeString(clone.resolve("warehouse/src/main/java/Engine.java"), "");
        script("mvn", "mkdir -p jobs/target; echo built > jobs/target/corvee.jar");
        script("java", "echo \"started with: $*\"");
    }

    private static void copy(Path from, Path to) throws IOException {
        Files.createDirectories(to.getParent());
        Files.copy(from, to, StandardCopyOption.COPY_ATTRIBUTES);
    }

    private void script(String name, String body) throws IOException {
        Path file = folder.resolve("bin").resolve(name).normalize();
        Files.createDirectories(file.getParent());
        Files.writeString(file, "#!/usr/bin/env bash\n" + body + "\n");
        assertThat(file.toFile().setExecutable(true)).isTrue();
    }

    private record Result(int exitCode, String out, String err) {}

    private Result launch(String... arguments) throws IOException, InterruptedException {
        return launch(clone.resolve("corvee"), arguments);
    }

    private Result launch(Path launcher, String... arguments) throws IOException, InterruptedException {
        ProcessBuilder builder = new ProcessBuilder("bash", launcher.toString());
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

    /** An unpacked archive, and a link to its launcher from elsewhere. */
    private Path unpack() throws IOException {
        Path launcher = folder.resolve("an archive/bin/corvee");
        copy(Path.of(System.getProperty(Installation.PROPERTY)).resolve(LAUNCHER), launcher);
        Path links = Files.createDirectories(folder.resolve("links"));
        Files.createSymbolicLink(links.resolve("real"), launcher);
        return Files.createSymbolicLink(links.resolve("corvee"), Path.of("real"));
    }

    @Test
    void archiveIsFoundThroughLinksAndNeedsNoMaven() throws IOException, InterruptedException {
        script("mvn", "echo called >&2; exit 1");

        Result result = launch(unpack(), "refresh", "two words");

        assertThat(result.err()).isEmpty();
        assertThat(result.out())
                .contains("-Xmx1g ")
                .contains("-Dcorvee.installation=" + folder + "/an archive ")
                .contains("-cp " + folder + "/an archive/corvee.jar org.corvee.jobs.Corvee")
                .endsWith("refresh two words\n");
    }

    @Test
    void archiveWithAJavaOfItsOwnStartsThat() throws IOException, InterruptedException {
        Path launcher = unpack();
        script("../an archive/runtime/bin/java", "echo \"its own: $*\"");
        script("java", "echo another");

        assertThat(launch(launcher, "status").out()).startsWith("its own: ");
    }

    @Test
    void javaThatIsTooOldIsRefused() throws IOException, InterruptedException {
        script("java", "echo 'openjdk version \"11.0.28\" 2025-07-15' >&2");

        Result result = launch(unpack(), "status");

        assertThat(result.exitCode()).isEqualTo(1);
        assertThat(result.err())
                .isEqualTo(
                        "corvee: cannot start: expected Java 17 or newer, in JAVA_HOME or on the PATH; found 11.0.28 ("
                                + folder + "/bin/java)\n");
    }
}
