package org.corvee.format;

import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.corvee.phrase.Bound;
import org.corvee.phrase.NumberPhrase;
import org.corvee.phrase.Quantity;
import org.corvee.problem.Location;
import org.corvee.problem.Problem;
import org.corvee.source.ColumnSpec;
import org.corvee.source.PhraseRule;
import org.jspecify.annotations.Nullable;

/** Compares what was entered in a row with what its number phrase states. */
final class PhraseCheck {

    private final PhraseRule rule;
    private final List<String> columns;

    PhraseCheck(PhraseRule rule, List<ColumnSpec> columns) {
        this.rule = rule;
        this.columns = columns.stream().map(ColumnSpec::name).toList();
    }

    String column() {
        return rule.phrase();
    }

    /**
     * What is wrong with a row.
     *
     * @param values of the row in the order of the columns
     */
    Optional<Problem> problem(List<@Nullable Object> values, Location line) {
        String phrase = text(values, rule.phrase());
        List<Quantity> stated = NumberPhrase.parse(phrase);
        Problem problem = Problem.cannot(line, "match", rule.phrase(), phrase);
        if (stated.isEmpty()) {
            return text(values, rule.note()).isEmpty()
                    ? Optional.of(problem.expected("a " + rule.note() + ", since the phrase states no number"))
                    : Optional.empty();
        }
        String bound = text(values, rule.bound());
        Optional<Quantity> entered = Bound.find(bound)
                .map(found -> new Quantity(
                        number(values, rule.value()), number(values, rule.low()), number(values, rule.high()), found));
        if (entered.isPresent()
                && (stated.stream().anyMatch(one -> agree(one, entered.get()))
                        || isCountedToTheUnit(phrase, entered.get(), text(values, rule.note())))) {
            return Optional.empty();
        }
        return Optional.of(problem.expected(
                        "one of " + stated.stream().map(Quantity::toString).collect(Collectors.joining("; ")))
                .found(entered.map(Quantity::toString).orElse(rule.bound() + " '" + bound + "'")));
    }

    /** A decline is printed without its sign and entered with it. */
    private static boolean agree(Quantity stated, Quantity entered) {
        return stated.equals(entered)
                || (!stated.isNegative() && stated.negated().equals(entered));
    }

    /** 490 may be rounded or counted; a note says that it is counted. The phrase must print every digit. */
    private static boolean isCountedToTheUnit(String phrase, Quantity entered, String note) {
        BigDecimal value = entered.value();
        if (value == null || note.isEmpty() || !entered.equals(new Quantity(value, value, value, Bound.EXACT))) {
            return false;
        }
        String digits = value.stripTrailingZeros().toPlainString();
        return Pattern.compile("(?<![\\d.])" + digits + "(?![\\d.])")
                .matcher(phrase.replaceAll("(?<=\\d),(?=\\d{3})", ""))
                .find();
    }

    private String text(List<@Nullable Object> values, String column) {
        return values.get(columns.indexOf(column)) instanceof String text ? text : "";
    }

    private @Nullable BigDecimal number(List<@Nullable Object> values, String column) {
        return values.get(columns.indexOf(column)) instanceof BigDecimal number ? number : null;
    }
}
