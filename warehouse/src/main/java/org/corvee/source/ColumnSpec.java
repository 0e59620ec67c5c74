package org.corvee.source;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One published column.
 *
 * @param name the header, exactly as published
 * @param type what the text stands for
 * @param required whether an empty field rejects its row
 * @param allowed the only values allowed; empty when any is
 * @param refersTo {@code schema.table.column} of the warehouse in which each value must be found; null when none
 * @param spelling how its values are written
 * @param presence in which files the column stands
 * @param limits what its values must keep to, or the snapshot is refused whole
 * @param leftOut regular expression: a row in which the whole of the text matches it is left out on purpose; null when none is
 */
public record ColumnSpec(
        String name,
        ColumnType type,
        boolean required,
        List<String> allowed,
        @Nullable String refersTo,
        Spelling spelling,
        Presence presence,
        Limits limits,
        @Nullable String leftOut) {

    public ColumnSpec {
        allowed = List.copyOf(allowed);
    }

    /** A column without limits, for whose sake no row is left out. */
    public ColumnSpec(
            String name,
            ColumnType type,
            boolean required,
            List<String> allowed,
            @Nullable String refersTo,
            Spelling spelling,
            Presence presence) {
        this(name, type, required, allowed, refersTo, spelling, presence, Limits.NONE, null);
    }

    /** A column that stands in every file under one name, whose values are written plainly. */
    public ColumnSpec(String name, ColumnType type, boolean required, List<String> allowed, @Nullable String refersTo) {
        this(name, type, required, allowed, refersTo, Spelling.PLAIN, Presence.ALWAYS);
    }

    /**
     * How values are written.
     *
     * @param missing texts that say, like an empty field, that there is no value
     * @param pattern regular expression that the whole of every text must match; null when any text will do
     * @param thousands whether commas stand between groups of three digits
     * @param padded whether blanks around a value fill up its column and are no part of it
     */
    public record Spelling(List<String> missing, @Nullable String pattern, boolean thousands, boolean padded) {

        static final Spelling PLAIN = new Spelling(List.of(), null, false);

        /** Values that are not padded. */
        public Spelling(List<String> missing, @Nullable String pattern, boolean thousands) {
            this(missing, pattern, thousands, false);
        }

        public Spelling {
            missing = List.copyOf(missing);
        }
    }

    /**
     * In which files a column stands.
     *
     * @param otherNames headers under which it stands in other files of the same source, such as those of another language
     * @param optional whether a file may lack it; its values are null there
     * @param when what the manifest of a file must say for the column to be in it, and must not say for it to be absent
     */
    public record Presence(List<String> otherNames, boolean optional, Map<String, String> when) {

        static final Presence ALWAYS = new Presence(List.of(), false, Map.of());

        public Presence {
            otherNames = List.copyOf(otherNames);
            when = Map.copyOf(when);
        }

        /** Whether a file must have the column. */
        public boolean isDue(Map<String, String> manifest) {
            return !optional && manifest.entrySet().containsAll(when.entrySet());
        }
    }

    /** What becomes of a row whose code is not among those that are allowed, or that the warehouse knows. */
    public enum NewCode {
        /** The snapshot is refused: the publisher may mean something that nobody has read yet. */
        FREEZE,
        /** The row is rejected like any other that does not conform. */
        REJECT
    }

    /**
     * What values keep to.
     *
     * @param atLeast the least value, written as the column's values are; null when there is no such limit
     * @param atMost the greatest likewise
     * @param newCode what becomes of a code that is new
     */
    public record Limits(@Nullable String atLeast, @Nullable String atMost, NewCode newCode) {

        static final Limits NONE = new Limits(null, null, NewCode.FREEZE);
    }

    /** Whether a code that is new stops the source. */
    public boolean freezesOnNewCode() {
        return (!allowed.isEmpty() || refersTo != null) && limits.newCode() == NewCode.FREEZE;
    }
}
