package org.corvee.format;

import java.nio.charset.StandardCharsets;

/** A text as the bytes that Parquet wants. Codes and names that come again and again are encoded once. */
public final class Text {

    private final byte[] utf8;

    Text(String text) {
        this.utf8 = text.getBytes(StandardCharsets.UTF_8);
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
