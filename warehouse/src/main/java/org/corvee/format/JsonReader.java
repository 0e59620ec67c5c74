package org.corvee.format;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.corvee.problem.Location;
import org.corvee.problem.Problem;
import org.corvee.problem.ProblemException;
import org.corvee.source.JsonFormat;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.TokenStreamContext;
import tools.jackson.core.exc.JacksonIOException;
import tools.jackson.core.exc.UnexpectedEndOfInputException;
import tools.jackson.core.json.JsonFactory;

/**
 * Reads the records of a table in JSON one by one, with constant memory. Each value is the text that stands in the file:
 * a number is neither rounded nor written anew, null is an empty field. A value inside an object of a record is a column
 * named by its path. A key that the header does not have makes one
 * field too many, so that its record is rejected.
 */
final class JsonReader implements RecordReader {

    private static final JsonFactory FACTORY = JsonFactory.builder().build();

    /** What a message of the parser says of its own settings. */
    private static final Pattern FOR_PROGRAMMERS = Pattern.compile(": enable `.*|, from `[^`]*`");

    /** As much of a page that is no JSON as tells what it is. */
    private static final int GLANCE = 60;

    private final JsonFormat format;
    private final Path file;
    private final Location location;
    private final FileChannel channel;
    private final JsonParser parser;
    private final JsonAnswer answer;
    private final RecordBuffer buffer = new RecordBuffer();
    private final List<String> surplus = new ArrayList<>();
    private final Map<String, Integer> positions = new HashMap<>();
    private final Set<String> objects = new HashSet<>();
    private @Nullable String[] values = {};
    private List<String> rowNames = List.of();
    private boolean noRecords;
    private long number;
    private long line = 1;
    private boolean ended;

    /** What takes the values of a record, null where null stands. */
    private interface Fields {
        void add(String name, @Nullable String value);
    }

    /** Opens a file and goes to where its records start. */
    JsonReader(String owner, JsonFormat format, Path file) throws IOException {
        this.format = format;
        this.file = file;
        this.location = Location.of(owner, file.getFileName().toString());
        this.answer = new JsonAnswer(format.beside(), location);
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
        } else if (seek(records)) {
            answer.requireGood();
        } else {
            answer.requireGood();
            if (!noRecords || !format.beside().mayBeEmpty()) {
                throw new ProblemException(Problem.cannot(location, "read", "the records")
                        .expected("an array of objects under '" + records + "'")
                        .found(answer.told(glance())));
            }
            answer.requireComplete(0);
            ended = true;
        }
    }

    private void require(boolean holds, String expected) {
        if (!holds) {
            throw new ProblemException(Problem.cannot(location, "read", "the records")
                    .expected(expected)
                    .found(glance()));
        }
    }

    /**
     * Goes into the array of the records, or to the end of the file when there is none after here. What is passed on the
     * way is noted.
     */
    private boolean seek(String records) {
        for (JsonToken token = parser.nextToken(); token != null; token = parser.nextToken()) {
            if (token == JsonToken.START_ARRAY && path().equals(records)) {
                return true;
            }
            if (token.isScalarValue()) {
                String path = path();
                boolean isNull = token == JsonToken.VALUE_NULL;
                noRecords |= isNull && path.equals(records);
                answer.note(path, isNull ? null : parser.getString());
            }
            if (!token.isStructStart() && parser.streamReadContext().inRoot()) {
                requireEnd();
                return false;
            }
        }
        return false;
    }

    /** The path of the current token. An array or object that just begins has no place inside itself yet. */
    private String path() {
        Deque<String> steps = new ArrayDeque<>();
        for (TokenStreamContext at = parser.streamReadContext(); at != null; at = at.getParent()) {
            if (at.inObject() && at.hasCurrentName()) {
                steps.addFirst(at.currentName());
            } else if (at.inArray() && at.hasCurrentIndex()) {
                steps.addFirst(String.valueOf(at.getCurrentIndex()));
            }
        }
        return String.join(".", steps);
    }

    private void requireEnd() {
        if (parser.nextToken() != null) {
            throw new ProblemException(Problem.cannot(
                            location.atLine(parser.currentTokenLocation().getLineNr()), "read", "the file to its end")
                    .expected("one JSON value")
                    .found("another one after it"));
        }
    }

    /**
     * The header: that of an array of arrays, or the keys of the first record. It is empty when there is no record and
     * there need be none.
     */
    List<String> names() {
        try {
            if (format.records() == null) {
                return format.repeats() ? rowNames.stream().distinct().toList() : rowNames;
            }
            List<String> names = new ArrayList<>();
            if (begin(JsonToken.START_OBJECT)) {
                readObject("", (name, value) -> names.add(name));
            }
            if (!names.isEmpty() || format.beside().mayBeEmpty()) {
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
            for (int dot = name.indexOf('.'); dot >= 0; dot = name.indexOf('.', dot + 1)) {
                objects.add(name.substring(0, dot));
            }
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
                readRecord();
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
        if (records == null) {
            requireEnd();
            return;
        }
        if (seek(records)) {
            throw new ProblemException(
                    Problem.cannot(location.atLine(parser.currentTokenLocation().getLineNr()), "use", "key", records)
                            .expected("each key once")
                            .found("it twice"));
        }
        answer.requireComplete(number);
    }

    private void readRecord() {
        Arrays.fill(values, null);
        readObject("", this::place);
        for (String value : values) {
            buffer.add(value == null ? "" : value);
        }
    }

    private void place(String name, @Nullable String value) {
        Integer position = positions.get(name);
        if (position != null && values[position] == null) {
            values[position] = value == null ? "" : value;
        } else if (position != null || value != null || !objects.contains(name)) {
            // Null in the place of an object says that each value of it is missing.
            surplus.add(name + ": " + (value == null ? "" : value));
        }
    }

    private void readObject(String prefix, Fields fields) {
        while (parser.nextToken() == JsonToken.PROPERTY_NAME) {
            String name = prefix.isEmpty() ? parser.currentName() : prefix + parser.currentName();
            JsonToken token = parser.nextToken();
            JsonFormat.Pair pair =
                    token == JsonToken.START_ARRAY ? format.pairs().get(name) : null;
            if (token == JsonToken.START_OBJECT) {
                readObject(name + ".", fields);
            } else if (pair != null) {
                readPairs(name, pair, fields);
            } else {
                fields.add(name, value(name));
            }
        }
    }

    private void readPairs(String array, JsonFormat.Pair pair, Fields fields) {
        while (parser.nextToken() != JsonToken.END_ARRAY) {
            int at = parser.currentTokenLocation().getLineNr();
            Map<String, @Nullable String> element = new LinkedHashMap<>();
            boolean isObject = parser.currentToken() == JsonToken.START_OBJECT;
            while (isObject && parser.nextToken() == JsonToken.PROPERTY_NAME) {
                String key = parser.currentName();
                parser.nextToken();
                if (element.containsKey(key)) {
                    throw new ProblemException(Problem.cannot(location.atLine(at), "use", "key", array + "." + key)
                            .expected("each key once")
                            .found("it twice"));
                }
                element.put(key, value(array + "." + key));
            }
            String name = element.remove(pair.name());
            if (name == null || !element.containsKey(pair.value())) {
                throw new ProblemException(Problem.cannot(location.atLine(at), "read", array)
                        .expected("objects with '" + pair.name() + "' and '" + pair.value() + "'")
                        .found(isObject ? "one without" : "a value"));
            }
            String column = array + "." + name;
            fields.add(column, element.remove(pair.value()));
            element.forEach((key, value) -> fields.add(column + "." + key, value));
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
            String value = value("field " + (scalars.size() + 1));
            scalars.add(value == null ? "" : value);
        }
        return scalars;
    }

    private @Nullable String value(String name) {
        JsonToken token = parser.currentToken();
        if (token == JsonToken.VALUE_NULL) {
            return null;
        }
        Location at = location.atLine(parser.currentTokenLocation().getLineNr());
        if (!token.isScalarValue()) {
            throw new ProblemException(Problem.cannot(at, "read", name)
                    .expected("one value")
                    .found(token == JsonToken.START_OBJECT ? "an object" : "an array"));
        }
        String text = parser.getString();
        if (token == JsonToken.VALUE_STRING && text.codePoints().anyMatch(JsonReader::isHalfACharacter)) {
            throw new ProblemException(
                    Problem.cannot(at, "read", name).expected("text").found("an escape of half a character"));
        }
        return text;
    }

    /** What an escape can write and no encoding of the text can: it would become a question mark in silence. */
    private static boolean isHalfACharacter(int codePoint) {
        return codePoint >= Character.MIN_SURROGATE && codePoint <= Character.MAX_SURROGATE;
    }

    @Override
    public long bytesRead() {
        return RecordReader.position(channel);
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
        // A limit of the parser has no place.
        Location at = location.atLine(
                e.getLocation() == null ? line : Math.max(e.getLocation().getLineNr(), 0));
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
        String message = String.valueOf(e.getOriginalMessage());
        return new ProblemException(Problem.cannot(at, "read", "JSON")
                .found("'" + FOR_PROGRAMMERS.matcher(message).replaceAll("") + "'"));
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
