package org.corvee.query;

/** Breaks text for a terminal. */
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
        if (width == 0 || width - indent < LEAST || TextTable.displayWidth(text) <= width - indent) {
            return (label + text).stripTrailing();
        }
        StringBuilder lines = new StringBuilder(label);
        int used = 0;
        for (String word : text.split(" ", -1)) {
            int length = TextTable.displayWidth(word);
            if (used > 0 && used + 1 + length > width - indent) {
                lines.append('\n').append(" ".repeat(indent));
                used = 0;
            }
            if (used > 0) {
                lines.append(' ');
                used++;
            }
            lines.append(word);
            used += length;
        }
        return lines.toString();
    }
}
