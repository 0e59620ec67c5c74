package org.corvee.format;

import de.siegmar.fastcsv.reader.AbstractBaseCsvCallbackHandler;
import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.FieldMismatchStrategy;
import java.io.IOException;
import java.io.PushbackReader;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.channels.ReadableByteChannel;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CodingErrorAction;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Iterator;
import java.util.regex.Pattern;
import org.corvee.problem.Location;
import org.corvee.problem.Problem;
import org.corvee.problem.ProblemException;
import org.corvee.source.DelimitedFormat;
import org.jspecify.annotations.Nullable;

/** Reads the records of a part of a delimited text one by one, the header among them, with constant memory. */
final class DelimitedReader implements RecordReader {

    private static final Pattern LINE = Pattern.compile("line (\\d+)");
    private static final int BUFFER = 1 << 16;

    private final Path file;
    private final FilePart part;
    private final DelimitedFormat format;
    private final Location location;
    private final FileChannel channel;
    private final CsvReader<RecordBuffer> reader;
    private final Iterator<RecordBuffer> records;
    private long number;
    private long bytesRead;

    DelimitedReader(String owner, DelimitedFormat format, Path file, FilePart part) throws IOException {
        this.file = file;
        this.part = part;
        this.format = format;
        this.location = Location.of(owner, file.getFileName().toString());
        this.number = part.holdsHeader() ? -1 : part.recordsBefore();
        this.channel = FileChannel.open(file, StandardOpenOption.READ);
        try {
            this.reader = CsvReader.builder()
                    .fieldSeparator(format.separator())
                    .skipEmptyLines(false)
                    .extraFieldStrategy(FieldMismatchStrategy.IGNORE)
                    .missingFieldStrategy(FieldMismatchStrategy.IGNORE)
                    .allowUnclosedQuote(false)
                    .build(new Handler(part.linesBefore()), decode());
            this.records = reader.iterator();
        } catch (IOException | RuntimeException e) {
            channel.close();
            throw e;
        }
    }

    private Reader decode() throws IOException {
        Reader reader = characters();
        if (!part.holdsHeader()) {
            return reader;
        }
        PushbackReader pushback = new PushbackReader(reader);
        try {
            int first = pushback.read();
            if (first >= 0 && first != RecordBoundaries.BYTE_ORDER_MARK.charAt(0)) {
                pushback.unread(first);
            }
            return pushback;
        } catch (CharacterCodingException e) {
            // Read again from the start: the first record meets the same bytes and tells where they are.
            return characters();
        }
    }

    private Reader characters() throws IOException {
        bytesRead = 0;
        channel.position(part.from());
        return Channels.newReader(new PartOfFile(), strict(format.charset()), BUFFER);
    }

    static CharsetDecoder strict(Charset charset) {
        return charset.newDecoder()
                .onMalformedInput(CodingErrorAction.REPORT)
                .onUnmappableCharacter(CodingErrorAction.REPORT);
    }

    /** How many bytes of the part were read so far, a buffer ahead of the last record. */
    @Override
    public long bytesRead() {
        return bytesRead;
    }

    /**
     * The next record, null at the end. Its number is 0 for the header.
     *
     * @return a buffer that the next call fills anew
     * @throws ProblemException when the bytes cannot be decoded or a quote is not closed
     */
    @Override
    public @Nullable RecordBuffer next() {
        try {
            if (!records.hasNext()) {
                return null;
            }
            RecordBuffer record = records.next();
            number++;
            record.numberedAs(number);
            return record;
        } catch (UncheckedIOException e) {
            if (e.getCause() instanceof CharacterCodingException) {
                throw new ProblemException(Undecodable.find(file, format.charset(), location));
            }
            throw e;
        } catch (CsvParseException e) {
            if (e.getCause() instanceof CharacterCodingException) {
                throw new ProblemException(Undecodable.find(file, format.charset(), location));
            }
            throw new ProblemException(
                    Problem.cannot(location, "read", "the records after record " + Math.max(number, 0))
                            .expected("each quoted field to be closed and a separator or line end after it")
                            .found("'" + inFile(e.getMessage()) + "'"));
        }
    }

    /** The reader counts the lines of the part. */
    private String inFile(@Nullable String message) {
        return LINE.matcher(String.valueOf(message))
                .replaceAll(line -> "line " + (part.linesBefore() + Long.parseLong(line.group(1))));
    }

    @Override
    public void close() throws IOException {
        reader.close();
    }

    /** The bytes of the part. */
    private final class PartOfFile implements ReadableByteChannel {

        @Override
        public int read(ByteBuffer into) throws IOException {
            long left = part.to() - part.from() - bytesRead;
            if (left <= 0) {
                return -1;
            }
            int end = into.limit();
            into.limit((int) Math.min(end, into.position() + left));
            int read = channel.read(into);
            into.limit(end);
            bytesRead += Math.max(read, 0);
            return read;
        }

        @Override
        public boolean isOpen() {
            return channel.isOpen();
        }

        @Override
        public void close() throws IOException {
            channel.close();
        }
    }

    /** Fills one buffer again and again. */
    private static final class Handler extends AbstractBaseCsvCallbackHandler<RecordBuffer> {

        private final RecordBuffer buffer = new RecordBuffer();
        private final long linesBefore;

        Handler(long linesBefore) {
            this.linesBefore = linesBefore;
        }

        @Override
        protected void handleBegin(long startingLineNumber) {
            buffer.begin(0, linesBefore + startingLineNumber);
        }

        @Override
        protected void handleField(int fieldIdx, char[] buf, int offset, int len, boolean quoted) {
            buffer.add(buf, offset, len);
        }

        @Override
        protected void handleEmpty() {
            buffer.add("");
        }

        @Override
        protected RecordBuffer buildRecord() {
            return buffer;
        }
    }
}
