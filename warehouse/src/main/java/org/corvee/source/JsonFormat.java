package org.corvee.source;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * How a table is written in JSON: as an array of objects, each a record, whose keys are the columns; or as an array of
 * arrays, the first of which is the header. A path is the keys, and the positions in arrays from 0, that lead to a value,
 * with points between them; so is the name of a column inside an object of a record.
 *
 * @param records the path of the array of objects; null for an array of arrays
 * @param pairs the arrays inside a record of which each element is a column: by their name in the record
 * @param beside what the answer says of itself beside its records
 * @param repeats whether columns that stand in the header twice are one column, as long as their values are the same
 * @param packing what the file may be packed in
 */
public record JsonFormat(
        @Nullable String records, Map<String, Pair> pairs, Beside beside, boolean repeats, Packing packing)
        implements TableFormat {

    public JsonFormat {
        pairs = Collections.unmodifiableMap(new LinkedHashMap<>(pairs));
    }

    /** Records of single values under a path. */
    public static JsonFormat of(String records, Beside beside, Packing packing) {
        return new JsonFormat(records, Map.of(), beside, false, packing);
    }

    /** An array of arrays. */
    public static JsonFormat rows(boolean repeats, Packing packing) {
        return new JsonFormat(null, Map.of(), Beside.NOTHING, repeats, packing);
    }

    /**
     * An element of an array that is a column.
     *
     * @param name the key whose value names the column
     * @param value the key whose value is the column's
     */
    public record Pair(String name, String value) {}

    /**
     * What an answer says of itself.
     *
     * @param count the path of the number of records; null when the publisher does not say it
     * @param error the path whose text, where it is not empty, says that there is no answer; null when there is none
     * @param expect what must stand under a path; anything else, and nothing, refuses the file
     * @param mayBeEmpty whether an answer without records is an answer
     */
    public record Beside(
            @Nullable String count, @Nullable String error, Map<String, String> expect, boolean mayBeEmpty) {

        public static final Beside NOTHING = new Beside(null, null, Map.of(), false);

        public Beside {
            expect = Collections.unmodifiableMap(new LinkedHashMap<>(expect));
        }
    }

    @Override
    public Kind kind() {
        return Kind.JSON;
    }

    @Override
    public String mediaType() {
        return "application/json";
    }
}
