package org.corvee.format;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** One record as published. The same buffer is filled anew for each record, so that reading millions costs no memory. */
public final class RecordBuffer {

    private static final int SOME_FIELDS = 32;
    private static final int SOME_CHARACTERS = 1 << 12;

    private char[] text = new char[SOME_CHARACTERS];
    private int[] ends = new int[SOME_FIELDS];
    private int size;
    private long number;
    private long line;
    private RowInterpreter.@Nullable Defect defect;

    void begin(long recordNumber, long recordLine) {
        size = 0;
        number = recordNumber;
        line = recordLine;
        defect = null;
    }

    void numberedAs(long recordNumber) {
        number = recordNumber;
    }

    void add(char[] from, int offset, int length) {
        int start = end(size - 1);
        if (size == ends.length) {
            ends = Arrays.copyOf(ends, 2 * size);
        }
        if (start + length > text.length) {
            text = Arrays.copyOf(text, Math.max(start + length, 2 * text.length));
        }
        System.arraycopy(from, offset, text, start, length);
        ends[size++] = start + length;
    }

    void add(String field) {
        add(field.toCharArray(), 0, field.length());
    }

    /** Says that a record cannot be taken, whatever its fields are. */
    void reject(RowInterpreter.Defect found) {
        defect = found;
    }

    /** What is wrong with the record as the file has it; null when nothing is known. */
    RowInterpreter.@Nullable Defect defect() {
        return defect;
    }

    /** 1-based position among the records after the header. */
    long number() {
        return number;
    }

    /** 1-based line on which the record starts; a record may span lines. */
    long line() {
        return line;
    }

    int size() {
        return size;
    }

    /** The characters of all fields, one field after the other. */
    char[] text() {
        return text;
    }

    int start(int field) {
        return end(field - 1);
    }

    int end(int field) {
        return field < 0 ? 0 : ends[field];
    }

    String field(int field) {
        return new String(text, start(field), end(field) - start(field));
    }

    List<String> fields() {
        List<String> fields = new ArrayList<>(size);
        for (int i = 0; i < size; i++) {
            fields.add(field(i));
        }
        return fields;
    }
}
