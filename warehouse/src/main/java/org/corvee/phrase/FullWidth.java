package org.corvee.phrase;

/** Letters, digits and signs that are as wide as a Chinese character. */
public final class FullWidth {

    private static final char FIRST = '！';
    private static final char LAST = '～';
    private static final int OFFSET = '！' - '!';

    private FullWidth() {}

    /** The same character of usual width; one that has no wide form is what it is. */
    public static char narrow(char character) {
        return character >= FIRST && character <= LAST ? (char) (character - OFFSET) : character;
    }
}
