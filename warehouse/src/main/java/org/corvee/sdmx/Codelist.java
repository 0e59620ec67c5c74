package org.corvee.sdmx;

import java.util.List;

/**
 * A list of codes, or the part of one that a data set uses.
 *
 * @param agency who keeps it: SDMX, or this project
 * @param id of the list
 * @param version of the list
 * @param name for people
 * @param codes in order
 */
record Codelist(String agency, String id, String version, String name, List<Code> codes) {

    Codelist {
        codes = List.copyOf(codes);
    }

    String urn() {
        return "urn:sdmx:org.sdmx.infomodel.codelist.Codelist=" + agency + ":" + id + "(" + version + ")";
    }

    /**
     * A code.
     *
     * @param id as it stands in the data
     * @param name for people
     */
    record Code(String id, String name) {}
}
