package org.corvee.fetch;

import org.corvee.visit.VisitState;
import org.jspecify.annotations.Nullable;

/** Why a document could not be had. Its message says the same every night on which the same is wrong. */
final class FetchException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final VisitState state;
    private final @Nullable Integer status;

    FetchException(VisitState state, @Nullable Integer status, String message) {
        super(message);
        this.state = state;
        this.status = status;
    }

    VisitState state() {
        return state;
    }

    @Nullable
    Integer status() {
        return status;
    }
}
