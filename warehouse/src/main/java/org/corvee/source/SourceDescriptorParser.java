package org.corvee.source;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import org.corvee.descriptor.YamlMapping;
import org.corvee.digest.Sha256;
import org.corvee.problem.Location;
import org.corvee.problem.Problem;
import org.corvee.problem.ProblemException;
import org.corvee.problem.Problems;
import org.jspecify.annotations.Nullable;

/** Reads a {@code source.yml}, and a reference table's descriptor, which has the same words. */
public final class SourceDescriptorParser {

    private static final int NO_FLOOR = 1;
    private static final Pattern SHARE = Pattern.compile("(\\d{1,9})( ?%)?");

    /** What normalize adds to every row. */
    private static final List<String> RESERVED = List.of("row_number", "line");

    private SourceDescriptorParser() {}

    /**
     * Reads the descriptor of a source.
     *
     * @throws ProblemException with every mistake of the descriptor
     */
    public static SourceDescriptor parse(Path folder) throws IOException {
        Path file = folder.resolve("source.yml");
        String name = folder.getFileName().toString();
        Problems problems = new Problems();
        Location location = Location.of(name, "source.yml");
        if (!SourceId.isValid(name)) {
            throw new ProblemException(Problem.cannot(location, "use", "folder name", name)
                    .expected("<publisher>_<table> in lower snake case"));
        }
        if (!Files.isRegularFile(folder.resolve("stage.sql"))) {
            problems.add(Problem.cannot(Location.of(name, "stage.sql"), "find", "the file"));
        }
        Optional<YamlMapping> yaml = YamlMapping.read(location, file, problems);
        if (yaml.isEmpty()) {
            throw new ProblemException(problems.list());
        }
        return read(new SourceId(name), folder, file, yaml.get(), problems);
    }

    private static SourceDescriptor read(SourceId id, Path folder, Path file, YamlMapping yaml, Problems problems)
            throws IOException {
        List<ColumnSpec> columns = columns(yaml.mapping("columns"), true, problems);
        List<String> key = key(yaml, columns, problems);
        List<PhraseRule> phrases = PhraseRuleParser.rules(yaml, columns, problems);
        String feeds = yaml.text("feeds");
        if (!feeds.isEmpty() && !feeds.matches("(core|ref)\\.[a-z_]+")) {
            problems.add(Problem.cannot(yaml.location("feeds"), "feed", "table", feeds)
                    .expected("a table of schema core or ref"));
        }
        YamlMapping bounds = yaml.mapping("bounds");
        SourceDescriptor descriptor = new SourceDescriptor(
                id,
                folder,
                yaml.text("title"),
                yaml.text("publisher"),
                yaml.text("licence"),
                yaml.has("redistribution")
                        ? yaml.oneOf("redistribution", Redistribution.class)
                        : Redistribution.FORBIDDEN,
                yaml.text("url"),
                yaml.oneOf("cadence", Cadence.class),
                supply(yaml, problems),
                TableFormatParser.format(yaml.mapping("format"), problems),
                columns,
                ignored(yaml, problems),
                key,
                phrases,
                feeds,
                bounds(bounds, problems),
                Sha256.of(file));
        bounds.done();
        yaml.done();
        problems.throwIfAny();
        return descriptor;
    }

    /** Reads {@code ignored}, a list of names, and {@code ignored_matching}, an expression and how many columns match it. */
    public static Ignored ignored(YamlMapping yaml, Problems problems) {
        List<String> names = yaml.texts("ignored");
        if (!yaml.has("ignored_matching")) {
            return Ignored.of(names);
        }
        YamlMapping matching = yaml.mapping("ignored_matching");
        String pattern = matching.text("pattern");
        long count = matching.integer("columns", 0);
        requireExpression(matching, "pattern", pattern, problems);
        if (count < 1) {
            problems.add(Problem.cannot(matching.location("columns"), "read", "ignored_matching")
                    .expected("'columns', how many match the pattern"));
        }
        matching.done();
        return new Ignored(names, pattern, Math.toIntExact(Math.min(count, Integer.MAX_VALUE)));
    }

    /** Whether a text is a regular expression; a problem is added when it is not. */
    static boolean requireExpression(YamlMapping yaml, String key, String expression, Problems problems) {
        try {
            Pattern.compile(expression);
            return true;
        } catch (PatternSyntaxException e) {
            problems.add(Problem.cannot(yaml.location(key), "use", key, expression)
                    .expected("a regular expression")
                    .found(e.getDescription()));
            return false;
        }
    }

    private static Bounds bounds(YamlMapping yaml, Problems problems) {
        Bounds bounds = new Bounds(
                yaml.integer("rows_at_least", NO_FLOOR),
                yaml.integer("rows_at_most", Bounds.NO_CEILING),
                share(yaml, problems));
        if (bounds.rowsAtMost() < bounds.rowsAtLeast()) {
            problems.add(Problem.cannot(
                            yaml.location("rows_at_most"), "use", "rows_at_most", String.valueOf(bounds.rowsAtMost()))
                    .expected("no fewer than rows_at_least, " + bounds.rowsAtLeast()));
        }
        return bounds;
    }

    /** Either {@code data}, the name of a file, or {@code drop}, {@code fetch} or both of them. */
    private static Supply supply(YamlMapping yaml, Problems problems) {
        if (!yaml.has("drop") && !yaml.has("fetch")) {
            return new Supply.Shipped(yaml.text("data"));
        }
        Supply.@Nullable Dropped drop = yaml.has("drop") ? drop(yaml, problems) : null;
        if (!yaml.has("fetch")) {
            return Objects.requireNonNull(drop, "there is one of the two");
        }
        List<ColumnSpec> manifest = drop == null ? List.of() : drop.manifest();
        return new Supply.Fetched(FetchParser.fetch(yaml.mapping("fetch"), manifest, problems), drop);
    }

    private static Supply.Dropped drop(YamlMapping yaml, Problems problems) {
        YamlMapping drop = yaml.mapping("drop");
        YamlMapping entries = drop.mapping("manifest");
        List<ColumnSpec> manifest = columns(entries, problems);
        for (ColumnSpec column : manifest) {
            if (Supply.Dropped.OWN_KEYS.contains(column.name())) {
                problems.add(Problem.cannot(drop.location("manifest"), "use", "key", column.name())
                        .expected("a key that every manifest does not have anyway"));
            }
        }
        List<String> once = drop.texts("once");
        if (once.isEmpty()) {
            problems.add(Problem.cannot(drop.location("once"), "read", "once")
                    .expected("the columns of the fed table in which no two files may hold the same line"));
        }
        Supply.Dropped dropped = new Supply.Dropped(
                manifest,
                meanings(entries),
                notBefore(drop, manifest, problems),
                once,
                drop.integer("truncated_at", 0));
        drop.done();
        return dropped;
    }

    private static Map<String, String> notBefore(YamlMapping drop, List<ColumnSpec> manifest, Problems problems) {
        if (!drop.has("not_before")) {
            return Map.of();
        }
        Map<String, ColumnType.Kind> kinds = new LinkedHashMap<>();
        manifest.forEach(column -> kinds.put(column.name(), column.type().kind()));
        Map<String, String> notBefore = new LinkedHashMap<>();
        YamlMapping pairs = drop.mapping("not_before");
        for (String later : pairs.keys()) {
            String earlier = pairs.text(later);
            ColumnType.Kind kind = kinds.get(later);
            if (kind != kinds.get(earlier) || (kind != ColumnType.Kind.MONTH && kind != ColumnType.Kind.DATE)) {
                problems.add(Problem.cannot(pairs.location(later), "use", later, earlier)
                        .expected("two months or two dates of the manifest"));
            }
            notBefore.put(later, earlier);
        }
        pairs.done();
        return notBefore;
    }

    private static Map<String, String> meanings(YamlMapping entries) {
        Map<String, String> meanings = new LinkedHashMap<>();
        for (String name : entries.keys()) {
            String meaning = entries.mapping(name).textOrNull("description");
            if (meaning != null) {
                meanings.put(name, meaning);
            }
        }
        return meanings;
    }

    private static Bounds.Share share(YamlMapping bounds, Problems problems) {
        String text = bounds.has("rejected_at_most") ? bounds.text("rejected_at_most") : "0";
        Matcher matcher = SHARE.matcher(text);
        if (!matcher.matches()) {
            problems.add(Problem.cannot(bounds.location("rejected_at_most"), "read", "rejected_at_most", text)
                    .expected("a count such as 3, or a share such as 1%"));
            return new Bounds.Share(0, false);
        }
        return new Bounds.Share(Long.parseLong(matcher.group(1)), matcher.group(2) != null);
    }

    /** Reads {@code columns}: a mapping from header to type, whether it is required, allowed values and reference. */
    public static List<ColumnSpec> columns(YamlMapping yaml, Problems problems) {
        return columns(yaml, false, problems);
    }

    /** @param published whether they are a publisher's, whose limits stop a snapshot; tables of our own must be right anyway */
    private static List<ColumnSpec> columns(YamlMapping yaml, boolean published, Problems problems) {
        List<ColumnSpec> columns = new ArrayList<>();
        for (String name : yaml.keys()) {
            YamlMapping column = yaml.mapping(name);
            String spelling = column.text("type");
            ColumnType type = ColumnType.parse(spelling);
            if (type == null && !spelling.isEmpty()) {
                problems.add(Problem.cannot(column.location("type"), "use", "type", spelling)
                        .allowed(ColumnType.SPELLINGS)
                        .nearest(spelling, ColumnType.SPELLINGS));
            }
            if (RESERVED.contains(name)) {
                problems.add(Problem.cannot(yaml.location(name), "use", "column", name)
                        .expected("a name that the engine does not add itself"));
            }
            String refersTo = column.textOrNull("refers_to");
            if (refersTo != null && !refersTo.matches("\\w+\\.\\w+\\.\\w+")) {
                problems.add(Problem.cannot(column.location("refers_to"), "use", "refers_to", refersTo)
                        .expected("schema.table.column"));
            }
            columns.add(new ColumnSpec(
                    name,
                    type == null ? ColumnType.TEXT : type,
                    column.flag("required"),
                    column.texts("allowed"),
                    refersTo,
                    spelling(column, type, problems),
                    new ColumnSpec.Presence(column.texts("names"), column.flag("optional"), when(column)),
                    published && type != null
                            ? LimitsParser.limits(column, type, refersTo != null, problems)
                            : ColumnSpec.Limits.NONE,
                    expression(column, "left_out", type == null ? ColumnType.Kind.TEXT : type.kind(), problems)));
            column.textOrNull("description");
            column.done();
        }
        return columns;
    }

    private static ColumnSpec.Spelling spelling(YamlMapping column, @Nullable ColumnType type, Problems problems) {
        ColumnType.Kind kind = type == null ? ColumnType.Kind.TEXT : type.kind();
        String pattern = expression(column, "pattern", kind, problems);
        requireKind(column, "allowed", kind, ColumnType.Kind.TEXT, problems);
        requireKind(column, "thousands", kind, ColumnType.Kind.DECIMAL, problems);
        return new ColumnSpec.Spelling(
                column.texts("missing"), pattern, column.flag("thousands"), column.flag("padded"));
    }

    /** A regular expression for the texts of a column; null when none is given. */
    private static @Nullable String expression(
            YamlMapping column, String key, ColumnType.Kind kind, Problems problems) {
        String expression = column.textOrNull(key);
        requireKind(column, key, kind, ColumnType.Kind.TEXT, problems);
        if (expression != null && !requireExpression(column, key, expression, problems)) {
            return null;
        }
        return expression;
    }

    private static void requireKind(
            YamlMapping column, String key, ColumnType.Kind found, ColumnType.Kind wanted, Problems problems) {
        if (column.has(key) && found != wanted) {
            problems.add(Problem.cannot(column.location(key), "use", key)
                    .expected("it for a column of type " + wanted.name().toLowerCase(Locale.ROOT)));
        }
    }

    private static Map<String, String> when(YamlMapping column) {
        Map<String, String> when = new LinkedHashMap<>();
        if (column.has("when")) {
            YamlMapping conditions = column.mapping("when");
            conditions.keys().forEach(key -> when.put(key, conditions.text(key)));
            conditions.done();
        }
        return when;
    }

    /** Reads {@code key}: the columns that identify a row, each of them required. */
    public static List<String> key(YamlMapping yaml, List<ColumnSpec> columns, Problems problems) {
        List<String> names = columns.stream().map(ColumnSpec::name).toList();
        List<String> required = columns.stream()
                .filter(ColumnSpec::required)
                .map(ColumnSpec::name)
                .toList();
        List<String> key = yaml.texts("key");
        if (key.isEmpty()) {
            problems.add(
                    Problem.cannot(yaml.location("key"), "read", "key").expected("the columns that identify a row"));
        }
        for (String part : key) {
            if (!names.contains(part)) {
                problems.add(Problem.cannot(yaml.location("key"), "find", "key column", part)
                        .allowed(names)
                        .nearest(part, names));
            } else if (!required.contains(part)) {
                problems.add(Problem.cannot(yaml.location("key"), "use", "key column", part)
                        .expected("a column that is required"));
            }
        }
        return key;
    }
}
