package org.corvee.format;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * The texts of one column that were seen before. Found by their characters, without making a String of them first: on
 * ten million customs lines a map of Strings takes longer than reading the file.
 */
final class TextCache {

    /** What does not fit is made anew each time: columns of ever new texts must not fill the memory. */
    private static final int SLOTS = 1 << 15;

    private static final int MOST = SLOTS / 2;
    private static final int LONGEST = 256;

    private final @Nullable Entry[] entries = new @Nullable Entry[SLOTS];
    private int size;
    private Entry last = new Entry(new char[0], new Text(""), true);

    /**
     * @param characters of the text
     * @param text what it is encoded as
     * @param accepted whether the column may hold it
     */
    @SuppressWarnings("ArrayRecordComponent") // never compared by its components
    record Entry(char[] characters, Text text, boolean accepted) {

        private boolean holds(char[] from, int start, int end) {
            if (characters.length != end - start) {
                return false;
            }
            for (int i = 0; i < characters.length; i++) {
                if (characters[i] != from[start + i]) {
                    return false;
                }
            }
            return true;
        }
    }

    /** Whether a column may hold a text. */
    interface Rule {
        boolean accepts(String text);
    }

    Entry get(char[] from, int start, int end, Rule rule) {
        if (last.holds(from, start, end)) {
            return last;
        }
        if (end - start > LONGEST) {
            return entry(from, start, end, rule, Text.UNNUMBERED);
        }
        int hash = 0;
        for (int i = start; i < end; i++) {
            hash = 31 * hash + from[i];
        }
        int slot = (hash ^ hash >>> 15) & SLOTS - 1;
        for (Entry entry = entries[slot]; entry != null; entry = entries[slot]) {
            if (entry.holds(from, start, end)) {
                last = entry;
                return entry;
            }
            slot = slot + 1 & SLOTS - 1;
        }
        if (size == MOST) {
            return entry(from, start, end, rule, Text.UNNUMBERED);
        }
        last = entry(from, start, end, rule, size++);
        entries[slot] = last;
        return last;
    }

    private static Entry entry(char[] from, int start, int end, Rule rule, int number) {
        String text = new String(from, start, end - start);
        return new Entry(Arrays.copyOfRange(from, start, end), new Text(text, number), rule.accepts(text));
    }
}
