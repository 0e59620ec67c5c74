package org.corvee.source;

import org.jspecify.annotations.Nullable;

/**
 * How a table is written in JSON: as an array of objects, each a record, whose keys are the columns; or as an array of
 * arrays, the first of which is the header.
 *
 * @param records the key of the outer object under which the array of objects stands; null for an array of arrays
 * @param count the key under which the publisher says how many records there are; null when it does not
 * @param error the key whose text, where it is not empty, says that there is no answer; null when there is no such key
 * @param repeats whether columns that stand in the header twice are one column, as long as their values are the same
 * @param packing what the file may be packed in
 */
public record JsonFormat(
        @Nullable String records,
        @Nullable String count,
        @Nullable String error,
        boolean repeats,
        Packing packing) implements TableFormat {

    @Override
    public String mediaType() {
        return "application/json";
    }
}
