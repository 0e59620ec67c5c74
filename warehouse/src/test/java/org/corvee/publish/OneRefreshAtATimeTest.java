package org.corvee.publish;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OneRefreshAtATimeTest {

    private static final Instant NOW = Instant.parse("2026-11-21T03:04:05.678Z");

    private final Path file;

    OneRefreshAtATimeTest(@TempDir Path folder) {
        file = folder.resolve("home/refresh.lock");
    }

    @Test
    void secondTakerIsToldWhoHoldsItAndSinceWhen() throws Exception {
        long process = ProcessHandle.current().pid();
        try (RefreshLock lock = RefreshLock.take(file, NOW)) {
            assertThat(lock).isNotNull();
            assertThatThrownBy(() -> RefreshLock.take(file, NOW.plusSeconds(60)))
                    .isInstanceOf(RefreshLock.HeldException.class)
                    .hasMessage("cannot refresh: another refresh is at work (process " + process
                            + " since 2026-11-21T03:04:05Z); wait for it to end, or stop that process");
            assertThat(RefreshLock.heldBy(file)).contains("process " + process + " since 2026-11-21T03:04:05Z");
        }
    }

    @Test
    void closingFreesIt() throws Exception {
        RefreshLock.take(file, NOW).close();

        assertThat(RefreshLock.heldBy(file)).isEmpty();
        RefreshLock.take(file, NOW.plusSeconds(60)).close();
        assertThat(file).hasContent("process " + ProcessHandle.current().pid() + " since 2026-11-21T03:05:05Z");
    }

    @Test
    void lockThatWasNeverTakenIsFree() throws IOException {
        assertThat(RefreshLock.heldBy(file)).isEmpty();
        assertThat(file).doesNotExist();
    }

    @Test
    void killedProcessFreesIt() throws Exception {
        try (TestingLockHolder other = TestingLockHolder.start(file)) {
            assertThat(other.answer()).isEqualTo("held");
            String holder = "process " + other.pid() + " since 2026-11-21T02:00:00Z";
            assertThat(RefreshLock.heldBy(file)).contains(holder);
            assertThatThrownBy(() -> RefreshLock.take(file, NOW))
                    .isInstanceOf(RefreshLock.HeldException.class)
                    .hasMessage("cannot refresh: another refresh is at work (" + holder
                            + "); wait for it to end, or stop that process");

            other.kill();

            assertThat(RefreshLock.heldBy(file)).isEmpty();
            RefreshLock.take(file, NOW).close();
        }
    }

    @Test
    void askingWhoHoldsItDoesNotLetItGo() throws Exception {
        // An operating system may drop all locks of a process on a file when the process closes any handle of it.
        try (RefreshLock lock = RefreshLock.take(file, NOW)) {
            assertThat(lock).isNotNull();
            assertThatThrownBy(() -> RefreshLock.take(file, NOW)).isInstanceOf(RefreshLock.HeldException.class);
            assertThat(RefreshLock.heldBy(file)).isPresent();

            try (TestingLockHolder other = TestingLockHolder.start(file)) {
                assertThat(other.answer())
                        .isEqualTo("cannot refresh: another refresh is at work (process "
                                + ProcessHandle.current().pid()
                                + " since 2026-11-21T03:04:05Z); wait for it to end, or stop that process");
            }
        }
    }

    @Test
    void emptyFileOfAnUnknownHolderStillTellsSomething() throws Exception {
        try (TestingLockHolder other = TestingLockHolder.start(file)) {
            assertThat(other.answer()).isEqualTo("held");
            Files.writeString(file, "");

            assertThatThrownBy(() -> RefreshLock.take(file, NOW))
                    .isInstanceOf(RefreshLock.HeldException.class)
                    .hasMessage("cannot refresh: another refresh is at work (process unknown); wait for it to end, or"
                            + " stop that process");
        }
    }
}
