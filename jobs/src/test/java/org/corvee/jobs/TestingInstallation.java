package org.corvee.jobs;

import java.io.BufferedReader;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.corvee.duckdb.DuckDb;
import org.corvee.fetch.NetworkPolicy;
import org.corvee.home.DataHome;
import org.corvee.home.Installation;
import org.corvee.jobs.command.CommandLineProgram;
import org.corvee.jobs.command.Console;

/** A copy of the project's content with an empty data home, and the command line on it. */
final class TestingInstallation {

    static final String SOURCE = "jamestown_china_brief_2022";

    private static final Path REFERENCE_TABLES = Path.of(
            System.getProperty("java.io.tmpdir"),
            "reference-tables-" + ProcessHandle.current().pid());

    /** By the sources beside the usual one: installations that were refreshed once, to be copied and never changed. */
    private static final Map<List<String>, TestingInstallation> REFRESHED = new HashMap<>();

    private final Installation installation;
    private final DataHome home;
    private Clock clock = Clock.systemUTC();
    private NetworkPolicy network = NetworkPolicy.CLOSED;
    private Map<String, String> environment = Map.of();

    /** The whole content of the project. */
    static TestingInstallation whole(Path folder) throws IOException {
        TestingInstallation whole = new TestingInstallation(folder);
        copy(content().resolve("sources"), whole.sql().resolve("sources"));
        copy(content().resolve("exports"), whole.sql().resolve("exports"));
        return whole;
    }

    private static Path content() {
        return Path.of(System.getProperty(Installation.PROPERTY)).resolve("sql");
    }

    /** The content of the project with one source of its choice. */
    static TestingInstallation of(Path folder, String source) throws IOException {
        return new TestingInstallation(folder, source);
    }

    /** The content of the project with one source and one export, which is all that most tests need. */
    TestingInstallation(Path folder) throws IOException {
        this(folder, SOURCE);
    }

    private TestingInstallation(Path folder, String source) throws IOException {
        this.installation = new Installation(folder.resolve("installation"));
        this.home = new DataHome(folder.resolve("home"));
        Path original = Path.of(System.getProperty(Installation.PROPERTY));
        for (String part : List.of("reference", "migrations", "marts", "questions", "checks")) {
            copy(content().resolve(part), sql().resolve(part));
        }
        for (String ending : List.of(".sql", ".yml")) {
            String export = "exports/labor_transfer/labor_transfer_trend" + ending;
            Files.createDirectories(sql().resolve(export).getParent());
            Files.copy(content().resolve(export), sql().resolve(export));
        }
        Files.createDirectories(sql().resolve("sources"));
        copy(content().resolve("sources").resolve(source), source(source));
        copy(original.resolve("schedules"), installation.schedules());
    }

    /**
     * The content of the project with one source, or some more, that was refreshed on 2026-11-20: by the first test of a JVM
     * that wants it, and copied for the others.
     */
    static TestingInstallation refreshed(Path folder, String... others) throws IOException {
        synchronized (REFRESHED) {
            TestingInstallation original = REFRESHED.get(List.of(others));
            if (original == null) {
                original = new TestingInstallation(Files.createTempDirectory("refreshed")).on("2026-11-20");
                for (String other : others) {
                    original.add(other);
                }
                Result result = original.run("refresh");
                if (result.exitCode() != 0) {
                    throw new IllegalStateException(result.toString());
                }
                REFRESHED.put(List.of(others), original);
            }
            return new TestingInstallation(folder, original);
        }
    }

    private TestingInstallation(Path folder, TestingInstallation original) throws IOException {
        this.installation = new Installation(folder.resolve("installation"));
        this.home = new DataHome(folder.resolve("home"));
        copy(original.root(), root());
        // The job history is still open in this JVM; a new one is begun.
        try (Stream<Path> parts = Files.list(original.home().root())) {
            for (Path part :
                    parts.filter(path -> !path.equals(original.home().jobs())).toList()) {
                copy(part, home.root().resolve(part.getFileName()));
            }
        }
    }

    /** Adds another source of the project. */
    void add(String source) throws IOException {
        copy(content().resolve("sources").resolve(source), source(source));
    }

    /** Copies a folder with everything in it. */
    static void copy(Path from, Path to) throws IOException {
        try (Stream<Path> paths = Files.walk(from)) {
            for (Path path : paths.toList()) {
                Path target = to.resolve(from.relativize(path).toString());
                if (Files.isDirectory(path)) {
                    Files.createDirectories(target);
                } else {
                    Files.createDirectories(target.getParent());
                    Files.copy(path, target, StandardCopyOption.REPLACE_EXISTING);
                }
            }
        }
    }

    /** From now on it is after nine in the morning (UTC) of a day. */
    TestingInstallation on(String day) {
        clock = Clock.offset(Clock.systemUTC(), Duration.between(Instant.now(), Instant.parse(day + "T09:00:00Z")));
        return this;
    }

    /** From now on it goes by a clock. */
    TestingInstallation by(Clock other) {
        clock = other;
        return this;
    }

    /** From now on publishers on this machine are asked, with what an environment says; none is asked otherwise. */
    TestingInstallation online(Map<String, String> variables) {
        network = new NetworkPolicy(true, true);
        environment = variables;
        return this;
    }

    Path root() {
        return installation.root();
    }

    Path sql() {
        return installation.sql();
    }

    Path source(String id) {
        return sql().resolve("sources").resolve(id);
    }

    DataHome home() {
        return home;
    }

    /** What a command printed and how it ended. */
    record Result(int exitCode, String out, String err) {}

    /** Runs a command as {@code ./corvee} would, on something that is not a terminal. */
    Result run(String... arguments) {
        return run(0, arguments);
    }

    /** Runs a command on a terminal of some width; 0 for none. */
    Result run(int width, String... arguments) {
        return run(width, "", arguments);
    }

    /** Runs a command on a terminal of some width, or none, that a person answers with some lines. */
    Result answering(int width, String lines, String... arguments) {
        return run(width, lines, arguments);
    }

    /**
     * The reference tables are the same for all tests, and what is made of them is addressed by content: the first refresh of
     * a JVM makes it, the others find it.
     */
    private void shareReferenceTables(Path from, Path to) {
        try {
            if (Files.isDirectory(from) && !Files.exists(to)) {
                Files.createDirectories(to);
                try (Stream<Path> tables = Files.list(from)) {
                    for (Path table : tables.filter(
                                    folder -> folder.getFileName().toString().matches("reference_.*|foundation"))
                            .toList()) {
                        copy(table, to.resolve(table.getFileName()));
                    }
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Result run(int width, String lines, String... arguments) {
        shareReferenceTables(REFERENCE_TABLES, home.normalized());
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ByteArrayOutputStream err = new ByteArrayOutputStream();
        Console console = new Console(
                installation,
                home,
                new BufferedReader(new StringReader(lines)),
                new PrintStream(out, true, StandardCharsets.UTF_8),
                new PrintStream(err, true, StandardCharsets.UTF_8),
                width,
                clock,
                network,
                environment);
        int exitCode = CommandLineProgram.run(console, arguments);
        shareReferenceTables(home.normalized(), REFERENCE_TABLES);
        return new Result(exitCode, out.toString(StandardCharsets.UTF_8), err.toString(StandardCharsets.UTF_8));
    }

    /** Starts a command in a process of its own, which can be killed. */
    Process start(String... arguments) throws IOException {
        return startIn("UTC", arguments);
    }

    /** Starts a command likewise in a JVM with an option. */
    Process startWith(String option, String... arguments) throws IOException {
        return start(List.of(option), "UTC", arguments);
    }

    /** Starts a command likewise on a machine in some time zone. */
    Process startIn(String timeZone, String... arguments) throws IOException {
        return start(List.of(), timeZone, arguments);
    }

    private Process start(List<String> options, String timeZone, String... arguments) throws IOException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Djava.io.tmpdir=" + Files.createDirectories(home.temporary()),
                "-D" + Installation.PROPERTY + "=" + root(),
                "-Duser.timezone=" + timeZone));
        command.addAll(options);
        command.addAll(List.of("-cp", System.getProperty("java.class.path"), "org.corvee.jobs.Corvee"));
        command.addAll(List.of(arguments));
        ProcessBuilder builder = new ProcessBuilder(command);
        builder.environment().put("CORVEE_HOME", home.root().toString());
        builder.environment().put("TZ", timeZone);
        builder.redirectErrorStream(true);
        builder.redirectOutput(Files.createTempFile("killed", ".log").toFile());
        return builder.start();
    }

    /** The digests of all tables of the published file. */
    Map<String, String> digests() throws SQLException {
        try (Connection connection = DuckDb.readOnly(home.published())) {
            return DuckDb.rows(connection, "select table_name, digest from ops.table_digest").stream()
                    .collect(Collectors.toMap(
                            row -> String.valueOf(row.get("table_name")), row -> String.valueOf(row.get("digest"))));
        }
    }

    String query(String sql) throws SQLException {
        try (Connection connection = DuckDb.readOnly(home.published())) {
            return String.join("\n", DuckDb.column(connection, sql));
        }
    }

    void replace(Path file, String from, String to) throws IOException {
        String text = Files.readString(file);
        if (!text.contains(from)) {
            throw new IllegalArgumentException("'" + from + "' is not in " + file);
        }
        Files.writeString(file, text.replace(from, to));
    }
}
