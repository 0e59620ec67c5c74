package org.corvee.jobs;

import static org.assertj.core.api.Assertions.assertThat;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.File;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.Charset;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.corvee.duckdb.DuckDb;
import org.corvee.home.Folders;
import org.corvee.jobs.TestingInstallation.Result;
import org.corvee.jobs.benchmark.CustomsLines;
import org.corvee.run.RunRecord;
import org.corvee.run.RunStore;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A night that several processes share through a PostgreSQL server, and what becomes of it when some of them fail. */
@Tag("slow")
class ManyMachinesTest {

    private static final long LINES = 100_000;
    private static final String MADE_UP = "made-up.txt";

    private static EmbeddedPostgres postgres;

    @TempDir
    private Path folder = Path.of("");

    @BeforeAll
    static void startServer() throws IOException {
        postgres = EmbeddedPostgres.start();
        TestingMachine.FAST.forEach(System::setProperty);
    }

    @AfterAll
    static void stopServer() throws IOException {
        TestingMachine.FAST.keySet().forEach(System::clearProperty);
        postgres.close();
    }

    @Test
    void oneIsKilledAndOneStallsAndTheNightIsThatOfOneMachine() throws Exception {
        Path file = folder.resolve("lines.csv");
        TestingInstallation alone = TestingInstallation.of(folder.resolve("alone"), "gacc_trade");
        new CustomsLines(alone.sql(), Charset.forName("GB18030")).write(file, LINES);
        addSources(alone, file);
        assertThat(alone.run("refresh").exitCode()).isZero();

        TestingInstallation shared = TestingInstallation.of(folder.resolve("shared"), "gacc_trade");
        addSources(shared, file);
        Map<String, String> environment = database("night");
        try (TestingMachine killed = TestingMachine.worker(shared, environment);
                TestingMachine stalled = TestingMachine.worker(shared, environment)) {
            killed.await("waits for parts");
            stalled.await("waits for parts");
            TestingMachine refresh = TestingMachine.start(
                    shared, shared.root(), System.getProperty("java.class.path"), environment, "refresh", "--offline");
            // It would do everything itself before the others have looked.
            refresh.await(() -> isShared(environment), "shared parts");
            refresh.stall();
            killed.await(" takes gacc_trade:");
            killed.kill();
            stalled.await(" takes gacc_trade:");
            stalled.stall();
            String lost = part(stalled.output(), "takes");
            refresh.wake();
            awaitTakeover(stalled, environment, lost);
            stalled.wake();

            assertThat(refresh.exitCode()).as(refresh.output()).isZero();
            assertThat(refresh.output()).contains("gacc_trade: " + LINES + " records");
            assertThat(shared.digests()).isEqualTo(alone.digests());
            assertThat(normalizedFiles(shared)).isEqualTo(normalizedFiles(alone));
            stalled.await("lost " + lost + ": another process took it over");
            assertThat(stalled.terminate()).isEqualTo(143);
            assertThat(stalled.output()).contains("stops when it has finished what it has");
            List<Map<String, String>> partitions = partitions(environment);
            assertThat(partitions).hasSizeGreaterThanOrEqualTo(8);
            assertThat(partitions).allSatisfy(partition -> assertThat(partition).containsEntry("status", "COMPLETED"));
            assertThat(partitions.stream().map(partition -> partition.get("step_name")))
                    .doesNotHaveDuplicates();
            assertThat(query(environment, "select task_instance from scheduled_partitions"))
                    .isEmpty();
            assertThat(refresh.output()).contains(" parts: ").doesNotContain("by nobody");
        }
    }

    /**
     * The refresh is stopped as soon as its parts are shared, so that it does none itself; a machine with another program
     * leaves them, and a worker does all, also the one that cannot be done.
     */
    @Test
    void aWorkerTellsTheRefreshWhatFailsAndOneOfAnotherVersionTakesNothing() throws Exception {
        TestingInstallation alone = TestingInstallation.refreshed(folder.resolve("alone"));
        addBrokenSource(alone);
        assertThat(alone.run("refresh").exitCode()).isEqualTo(3);
        TestingInstallation shared = TestingInstallation.refreshed(folder.resolve("shared"));
        addBrokenSource(shared);
        Map<String, String> environment = database("failures");

        try (TestingMachine other = TestingMachine.start(shared, shared.root(), otherProgram(), environment, "worker");
                TestingMachine refresh = TestingMachine.start(
                        shared,
                        shared.root(),
                        System.getProperty("java.class.path"),
                        environment,
                        "refresh",
                        "--offline")) {
            refresh.await(() -> isShared(environment), "shared parts");
            refresh.stall();
            other.await(" leaves the parts of this run to others: the refresh is of another version of the program;"
                    + " the same one must be on every machine");
            other.terminate();
            assertThat(other.output()).doesNotContain(" takes ");
            assertThat(partitions(environment))
                    .noneSatisfy(partition -> assertThat(partition).containsEntry("status", "COMPLETED"));
            try (TestingMachine worker = TestingMachine.worker(shared, environment)) {
                worker.await(" failed example_broken:");
                refresh.wake();
                assertThat(refresh.exitCode()).isEqualTo(3);
            }
        }
        assertThat(sources(shared)).isEqualTo(sources(alone));
        assertThat(sources(shared).toString())
                .contains("example_broken figures.csv:")
                .contains("cannot decode byte '0xFF'");
    }

    @Test
    void refreshThatIsKilledIsRecoveredWhileItsWorkersLive() throws Exception {
        TestingInstallation alone = TestingInstallation.refreshed(folder.resolve("alone"));
        TestingInstallation shared = TestingInstallation.refreshed(folder.resolve("shared"));
        Folders.delete(shared.home().normalized().resolve(TestingInstallation.SOURCE));
        Map<String, String> environment = database("recovery");
        try (TestingMachine refresh = TestingMachine.start(
                shared, shared.root(), System.getProperty("java.class.path"), environment, "refresh", "--offline")) {
            refresh.await(() -> isShared(environment), "shared parts");
            refresh.kill();
        }
        try (TestingMachine worker = TestingMachine.worker(shared, environment)) {
            worker.await(" finished " + TestingInstallation.SOURCE);
            shared.online(environment);

            Result next = shared.run("refresh", "--offline");

            assertThat(next.err()).isEmpty();
            assertThat(next.out()).contains(" was killed; it is recovered").doesNotContain(" parts: ");
            assertThat(next.exitCode()).isZero();
            assertThat(worker.terminate()).isEqualTo(143);
        }
        assertThat(shared.digests()).isEqualTo(alone.digests());
        assertThat(query(environment, "select task_instance from scheduled_partitions"))
                .isEmpty();
    }

    @Test
    void databaseThatCannotBeReachedIsToldWithoutItsPassword() throws IOException {
        TestingInstallation corvee = TestingInstallation.refreshed(folder);
        Map<String, String> environment = Map.of(
                "CORVEE_JOBS_URL",
                "jdbc:postgresql://localhost:1/corvee?password=hidden",
                "CORVEE_JOBS_PASSWORD",
                "secret");
        corvee.online(environment);

        Result refresh = corvee.run("refresh", "--offline");
        Result worker = corvee.run("worker");

        String problem =
                "environment: cannot reach jobs_url 'jdbc:postgresql://localhost:1/corvee': expected a PostgreSQL"
                        + " server that lets jobs_user in, found ";
        assertThat(refresh.exitCode()).isEqualTo(4);
        assertThat(refresh.out()).contains(problem).contains("refused").doesNotContain("hidden", "secret");
        assertThat(worker.exitCode()).isEqualTo(1);
        assertThat(worker.err()).contains(problem).doesNotContain("hidden", "secret");
        assertThat(corvee.run("status").out()).contains(problem);
        corvee.online(Map.of());
        assertThat(corvee.run("worker").exitCode()).isEqualTo(2);
        assertThat(corvee.run("worker").err())
                .isEqualTo("cannot work for other machines: expected 'jobs_url' in corvee.yml of the data home, or"
                        + " CORVEE_JOBS_URL; without it the jobs are files of one machine\n");
    }

    /** The program with one more file among its classes, be they a folder or a jar, which makes it another version. */
    private String otherProgram() throws IOException {
        List<String> classPath = new ArrayList<>();
        Path other = folder.resolve("other.jar");
        for (String entry : System.getProperty("java.class.path").split(Pattern.quote(File.pathSeparator), -1)) {
            Path path = Path.of(entry);
            if (path.endsWith(Path.of("warehouse", "target", "classes"))) {
                TestingInstallation.copy(path, other);
                Files.writeString(other.resolve(MADE_UP), MADE_UP);
                path = other;
            } else if (path.getFileName().toString().matches("corvee-warehouse.*\\.jar")) {
                Files.copy(path, other);
                try (FileSystem jar = FileSystems.newFileSystem(other, Map.of("create", "false"))) {
                    Files.writeString(jar.getPath(MADE_UP), MADE_UP);
                }
                path = other;
            }
            classPath.add(path.toString());
        }
        assertThat(other).exists();
        return String.join(File.pathSeparator, classPath);
    }

    /** Made up: its file has a byte in it that no text in UTF-8 has. */
    private static void addBrokenSource(TestingInstallation corvee) throws IOException {
        Path original = corvee.source(TestingInstallation.SOURCE);
        Path added = corvee.source("example_broken");
        TestingInstallation.copy(original, added);
        corvee.replace(added.resolve("stage.sql"), TestingInstallation.SOURCE, "example_broken");
        try (OutputStream out = Files.newOutputStream(added.resolve("figures.csv"), StandardOpenOption.APPEND)) {
            out.write(new byte[] {'x', (byte) 0xff, '\n'});
        }
    }

    private static boolean isShared(Map<String, String> environment) throws IOException {
        try {
            return !query(environment, "select 1 as one from pg_tables where tablename = 'scheduled_partitions'")
                            .isEmpty()
                    && !query(environment, "select task_instance from scheduled_partitions")
                            .isEmpty();
        } catch (SQLException e) {
            throw new IOException(e);
        }
    }

    /** What the record of the last run says of each source. */
    private static List<RunRecord.Source> sources(TestingInstallation corvee) throws IOException {
        return new RunStore(corvee.home().runs()).newest(1).get(0).sources();
    }

    private static void addSources(TestingInstallation corvee, Path file) throws IOException {
        corvee.add(TestingInstallation.SOURCE);
        Path drop = Files.createDirectories(corvee.home().drop("gacc_trade"));
        Files.createLink(drop.resolve("lines.csv"), file);
        Files.writeString(drop.resolve("lines.csv.yml"), CustomsLines.MANIFEST);
    }

    /** A database of its own, as an environment names it. */
    private static Map<String, String> database(String name) throws SQLException {
        try (Connection connection = postgres.getPostgresDatabase().getConnection()) {
            connection.createStatement().execute("create database " + name);
        }
        return Map.of(
                "CORVEE_JOBS_URL",
                "jdbc:postgresql://localhost:" + postgres.getPort() + "/" + name,
                "CORVEE_JOBS_USER",
                "postgres",
                "CORVEE_JOBS_PASSWORD",
                "postgres");
    }

    private static List<Map<String, String>> query(Map<String, String> environment, String sql) throws SQLException {
        String url = Objects.requireNonNull(environment.get("CORVEE_JOBS_URL"));
        try (Connection connection = DriverManager.getConnection(url, "postgres", "postgres")) {
            List<Map<String, String>> rows = new ArrayList<>();
            DuckDb.rows(connection, sql).forEach(row -> rows.add(new HashMap<>(row)));
            return rows;
        }
    }

    private static List<Map<String, String>> partitions(Map<String, String> environment) throws SQLException {
        return query(
                environment,
                "select step_name, status, version from batch_step_execution where step_name like 'normalizeWorker:%'");
    }

    /** Waits until somebody else than a machine has what the machine has taken. */
    private static void awaitTakeover(TestingMachine machine, Map<String, String> environment, String part)
            throws IOException, InterruptedException {
        machine.await(
                () -> {
                    try {
                        return query(
                                                environment,
                                                "select s.step_name from batch_step_execution s join scheduled_partitions p"
                                                        + " on p.task_instance = s.job_execution_id || ':' || s.step_execution_id"
                                                        + " where picked and not picked_by like '%:" + machine.pid()
                                                        + "' and s.step_name = 'normalizeWorker:" + part + "'")
                                        .size()
                                == 1;
                    } catch (SQLException e) {
                        throw new IOException(e);
                    }
                },
                "a takeover of " + part);
    }

    /** What a machine says that it takes, finishes, lost, ... for the last time. */
    private static String part(String output, String verb) {
        return output.substring(output.lastIndexOf(" " + verb + " ") + verb.length() + 2)
                .strip()
                .lines()
                .findFirst()
                .orElseThrow();
    }

    private static List<String> normalizedFiles(TestingInstallation corvee) throws IOException {
        Path root = corvee.home().normalized().resolve("gacc_trade");
        try (Stream<Path> files = Files.walk(root)) {
            return files.filter(path -> path.getFileName().toString().matches("\\..*|.*\\.(parquet|json|partial)"))
                    .map(path -> root.relativize(path).toString())
                    .sorted()
                    .toList();
        }
    }
}
