package org.corvee.descriptor;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.corvee.problem.Location;
import org.corvee.problem.NearestNames;
import org.corvee.problem.Problem;
import org.corvee.problem.Problems;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Compose;
import org.snakeyaml.engine.v2.common.FlowStyle;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.NodeTuple;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;
import org.snakeyaml.engine.v2.nodes.Tag;

/**
 * A YAML mapping that is taken apart key by key. A wrong or missing value is added to the problems and answered with a
 * harmless stand-in, so that reading goes on and finds the rest; the caller throws the problems at the end.
 */
public final class YamlMapping {

    /** What it found may be a secret. */
    private static final String ALIAS = "$1; put quotes around a text that begins with *";

    private final Location location;
    private final Problems problems;
    private final String name;
    private final Map<String, Node> values = new LinkedHashMap<>();
    private final Map<String, Long> lines = new LinkedHashMap<>();
    private final Set<String> asked = new LinkedHashSet<>();
    private final Set<String> missing = new LinkedHashSet<>();

    private YamlMapping(Location location, String name, @Nullable Node node, Problems problems) {
        this.location = location;
        this.name = name;
        this.problems = problems;
        if (node instanceof MappingNode mapping) {
            for (NodeTuple tuple : mapping.getValue()) {
                String key = tuple.getKeyNode() instanceof ScalarNode scalar ? scalar.getValue() : "?";
                if (values.containsKey(key)) {
                    problems.add(Problem.cannot(location.atLine(line(tuple.getKeyNode())), "use", "key", key)
                            .expected("each key once")
                            .found("it twice"));
                }
                lines.put(key, line(tuple.getKeyNode()));
                values.put(key, tuple.getValueNode());
            }
        } else {
            problems.add(Problem.cannot(location, "read", "'" + name + "'").expected("keys with values"));
        }
    }

    /** Reads a file whose top is a mapping. A file that is not YAML gives one problem and nothing to take apart. */
    public static Optional<YamlMapping> read(Location location, Path file, Problems problems) {
        LoadSettings settings = LoadSettings.builder().build();
        Node root;
        try {
            Optional<Node> composed = new Compose(settings).composeString(Files.readString(file));
            root = composed.orElse(null);
        } catch (MarkedYamlEngineException e) {
            long line = e.getProblemMark().map(mark -> mark.getLine() + 1L).orElse(0L);
            problems.add(Problem.cannot(location.atLine(line), "read", "YAML")
                    .found(e.getProblem().replaceFirst("(undefined alias).*", ALIAS)));
            return Optional.empty();
        } catch (NoSuchFileException e) {
            problems.add(Problem.cannot(location, "find", "the file"));
            return Optional.empty();
        } catch (CharacterCodingException e) {
            problems.add(Problem.cannot(location, "decode", "the file").expected("utf-8"));
            return Optional.empty();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return Optional.of(new YamlMapping(location, location.file(), root, problems));
    }

    private static Node emptyMapping() {
        return new MappingNode(Tag.MAP, List.of(), FlowStyle.BLOCK);
    }

    /** The place of a key, or of the whole mapping when the key is not there. */
    public Location location(String key) {
        return location.atLine(lines.getOrDefault(key, location.line()));
    }

    public boolean has(String key) {
        return values.containsKey(key);
    }

    /** Every key in the order of the file; for mappings whose keys are names. */
    public List<String> keys() {
        return List.copyOf(values.keySet());
    }

    /** A required text; "" after adding a problem. */
    public String text(String key) {
        String text = textOrNull(key);
        if (text == null) {
            missing.add(key);
            return "";
        }
        return text;
    }

    /** An optional text; null when absent or empty. */
    public @Nullable String textOrNull(String key) {
        asked.add(key);
        Node node = values.get(key);
        if (node == null) {
            return null;
        }
        if (node instanceof ScalarNode scalar) {
            return scalar.getValue().isEmpty() ? null : scalar.getValue();
        }
        problems.add(Problem.cannot(location(key), "read", "'" + key + "'").expected("one value"));
        return null;
    }

    /** An optional whole number. */
    public long integer(String key, long otherwise) {
        String text = textOrNull(key);
        if (text == null) {
            return otherwise;
        }
        if (!text.matches("\\d{1,18}")) {
            problems.add(Problem.cannot(location(key), "read", key, text).expected("a whole number"));
            return otherwise;
        }
        return Long.parseLong(text);
    }

    /** An optional yes or no, false when absent. */
    public boolean flag(String key) {
        String text = textOrNull(key);
        if (text != null && !text.equals("true") && !text.equals("false")) {
            problems.add(Problem.cannot(location(key), "read", key, text).allowed(List.of("true", "false")));
        }
        return "true".equals(text);
    }

    /** A required value out of an enum, written in lower case. Answers the first constant after adding a problem. */
    public <E extends Enum<E>> E oneOf(String key, Class<E> type) {
        String text = text(key);
        List<E> constants = List.of(type.getEnumConstants());
        List<String> names =
                constants.stream().map(constant -> lowerCase(constant.name())).toList();
        int index = names.indexOf(text);
        if (index < 0 && !text.isEmpty()) {
            problems.add(Problem.cannot(location(key), "read", key, text)
                    .allowed(names)
                    .nearest(text, names));
        }
        return constants.get(Math.max(index, 0));
    }

    /** An optional list of texts; empty when absent. */
    public List<String> texts(String key) {
        asked.add(key);
        Node node = values.get(key);
        if (node == null) {
            return List.of();
        }
        List<String> texts = new ArrayList<>();
        if (node instanceof SequenceNode sequence) {
            for (Node item : sequence.getValue()) {
                if (item instanceof ScalarNode scalar) {
                    texts.add(scalar.getValue());
                } else {
                    problems.add(Problem.cannot(location.atLine(line(item)), "read", "an item of '" + key + "'")
                            .expected("one value"));
                }
            }
        } else {
            problems.add(Problem.cannot(location(key), "read", "'" + key + "'").expected("a list"));
        }
        return List.copyOf(texts);
    }

    /** A required mapping; an empty one after adding a problem. */
    public YamlMapping mapping(String key) {
        asked.add(key);
        Node node = values.get(key);
        if (node == null) {
            missing.add(key);
            node = emptyMapping();
        }
        return new YamlMapping(location(key), key, node, problems);
    }

    /** An optional list of mappings; empty when absent. */
    public List<YamlMapping> mappings(String key) {
        asked.add(key);
        Node node = values.get(key);
        if (node == null) {
            return List.of();
        }
        List<YamlMapping> mappings = new ArrayList<>();
        if (node instanceof SequenceNode sequence) {
            for (Node item : sequence.getValue()) {
                mappings.add(new YamlMapping(location.atLine(line(item)), key, item, problems));
            }
        } else {
            problems.add(Problem.cannot(location(key), "read", "'" + key + "'").expected("a list"));
        }
        return mappings;
    }

    /** The keys with their scalar values, null for an empty value or the word null; every key counts as asked for. */
    public Map<String, @Nullable String> scalars() {
        Map<String, @Nullable String> scalars = new LinkedHashMap<>();
        for (String key : keys()) {
            String text = textOrNull(key);
            scalars.put(key, "null".equals(text) ? null : text);
        }
        return scalars;
    }

    /** Ends the reading: tells of the keys that are missing and of those that nobody asked for. */
    public void done() {
        for (String key : values.keySet()) {
            if (!asked.contains(key)) {
                problems.add(Problem.cannot(location(key), "use", "key", key)
                        .allowed(List.copyOf(asked))
                        .nearest(key, asked));
                missing.removeAll(NearestNames.of(key, missing));
            }
        }
        for (String key : missing) {
            problems.add(Problem.cannot(location, "read", "'" + name + "'").expected("a key '" + key + "'"));
        }
    }

    private static long line(Node node) {
        return node.getStartMark().map(mark -> mark.getLine() + 1L).orElse(0L);
    }

    /** The way an enum constant is written in a file. */
    public static String lowerCase(String constant) {
        return constant.toLowerCase(Locale.ROOT);
    }
}
