package org.corvee.format;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.corvee.problem.Drift;
import org.corvee.problem.Location;
import org.corvee.problem.Problem;
import org.corvee.problem.Problems;
import org.corvee.source.ColumnSpec;
import org.corvee.source.TableShape;

/**
 * The header of a file, in whatever order.
 *
 * @param names as published
 * @param positions for each column of the descriptor, where it stands in a record; -1 when the file lacks it
 */
public record Header(List<String> names, List<Integer> positions) {

    private static final int ABSENT = -1;

    /** How many unknown columns are told one by one. */
    private static final int TOLD = 10;

    /** More names than any known publisher prints. */
    private static final int MANY = 60;

    public Header {
        names = List.copyOf(names);
        positions = List.copyOf(positions);
    }

    /**
     * Finds the columns of a descriptor in a header.
     *
     * @param manifest what is known of the file beside its bytes
     * @throws org.corvee.problem.ProblemException with every column that is missing, unknown, there twice, or not what the
     *     manifest says
     */
    static Header match(List<String> names, TableShape shape, Map<String, String> manifest, Location line) {
        Problems problems = new Problems();
        findUnknown(names, shape, line, problems);
        List<Integer> positions = new ArrayList<>();
        for (ColumnSpec column : shape.columns()) {
            List<String> found = found(column, names, shape);
            if (found.size() > 1) {
                problems.add(Problem.cannot(line, "use", "column", found.get(1))
                        .expected("one column of this meaning")
                        .found("'" + found.get(0) + "' too")
                        .drift(Drift.ofColumn(
                                Drift.Kind.COLUMN_TWICE, column.name(), null, String.join(", ", found), names)));
            } else if (found.isEmpty() && column.presence().isDue(manifest)) {
                problems.add(Problem.cannot(line, "find", "column", column.name())
                        .found(some(names))
                        .drift(Drift.ofColumn(Drift.Kind.COLUMN_MISSING, column.name(), null, null, names)));
            } else if (!found.isEmpty() && contradicts(column, manifest)) {
                problems.add(Problem.cannot(line, "use", "column", found.get(0))
                        .expected("a file whose manifest says "
                                + text(column.presence().when()))
                        .found(text(manifest))
                        .drift(Drift.ofColumn(
                                Drift.Kind.COLUMN_UNEXPECTED,
                                column.name(),
                                "a manifest that says " + text(column.presence().when()),
                                text(manifest),
                                names)));
            }
            positions.add(found.isEmpty() ? ABSENT : names.indexOf(found.get(0)));
        }
        problems.throwIfAny();
        return new Header(names, positions);
    }

    private static void findUnknown(List<String> names, TableShape shape, Location line, Problems problems) {
        Set<String> known = new HashSet<>(shape.ignored().names());
        shape.columns().forEach(column -> known.addAll(spellings(column)));
        List<String> missing = shape.columns().stream()
                .map(ColumnSpec::name)
                .filter(name -> !names.contains(name))
                .toList();
        Set<String> seen = new HashSet<>();
        List<String> matching = names.stream()
                .filter(name -> !known.contains(name) && shape.ignored().matches(name))
                .toList();
        if (matching.size() != shape.ignored().count()) {
            problems.add(Problem.cannot(line, "use", "the header")
                    .expected(shape.ignored().count() + " other columns that match "
                            + shape.ignored().matching())
                    .found(matching.size() + ": " + some(matching)));
        }
        known.addAll(matching);
        long unknown = 0;
        for (String name : names) {
            if (!seen.add(name)) {
                problems.add(Problem.cannot(line, "use", "column", name)
                        .expected("each column once")
                        .found("it twice")
                        .drift(Drift.ofColumn(Drift.Kind.COLUMN_TWICE, name, null, name + ", " + name, names)));
            } else if (!known.contains(name) && ++unknown <= TOLD) {
                problems.add(Problem.cannot(line, "use", "column", name)
                        .allowed(shape.columns().stream().map(ColumnSpec::name).toList())
                        .nearest(name, missing)
                        .drift(Drift.ofColumn(Drift.Kind.COLUMN_UNKNOWN, name, null, name, names)));
            }
        }
        if (unknown > TOLD) {
            String more = (unknown - TOLD) + " more columns that are not known";
            problems.add(Problem.cannot(line, "use", "the header")
                    .found("the columns above, and " + more)
                    .drift(Drift.ofColumn(Drift.Kind.COLUMN_UNKNOWN, null, null, more, names)));
        }
    }

    private static String some(List<String> names) {
        return names.size() <= MANY
                ? String.join(", ", names)
                : String.join(", ", names.subList(0, MANY)) + " and " + (names.size() - MANY) + " more";
    }

    /** A name that is ignored stands for the column only where no other name of it is there. */
    private static List<String> found(ColumnSpec column, List<String> names, TableShape shape) {
        List<String> all = spellings(column).stream().filter(names::contains).toList();
        List<String> wanted = all.stream()
                .filter(name -> !shape.ignored().names().contains(name))
                .toList();
        return wanted.isEmpty() ? all : wanted;
    }

    private static List<String> spellings(ColumnSpec column) {
        List<String> spellings = new ArrayList<>(List.of(column.name()));
        spellings.addAll(column.presence().otherNames());
        return spellings;
    }

    private static boolean contradicts(ColumnSpec column, Map<String, String> manifest) {
        return !manifest.isEmpty()
                && !manifest.entrySet().containsAll(column.presence().when().entrySet());
    }

    private static String text(Map<String, String> values) {
        return values.entrySet().stream()
                .sorted(Map.Entry.comparingByKey())
                .map(entry -> entry.getKey() + ": " + entry.getValue())
                .collect(Collectors.joining(", "));
    }
}
