package org.corvee.format;

import java.nio.charset.StandardCharsets;

/** A text as the bytes that Parquet wants. Codes and names that come again and again are encoded once. */
public final class Text {

    /** The number of a text that its column does not keep. */
    public static final int UNNUMBERED = -1;

    private final byte[] utf8;
    private final int number;

    public Text(String text) {
        this(text, UNNUMBERED);
    }

    Text(String text, int number) {
        this.utf8 = text.getBytes(StandardCharsets.UTF_8);
        this.number = number;
    }

    /**
     * The place of this text among those that the reader of its column keeps, from 0, so that one that comes again is known
     * without comparing characters; {@link #UNNUMBERED} for one that is not kept.
     */
    public int number() {
        return number;
    }

    /** UTF-8; must not be changed. */
    public byte[] utf8() {
        return utf8;
    }

    @Override
    public String toString() {
        return new String(utf8, StandardCharsets.UTF_8);
    }
}
