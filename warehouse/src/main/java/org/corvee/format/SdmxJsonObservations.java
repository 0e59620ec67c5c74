package org.corvee.format;

import java.io.IOException;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.corvee.problem.Location;
import org.corvee.problem.Problem;
import org.corvee.problem.ProblemException;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.TokenStreamContext;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.cfg.JsonNodeFeature;
import tools.jackson.databind.json.JsonMapper;

/**
 * The observations of a message in SDMX-JSON of version 1 or 2, flat or by series. Its structure, which says what the
 * numbers in the keys stand for, may come after the data: so it is read first, and the data are read series by series.
 */
final class SdmxJsonObservations implements Observations {

    /** The structure is kept in memory, and each code of it takes many times its bytes. */
    private static final long MOST_BYTES = 64L << 20;

    private static final JsonMapper MAPPER = JsonMapper.builder()
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .disable(JsonNodeFeature.STRIP_TRAILING_BIGDECIMAL_ZEROES)
            .build();

    private final Location location;
    private final FileChannel channel;
    private final JsonParser parser;
    private final JsonNode structure;
    private final Deque<Map<String, String>> ready = new ArrayDeque<>();
    private final Map<String, String> ofDataSet = new LinkedHashMap<>();
    private boolean begun;
    private long line = 1;

    SdmxJsonObservations(Path file, Location location) throws IOException {
        this.location = location;
        if (Files.size(file) > MOST_BYTES) {
            throw new ProblemException(Problem.cannot(location, "read", "the message")
                    .expected("at most " + MOST_BYTES + " bytes")
                    .found(String.valueOf(Files.size(file))));
        }
        this.structure = structure(file);
        this.channel = FileChannel.open(file, StandardOpenOption.READ);
        this.parser = MAPPER.createParser(Channels.newInputStream(channel));
    }

    /** Reads what stands beside the data, and refuses a message of errors. */
    private JsonNode structure(Path file) throws IOException {
        JsonNode found = null;
        try (FileChannel whole = FileChannel.open(file, StandardOpenOption.READ);
                JsonParser json = MAPPER.createParser(Channels.newInputStream(whole))) {
            while (json.nextToken() != null) {
                if (json.currentToken() == JsonToken.PROPERTY_NAME) {
                    String name = json.currentName();
                    JsonToken token = json.nextToken();
                    boolean outside = json.streamReadContext().getNestingDepth() <= 3;
                    if (outside && (name.equals("structure") || name.equals("structures"))) {
                        JsonNode tree = json.readValueAsTree();
                        found = tree.isArray() ? only(tree) : tree;
                    } else if (outside && name.equals("errors") && token == JsonToken.START_ARRAY) {
                        requireNoErrors(json.readValueAsTree());
                    } else if (name.equals("dataSets")) {
                        json.skipChildren();
                    }
                }
            }
        } catch (JacksonException e) {
            throw problem(e);
        }
        if (found == null || !found.path("dimensions").isObject()) {
            throw new ProblemException(Problem.cannot(location, "read", "the message")
                    .expected("a structure with dimensions")
                    .found("none"));
        }
        return found;
    }

    private JsonNode only(JsonNode structures) {
        if (structures.size() != 1) {
            throw new ProblemException(Problem.cannot(location, "read", "the message")
                    .expected("one structure")
                    .found(String.valueOf(structures.size())));
        }
        return structures.get(0);
    }

    private void requireNoErrors(JsonNode errors) {
        if (!errors.isEmpty()) {
            throw new ProblemException(Problem.cannot(location, "read", "the observations")
                    .expected("a message without errors")
                    .found(errors.get(0).toString()));
        }
    }

    @Override
    public @Nullable Map<String, String> next() {
        try {
            while (ready.isEmpty()) {
                JsonToken token = parser.nextToken();
                if (token == null) {
                    return null;
                }
                if (token == JsonToken.PROPERTY_NAME) {
                    step(parser.currentName());
                } else if (token == JsonToken.START_OBJECT && isDataSet()) {
                    ofDataSet.clear();
                    begun = false;
                }
            }
        } catch (JacksonException e) {
            throw problem(e);
        }
        return ready.remove();
    }

    /** One step into the data sets: over a series, or over an observation that belongs to none. */
    private void step(String name) {
        String outer = outerName();
        line = parser.currentTokenLocation().getLineNr();
        JsonToken token = parser.nextToken();
        if (outer.equals("series") && token == JsonToken.START_OBJECT) {
            addSeries(name, parser.readValueAsTree());
        } else if (outer.equals("observations") && token == JsonToken.START_ARRAY) {
            add(name, parser.readValueAsTree(), ofDataSet);
        } else if (name.equals("structure") || name.equals("structures")) {
            parser.skipChildren();
        } else if (name.equals("action") && outer.isEmpty()) {
            requireNoDeletion(parser.getString());
        } else if (name.equals("attributes") && outer.isEmpty() && token == JsonToken.START_ARRAY) {
            if (begun) {
                throw new ProblemException(
                        Problem.cannot(location.atLine(line), "read", "the attributes of the data set")
                                .expected("them before its observations")
                                .found("them behind"));
            }
            addAttributes("dataSet", parser.readValueAsTree(), 0, ofDataSet);
        }
        if (name.equals("observations") || name.equals("series")) {
            beginDataSet();
        }
    }

    /** The key under which the object stands whose key was just read; empty for an object in an array. */
    private String outerName() {
        TokenStreamContext outer = parser.streamReadContext().getParent();
        return outer != null && outer.inObject() && outer.hasCurrentName() ? outer.currentName() : "";
    }

    private boolean isDataSet() {
        TokenStreamContext array = parser.streamReadContext().getParent();
        TokenStreamContext outer = array == null ? null : array.getParent();
        return array != null && array.inArray() && outer != null && "dataSets".equals(outer.currentName());
    }

    private void beginDataSet() {
        begun = true;
        JsonNode dimensions = structure.path("dimensions").path("dataSet");
        for (JsonNode dimension : dimensions) {
            ofDataSet.put(id(dimension), value(dimension, 0));
        }
    }

    private void addSeries(String key, JsonNode series) {
        Map<String, String> values = new LinkedHashMap<>(ofDataSet);
        addKey("series", key, values);
        addAttributes("series", series.path("attributes"), 0, values);
        series.path("observations").propertyStream().forEach(one -> add(one.getKey(), one.getValue(), values));
    }

    private void add(String key, JsonNode observation, Map<String, String> outer) {
        Map<String, String> values = new LinkedHashMap<>(outer);
        addKey("observation", key, values);
        JsonNode measures = structure.path("measures").path("observation");
        int count = Math.max(measures.size(), 1);
        for (int i = 0; i < count; i++) {
            values.put(measures.size() > 1 ? id(measures.get(i)) : VALUE, text(observation.path(i)));
        }
        addAttributes("observation", observation, count, values);
        ready.add(values);
    }

    /** A key such as 0:3 has the position of the code of each dimension. */
    private void addKey(String level, String key, Map<String, String> values) {
        JsonNode dimensions = structure.path("dimensions").path(level);
        String[] positions = key.split(":", -1);
        if (positions.length != dimensions.size()) {
            throw new ProblemException(Problem.cannot(location.atLine(line), "read", "key", key)
                    .expected(dimensions.size() + " positions")
                    .found(String.valueOf(positions.length)));
        }
        for (int i = 0; i < positions.length; i++) {
            boolean number = positions[i].matches("\\d{1,9}");
            values.put(id(dimensions.get(i)), value(dimensions.get(i), number ? Integer.parseInt(positions[i]) : -1));
        }
    }

    private void addAttributes(String level, JsonNode given, int from, Map<String, String> values) {
        JsonNode attributes = structure.path("attributes").path(level);
        for (int i = 0; i < attributes.size(); i++) {
            JsonNode position = given.path(from + i);
            JsonNode attribute = attributes.get(i);
            boolean coded =
                    position.isIntegralNumber() && !attribute.path("values").isEmpty();
            values.put(id(attribute), coded ? value(attribute, position.intValue()) : text(position));
        }
        // What stands behind the attributes are positions of annotations, which are not read.
        if (given.size() - from > attributes.size()
                && structure.path("annotations").isEmpty()) {
            throw new ProblemException(Problem.cannot(location.atLine(line), "read", "the attributes")
                    .expected(attributes.size() + ", as the structure says")
                    .found(String.valueOf(given.size() - from)));
        }
    }

    private static String id(JsonNode component) {
        return component.path("id").asString("");
    }

    /** The code at a position; for an attribute without codes the text there. */
    private String value(JsonNode component, int position) {
        JsonNode value = component.path("values").path(position);
        if (!value.isObject()) {
            throw new ProblemException(Problem.cannot(location.atLine(line), "find", "the value of", id(component))
                    .expected("one of " + component.path("values").size())
                    .found("position " + position));
        }
        List<String> texts = new ArrayList<>();
        for (String name : List.of("id", "value", "name")) {
            if (value.path(name).isValueNode() && !value.path(name).isNull()) {
                texts.add(text(value.path(name)));
            }
        }
        return texts.isEmpty() ? "" : texts.get(0);
    }

    private static String text(JsonNode node) {
        if (node.isNull() || node.isMissingNode()) {
            return "";
        }
        return node.isNumber()
                ? node.decimalValue().toString()
                : node.isString() ? node.stringValue() : node.toString();
    }

    private void requireNoDeletion(String action) {
        if (action.toLowerCase(Locale.ROOT).startsWith("d")) {
            throw new ProblemException(Problem.cannot(location.atLine(line), "read", "the data set")
                    .expected("data")
                    .found("what is to be deleted: action '" + action + "'"));
        }
    }

    private ProblemException problem(JacksonException e) {
        Location at = location.atLine(
                Math.max(e.getLocation() == null ? 0 : e.getLocation().getLineNr(), 0));
        return new ProblemException(
                Problem.cannot(at, "read", "the message").expected("JSON").found("'" + e.getOriginalMessage() + "'"));
    }

    @Override
    public long line() {
        return line;
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
}
