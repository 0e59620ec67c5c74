package org.corvee.format;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.corvee.problem.Location;
import org.corvee.problem.Problem;
import org.corvee.problem.ProblemException;
import org.corvee.source.JsonFormat;
import org.jspecify.annotations.Nullable;

/** What an answer in JSON says of itself beside its records, value by value, and whether that is what it must say. */
final class JsonAnswer {

    /** As many values as tell a person what the answer is. */
    private static final int TOLD = 20;

    private static final int LONGEST = 200;

    private final JsonFormat.Beside beside;
    private final Location location;
    private final List<String> told = new ArrayList<>();
    private final Set<String> met = new LinkedHashSet<>();
    private final Set<String> missed = new LinkedHashSet<>();
    private String error = "";
    private long count = -1;

    JsonAnswer(JsonFormat.Beside beside, Location location) {
        this.beside = beside;
        this.location = location;
    }

    /**
     * @param path of the value
     * @param text null where null stands
     */
    void note(String path, @Nullable String text) {
        if (told.size() < TOLD) {
            told.add(text == null ? path + " null" : path + " '" + glance(text) + "'");
        }
        if (text != null && isError(path)) {
            error = text;
        }
        if (text != null && path.equals(beside.count()) && text.matches("\\d{1,18}")) {
            count = Long.parseLong(text);
        }
        String expected = beside.expect().get(path);
        if (expected != null) {
            (expected.equals(text) ? met : missed).add(path);
        }
    }

    private boolean isError(String path) {
        return beside.error() != null && (path.equals(beside.error()) || path.startsWith(beside.error() + "."));
    }

    private static String glance(String text) {
        return text.length() <= LONGEST ? text : text.substring(0, LONGEST) + "…";
    }

    /** Tells what was noted, or another thing when nothing was. */
    String told(String otherwise) {
        return told.isEmpty() ? otherwise : String.join(", ", told) + (told.size() < TOLD ? "" : ", …");
    }

    /**
     * Refuses what is known to be no answer.
     *
     * @throws ProblemException when an error was noted or a value that must be another one
     */
    void requireGood() {
        if (!error.isEmpty()) {
            throw new ProblemException(Problem.cannot(location, "read", "the records")
                    .expected("an answer without an error")
                    .found("'" + glance(error) + "'"));
        }
        require(missed);
    }

    /** Refuses a whole answer, likewise, or when it lacks a value that it must have, or records that it speaks of. */
    void requireComplete(long records) {
        requireGood();
        Set<String> absent = new LinkedHashSet<>(beside.expect().keySet());
        absent.removeAll(met);
        require(absent);
        if (count >= 0 && count != records) {
            throw new ProblemException(Problem.cannot(location, "read", "the file to its end")
                    .expected(count + " records, as '" + beside.count() + "' says")
                    .found(String.valueOf(records)));
        }
    }

    private void require(Set<String> paths) {
        if (!paths.isEmpty()) {
            Map<String, String> expect = beside.expect();
            throw new ProblemException(Problem.cannot(location, "read", "the records")
                    .expected(String.join(
                            ", ",
                            paths.stream()
                                    .map(path -> path + " '" + expect.get(path) + "'")
                                    .toList()))
                    .found(told("nothing of it")));
        }
    }
}
