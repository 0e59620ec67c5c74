package org.corvee.jobs.schedule;

import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.corvee.home.DataHome;
import org.corvee.home.Folders;
import org.corvee.home.Installation;
import org.corvee.publish.RefreshLock;
import org.corvee.run.RunOutcome;
import org.slf4j.LoggerFactory;

/**
 * Runs commands in a process of their own, so that a night that runs out of memory does not take the scheduler with it.
 * Such a process ends when the scheduler is gone: the next scheduler would do its work a second time.
 */
public final class ChildProcess implements Launcher {

    /** The system property with the id of the process that a command ends with. */
    public static final String PARENT = "corvee.parent";

    private static final String MAIN = "org.corvee.jobs.Corvee";

    /** How long a command may take to stop when it is asked to. */
    static final Duration GRACE = Duration.ofSeconds(20);

    private static final Duration LAST_OUTPUT = Duration.ofSeconds(2);

    private final Installation installation;
    private final DataHome home;
    private final Map<String, String> environment;
    private final PrintStream out;
    private final Clock clock;

    /**
     * @param environment variables of the command beside those of this process
     * @param out where what the command prints goes
     */
    public ChildProcess(
            Installation installation, DataHome home, Map<String, String> environment, PrintStream out, Clock clock) {
        this.installation = installation;
        this.home = home;
        this.environment = Map.copyOf(environment);
        this.out = out;
        this.clock = clock;
    }

    @Override
    public int run(List<String> command, Duration timeLimit)
            throws IOException, InterruptedException, TimeoutException, RefreshLock.HeldException {
        RefreshLock.take(home.refreshLock(), clock.instant()).close();
        Path temporary = Files.createTempDirectory("scheduled");
        try {
            Process process = start(command, temporary);
            Thread output = new Thread(() -> passOn(process.getInputStream()), "output of " + command.get(0));
            output.start();
            try {
                if (!process.waitFor(timeLimit.toMillis(), TimeUnit.MILLISECONDS)) {
                    throw new TimeoutException("longer than " + timeLimit);
                }
                if (process.exitValue() == RunOutcome.NOT_PUBLISHED.exitCode()) {
                    // Somebody may have been faster than the start of a JVM takes: then it is waited for.
                    RefreshLock.take(home.refreshLock(), clock.instant()).close();
                }
                return process.exitValue();
            } finally {
                stop(process);
                output.join(LAST_OUTPUT.toMillis());
            }
        } finally {
            remove(temporary);
        }
    }

    /** What is left of it must not decide what became of the night; the next start of a command removes it. */
    private static void remove(Path temporary) {
        try {
            Folders.delete(temporary);
        } catch (IOException | UncheckedIOException e) {
            LoggerFactory.getLogger(ChildProcess.class).warn("cannot remove {}", temporary, e);
        }
    }

    private Process start(List<String> command, Path temporary) throws IOException {
        List<String> line = new ArrayList<>();
        line.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        line.addAll(
                command.get(0).equals("refresh")
                        ? List.of("-Xmx1g", "-XX:+UseParallelGC")
                        : List.of("-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC"));
        line.add("-Djava.io.tmpdir=" + temporary);
        line.add("-D" + Installation.PROPERTY + "=" + installation.root());
        line.add("-D" + PARENT + "=" + ProcessHandle.current().pid());
        line.addAll(List.of("-cp", System.getProperty("java.class.path"), MAIN));
        line.addAll(command);
        ProcessBuilder builder = new ProcessBuilder(line);
        builder.environment().putAll(environment);
        builder.environment().put("CORVEE_HOME", home.root().toString());
        builder.redirectErrorStream(true);
        builder.redirectInput(ProcessBuilder.Redirect.from(new File(nothing())));
        return builder.start();
    }

    private static String nothing() {
        return System.getProperty("os.name", "").startsWith("Windows") ? "NUL" : "/dev/null";
    }

    private void passOn(InputStream output) {
        try (output) {
            output.transferTo(out);
        } catch (IOException e) {
            out.println("the rest of the output is lost: " + e.getMessage());
        }
    }

    /** Does nothing to a process that has ended. */
    private static void stop(Process process) throws InterruptedException {
        // Unlike the process, its handle leaves the output open, on which a command tells how it stops.
        process.toHandle().destroy();
        if (!process.waitFor(GRACE.toMillis(), TimeUnit.MILLISECONDS)) {
            process.toHandle().destroyForcibly();
            process.waitFor();
        }
    }

    /**
     * Ends this process when the one that started it is gone, if one is named by {@link #PARENT}. What it leaves behind is
     * what a kill leaves behind, from which the next refresh recovers.
     */
    public static void endWithParent() {
        Long parent = Long.getLong(PARENT);
        if (parent != null) {
            Thread watch = new Thread(() -> endAfter(parent), "end with the scheduler");
            watch.setDaemon(true);
            watch.start();
        }
    }

    private static void endAfter(long process) {
        ProcessHandle.of(process).ifPresent(handle -> handle.onExit().join());
        Runtime.getRuntime().halt(1);
    }
}
