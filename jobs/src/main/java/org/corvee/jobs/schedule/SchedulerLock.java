package org.corvee.jobs.schedule;

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
import org.corvee.home.DataHome;

/**
 * Held by the one scheduler of a data home whose table is a file in it. The operating system drops the lock when that
 * process ends, however it ends. Several schedulers that share a server need none.
 */
public final class SchedulerLock implements Closeable {

    private final FileChannel channel;

    private SchedulerLock(FileChannel channel) {
        this.channel = channel;
    }

    /**
     * Takes the lock, or tells who has it.
     *
     * @throws HeldException when another scheduler holds it
     */
    public static SchedulerLock take(DataHome home, Instant now) throws IOException, HeldException {
        Path file = Files.createDirectories(home.schedule()).resolve("scheduler.lock");
        FileChannel channel =
                FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE);
        if (!isTaken(channel)) {
            channel.close();
            throw new HeldException(Files.readString(file).strip());
        }
        String holder = "process " + ProcessHandle.current().pid() + " since " + now.truncatedTo(ChronoUnit.SECONDS);
        channel.truncate(0);
        channel.write(ByteBuffer.wrap(holder.getBytes(StandardCharsets.UTF_8)), 0);
        channel.force(true);
        return new SchedulerLock(channel);
    }

    private static boolean isTaken(FileChannel channel) throws IOException {
        try {
            FileLock lock = channel.tryLock();
            return lock != null;
        } catch (OverlappingFileLockException e) {
            return false;
        }
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }

    /** Another scheduler is at work. */
    public static final class HeldException extends Exception {

        private static final long serialVersionUID = 1L;

        HeldException(String holder) {
            super("cannot schedule: another scheduler is at work on this data home (" + holder
                    + "); stop that process first, or let both share a server: jobs_url");
        }
    }
}
