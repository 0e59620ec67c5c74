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
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Held by the one process that refreshes a data home. The operating system drops the lock when that process ends,
 * however it ends; the file's text tells others who holds it and since when.
 */
public final class RefreshLock implements Closeable {

    private final FileChannel channel;
    private final FileLock lock;

    private RefreshLock(FileChannel channel, FileLock lock) {
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
        FileChannel channel =
                FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE);
        @Nullable FileLock lock = null;
        try {
            lock = channel.tryLock();
        } catch (OverlappingFileLockException sameProcess) {
            // Held by this very process: told below like any other holder.
        }
        if (lock == null) {
            channel.close();
            throw new HeldException(holder(file).orElse("process unknown"));
        }
        String text = "process " + ProcessHandle.current().pid() + " since " + now.truncatedTo(ChronoUnit.SECONDS);
        channel.truncate(0);
        channel.write(ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8)), 0);
        channel.force(true);
        return new RefreshLock(channel, lock);
    }

    /** Who holds or last held the lock. */
    private static Optional<String> holder(Path file) throws IOException {
        String text = Files.readString(file);
        return text.isBlank() ? Optional.empty() : Optional.of(text);
    }

    /** Whether some process holds the lock now, and who; asks without taking it. */
    public static Optional<String> heldBy(Path file) throws IOException {
        if (!Files.exists(file)) {
            return Optional.empty();
        }
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ, StandardOpenOption.WRITE);
                FileLock lock = channel.tryLock()) {
            return lock == null ? holder(file) : Optional.empty();
        } catch (OverlappingFileLockException sameProcess) {
            return holder(file);
        }
    }

    @Override
    public void close() throws IOException {
        lock.release();
        channel.close();
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
