package org.corvee.format;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import org.corvee.problem.Location;
import org.corvee.problem.Problem;
import org.corvee.problem.ProblemException;

/**
 * Bytes that come out of something packed, of which there may be too many. A text that a publisher packs becomes ten to
 * fifty times longer; what becomes {@value #MOST_TIMES} times longer was made to fill a disk.
 */
final class BoundedStream extends FilterInputStream {

    private static final long MOST_TIMES = 250;

    /** Below this a ratio says nothing: a short text of blanks is no bomb. */
    private static final long HARMLESS = 16L << 20;

    private final Location location;
    private final String thing;
    private final long packed;
    private final long most;
    private long read;

    /**
     * @param thing that is unpacked, for messages
     * @param packed how many bytes it has while packed
     * @param most how many may come out
     */
    BoundedStream(InputStream in, Location location, String thing, long packed, long most) {
        super(in);
        this.location = location;
        this.thing = thing;
        this.packed = packed;
        this.most = most;
    }

    @Override
    public int read() throws IOException {
        int value = super.read();
        count(value < 0 ? 0 : 1);
        return value;
    }

    @Override
    public int read(byte[] bytes, int offset, int length) throws IOException {
        int count = super.read(bytes, offset, length);
        count(Math.max(count, 0));
        return count;
    }

    private void count(int bytes) {
        read += bytes;
        if (read > most) {
            throw new ProblemException(Problem.cannot(location, "unpack", thing)
                    .expected("at most " + most + " bytes")
                    .found("more"));
        }
        if (read > HARMLESS && read / MOST_TIMES > packed) {
            throw new ProblemException(Problem.cannot(location, "unpack", thing)
                    .expected("at most " + MOST_TIMES + " bytes out of each packed one")
                    .found("more: it may be made to fill the disk"));
        }
    }

    long bytesRead() {
        return read;
    }
}
