package org.corvee.phrase;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Finds the numbers and vague words of a phrase and the words that qualify each. */
final class MentionReader {

    /** How far 以上 may stand behind its number: 10萬人次以上. */
    private static final int LONGEST_COUNTER = 4;

    /** The strongest first: what is "up to about 25,000" has a ceiling. */
    private static final List<Kind> STRENGTH = List.of(Kind.AT_LEAST, Kind.AT_MOST, Kind.NEARLY, Kind.APPROX);

    private final Tokens tokens;
    private final List<Mention> mentions = new ArrayList<>();

    private MentionReader(Tokens tokens) {
        this.tokens = tokens;
    }

    static List<Mention> mentions(Tokens tokens) {
        MentionReader reader = new MentionReader(tokens);
        int index = 0;
        while (index < tokens.size()) {
            index = reader.read(index);
        }
        return reader.mentions;
    }

    private int read(int index) {
        Mention mention = VagueReader.at(tokens, index);
        if (mention == null) {
            Optional<Numeral> numeral = NumeralReader.at(tokens, index);
            if (numeral.isEmpty()) {
                return index + 1;
            }
            mention = qualified(numeral.get());
        }
        mentions.add(mention);
        return mention.to();
    }

    private Mention qualified(Numeral numeral) {
        int end = mentions.isEmpty() ? 0 : mentions.get(mentions.size() - 1).to();
        Set<Kind> found = EnumSet.noneOf(Kind.class);
        int from = numeral.from();
        for (int i = numeral.from() - 1; i >= end && qualifiesBefore(i, end); i--) {
            if (!tokens.is(i, Kind.ARTICLE)) {
                found.add(tokens.is(i, Kind.DASH) ? Kind.APPROX : tokens.at(i).kind());
                from = i;
            }
        }
        if (numeral.inner() != null) {
            found.add(numeral.inner());
        }
        int to = after(numeral.to());
        Kind after = meaningAfter(tokens.at(to).kind());
        if (after != null) {
            found.add(after);
            to++;
        } else {
            to = numeral.to();
        }
        Kind strongest = STRENGTH.stream().filter(found::contains).findFirst().orElse(null);
        return new Mention.Counted(numeral, strongest, from, to);
    }

    /** A sign "~" means "about", unless a number ends before it. */
    private boolean qualifiesBefore(int index, int end) {
        boolean tilde = tokens.isText(index, "~") && !tokens.at(index + 1).spaced() && (index > end || end == 0);
        return tilde
                || tokens.is(index, Kind.ARTICLE)
                || STRENGTH.contains(tokens.at(index).kind());
    }

    /** The first token after a number that is not its counter. */
    private int after(int to) {
        int end = to;
        while (end < to + LONGEST_COUNTER && tokens.is(end, Kind.HAN)) {
            end++;
        }
        return end;
    }

    private static @Nullable Kind meaningAfter(Kind kind) {
        return switch (kind) {
            case AT_LEAST_AFTER -> Kind.AT_LEAST;
            case AT_MOST_AFTER -> Kind.AT_MOST;
            case APPROX_AFTER -> Kind.APPROX;
            default -> null;
        };
    }
}
