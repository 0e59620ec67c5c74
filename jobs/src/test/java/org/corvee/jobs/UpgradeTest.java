package org.corvee.jobs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.corvee.jobs.TestingInstallation.SOURCE;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.ByteArrayOutputStream;
import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.tools.JavaCompiler;
import javax.tools.ToolProvider;
import org.corvee.digest.Sha256;
import org.corvee.home.Folders;
import org.corvee.home.Installation;
import org.corvee.jobs.TestingInstallation.Result;
import org.corvee.run.RunRecord;
import org.corvee.run.RunStore;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A home that an earlier version made is taken over by this one without a hand, and the way back is open. The earlier program is compiled from the
 * history of the clone, against the libraries of today, and runs in a process of its own.
 */
@Tag("slow")
class UpgradeTest {

    /** The last commit before settings, schedules and records of stages came in. */
    private static final String EARLIER = "868657c54b327bda5935ec2f89e3f5797ed318b8";

    private static final Path CLONE = Path.of(Objects.requireNonNull(System.getProperty(Installation.PROPERTY)));

    @TempDir
    private Path folder = Path.of("");

    private Path earlier = Path.of("");
    private TestingInstallation corvee;

    @BeforeEach
    void compileEarlierVersion() throws IOException, InterruptedException {
        corvee = new TestingInstallation(folder);
        earlier = Files.createDirectories(folder.resolve("earlier"));
        File archive = folder.resolve("earlier.tar").toFile();
        assumeTrue(
                ended(new ProcessBuilder(
                                "git",
                                "archive",
                                "-o",
                                archive.getPath(),
                                EARLIER,
                                "sql",
                                "schedules",
                                "warehouse",
                                "jobs")
                        .directory(CLONE.toFile())),
                "the history of the clone does not hold commit " + EARLIER + ", which a home is made with");
        assertThat(ended(new ProcessBuilder("tar", "xf", archive.getPath()).directory(earlier.toFile())))
                .isTrue();
        keepOnly(earlier.resolve("sql/sources"), SOURCE);
        keepOnly(earlier.resolve("sql/exports"), "labor_transfer");
        compile();
    }

    /** Whether a program could be started and ended well. */
    private boolean ended(ProcessBuilder builder) throws InterruptedException {
        builder.redirectErrorStream(true).redirectOutput(folder.resolve("log").toFile());
        try {
            return builder.start().waitFor() == 0;
        } catch (IOException e) {
            return false;
        }
    }

    private static void keepOnly(Path parent, String name) throws IOException {
        try (Stream<Path> children = Files.list(parent)) {
            for (Path child : children.filter(path -> !path.endsWith(name)).toList()) {
                Folders.delete(child);
            }
        }
    }

    private void compile() throws IOException {
        Path classes = Files.createDirectories(earlier.resolve("classes"));
        List<String> arguments =
                new ArrayList<>(List.of("-proc:none", "-nowarn", "-parameters", "-d", classes.toString()));
        arguments.addAll(List.of("-cp", libraries() + File.pathSeparator + System.getProperty("corvee.hadoop")));
        for (String module : List.of("warehouse", "jobs")) {
            Path main = earlier.resolve(module).resolve("src/main");
            TestingInstallation.copy(main.resolve("resources"), classes);
            try (Stream<Path> files = Files.walk(main.resolve("java"))) {
                files.map(Path::toString).filter(file -> file.endsWith(".java")).forEach(arguments::add);
            }
        }
        JavaCompiler compiler = Objects.requireNonNull(ToolProvider.getSystemJavaCompiler(), "expected a JDK");
        ByteArrayOutputStream messages = new ByteArrayOutputStream();
        assertThat(compiler.run(null, messages, messages, arguments.toArray(String[]::new)))
                .as(() -> messages.toString(StandardCharsets.UTF_8))
                .isZero();
        // Releases carry it, and only the build makes it.
        Path bill = CLONE.resolve("jobs/target/classes/META-INF/sbom");
        if (Files.isDirectory(bill)) {
            TestingInstallation.copy(bill, classes.resolve("META-INF/sbom"));
        }
    }

    /** What this JVM runs with, without the program itself. */
    private static String libraries() {
        return Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator, -1))
                .filter(entry -> entry.endsWith(".jar")
                        && !Path.of(entry).getFileName().toString().startsWith("corvee"))
                .collect(Collectors.joining(File.pathSeparator));
    }

    /** Runs the earlier version on the home. */
    private void runEarlier(String... arguments) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-Djava.io.tmpdir="
                        + Files.createDirectories(corvee.home().temporary().resolve("earlier")),
                "-D" + Installation.PROPERTY + "=" + earlier,
                "-cp",
                earlier.resolve("classes") + File.pathSeparator + libraries(),
                "org.corvee.jobs.Corvee"));
        command.addAll(List.of(arguments));
        ProcessBuilder builder = new ProcessBuilder(command);
        builder.environment().put("CORVEE_HOME", corvee.home().root().toString());
        assertThat(ended(builder))
                .as(() -> {
                    try {
                        return Files.readString(folder.resolve("log"), StandardCharsets.UTF_8);
                    } catch (IOException e) {
                        return e.toString();
                    }
                })
                .isTrue();
    }

    private static Map<String, String> hashes(Path... folders) throws IOException {
        Map<String, String> hashes = new TreeMap<>();
        for (Path folder : folders) {
            try (Stream<Path> files = Files.walk(folder)) {
                for (Path file : files.filter(Files::isRegularFile).toList()) {
                    hashes.put(file.toString(), Sha256.of(file).hex());
                }
            }
        }
        return hashes;
    }

    /** The runs in the job history: number, start and how they ended. */
    private List<String> history() throws SQLException {
        try (Connection connection = DriverManager.getConnection(
                        "jdbc:h2:file:" + corvee.home().jobs().resolve("jobs") + ";DB_CLOSE_DELAY=0;TRACE_LEVEL_FILE=0",
                        "",
                        "");
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery("select JOB_EXECUTION_ID || ' ' || START_TIME || ' ' || STATUS"
                        + " from BATCH_JOB_EXECUTION order by JOB_EXECUTION_ID")) {
            List<String> runs = new ArrayList<>();
            while (rows.next()) {
                runs.add(rows.getString(1));
            }
            return runs;
        }
    }

    @Test
    void homeOfAnEarlierVersionIsTakenOverAndGivenBack() throws IOException, InterruptedException, SQLException {
        runEarlier("refresh", "--offline");
        Path figures = earlier.resolve("sql/sources").resolve(SOURCE).resolve("figures.csv");
        Files.writeString(figures, Files.readString(figures).replace("training_2021,", "training_in_2021,"));
        runEarlier("refresh", "--offline");
        runEarlier("release");
        Map<String, String> evidence = hashes(
                corvee.home().snapshots(),
                corvee.home().releases(),
                corvee.home().runs());
        List<String> history = history();
        String published = Sha256.of(corvee.home().published()).hex();
        assertThat(evidence.keySet())
                .filteredOn(file -> file.endsWith("manifest.json"))
                .hasSize(2);
        assertThat(history).hasSize(2).allMatch(run -> run.endsWith(" COMPLETED"));

        Result status = corvee.run("status");
        assertThat(status.err()).isEmpty();
        Result refresh = corvee.run("refresh", "--offline");

        assertThat(refresh.exitCode()).as(refresh.err()).isZero();
        assertThat(hashes(
                        corvee.home().snapshots(),
                        corvee.home().releases(),
                        corvee.home().runs()))
                .containsAllEntriesOf(evidence);
        assertThat(history()).hasSize(3).containsAll(history).allMatch(run -> run.endsWith(" COMPLETED"));
        assertThat(Sha256.of(corvee.home().published()).hex()).isNotEqualTo(published);
        assertThat(new RunStore(corvee.home().runs()).newest(9))
                .extracting(RunRecord::runId)
                .hasSize(3);
        assertThat(corvee.run("verify").out()).contains("release     ").endsWith("all holds\n");
        assertThat(corvee.run("status").exitCode()).isZero();
        assertThat(corvee.query(
                        "select count(distinct snapshot_sha256) from ops.snapshot where source_id = '" + SOURCE + "'"))
                .isEqualTo("2");
        runEarlier("refresh", "--offline");
        runEarlier("verify");
        assertThat(hashes(
                        corvee.home().snapshots(),
                        corvee.home().releases(),
                        corvee.home().runs()))
                .containsAllEntriesOf(evidence);
        assertThat(names(corvee.home().root())).noneMatch(name -> name.contains("damaged"));
    }

    private static List<String> names(Path folder) throws IOException {
        try (Stream<Path> children = Files.list(folder)) {
            return children.map(child -> child.getFileName().toString()).toList();
        }
    }
}
