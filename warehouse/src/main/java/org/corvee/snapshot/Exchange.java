package org.corvee.snapshot;

import java.util.Map;
import java.util.TreeMap;

/**
 * How the bytes of a snapshot came over HTTP. No key and no cookie is part of it.
 *
 * @param requestUrl the address that was asked for
 * @param requestHeaders what was sent with it
 * @param status of the answer
 * @param responseUrl the address that answered, after redirects
 * @param responseHeaders what came with the bytes, names in lower case
 */
public record Exchange(
        String requestUrl,
        Map<String, String> requestHeaders,
        int status,
        String responseUrl,
        Map<String, String> responseHeaders) {

    public Exchange {
        requestHeaders = new TreeMap<>(requestHeaders);
        responseHeaders = new TreeMap<>(responseHeaders);
    }
}
