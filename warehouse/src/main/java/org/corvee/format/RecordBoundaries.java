package org.corvee.format;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.corvee.source.DelimitedFormat;

/**
 * Cuts a delimited file into runs of whole records. The bytes of the quote, the separator and the line ends stand for
 * nothing else in the encodings that this is used for, so that nothing need be decoded: a line end inside quotes is part
 * of a field, as it is for the reader, which counts the records of each run again.
 */
final class RecordBoundaries {

    private enum State {
        FIELD_START,
        PLAIN,
        QUOTED,
        QUOTE_IN_QUOTED
    }

    static final String BYTE_ORDER_MARK = "\uFEFF";

    private static final int BUFFER = 1 << 20;

    private final byte separator;
    private final long bytesPerPart;
    private final List<FilePart> parts = new ArrayList<>();
    private State state = State.FIELD_START;
    private boolean afterCarriageReturn;
    private long partFrom;
    private long recordsAtStart;
    private long linesAtStart;
    private long records;
    private long lines;

    private RecordBoundaries(byte separator, long bytesPerPart) {
        this.separator = separator;
        this.bytesPerPart = bytesPerPart;
    }

    /**
     * The parts of a file that begins with a header.
     *
     * @param bytesPerPart a part ends with the first record that ends after so many bytes
     */
    static List<FilePart> of(Path file, DelimitedFormat format, long bytesPerPart) throws IOException {
        RecordBoundaries boundaries = new RecordBoundaries((byte) format.separator(), bytesPerPart);
        byte[] buffer = new byte[BUFFER];
        long position = 0;
        byte[] mark = BYTE_ORDER_MARK.getBytes(format.charset());
        try (InputStream in = new BufferedInputStream(Files.newInputStream(file), BUFFER)) {
            in.mark(mark.length);
            if (Arrays.equals(in.readNBytes(mark.length), mark)) {
                position = mark.length;
            } else {
                in.reset();
            }
            for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
                boundaries.scan(buffer, read, position);
                position += read;
            }
        }
        return boundaries.end(position);
    }

    private void scan(byte[] bytes, int length, long position) {
        int at = 0;
        while (at < length) {
            if (state == State.QUOTED) {
                at = scanQuoted(bytes, at, length);
                continue;
            }
            byte value = bytes[at++];
            if (afterCarriageReturn) {
                afterCarriageReturn = false;
                if (value == '\n') {
                    endRecord(position + at);
                    continue;
                }
                endRecord(position + at - 1);
            }
            if (value == '"' && state != State.PLAIN) {
                state = State.QUOTED;
            } else if (value == separator) {
                state = State.FIELD_START;
            } else if (value == '\n') {
                countRecord();
                endRecord(position + at);
            } else if (value == '\r') {
                countRecord();
                afterCarriageReturn = true;
            } else if (state == State.FIELD_START) {
                state = State.PLAIN;
            }
        }
    }

    private int scanQuoted(byte[] bytes, int from, int length) {
        int at = from;
        while (at < length) {
            byte value = bytes[at];
            // Most bytes are none of the three: they are passed over without touching a field.
            while (value != '"' && value != '\n' && value != '\r') {
                if (++at == length) {
                    afterCarriageReturn = false;
                    return at;
                }
                value = bytes[at];
            }
            boolean pair = (at == from && afterCarriageReturn) || (at > from && bytes[at - 1] == '\r');
            at++;
            if (value == '"') {
                state = State.QUOTE_IN_QUOTED;
                afterCarriageReturn = false;
                return at;
            }
            lines += value == '\n' && pair ? 0 : 1;
            afterCarriageReturn = value == '\r';
        }
        return at;
    }

    private void countRecord() {
        records++;
        lines++;
        state = State.FIELD_START;
    }

    /** A line feed after a carriage return belongs to the part that it ends. */
    private void endRecord(long end) {
        if (end - partFrom >= bytesPerPart) {
            close(end);
        }
    }

    private void close(long end) {
        // The first record of the file is its header.
        long before = parts.isEmpty() ? 0 : recordsAtStart - 1;
        long counted = records - recordsAtStart - (parts.isEmpty() ? 1 : 0);
        parts.add(new FilePart(parts.size(), partFrom, end, before, linesAtStart, counted));
        partFrom = end;
        recordsAtStart = records;
        linesAtStart = lines;
    }

    private List<FilePart> end(long size) {
        if (size > partFrom) {
            close(size);
        }
        return List.copyOf(parts);
    }
}
