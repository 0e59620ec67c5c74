package org.corvee.format;

import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.corvee.descriptor.YamlMapping;
import org.corvee.problem.Location;
import org.corvee.problem.Problem;
import org.corvee.problem.ProblemException;
import org.corvee.problem.Problems;
import org.corvee.source.ColumnSpec;
import org.corvee.source.ColumnType;
import org.corvee.source.SourceDescriptor;
import org.corvee.source.Supply;
import org.jspecify.annotations.Nullable;

/**
 * What a person says of a file that they dropped, {@code <file>.yml} beside it. The file itself cannot tell: an export
 * and an import look the same.
 */
public final class DropManifest {

    private static final ColumnSpec DAY =
            new ColumnSpec(Supply.Dropped.DOWNLOADED_ON, ColumnType.DATE, true, List.of(), null);

    private DropManifest() {}

    /** The manifest that belongs to a file. */
    public static Path of(Path file) {
        return file.resolveSibling(file.getFileName() + ".yml");
    }

    /** The manifests that a person could have meant to belong to a file. */
    public static List<Path> spellings(Path file) {
        return List.of(of(file), file.resolveSibling(file.getFileName() + ".yaml"));
    }

    /**
     * Reads a manifest.
     *
     * @return what it says, in the order of the descriptor; what may be left out and is, is not there
     * @throws ProblemException with everything that is missing, unknown or not what the descriptor allows
     */
    public static Map<String, String> read(Path manifest, SourceDescriptor source) throws IOException {
        Problems problems = new Problems();
        Location location =
                Location.of(source.id().value(), manifest.getFileName().toString());
        Optional<YamlMapping> yaml = YamlMapping.read(location, manifest, problems);
        if (yaml.isEmpty()) {
            throw new ProblemException(problems.list());
        }
        Map<String, String> said = new LinkedHashMap<>();
        for (ColumnSpec column : source.manifestColumns()) {
            String text = column.required()
                    ? yaml.get().text(column.name())
                    : yaml.get().textOrNull(column.name());
            problem(column, text, yaml.get().location(column.name())).ifPresent(problems::add);
            keep(said, column.name(), text);
        }
        keep(said, Supply.Dropped.DOWNLOADED_BY, yaml.get().text(Supply.Dropped.DOWNLOADED_BY));
        String day = yaml.get().text(DAY.name());
        if (!day.isEmpty() && !isReadable(DAY, day)) {
            problems.add(Problem.cannot(yaml.get().location(DAY.name()), "read", DAY.name(), day)
                    .expected(form(DAY.type())));
        }
        keep(said, DAY.name(), day);
        keep(said, Supply.Dropped.WITHDRAWN, yaml.get().textOrNull(Supply.Dropped.WITHDRAWN));
        yaml.get().done();
        if (problems.isEmpty()) {
            disorder(source, said, yaml.get()::location).ifPresent(problems::add);
        }
        problems.throwIfAny();
        return said;
    }

    private static void keep(Map<String, String> said, String key, @Nullable String text) {
        if (text != null && !text.isEmpty()) {
            said.put(key, text);
        }
    }

    /** What is wrong with a value, where there is one. */
    public static Optional<Problem> problem(ColumnSpec column, @Nullable String text, Location location) {
        if (text == null || text.isEmpty()) {
            return Optional.empty();
        }
        Problem problem = Problem.cannot(location, "use", column.name(), text);
        String pattern = column.spelling().pattern();
        if (!column.allowed().isEmpty() && !column.allowed().contains(text)) {
            return Optional.of(problem.allowed(column.allowed()).nearest(text, column.allowed()));
        }
        if (pattern != null && !text.matches(pattern)) {
            return Optional.of(problem.expected("text that matches " + pattern));
        }
        return isReadable(column, text) ? Optional.empty() : Optional.of(problem.expected(form(column.type())));
    }

    /**
     * What is before something that it must not be before, such as a last month before the first one.
     *
     * @param said entries that can be used one by one; some may still be missing
     * @param location where an entry stands
     */
    public static Optional<Problem> disorder(
            SourceDescriptor source, Map<String, String> said, Function<String, Location> location) {
        Map<String, String> pairs =
                source.supply().files().map(Supply.Dropped::notBefore).orElse(Map.of());
        for (Map.Entry<String, String> pair : pairs.entrySet()) {
            String later = said.get(pair.getKey());
            String earlier = said.get(pair.getValue());
            // Months and dates are in the order of their texts.
            if (later != null && earlier != null && later.compareTo(earlier) < 0) {
                return Optional.of(Problem.cannot(location.apply(pair.getKey()), "use", pair.getKey(), later)
                        .expected("not before " + pair.getValue() + " '" + earlier + "'"));
            }
        }
        return Optional.empty();
    }

    /** How a value of the type is written, in words for a person. */
    public static String form(ColumnType type) {
        return switch (type.kind()) {
            case MONTH -> "a month such as 202501";
            case DATE -> "a date such as 2026-11-21";
            default -> "a value of type " + type;
        };
    }

    /** Whether a text is written as values of the type are written in tables, without separators of thousands. */
    private static boolean isReadable(ColumnSpec column, String text) {
        ColumnSpec plain = new ColumnSpec(column.name(), column.type(), false, List.of(), null);
        return FieldInterpreter.of(plain).read(text.toCharArray(), 0, text.length(), new Row(List.of(plain)), 0);
    }
}
