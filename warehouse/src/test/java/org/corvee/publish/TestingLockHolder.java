package org.corvee.publish;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;

/** A process of its own that takes the lock, tells what came of it, and holds it until it is killed. */
final class TestingLockHolder implements AutoCloseable {

    private final Process process;

    private TestingLockHolder(Process process) {
        this.process = process;
    }

    static TestingLockHolder start(Path lock) throws IOException {
        return new TestingLockHolder(new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-XX:TieredStopAtLevel=1",
                        "-cp",
                        System.getProperty("java.class.path"),
                        TestingLockHolder.class.getName(),
                        lock.toString())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start());
    }

    /** The first line that the process prints: {@code held}, or why not. */
    String answer() throws IOException {
        return process.inputReader().readLine();
    }

    long pid() {
        return process.pid();
    }

    void kill() throws InterruptedException {
        process.destroyForcibly().waitFor();
    }

    @Override
    public void close() throws InterruptedException {
        kill();
    }

    public static void main(String[] arguments) throws Exception {
        try (RefreshLock lock = RefreshLock.take(Path.of(arguments[0]), Instant.parse("2026-11-21T02:00:00.5Z"))) {
            System.out.println("held");
            Thread.sleep(60_000);
        } catch (RefreshLock.HeldException e) {
            System.out.println(e.getMessage());
        }
    }
}
