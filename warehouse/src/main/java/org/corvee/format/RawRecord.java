package org.corvee.format;

import java.util.List;

/**
 * One record as published.
 *
 * @param number 1-based position among the records after the header
 * @param line 1-based line on which the record starts; a record may span lines
 * @param fields the texts, in the order of the header
 */
public record RawRecord(long number, long line, List<String> fields) {

    public RawRecord {
        fields = List.copyOf(fields);
    }
}
