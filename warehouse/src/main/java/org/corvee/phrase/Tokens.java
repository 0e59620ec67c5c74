package org.corvee.phrase;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;

/** The tokens of a phrase. Before the first and after the last stands a token that says nothing. */
final class Tokens {

    private static final Token NOTHING = new Token(Kind.OTHER, "", BigDecimal.ZERO, true);

    private final List<Token> list = new ArrayList<>();

    void add(Token token) {
        list.add(token);
    }

    void retype(int index, Kind kind) {
        list.set(index, list.get(index).as(kind));
    }

    int size() {
        return list.size();
    }

    Token at(int index) {
        return index >= 0 && index < list.size() ? list.get(index) : NOTHING;
    }

    Token last() {
        return at(list.size() - 1);
    }

    boolean is(int index, Kind kind) {
        return at(index).is(kind);
    }

    /** Whether a word that is no grammar for us stands there. */
    boolean isText(int index, String text) {
        return at(index).text().equals(text);
    }
}
