package org.corvee.phrase;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Writes a quantity in English. Several ways to write a number say different things of its last digit, so the first
 * phrase, from the most to the least usual, that is read as the same quantity is taken.
 */
final class PhrasePrinter {

    private static final int MILLION = 6;
    private static final int TRILLION = 12;
    private static final int USUAL_DECIMALS = 3;
    private static final List<String> SMALL = List.of("", "ten ", "hundred ");
    private static final List<String> GREAT = List.of("", "thousand ", "million ", "billion ");
    private static final List<Plural> PLURALS = List.of(
            new Plural("tens", 1),
            new Plural("hundreds", 2),
            new Plural("thousands", 3),
            new Plural("millions", 6),
            new Plural("billions", 9));

    private record Plural(String word, int power) {}

    private PhrasePrinter() {}

    static String print(Quantity quantity) {
        return phrases(quantity).stream()
                .filter(phrase -> NumberPhrase.parse(phrase).equals(List.of(quantity)))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException(
                        "cannot print quantity '" + quantity + "': expected one that a phrase states"));
    }

    private static List<String> phrases(Quantity quantity) {
        BigDecimal value = quantity.value();
        BigDecimal low = quantity.low();
        BigDecimal high = quantity.high();
        if (value == null) {
            return withoutValue(low, high);
        }
        BigDecimal half = low == null || high == null
                ? BigDecimal.ZERO
                : value.subtract(low).max(high.subtract(value));
        return words(quantity.bound()).stream()
                .flatMap(words -> numbers(value, half).stream().map(number -> words + number))
                .toList();
    }

    private static List<String> words(Bound bound) {
        return switch (bound) {
            case EXACT -> List.of("");
            case APPROX -> List.of("about ", "nearly ");
            case AT_LEAST -> List.of("over ");
            case AT_MOST -> List.of("up to ");
            case RANGE, VAGUE -> List.of();
        };
    }

    /** Phrases of a number, half a unit of whose last digit is given. */
    private static List<String> numbers(BigDecimal value, BigDecimal half) {
        List<String> phrases = new ArrayList<>();
        int digits = value.precision() - value.scale();
        int great = digits > MILLION ? (digits - 1) / 3 * 3 : 0;
        if (value.movePointLeft(great).stripTrailingZeros().scale() <= USUAL_DECIMALS) {
            phrases.add(number(value, great, 0));
        }
        phrases.add(number(value, 0, 0));
        int last = half.precision() - half.scale();
        phrases.add(number(value, great, great - last));
        phrases.add(number(value, 0, 0) + " percent");
        int greater = (Math.max(last, 0) / 3 + 1) * 3;
        phrases.add(number(value, greater, greater - last));
        return phrases;
    }

    /** A number in units of a power of ten that has a name, with at least so many decimals. */
    private static String number(BigDecimal value, int power, int decimals) {
        BigDecimal number = value.movePointLeft(power).stripTrailingZeros();
        BigDecimal scaled = number.setScale(Math.max(Math.max(number.scale(), 0), decimals), RoundingMode.UNNECESSARY);
        return (String.format(Locale.ROOT, "%,." + scaled.scale() + "f ", scaled) + name(power)).strip();
    }

    /** "hundred thousand " for 5. */
    private static String name(int power) {
        return SMALL.get(power % 3) + GREAT.get(power % TRILLION / 3) + "trillion ".repeat(power / TRILLION);
    }

    private static List<String> withoutValue(@Nullable BigDecimal low, @Nullable BigDecimal high) {
        if (low == null) {
            return List.of();
        }
        if (high != null) {
            Stream<String> range = Stream.of(number(low, 0, 0) + " to " + number(high, 0, 0), "most");
            return Stream.concat(range, pluralsOf(low)).toList();
        }
        return List.of("dozens", "several " + name(power(low)).strip());
    }

    /** "hundreds of thousands" for 200000. */
    private static Stream<String> pluralsOf(BigDecimal low) {
        return PLURALS.stream()
                .flatMap(first -> PLURALS.stream()
                        .filter(second -> first.power + second.power == power(low))
                        .map(second -> first.word + " of " + second.word));
    }

    private static int power(BigDecimal number) {
        return Math.max(0, number.precision() - number.scale() - 1);
    }
}
