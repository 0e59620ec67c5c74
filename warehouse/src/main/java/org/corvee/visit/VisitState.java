package org.corvee.visit;

import java.util.Locale;

/** What a visit found. The code in lower case is public: it stands in {@code ops.source_visit.state}. */
public enum VisitState {
    /** The document is there. */
    ALIVE,

    /** It is there, and its publisher says for good that its address is another one. */
    MOVED,

    /** The publisher answers, but not to this client. */
    BLOCKED,

    /** The publisher says that there is no such document. */
    GONE,

    /** The publisher answers with an error, or with something that is not the document. */
    FAILING,

    /** There was no whole answer. */
    UNREACHABLE;

    /** Whether the document was seen. */
    public boolean isAlive() {
        return this == ALIVE || this == MOVED;
    }

    public String code() {
        return name().toLowerCase(Locale.ROOT);
    }
}
