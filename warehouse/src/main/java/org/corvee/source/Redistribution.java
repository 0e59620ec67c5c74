package org.corvee.source;

/** Whether the rows of a source may be part of a release. Where its descriptor says nothing, they may not. */
public enum Redistribution {
    /** The licence lets anybody pass the rows on, with credit where it asks for that. */
    ALLOWED,
    /** No licence lets anybody do so. */
    FORBIDDEN
}
