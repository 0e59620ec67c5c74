package org.corvee.document;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** The bytes of a document as they were on some day. */
public final class KeptDocument {

    private final byte[] bytes;
    private final String mediaType;
    private final @Nullable String charset;

    /**
     * Takes bytes as they came.
     *
     * @param mediaType such as text/html; what is no HTML is read as plain text
     * @param charset that came with the bytes; null when none did: then what an HTML page says of itself, or UTF-8
     */
    public KeptDocument(byte[] bytes, String mediaType, @Nullable String charset) {
        this.bytes = bytes.clone();
        this.mediaType = mediaType;
        this.charset = charset;
    }

    byte[] bytes() {
        return bytes.clone();
    }

    boolean isHtml() {
        return mediaType.toLowerCase(Locale.ROOT).contains("html");
    }

    @Nullable
    String charset() {
        return charset;
    }
}
