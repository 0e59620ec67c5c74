package org.corvee.format;

import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRecord;
import de.siegmar.fastcsv.reader.FieldMismatchStrategy;
import java.io.BufferedInputStream;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.PushbackReader;
import java.io.RandomAccessFile;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CoderResult;
import java.nio.charset.CodingErrorAction;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.corvee.problem.Location;
import org.corvee.problem.Problem;
import org.corvee.problem.ProblemException;
import org.corvee.problem.Problems;
import org.corvee.source.ColumnSpec;
import org.corvee.source.TableShape;
import org.jspecify.annotations.Nullable;

/**
 * Reads the records of a delimited text one by one, with constant memory. The header must hold exactly the columns of
 * the descriptor, in any order.
 */
public final class DelimitedReader implements Closeable {

    private static final char BYTE_ORDER_MARK = '\uFEFF';

    private final TableShape shape;
    private final Path file;
    private final Location location;
    private final FileChannel channel;
    private final CsvReader<CsvRecord> reader;
    private final Iterator<CsvRecord> records;
    private final List<String> header;
    private long number;

    /**
     * Opens a file and reads its header.
     *
     * @throws ProblemException when the file is empty, its encoding is wrong or its header drifted
     */
    public DelimitedReader(TableShape shape, Path file) throws IOException {
        this.shape = shape;
        this.file = file;
        this.location = Location.of(shape.owner(), file.getFileName().toString());
        if (Files.size(file) == 0) {
            throw new ProblemException(Problem.cannot(location, "read", "the header")
                    .expected(names(shape.columns()))
                    .found("an empty file (0 bytes)"));
        }
        requireLineBreakAtTheEnd();
        this.channel = FileChannel.open(file, StandardOpenOption.READ);
        this.reader = CsvReader.builder()
                .fieldSeparator(shape.format().separator())
                .skipEmptyLines(false)
                .extraFieldStrategy(FieldMismatchStrategy.IGNORE)
                .missingFieldStrategy(FieldMismatchStrategy.IGNORE)
                .allowUnclosedQuote(false)
                .ofCsvRecord(decode(channel, shape.format().charset()));
        try {
            this.records = reader.iterator();
            CsvRecord first = advance();
            this.header = first == null ? List.of() : List.copyOf(first.getFields());
            checkHeader();
        } catch (RuntimeException e) {
            reader.close();
            throw e;
        }
    }

    /** A file that was cut inside its last field looks whole but for this. */
    private void requireLineBreakAtTheEnd() throws IOException {
        byte[] lineFeed = "\n".getBytes(shape.format().charset());
        byte[] carriageReturn = "\r".getBytes(shape.format().charset());
        byte[] end = new byte[lineFeed.length];
        try (RandomAccessFile bytes = new RandomAccessFile(file.toFile(), "r")) {
            bytes.seek(Math.max(0, bytes.length() - end.length));
            bytes.read(end);
        }
        if (!Arrays.equals(end, lineFeed) && !Arrays.equals(end, carriageReturn)) {
            throw new ProblemException(Problem.cannot(location, "read", "the file to its end")
                    .expected("a line break at the end")
                    .found("none: the file may be truncated"));
        }
    }

    private static Reader decode(FileChannel channel, Charset charset) throws IOException {
        CharsetDecoder decoder = charset.newDecoder()
                .onMalformedInput(CodingErrorAction.REPORT)
                .onUnmappableCharacter(CodingErrorAction.REPORT);
        InputStream bytes = new BufferedInputStream(Channels.newInputStream(channel));
        PushbackReader reader = new PushbackReader(new InputStreamReader(bytes, decoder));
        try {
            int first = reader.read();
            if (first >= 0 && first != BYTE_ORDER_MARK) {
                reader.unread(first);
            }
            return reader;
        } catch (CharacterCodingException e) {
            // Read again from the start: the first record meets the same bytes and tells where they are.
            channel.position(0);
            return new InputStreamReader(new BufferedInputStream(Channels.newInputStream(channel)), decoder.reset());
        }
    }

    private void checkHeader() {
        Problems problems = new Problems();
        Location line = location.atLine(1);
        List<String> wanted = shape.columns().stream().map(ColumnSpec::name).toList();
        Set<String> seen = new HashSet<>();
        List<String> missing = new ArrayList<>(wanted);
        missing.removeAll(header);
        for (String name : header) {
            if (!seen.add(name)) {
                problems.add(Problem.cannot(line, "use", "column", name)
                        .expected("each column once")
                        .found("it twice"));
            } else if (!wanted.contains(name) && !shape.ignored().contains(name)) {
                problems.add(Problem.cannot(line, "use", "column", name)
                        .allowed(wanted)
                        .nearest(name, missing));
            }
        }
        for (String name : missing) {
            problems.add(Problem.cannot(line, "find", "column", name).found(String.join(", ", header)));
        }
        problems.throwIfAny();
    }

    /** How many bytes were read so far, a buffer ahead of the last record. */
    public long bytesRead() {
        try {
            return channel.position();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The header as published. */
    public List<String> header() {
        return header;
    }

    /**
     * The next record, null at the end.
     *
     * @throws ProblemException when the bytes cannot be decoded or a quote is not closed
     */
    public @Nullable RawRecord next() {
        CsvRecord record = advance();
        if (record == null) {
            return null;
        }
        number++;
        return new RawRecord(number, record.getStartingLineNumber(), record.getFields());
    }

    private @Nullable CsvRecord advance() {
        try {
            return records.hasNext() ? records.next() : null;
        } catch (UncheckedIOException e) {
            if (e.getCause() instanceof CharacterCodingException) {
                throw new ProblemException(undecodable());
            }
            throw e;
        } catch (CsvParseException e) {
            if (e.getCause() instanceof CharacterCodingException) {
                throw new ProblemException(undecodable());
            }
            throw new ProblemException(Problem.cannot(location, "read", "the records after record " + number)
                    .expected("quoted fields that are closed")
                    .found("'" + e.getMessage() + "': the file may be truncated"));
        }
    }

    /** Finds the first bytes that the charset cannot read. Slow, and only needed to tell a person where they are. */
    private Problem undecodable() {
        Charset charset = shape.format().charset();
        CharsetDecoder decoder = charset.newDecoder()
                .onMalformedInput(CodingErrorAction.REPORT)
                .onUnmappableCharacter(CodingErrorAction.REPORT);
        long line = 1;
        long offset = 0;
        ByteBuffer bytes = ByteBuffer.allocate(1 << 16);
        CharBuffer characters = CharBuffer.allocate(1 << 16);
        try (InputStream in = Files.newInputStream(file)) {
            boolean end = false;
            while (!end) {
                int read = in.read(bytes.array(), bytes.position(), bytes.remaining());
                end = read < 0;
                bytes.position(bytes.position() + Math.max(read, 0)).flip();
                int before = bytes.position();
                CoderResult result = decoder.decode(bytes, characters, end);
                offset += bytes.position() - before;
                line += characters
                        .flip()
                        .chars()
                        .filter(character -> character == '\n')
                        .count();
                characters.clear();
                if (result.isError()) {
                    int value = bytes.hasRemaining() ? bytes.get(bytes.position()) & 0xFF : 0;
                    return Problem.cannot(location.atLine(line), "decode", "byte", String.format("0x%02X", value))
                            .expected(charset.name().toLowerCase(Locale.ROOT))
                            .found("bytes of another encoding at offset " + offset);
                }
                bytes.compact();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return Problem.cannot(location, "decode", "the file").expected(charset.name());
    }

    private static String names(List<ColumnSpec> columns) {
        return String.join(", ", columns.stream().map(ColumnSpec::name).toList());
    }

    @Override
    public void close() throws IOException {
        reader.close();
    }
}
