package org.corvee.format;

import java.util.Locale;

/** Why a row was rejected. The code in lower case is public: it stands in {@code ops.rejected_row.reason}. */
public enum RejectReason {
    FIELD_COUNT,
    UNREADABLE_CELL,
    MISSING_VALUE,
    NOT_A_NUMBER,
    NOT_AN_INTEGER,
    NOT_A_DATE,
    TOO_MANY_DIGITS,
    NOT_ALLOWED,
    NUL_CHARACTER,
    TOO_LONG,
    PATTERN_MISMATCH,
    PHRASE_DISAGREES,
    UNKNOWN_NAME,
    DUPLICATE_KEY,
    /** The descriptor leaves such rows out on purpose: they do not count against its bounds. */
    LEFT_OUT;

    public String code() {
        return name().toLowerCase(Locale.ROOT);
    }
}
