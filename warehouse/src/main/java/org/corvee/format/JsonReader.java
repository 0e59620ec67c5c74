package org.corvee.format;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.corvee.problem.Location;
import org.corvee.problem.Problem;
import org.corvee.problem.ProblemException;
import org.corvee.source.JsonFormat;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.exc.JacksonIOException;
import tools.jackson.core.exc.UnexpectedEndOfInputException;
import tools.jackson.core.json.JsonFactory;

/**
 * Reads the records of a table in JSON one by one, with constant memory. Each value is the text that stands in the file:
 * a number is neither rounded nor written anew, null is an empty field. A key that the header does not have makes one
 * field too many, so that its record is rejected.
 */
final class JsonReader implements RecordReader {

    private static final JsonFactory FACTORY = JsonFactory.builder().build();

    /** As much of a page that is no JSON as tells what it is. */
    private static final int GLANCE = 60;

    private final JsonFormat format;
    private final Path file;
    private final Location location;
    private final FileChannel channel;
    private final JsonParser parser;
    private final RecordBuffer buffer = new RecordBuffer();
    private final List<String> surplus = new ArrayList<>();
    private final Map<String, Integer> positions = new HashMap<>();
    private @Nullable String[] values = {};
    private List<String> rowNames = List.of();
    private final List<String> otherKeys = new ArrayList<>();
    private @Nullable String error;
    private long stated = -1;
    private long number;
    private long line = 1;
    private boolean ended;

    /** Opens a file and goes to where its records start. */
    JsonReader(String owner, JsonFormat format, Path file) throws IOException {
        this.format = format;
        this.file = file;
        this.location = Location.of(owner, file.getFileName().toString());
        this.channel = FileChannel.open(file, StandardOpenOption.READ);
        this.parser = FACTORY.createParser(ObjectReadContext.empty(), Channels.newInputStream(channel));
        try {
            enter();
        } catch (JacksonException e) {
            channel.close();
            throw problem(e);
        } catch (RuntimeException e) {
            channel.close();
            throw e;
        }
    }

    private void enter() {
        String records = format.records();
        if (records == null) {
            require(parser.nextToken() == JsonToken.START_ARRAY, "an array of arrays");
            require(parser.nextToken() == JsonToken.START_ARRAY, "an array of arrays");
            line = parser.currentTokenLocation().getLineNr();
            rowNames = scalars();
            return;
        }
        String expected = "an object with the records under '" + records + "'";
        require(parser.nextToken() == JsonToken.START_OBJECT, expected);
        while (parser.nextToken() == JsonToken.PROPERTY_NAME) {
            String key = parser.currentName();
            if (parser.nextToken() == JsonToken.START_ARRAY && key.equals(records)) {
                requireNoError();
                return;
            }
            note(key, records);
        }
        requireNoError();
        throw new ProblemException(Problem.cannot(location, "read", "the records")
                .expected(expected)
                .found(otherKeys.contains(records) ? "none there" : "the keys " + String.join(", ", otherKeys)));
    }

    private void require(boolean holds, String expected) {
        if (!holds) {
            throw new ProblemException(Problem.cannot(location, "read", "the records")
                    .expected(expected)
                    .found(glance()));
        }
    }

    /** Keeps what an answer says of itself beside its records. */
    private void note(String key, String records) {
        otherKeys.add(key);
        boolean scalar = parser.currentToken().isScalarValue();
        if (key.equals(format.error())) {
            error = scalar ? value(key) : "an object";
        } else if (key.equals(format.count()) && parser.currentToken() == JsonToken.VALUE_NUMBER_INT) {
            stated = parser.getLongValue();
        } else if (key.equals(records) && parser.currentToken() != JsonToken.VALUE_NULL) {
            throw new ProblemException(Problem.cannot(location, "read", "the records")
                    .expected("an array under '" + records + "'")
                    .found(scalar ? "'" + value(key) + "'" : "an object"));
        }
        parser.skipChildren();
    }

    private void requireNoError() {
        if (error != null && !error.isEmpty()) {
            throw new ProblemException(Problem.cannot(location, "read", "the records")
                    .expected("an answer without an error")
                    .found("'" + error + "'"));
        }
    }

    /** The header: that of an array of arrays, or the keys of the first record. */
    List<String> names() {
        try {
            if (format.records() == null) {
                return format.repeats() ? rowNames.stream().distinct().toList() : rowNames;
            }
            List<String> names = new ArrayList<>();
            if (begin(JsonToken.START_OBJECT)) {
                while (parser.nextToken() == JsonToken.PROPERTY_NAME) {
                    names.add(parser.currentName());
                    parser.nextToken();
                    value(parser.currentName());
                }
                return names;
            }
        } catch (JacksonException e) {
            throw problem(e);
        }
        throw new ProblemException(Problem.cannot(location, "read", "the records")
                .expected("at least one")
                .found("none: the answer is empty"));
    }

    /** The 1-based line of the header or record that was read last. */
    long line() {
        return line;
    }

    /** What the fields of each record are to be, in this order. */
    void expect(List<String> header) {
        for (String name : header) {
            positions.put(name, positions.size());
        }
        values = new @Nullable String[header.size()];
    }

    @Override
    public @Nullable RecordBuffer next() {
        try {
            boolean rows = format.records() == null;
            if (!begin(rows ? JsonToken.START_ARRAY : JsonToken.START_OBJECT)) {
                return null;
            }
            buffer.begin(number, line);
            surplus.clear();
            if (rows) {
                readRow();
            } else {
                readObject();
            }
            surplus.forEach(buffer::add);
            return buffer;
        } catch (JacksonException e) {
            throw problem(e);
        }
    }

    /** Goes into the next record; to the end of the file, which is read too, when there is none. */
    private boolean begin(JsonToken start) {
        if (ended) {
            return false;
        }
        JsonToken token = parser.nextToken();
        if (token == JsonToken.END_ARRAY) {
            end();
            ended = true;
            return false;
        }
        number++;
        line = parser.currentTokenLocation().getLineNr();
        if (token != start) {
            throw new ProblemException(Problem.cannot(location.atLine(line), "read", "record " + number)
                    .expected(start == JsonToken.START_ARRAY ? "an array" : "an object")
                    .found(String.valueOf(token)));
        }
        return true;
    }

    private void end() {
        String records = format.records();
        if (records != null) {
            while (parser.nextToken() == JsonToken.PROPERTY_NAME) {
                String key = parser.currentName();
                parser.nextToken();
                note(key, records);
            }
        }
        requireNoError();
        if (stated >= 0 && stated != number) {
            throw new ProblemException(Problem.cannot(location, "read", "the file to its end")
                    .expected(stated + " records, as '" + format.count() + "' says")
                    .found(String.valueOf(number)));
        }
        if (parser.nextToken() != null) {
            throw new ProblemException(Problem.cannot(
                            location.atLine(parser.currentTokenLocation().getLineNr()), "read", "the file to its end")
                    .expected("one JSON value")
                    .found("another one after it"));
        }
    }

    private void readObject() {
        Arrays.fill(values, null);
        while (parser.nextToken() == JsonToken.PROPERTY_NAME) {
            String name = parser.currentName();
            parser.nextToken();
            String value = value(name);
            Integer position = positions.get(name);
            if (position == null || values[position] != null) {
                surplus.add(name + ": " + value);
            } else {
                values[position] = value;
            }
        }
        for (String value : values) {
            buffer.add(value == null ? "" : value);
        }
    }

    /** A column that is there once more is left out as long as it says the same. */
    private void readRow() {
        List<String> fields = scalars();
        for (int i = 0; i < fields.size(); i++) {
            int first = format.repeats() && i < rowNames.size() ? rowNames.indexOf(rowNames.get(i)) : i;
            if (first == i) {
                buffer.add(fields.get(i));
            } else if (!fields.get(first).equals(fields.get(i))) {
                surplus.add(rowNames.get(i) + ": " + fields.get(i));
            }
        }
    }

    private List<String> scalars() {
        List<String> scalars = new ArrayList<>();
        while (parser.nextToken() != JsonToken.END_ARRAY) {
            scalars.add(value("field " + (scalars.size() + 1)));
        }
        return scalars;
    }

    private String value(String name) {
        JsonToken token = parser.currentToken();
        if (token == JsonToken.VALUE_NULL) {
            return "";
        }
        if (!token.isScalarValue()) {
            int at = parser.currentTokenLocation().getLineNr();
            throw new ProblemException(Problem.cannot(location.atLine(at), "read", name)
                    .expected("one value")
                    .found(token == JsonToken.START_OBJECT ? "an object" : "an array"));
        }
        return parser.getString();
    }

    @Override
    public long bytesRead() {
        try {
            return channel.position();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() throws IOException {
        parser.close();
        channel.close();
    }

    private RuntimeException problem(JacksonException e) {
        if (e instanceof JacksonIOException && e.getCause() instanceof IOException cause) {
            return new UncheckedIOException(cause);
        }
        Location at = location.atLine(Math.max(e.getLocation().getLineNr(), 0));
        if (parser.currentToken() == null) {
            return new ProblemException(Problem.cannot(location, "read", "the file")
                    .expected("JSON")
                    .found(glance()));
        }
        if (e instanceof UnexpectedEndOfInputException) {
            return new ProblemException(Problem.cannot(at, "read", "the file to its end")
                    .expected("JSON that is closed")
                    .found("the end of the file: it may be truncated"));
        }
        return new ProblemException(Problem.cannot(at, "read", "JSON").found(e.getOriginalMessage()));
    }

    private String glance() {
        try (FileChannel start = FileChannel.open(file, StandardOpenOption.READ)) {
            byte[] bytes = Channels.newInputStream(start).readNBytes(GLANCE);
            String text = new String(bytes, StandardCharsets.UTF_8).strip().replaceAll("\\s+", " ");
            return bytes.length == 0 ? "an empty file (0 bytes)" : "a file that starts with '" + text + "'";
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
