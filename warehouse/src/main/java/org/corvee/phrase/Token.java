package org.corvee.phrase;

import java.math.BigDecimal;

/**
 * A piece of a phrase.
 *
 * @param kind what it does
 * @param text as written, normalised
 * @param number the number of {@code DIGITS}, {@code UNIT}, {@code TENS}, {@code COUNT} and {@code TIMES}, whose scale is
 *     the printed one; the power of ten of {@code MAGNITUDE} and {@code PLURAL}; 0 for other kinds
 * @param spaced whether a space stands before it
 */
record Token(Kind kind, String text, BigDecimal number, boolean spaced) {

    private static final int FIRST_YEAR = 1900;
    private static final int LAST_YEAR = 2099;

    boolean is(Kind wanted) {
        return kind == wanted;
    }

    int power() {
        return number.intValueExact();
    }

    /** Whether it is a power of ten that may follow a number. */
    boolean isMagnitude() {
        return kind == Kind.MAGNITUDE || (kind == Kind.PLURAL && power() > 1);
    }

    /** Whether four bare digits could be a year. */
    boolean looksLikeYear() {
        return kind == Kind.DIGITS
                && text.matches("\\d{4}")
                && number.intValueExact() >= FIRST_YEAR
                && number.intValueExact() <= LAST_YEAR;
    }

    Token as(Kind other) {
        return new Token(other, text, number, spaced);
    }
}
