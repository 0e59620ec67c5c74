package org.corvee.sdmx;

import org.jspecify.annotations.Nullable;

/**
 * A column of the data set.
 *
 * @param id its name, as SDMX has it
 * @param role what it is for
 * @param expression SQL over a row of the mart, never null for a dimension
 * @param textType SDMX's name of the type of its values, where it has no codes
 * @param codelist the codes that it takes; null when it has none
 * @param description meaning, unit, and when it is empty
 */
record Component(
        String id,
        Role role,
        String expression,
        String textType,
        @Nullable Codelist codelist,
        String description) {

    /** What a component is for. */
    enum Role {
        /** Part of the key. */
        DIMENSION,
        /** The period, which is part of the key. */
        TIME,
        /** A number that is observed. */
        MEASURE,
        /** What else is said of the observation. */
        ATTRIBUTE
    }

    boolean isOfKey() {
        return role == Role.DIMENSION || role == Role.TIME;
    }
}
