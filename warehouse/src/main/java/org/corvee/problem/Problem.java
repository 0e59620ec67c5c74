package org.corvee.problem;

import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * One thing that is wrong with an input, in the grammar
 * {@code <where>: cannot <verb> <thing> '<value>': expected <x>, found <y>; allowed: <…>; did you mean <…>?}.
 *
 * @param where the place: a source and a file, with the line where one is known
 * @param what what could not be done, starting with "cannot"
 * @param expected what would have been right; null when {@code what} says it all
 * @param found what was there instead; null when that is already part of {@code what}
 * @param allowed the complete list of allowed values; empty when there is no such list
 * @param nearest names that the writer may have meant, best first; empty when none is near
 * @param drift the difference between a publisher's file and what was known of it; null when it is no such problem
 */
public record Problem(
        Location where,
        String what,
        @Nullable String expected,
        @Nullable String found,
        List<String> allowed,
        List<String> nearest,
        @Nullable Drift drift) {

    /** A problem that is no drift. */
    public Problem(
            Location where,
            String what,
            @Nullable String expected,
            @Nullable String found,
            List<String> allowed,
            List<String> nearest) {
        this(where, what, expected, found, allowed, nearest, null);
    }

    public Problem {
        Objects.requireNonNull(where, "where");
        Objects.requireNonNull(what, "what");
        allowed = List.copyOf(allowed);
        nearest = List.copyOf(nearest);
    }

    /** Starts a problem: {@code cannot <verb> <thing> '<value>'}. */
    public static Problem cannot(Location where, String verb, String thing, String value) {
        return new Problem(
                where, "cannot " + verb + " " + thing + " '" + value + "'", null, null, List.of(), List.of());
    }

    /** Starts a problem whose thing has no value of its own to quote: {@code cannot <verb> <thing>}. */
    public static Problem cannot(Location where, String verb, String thing) {
        return new Problem(where, "cannot " + verb + " " + thing, null, null, List.of(), List.of());
    }

    public Problem expected(String text) {
        return new Problem(where, what, text, found, allowed, nearest, drift);
    }

    public Problem found(String text) {
        return new Problem(where, what, expected, text, allowed, nearest, drift);
    }

    public Problem allowed(List<String> values) {
        return new Problem(where, what, expected, found, values, nearest, drift);
    }

    /** Adds the candidates that are near to {@code name}; adds nothing when none is. */
    public Problem nearest(String name, Iterable<String> candidates) {
        return new Problem(where, what, expected, found, allowed, NearestNames.of(name, candidates), drift);
    }

    /** Adds the difference that the problem tells of, for the report of what drifted; with null it is no drift. */
    public Problem drift(@Nullable Drift difference) {
        return new Problem(where, what, expected, found, allowed, nearest, difference);
    }

    /** The message without its place. */
    public String text() {
        StringBuilder text = new StringBuilder(what);
        if (expected != null) {
            text.append(": expected ").append(expected);
        }
        if (found != null) {
            text.append(expected == null ? ": found " : ", found ").append(found);
        }
        if (!allowed.isEmpty()) {
            text.append("; allowed: ").append(String.join(", ", allowed));
        }
        if (!nearest.isEmpty()) {
            text.append("; did you mean '")
                    .append(String.join("' or '", nearest))
                    .append("'?");
        }
        return text.toString();
    }

    @Override
    public String toString() {
        return where + ": " + text();
    }
}
