package org.corvee.phrase;

import java.util.ArrayList;
import java.util.List;
import org.corvee.phrase.Mention.Counted;
import org.corvee.phrase.Mention.Whole;

/** Puts the numbers of a phrase together: lists share their last words, and two numbers may be the ends of a range. */
final class Sentence {

    /** What stands between two neighbours. */
    private enum Link {
        NONE,
        COMMA,
        /** The last comma or "and" of a list. */
        LAST,
        RANGE,
        /** "from X to Y": two numbers, the first of which may share the words of the second. */
        FROM_TO
    }

    private final Tokens tokens;
    private final List<Mention> mentions;

    private Sentence(Tokens tokens) {
        this.tokens = tokens;
        this.mentions = new ArrayList<>(MentionReader.mentions(tokens));
    }

    static List<Quantity> quantities(Tokens tokens) {
        Sentence sentence = new Sentence(tokens);
        sentence.shareWords();
        sentence.joinRanges();
        return sentence.mentions.stream().map(Mention::quantity).toList();
    }

    /** From the end: "105.7, 273.6 and 99 percent" are three percentages. */
    private void shareWords() {
        boolean list = false;
        for (int i = mentions.size() - 2; i >= 0; i--) {
            Link link = link(i);
            list = link == Link.LAST || (list && link == Link.COMMA);
            boolean shares = list || link == Link.RANGE || link == Link.FROM_TO;
            if (shares
                    && mentions.get(i) instanceof Counted counted
                    && mentions.get(i + 1) instanceof Counted following) {
                mentions.set(i, counted.sharing(following));
            }
        }
    }

    private void joinRanges() {
        for (int i = 0; i < mentions.size() - 1; i++) {
            if (link(i) == Link.RANGE
                    && mentions.get(i) instanceof Counted low
                    && mentions.get(i + 1) instanceof Counted high
                    && isRange(low.numeral(), high.numeral())) {
                Quantity range =
                        new Quantity(null, low.numeral().value(), high.numeral().value(), Bound.RANGE);
                mentions.set(i, new Whole(range, low.from(), high.to()));
                mentions.remove(i + 1);
            }
        }
    }

    private static boolean isRange(Numeral low, Numeral high) {
        return low.isComparable(high) && low.value().compareTo(high.value()) < 0;
    }

    private Link link(int index) {
        if (!(mentions.get(index) instanceof Counted first) || !(mentions.get(index + 1) instanceof Counted second)) {
            return Link.NONE;
        }
        int from = first.to();
        int to = second.from();
        Token before = tokens.at(first.from() - 1);
        if (to > from && before.is(Kind.FROM) && tokens.is(to - 1, Kind.TO) && areYears(from, to - 1)) {
            return Link.FROM_TO;
        }
        if (to == from + 2) {
            return tokens.is(from, Kind.COMMA) && tokens.is(from + 1, Kind.AND) ? Link.LAST : Link.NONE;
        }
        if (to != from + 1) {
            return Link.NONE;
        }
        boolean range = !second.isQualifiedBefore();
        return switch (tokens.at(from).kind()) {
            case COMMA -> Link.COMMA;
            case DASH -> range ? Link.RANGE : Link.NONE;
            case TO -> range && !before.text().equals("by") ? Link.RANGE : Link.NONE;
            case AND -> range && before.is(Kind.BETWEEN) ? Link.RANGE : Link.LAST;
            default -> Link.NONE;
        };
    }

    /** Nothing, or words such as "in 2022". */
    private boolean areYears(int from, int to) {
        for (int i = from; i < to; i++) {
            if (!tokens.is(i, Kind.DATE) && !tokens.is(i, Kind.YEAR_BEFORE)) {
                return false;
            }
        }
        return true;
    }
}
