package org.corvee.format;

import java.util.List;

/**
 * A record as a test states it.
 *
 * @param number 1-based position among the records after the header
 * @param line 1-based line on which the record starts
 * @param fields the texts, in the order of the header
 */
record RawRecord(long number, long line, List<String> fields) {

    static RawRecord of(RecordBuffer buffer) {
        return new RawRecord(buffer.number(), buffer.line(), buffer.fields());
    }

    RecordBuffer buffer() {
        RecordBuffer buffer = new RecordBuffer();
        buffer.begin(number, line);
        fields.forEach(buffer::add);
        return buffer;
    }
}
