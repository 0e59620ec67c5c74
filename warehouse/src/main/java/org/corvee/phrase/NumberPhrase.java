package org.corvee.phrase;

import java.util.List;

/**
 * Reads and writes number phrases.
 *
 * <p>The printed digits give the interval: half a unit of the last one each way. Zeros at the end of a whole number are
 * no digits, but a number has at least two; digits after a decimal point all count. A count that is printed to its last
 * digit, or is below 100, is exact, and so is "100 percent", which means everybody. The zeros are counted on the whole
 * of a number in several parts: 734万1700 is 7,341,700 ± 50.
 *
 * <p>Bare years and days of dates are no quantities, nor are ordinals, fractions such as "two thirds", digits of names
 * and references, and words such as "every" and "all".
 */
public final class NumberPhrase {

    private NumberPhrase() {}

    /** Every quantity that a phrase states, in its order; empty when it states none. Any text can be read. */
    public static List<Quantity> parse(String phrase) {
        return Sentence.quantities(Lexer.tokens(Normaliser.normalise(phrase)));
    }

    /**
     * The English phrase of a quantity, such as "3.17 million" or "over 38,000"; {@link #parse} gives the quantity back.
     *
     * @throws IllegalArgumentException for a quantity that no phrase states, such as a value outside its interval
     */
    public static String print(Quantity quantity) {
        return PhrasePrinter.print(quantity);
    }
}
