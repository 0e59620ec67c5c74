package org.corvee.source;

import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.corvee.descriptor.YamlMapping;
import org.corvee.problem.Location;
import org.corvee.problem.Problem;
import org.corvee.problem.ProblemException;
import org.corvee.problem.Problems;
import org.jspecify.annotations.Nullable;

/**
 * What a person says of a file that they dropped, {@code <file>.yml} beside it. The file itself cannot tell: an export
 * and an import look the same.
 */
public final class DropManifest {

    /** Who took the file from the publisher, a role or initials. */
    public static final String DOWNLOADED_BY = "downloaded_by";

    /** The day of the download. */
    public static final String DOWNLOADED_ON = "downloaded_on";

    /** Why the file is no longer to be loaded; absent as a rule. */
    public static final String WITHDRAWN = "withdrawn";

    /** What every manifest may say, whatever the source. */
    static final List<String> OWN_KEYS = List.of(DOWNLOADED_BY, DOWNLOADED_ON, WITHDRAWN);

    private static final int DAY_LENGTH = 10;

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
        keep(said, DOWNLOADED_BY, yaml.get().text(DOWNLOADED_BY));
        String day = yaml.get().text(DOWNLOADED_ON);
        if (!day.isEmpty() && !isDate(day)) {
            problems.add(Problem.cannot(yaml.get().location(DOWNLOADED_ON), "read", DOWNLOADED_ON, day)
                    .expected("a date such as 2026-11-21"));
        }
        keep(said, DOWNLOADED_ON, day);
        keep(said, WITHDRAWN, yaml.get().textOrNull(WITHDRAWN));
        yaml.get().done();
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
        boolean readable = switch (column.type().kind()) {
            case TEXT -> true;
            case DATE -> isDate(text);
            case MONTH -> text.matches("\\d{4}(0[1-9]|1[0-2])");
            case INTEGER -> text.matches("-?\\d{1,18}");
            case DECIMAL -> text.matches("-?\\d+(\\.\\d+)?") && holds(column.type(), new BigDecimal(text));
        };
        return readable ? Optional.empty() : Optional.of(problem.expected("a value of type " + column.type()));
    }

    /** Nothing is rounded: the column has a place for every digit. */
    private static boolean holds(ColumnType type, BigDecimal value) {
        return value.scale() <= type.scale()
                && value.abs().compareTo(BigDecimal.TEN.pow(type.precision() - type.scale())) < 0;
    }

    /** Whether a text is a day as manifests write it. */
    public static boolean isDate(String text) {
        try {
            // Years of more than four digits are dates too, but slips of the pen here.
            return text.length() == DAY_LENGTH
                    && LocalDate.parse(text).toString().equals(text);
        } catch (DateTimeException e) {
            // Told by whoever asks, together with what was expected.
            return false;
        }
    }
}
