package org.corvee.visit;

import org.corvee.digest.Sha256;
import org.jspecify.annotations.Nullable;

/**
 * What a visit found.
 *
 * @param state whether the document is there
 * @param url the address that answered, or that was asked; without a key
 * @param status of HTTP; null when there was no answer
 * @param sha256 of the document; null when it was not seen
 * @param problem what was wrong, for a person, without anything that differs from night to night; null when nothing was
 */
public record Finding(
        VisitState state,
        String url,
        @Nullable Integer status,
        @Nullable Sha256 sha256,
        @Nullable String problem) {}
