package org.corvee.fetch;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.jspecify.annotations.Nullable;

/**
 * Which part of a document an answer holds (RFC 9110, Content-Range).
 *
 * @param first position of its first byte; null when the answer does not say
 * @param whole length of the document; null when the answer does not say
 */
record ContentRange(@Nullable Long first, @Nullable Long whole) {

    private static final Pattern BYTES = Pattern.compile("bytes (\\d{1,18})-(\\d{1,18})/(\\d{1,18}|\\*)");

    static ContentRange of(ClassicHttpResponse response) {
        String text = Fetcher.value(response, "Content-Range");
        Matcher range = BYTES.matcher(text == null ? "" : text);
        if (!range.matches()) {
            return new ContentRange(null, null);
        }
        return new ContentRange(
                Long.valueOf(range.group(1)), range.group(3).equals("*") ? null : Long.valueOf(range.group(3)));
    }

    /** Whether it goes on with a document of which so many bytes are there. */
    boolean startsAt(long size) {
        return first != null && first == size;
    }

    /** Whether so many bytes are the whole document, as far as the answer says. */
    boolean isWhole(long size) {
        return whole == null || whole == size;
    }
}
