package org.corvee.query;

import java.util.ArrayList;
import java.util.List;

/** Breaks text for a terminal, between words; a word that is longer than a line stays whole. */
public final class Wrap {

    private static final int LEAST = 20;

    private Wrap() {}

    /**
     * A label and a text beside it, the text's further lines indented to stand under its first.
     *
     * @param width of the terminal; 0 when lines may be as long as they are
     */
    public static String hanging(String label, String text, int width) {
        int indent = TextTable.displayWidth(label);
        if (width == 0 || width - indent < LEAST) {
            return (label + text).stripTrailing();
        }
        return (label + String.join("\n" + " ".repeat(indent), lines(text, width - indent))).stripTrailing();
    }

    /** The lines of a text, none wider than {@code width} unless a single word is. */
    static List<String> lines(String text, int width) {
        List<String> lines = new ArrayList<>();
        StringBuilder line = new StringBuilder();
        int used = 0;
        for (String word : text.split(" ", -1)) {
            int length = TextTable.displayWidth(word);
            if (used > 0 && used + 1 + length > width) {
                lines.add(line.toString());
                line.setLength(0);
                used = 0;
            } else if (!line.isEmpty()) {
                line.append(' ');
                used++;
            }
            line.append(word);
            used += length;
        }
        lines.add(line.toString());
        return lines;
    }
}
