package org.corvee.publish;

import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * Held by the one process that refreshes a data home. The operating system drops the lock when that process ends,
 * however it ends; the file's text tells others who holds it and since when.
 */
public final class RefreshLock implements Closeable {

    /**
     * What this process holds. Asked before the file is touched: on POSIX systems a process loses its lock when it
     * closes any handle of the file, so that a mere look at the file would let the lock go.
     */
    private static final Map<Path, String> HELD = new ConcurrentHashMap<>();

    private static final int LOOKS = 10;
    private static final int PAUSE_MILLIS = 50;

    private final Path key;
    private final FileChannel channel;
    private final FileLock lock;

    private RefreshLock(Path key, FileChannel channel, FileLock lock) {
        this.key = key;
        this.channel = channel;
        this.lock = lock;
    }

    /**
     * Takes the lock, or tells who has it.
     *
     * @throws HeldException when another process, or another refresh of this one, holds it
     */
    public static RefreshLock take(Path file, Instant now) throws IOException, HeldException {
        Files.createDirectories(file.toAbsolutePath().getParent());
        Path key = key(file);
        String text = "process " + ProcessHandle.current().pid() + " since " + now.truncatedTo(ChronoUnit.SECONDS);
        String holder = HELD.putIfAbsent(key, text);
        if (holder != null) {
            throw new HeldException(holder);
        }
        @Nullable RefreshLock taken = null;
        try {
            taken = take(key, file, text);
            return taken;
        } finally {
            if (taken == null) {
                HELD.remove(key);
            }
        }
    }

    private static RefreshLock take(Path key, Path file, String text) throws IOException, HeldException {
        FileChannel channel =
                FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE);
        @Nullable FileLock lock = tryLock(channel);
        for (int look = 0; lock == null && look < LOOKS; look++) {
            // Somebody may only be looking who holds the lock: see heldBy.
            pause();
            lock = tryLock(channel);
        }
        if (lock == null) {
            channel.close();
            throw new HeldException(holder(file).orElse("process unknown"));
        }
        channel.truncate(0);
        channel.write(ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8)), 0);
        channel.force(true);
        return new RefreshLock(key, channel, lock);
    }

    private static @Nullable FileLock tryLock(FileChannel channel) throws IOException {
        try {
            return channel.tryLock();
        } catch (OverlappingFileLockException e) {
            // Another thread of this process is looking.
            return null;
        }
    }

    private static Path key(Path file) throws IOException {
        Path folder = Objects.requireNonNull(file.toAbsolutePath().getParent(), "a lock lies in a folder");
        return folder.toRealPath().resolve(file.getFileName());
    }

    /** Who holds or last held the lock. */
    private static Optional<String> holder(Path file) throws IOException {
        String text = Files.readString(file);
        return text.isBlank() ? Optional.empty() : Optional.of(text);
    }

    /**
     * Whether some process holds the lock now, and who. To find out, a shared lock is taken for a moment; who may not
     * even read the file is told that nobody is known to hold it.
     */
    public static Optional<String> heldBy(Path file) throws IOException {
        if (!Files.isReadable(file)) {
            return Optional.empty();
        }
        String holder = HELD.get(key(file));
        if (holder != null) {
            return Optional.of(holder);
        }
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ);
                FileLock lock = channel.tryLock(0, Long.MAX_VALUE, true)) {
            return lock == null ? holder(file) : Optional.empty();
        }
    }

    private static void pause() {
        try {
            Thread.sleep(PAUSE_MILLIS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void close() throws IOException {
        lock.release();
        channel.close();
        HELD.remove(key);
    }

    /** Another refresh is at work. */
    public static final class HeldException extends Exception {

        private static final long serialVersionUID = 1L;

        HeldException(String holder) {
            super("cannot refresh: another refresh is at work (" + holder
                    + "); wait for it to end, or stop that process");
        }
    }
}
