package org.corvee.phrase;

/** Finds the digits that are years and days, so that they are not taken for quantities. */
final class Dates {

    private static final int LONGEST_MONTH = 31;

    private final Tokens tokens;

    private Dates(Tokens tokens) {
        this.tokens = tokens;
    }

    static void mark(Tokens tokens) {
        Dates dates = new Dates(tokens);
        // Backwards first: in 2017至2019年 the character after the second year tells of the first one, too.
        for (int i = tokens.size() - 1; i >= 0; i--) {
            if (dates.isBare(i) && dates.isToldByWhatFollows(i)) {
                tokens.retype(i, Kind.DATE);
            }
        }
        for (int i = 0; i < tokens.size(); i++) {
            if (dates.isBare(i) && dates.isToldByWhatPrecedes(i)) {
                tokens.retype(i, Kind.DATE);
            }
        }
    }

    private boolean isToldByWhatFollows(int index) {
        Token token = tokens.at(index);
        Token next = tokens.at(index + 1);
        if (isDay(token) && (next.text().matches("[月日号號]") || next.is(Kind.MONTH))) {
            return true;
        }
        if (!token.looksLikeYear()) {
            return false;
        }
        return switch (next.kind()) {
            case HAN -> next.text().equals("年");
            case DASH -> tokens.is(index + 2, Kind.DATE) || tokens.at(index + 2).looksLikeYear();
            case TO, AND -> tokens.is(index + 2, Kind.DATE);
            default -> false;
        };
    }

    private boolean isToldByWhatPrecedes(int index) {
        Token token = tokens.at(index);
        Token before = tokens.at(index - 1);
        Token next = tokens.at(index + 1);
        if (isDay(token) && before.is(Kind.MONTH)) {
            return true;
        }
        if (!token.looksLikeYear()) {
            return false;
        }
        return switch (before.kind()) {
            case YEAR_BEFORE, PARTICLE, ARTICLE, FROM, BETWEEN, MONTH -> true;
            // "300,000 over 2019" compares with a year, "over 2019 laborers" counts.
            case AT_LEAST, TO -> !next.is(Kind.WORD) && !next.is(Kind.HAN);
            case COMMA, AND, DASH -> tokens.is(index - 2, Kind.DATE);
            default -> index == 0 && next.is(Kind.COMMA);
        };
    }

    private static boolean isDay(Token token) {
        return token.text().matches("[0-9]{1,2}") && token.number().intValueExact() <= LONGEST_MONTH;
    }

    /** Digits that nothing beside them makes a measure. */
    private boolean isBare(int index) {
        Token next = tokens.at(index + 1);
        return tokens.is(index, Kind.DIGITS)
                && !tokens.is(index - 1, Kind.MONEY)
                && !next.isMagnitude()
                && !next.is(Kind.PERCENT)
                && !next.is(Kind.MONEY)
                && !next.is(Kind.MORE);
    }
}
