package org.corvee.jobs;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.corvee.home.Installation;

/** A machine that shares the data home of an installation and a database with others: a process with one thread for parts. */
final class TestingMachine implements AutoCloseable {

    /** A sign of life every second, and parts of a megabyte or so. */
    static final Map<String, String> FAST = Map.of("corvee.heartbeat", "1000", "corvee.part", "1400000");

    private static final Duration PATIENCE = Duration.ofMinutes(3);

    private final Process process;
    private final Path output;

    private TestingMachine(Process process, Path output) {
        this.process = process;
        this.output = output;
    }

    /**
     * Starts a command.
     *
     * @param installation where the content of the machine is
     * @param classPath of the program
     * @param environment beside the data home
     */
    static TestingMachine start(
            TestingInstallation corvee,
            Path installation,
            String classPath,
            Map<String, String> environment,
            String... arguments)
            throws IOException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-XX:ActiveProcessorCount=1",
                "-Djava.io.tmpdir=" + Files.createDirectories(corvee.home().temporary()),
                "-D" + Installation.PROPERTY + "=" + installation));
        FAST.forEach((property, value) -> command.add("-D" + property + "=" + value));
        command.addAll(List.of("-cp", classPath, "org.corvee.jobs.Corvee"));
        command.addAll(List.of(arguments));
        ProcessBuilder builder = new ProcessBuilder(command);
        builder.environment().put("CORVEE_HOME", corvee.home().root().toString());
        builder.environment().putAll(environment);
        builder.redirectErrorStream(true);
        Path output = Files.createTempFile("machine", ".log");
        builder.redirectOutput(output.toFile());
        return new TestingMachine(builder.start(), output);
    }

    static TestingMachine worker(TestingInstallation corvee, Map<String, String> environment) throws IOException {
        return start(corvee, corvee.root(), System.getProperty("java.class.path"), environment, "worker");
    }

    String output() throws IOException {
        return Files.readString(output);
    }

    /** The output from the moment on that it has some text in it. */
    String await(String text) throws IOException, InterruptedException {
        await(() -> output().contains(text), text);
        return output();
    }

    void await(Condition condition, String what) throws IOException, InterruptedException {
        Instant end = Instant.now().plus(PATIENCE);
        while (!condition.holds()) {
            if (!process.isAlive() || Instant.now().isAfter(end)) {
                throw new AssertionError("expected " + what + ", found " + output());
            }
            Thread.sleep(5);
        }
    }

    interface Condition {
        boolean holds() throws IOException;
    }

    /** Ends the process without warning. */
    void kill() throws InterruptedException {
        process.destroyForcibly();
        process.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS);
    }

    /** Stops its clock, as a machine that is suspended or swaps. */
    void stall() throws IOException, InterruptedException {
        signal("-STOP");
    }

    void wake() throws IOException, InterruptedException {
        signal("-CONT");
    }

    private void signal(String signal) throws IOException, InterruptedException {
        new ProcessBuilder("kill", signal, String.valueOf(process.pid()))
                .start()
                .waitFor();
    }

    /** Asks it to end, and waits. */
    int terminate() throws InterruptedException {
        process.destroy();
        return exitCode();
    }

    int exitCode() throws InterruptedException {
        if (!process.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS)) {
            throw new AssertionError("the process does not end");
        }
        return process.exitValue();
    }

    long pid() {
        return process.pid();
    }

    @Override
    public void close() throws InterruptedException {
        kill();
    }
}
