package org.corvee.visit;

import org.corvee.digest.Sha256;
import org.jspecify.annotations.Nullable;

/**
 * By what a publisher can tell that a document did not change.
 *
 * @param url the address that answered
 * @param sha256 of the bytes that it answered with
 * @param etag null when the publisher gives none
 * @param lastModified as the publisher writes it; null when it does not say
 */
public record Validator(
        String url,
        Sha256 sha256,
        @Nullable String etag,
        @Nullable String lastModified) {}
