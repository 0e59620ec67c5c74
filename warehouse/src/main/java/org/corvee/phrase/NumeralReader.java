package org.corvee.phrase;

import java.math.BigDecimal;
import java.util.Optional;
import org.corvee.phrase.Numeral.Measure;
import org.jspecify.annotations.Nullable;

/** Reads one number out of digits, words and magnitudes, such as 734万1700, "two and a half million" or "two dozen". */
final class NumeralReader {

    private static final int HUNDRED = 2;
    /** Nothing is counted beyond these; what is written with more is a code. */
    private static final int MOST_DIGITS = 30;

    private static final int MOST_POWER = 27;
    private static final BigDecimal HALF = new BigDecimal("0.5");
    private static final BigDecimal HALF_IN_PERCENT = new BigDecimal(50);
    private static final BigDecimal TWELVE = new BigDecimal(12);

    private final Tokens tokens;
    private final int from;
    private int next;

    /** The parts that are complete, each smaller than the one before: 91 milyar in "91 milyar 510 milyon". */
    private BigDecimal total = BigDecimal.ZERO;
    /** The power of ten of the last complete part: the next one is smaller. */
    private int limit = MOST_POWER + 1;
    /** The part that is being read. */
    private BigDecimal part = BigDecimal.ZERO;
    /** The power of ten that the words after the part's digits have. */
    private int power;
    /** A number word may still be added to the part when it is smaller than this. */
    private int room;

    private @Nullable Integer unitPower;
    private @Nullable Kind inner;

    private NumeralReader(Tokens tokens, int from) {
        this.tokens = tokens;
        this.from = from;
        this.next = from;
    }

    /** The number that starts at a token; empty when none does. */
    static Optional<Numeral> at(Tokens tokens, int from) {
        return new NumeralReader(tokens, from).read();
    }

    private Optional<Numeral> read() {
        if (!start(tokens.at(from))) {
            return Optional.empty();
        }
        boolean extended = true;
        while (extended) {
            extended = extend(tokens.at(next));
        }
        BigDecimal value = total.add(part);
        int afterDash = tokens.is(next, Kind.DASH) ? next + 1 : next;
        if (tokens.is(afterDash, Kind.FRACTION) || value.precision() - value.scale() > MOST_DIGITS) {
            return Optional.empty();
        }
        Measure measure = measure(afterDash);
        boolean prefixed = tokens.is(from - 1, Kind.MONEY) || isPercentBefore();
        return Optional.of(new Numeral(value, unitPower, power, measure, inner, prefixed ? from - 1 : from, next));
    }

    private boolean start(Token first) {
        switch (first.kind()) {
            case DIGITS -> {
                unitPower = first.number().scale() > 0
                        ? Integer.valueOf(-first.number().scale())
                        : null;
                return begin(first.number(), 1, from + 1);
            }
            case UNIT, COUNT, TIMES -> {
                return begin(first.number(), 1, from + 1);
            }
            case TENS -> {
                return begin(first.number(), 10, from + 1);
            }
            case ARTICLE -> {
                return multiplies(from + 1) && begin(BigDecimal.ONE, 1, from + 1);
            }
            case HALF -> {
                return half();
            }
            default -> {
                return false;
            }
        }
    }

    private boolean begin(BigDecimal number, int roomAfter, int after) {
        part = number;
        power = 0;
        room = roomAfter;
        next = after;
        return true;
    }

    /** "half a million" is 0.5 million; "half of" is read as 50 percent. */
    private boolean half() {
        int after = tokens.is(from + 1, Kind.ARTICLE) ? from + 2 : from + 1;
        if (tokens.is(after, Kind.DOZEN)) {
            return begin(BigDecimal.valueOf(6), 1, after + 1);
        }
        if (multiplies(after)) {
            unitPower = -1;
            return begin(HALF, 1, after);
        }
        return tokens.is(after, Kind.PARTICLE) && begin(HALF_IN_PERCENT, 1, after);
    }

    private boolean multiplies(int index) {
        return tokens.at(index).isMagnitude() || tokens.is(index, Kind.DOZEN);
    }

    private boolean extend(Token token) {
        if (tokens.is(from, Kind.COUNT) || tokens.is(from, Kind.TIMES)) {
            return false;
        }
        return switch (token.kind()) {
            case MORE -> {
                inner = Kind.AT_LEAST;
                next++;
                yield true;
            }
            case MAGNITUDE, PLURAL -> token.isMagnitude() && multiply(token.power());
            case DOZEN -> dozen();
            case UNIT, TENS -> word(next);
            case DASH -> room == 10 && !token.spaced() && !tokens.at(next + 1).spaced() && word(next + 1);
            case AND -> andAHalf() || andWords();
            case DIGITS -> digits(token);
            default -> false;
        };
    }

    private boolean multiply(int magnitude) {
        if (power + magnitude >= limit) {
            return false;
        }
        part = part.scaleByPowerOfTen(magnitude);
        power += magnitude;
        room = 100;
        if (unitPower != null) {
            unitPower += magnitude;
        }
        next++;
        return true;
    }

    private boolean dozen() {
        if (unitPower != null || tokens.is(next - 1, Kind.DOZEN)) {
            return false;
        }
        return begin(part.multiply(TWELVE), 1, next + 1);
    }

    /** Adds a word to the part, as in "twenty-five", or begins a part with it, as in "two thousand one hundred". */
    private boolean word(int index) {
        Token token = tokens.at(index);
        boolean word = token.is(Kind.UNIT) || token.is(Kind.TENS);
        if (!word || unitPower != null || token.number().compareTo(BigDecimal.valueOf(room)) >= 0) {
            return false;
        }
        if (power > HUNDRED) {
            if (tokens.at(index + 1).isMagnitude() && tokens.at(index + 1).power() >= power) {
                return false;
            }
            close();
        }
        return begin(part.add(token.number()), token.is(Kind.TENS) ? 10 : 1, index + 1);
    }

    private void close() {
        total = total.add(part);
        limit = power;
        part = BigDecimal.ZERO;
    }

    private boolean andAHalf() {
        if (power > 0 || unitPower != null || !tokens.is(next + 1, Kind.ARTICLE) || !tokens.is(next + 2, Kind.HALF)) {
            return false;
        }
        unitPower = -1;
        return begin(part.add(HALF), 1, next + 3);
    }

    /** "one hundred and five", but not the second number of "between one hundred and two hundred". */
    private boolean andWords() {
        boolean words = !tokens.is(from, Kind.DIGITS) && power > 0;
        int end = tokens.is(next + 2, Kind.DASH) || tokens.is(next + 2, Kind.UNIT) ? next + 4 : next + 2;
        return words && !multiplies(next + 2) && !multiplies(end) && word(next + 1);
    }

    /** The next part: right behind a magnitude as in 734万1700, or with a smaller magnitude of its own. */
    private boolean digits(Token token) {
        boolean whole = unitPower == null
                && inner == null
                && part.signum() > 0
                && token.number().scale() == 0;
        boolean smaller = power > 0
                && token.number().signum() > 0
                && token.number().compareTo(BigDecimal.ONE.scaleByPowerOfTen(power)) < 0;
        Token after = tokens.at(next + 1);
        boolean joined = after.isMagnitude() ? after.power() < power : !token.spaced();
        if (!whole || !smaller || !joined) {
            return false;
        }
        close();
        return begin(token.number(), 1, next + 1);
    }

    private Measure measure(int afterDash) {
        if (tokens.is(from, Kind.TIMES)) {
            return Measure.TIMES;
        }
        if (tokens.is(afterDash, Kind.FOLD)) {
            next = afterDash + 1;
            return Measure.TIMES;
        }
        if (tokens.is(afterDash, Kind.PERCENT)) {
            next = afterDash + 1;
            return Measure.PERCENT;
        }
        if (isPercentBefore() || (tokens.is(from, Kind.HALF) && part.compareTo(HALF_IN_PERCENT) == 0)) {
            return Measure.PERCENT;
        }
        if (tokens.is(next, Kind.MONEY)) {
            next++;
            return Measure.MONEY;
        }
        return tokens.is(from - 1, Kind.MONEY) ? Measure.MONEY : Measure.COUNT;
    }

    /** "yüzde 39,1", 百分之八十, and %39,1 where the sign does not end a number before. */
    private boolean isPercentBefore() {
        Token before = tokens.at(from - 1);
        boolean sign = before.is(Kind.PERCENT) && !tokens.at(from).spaced() && (before.spaced() || from == 1);
        return sign || before.is(Kind.PERCENT_BEFORE);
    }
}
