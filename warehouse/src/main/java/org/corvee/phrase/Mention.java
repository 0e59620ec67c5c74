package org.corvee.phrase;

import org.jspecify.annotations.Nullable;

/** A quantity at its place among the tokens. */
sealed interface Mention {

    /** The first token, the words that qualify it included. */
    int from();

    /** The token after the last. */
    int to();

    Quantity quantity();

    /**
     * A number.
     *
     * @param qualifier the strongest of the words that qualify it; null when there is none
     * @param from smaller than that of the number when a qualifier stands before it
     */
    record Counted(Numeral numeral, @Nullable Kind qualifier, int from, int to) implements Mention {

        @Override
        public Quantity quantity() {
            return numeral.quantity(qualifier);
        }

        boolean isQualifiedBefore() {
            return from < numeral.from();
        }

        Counted sharing(Counted last) {
            return new Counted(numeral.sharing(last.numeral), qualifier, from, to);
        }
    }

    /** Words without a number, or two numbers that together are a range. */
    record Whole(Quantity quantity, int from, int to) implements Mention {}
}
