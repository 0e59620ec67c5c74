package org.corvee.phrase;

import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/**
 * Reads words that state a quantity without a number. The ends are our reading: a plural is at least two, "hundreds of
 * thousands" are at most ten hundred thousand, "most" is more than half.
 */
final class VagueReader {

    private static final BigDecimal TWO = BigDecimal.valueOf(2);
    private static final Quantity DOZENS = vague(BigDecimal.valueOf(24), null);
    private static final Quantity MOST = vague(BigDecimal.valueOf(50), BigDecimal.valueOf(100));
    private static final int MOST_POWER = 27;

    private final Tokens tokens;
    private final int from;

    private VagueReader(Tokens tokens, int from) {
        this.tokens = tokens;
        this.from = from;
    }

    /** The vague quantity that starts at a token; null when none does. */
    static @Nullable Mention at(Tokens tokens, int from) {
        VagueReader reader = new VagueReader(tokens, from);
        return switch (tokens.at(from).kind()) {
            case MOST -> reader.mention(MOST, from + 1);
            case DOZENS -> reader.mention(DOZENS, from + 1);
            case SEVERAL -> reader.several(from + 1);
            case PLURAL -> reader.plural();
            default -> null;
        };
    }

    /** "several hundred thousand": no ceiling. */
    private @Nullable Mention several(int index) {
        if (tokens.is(index, Kind.DOZEN) || tokens.is(index, Kind.DOZENS)) {
            return mention(DOZENS, index + 1);
        }
        int end = index;
        int power = 0;
        while (isPower(end) && power + power(end) <= MOST_POWER) {
            power += power(end);
            end++;
        }
        return power == 0 ? null : mention(vague(TWO.scaleByPowerOfTen(power), null), end);
    }

    /** "hundreds of thousands" has a ceiling, "thousands" alone has none. */
    private @Nullable Mention plural() {
        int power = power(from);
        boolean ofMore = tokens.isText(from + 1, "of") && tokens.is(from + 2, Kind.PLURAL);
        if (ofMore) {
            int inner = power(from + 2);
            return mention(
                    vague(TWO.scaleByPowerOfTen(power + inner), BigDecimal.ONE.scaleByPowerOfTen(power + inner + 1)),
                    from + 3);
        }
        return power == 1 ? null : mention(vague(TWO.scaleByPowerOfTen(power), null), from + 1);
    }

    private boolean isPower(int index) {
        return tokens.at(index).isMagnitude() || tokens.is(index, Kind.PLURAL) || isTen(index);
    }

    private int power(int index) {
        return isTen(index) ? 1 : tokens.at(index).power();
    }

    private boolean isTen(int index) {
        return tokens.isText(index, "ten") || tokens.isText(index, "十");
    }

    private Mention mention(Quantity quantity, int to) {
        return new Mention.Whole(quantity, from, to);
    }

    private static Quantity vague(BigDecimal low, @Nullable BigDecimal high) {
        return new Quantity(null, low, high, Bound.VAGUE);
    }
}
