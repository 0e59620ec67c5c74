package org.corvee.format;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.corvee.problem.Location;
import org.corvee.problem.Problem;
import org.corvee.problem.ProblemException;
import org.corvee.source.ColumnSpec;
import org.corvee.source.DelimitedFormat;
import org.corvee.source.TableShape;

/** A delimited text. */
final class DelimitedFile implements PublishedFile {

    private static final char LAST_OF_ASCII = '\u007F';

    private final TableShape shape;
    private final DelimitedFormat format;
    private final Path file;
    private final long size;
    private final Header header;

    DelimitedFile(TableShape shape, DelimitedFormat format, Path file, Map<String, String> manifest)
            throws IOException {
        this.shape = shape;
        this.format = format;
        this.file = file;
        this.size = Files.size(file);
        Location location = Location.of(shape.owner(), file.getFileName().toString());
        this.header = Header.match(header(shape, format, file, location), shape, manifest, location.atLine(1));
    }

    /**
     * The first record of a file.
     *
     * @throws ProblemException when the file is empty or was cut, or is in UTF-8 instead of its own encoding
     */
    static List<String> header(TableShape shape, DelimitedFormat format, Path file, Location location)
            throws IOException {
        long size = Files.size(file);
        if (size == 0) {
            throw new ProblemException(Problem.cannot(location, "read", "the header")
                    .expected(String.join(
                            ", ", shape.columns().stream().map(ColumnSpec::name).toList()))
                    .found("an empty file (0 bytes)"));
        }
        if (!format.openEnd()) {
            requireLineBreakAtTheEnd(format, file, location);
        }
        Optional<Problem> copy = Utf8Copy.find(file, format.charset(), location);
        if (copy.isPresent()) {
            throw new ProblemException(copy.get());
        }
        try (DelimitedReader reader = new DelimitedReader(shape.owner(), format, file, FilePart.whole(size))) {
            RecordBuffer first = reader.next();
            return first == null ? List.of() : first.fields();
        }
    }

    /** A file that was cut inside its last field looks whole but for this. */
    private static void requireLineBreakAtTheEnd(DelimitedFormat format, Path file, Location location)
            throws IOException {
        byte[] lineFeed = "\n".getBytes(format.charset());
        byte[] carriageReturn = "\r".getBytes(format.charset());
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

    @Override
    public Header header() {
        return header;
    }

    @Override
    public List<FilePart> parts(long bytesPerPart) throws IOException {
        return size <= bytesPerPart || !bytesStandForThemselves()
                ? List.of(FilePart.whole(size))
                : RecordBoundaries.of(file, format, bytesPerPart);
    }

    /**
     * In UTF-16 a byte that looks like a quote may be half of another character. In GB18030 a quote stands for itself, but
     * the digits and everything from the at sign on may be a part of another character too.
     */
    private boolean bytesStandForThemselves() {
        String charset = format.charset().name();
        char separator = format.separator();
        if (charset.equals("GB18030")) {
            return separator < '0' || (separator > '9' && separator < '@');
        }
        return separator <= LAST_OF_ASCII
                && (format.charset().equals(StandardCharsets.UTF_8)
                        || format.charset().equals(StandardCharsets.US_ASCII)
                        || format.charset().equals(StandardCharsets.ISO_8859_1)
                        || charset.startsWith("windows-125"));
    }

    @Override
    public RecordReader read(FilePart part) throws IOException {
        DelimitedReader reader = new DelimitedReader(shape.owner(), format, file, part);
        if (part.holdsHeader()) {
            reader.next();
        }
        return reader;
    }
}
