package org.corvee.format;

import java.io.Closeable;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import org.jspecify.annotations.Nullable;

/** Reads the records of a part of a file one by one, with constant memory. */
public interface RecordReader extends Closeable {

    /**
     * The next record, null at the end.
     *
     * @return a buffer that the next call fills anew
     * @throws org.corvee.problem.ProblemException when the file breaks here: nothing after it could be trusted
     */
    @Nullable
    RecordBuffer next();

    /** How many bytes of the part were read so far, a buffer ahead of the last record. */
    long bytesRead();

    /** How far a file was read through a channel. */
    static long position(FileChannel channel) {
        try {
            return channel.position();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
