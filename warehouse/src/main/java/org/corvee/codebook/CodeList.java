package org.corvee.codebook;

import java.util.List;

/**
 * A list of codes that stand in tables.
 *
 * @param id its anchor
 * @param title for people
 * @param codes in the order of reading
 */
record CodeList(String id, String title, List<Code> codes) {

    CodeList {
        codes = List.copyOf(codes);
    }

    /**
     * A code.
     *
     * @param code as it stands in tables
     * @param name what a table prints
     * @param meaning what it means
     */
    record Code(String code, String name, String meaning) {}
}
