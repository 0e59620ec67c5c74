package org.corvee.phrase;

import java.math.BigDecimal;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Cuts a normalised phrase into tokens. */
final class Lexer {

    /** Nothing is counted beyond this; longer runs of digits are codes. */
    private static final int MOST_DIGITS = 30;

    private static final Pattern RUN = Pattern.compile("[0-9]+(?:[.,][0-9]+)*");
    private static final Pattern PLAIN = Pattern.compile("[0-9]+(?:\\.[0-9]+)?");
    private static final Pattern THOUSANDS_COMMA = Pattern.compile("[0-9]{1,3}(?:,[0-9]{3})+(?:\\.[0-9]+)?");
    private static final Pattern THOUSANDS_POINT = Pattern.compile("[0-9]{1,3}(?:\\.[0-9]{3})+(?:,[0-9]+)?");
    private static final Pattern DECIMAL_COMMA = Pattern.compile("[0-9]+,[0-9]+");
    private static final Pattern WORD = Pattern.compile("[\\p{L}\\p{M}&&[^\\p{IsHan}ぁ-ヿ]]+(?:'[a-z]+)?");
    private static final Pattern ORDINAL = Pattern.compile("(?:st|nd|rd|th)\\b");
    private static final Pattern REFERENCE = Pattern.compile("\\[[0-9, ]+]");

    private final String text;
    private final boolean decimalComma;
    private final Tokens tokens = new Tokens();
    private int position;
    private boolean spaced;

    private Lexer(String text) {
        this.text = text;
        this.decimalComma = Lexicon.hasDecimalComma(text);
    }

    static Tokens tokens(String normalised) {
        Lexer lexer = new Lexer(normalised);
        while (lexer.position < normalised.length()) {
            lexer.next();
        }
        Dates.mark(lexer.tokens);
        return lexer.tokens;
    }

    private void next() {
        char here = text.charAt(position);
        if (here == ' ') {
            spaced = true;
            position++;
            return;
        }
        if (skip(REFERENCE) || digits() || hanNumeral() || entry()) {
            spaced = false;
            return;
        }
        Matcher word = at(WORD);
        if (word.lookingAt()) {
            Lexicon.Entry meaning = Lexicon.find(word.group()).orElse(new Lexicon.Entry(Kind.WORD, 0));
            add(meaning.kind(), word.end(), BigDecimal.valueOf(meaning.number()));
        } else {
            int end = position + Character.charCount(text.codePointAt(position));
            add(Lexicon.isHan(text.codePointAt(position)) ? Kind.HAN : Kind.OTHER, end, BigDecimal.ZERO);
        }
        spaced = false;
    }

    private boolean skip(Pattern pattern) {
        Matcher matcher = at(pattern);
        if (!matcher.lookingAt()) {
            return false;
        }
        add(Kind.OTHER, matcher.end(), BigDecimal.ZERO);
        return true;
    }

    private boolean digits() {
        int start = isMinus() ? position + 1 : position;
        Matcher run = RUN.matcher(text).region(start, text.length());
        if (!run.lookingAt()) {
            return false;
        }
        String number = plain(run.group());
        if (number.isEmpty() || number.length() > MOST_DIGITS || isPartOfCode(position, run.end())) {
            add(Kind.DATE, run.end(), BigDecimal.ZERO);
        } else {
            BigDecimal value = new BigDecimal(number);
            add(Kind.DIGITS, run.end(), start > position ? value.negate() : value);
        }
        return true;
    }

    /** The digits with a decimal point and without separators; empty when they are not written as a number. */
    private String plain(String run) {
        Pattern thousands = decimalComma ? THOUSANDS_POINT : THOUSANDS_COMMA;
        if (thousands.matcher(run).matches()) {
            return run.replace(decimalComma ? "." : ",", "").replace(',', '.');
        }
        if (PLAIN.matcher(run).matches()) {
            return run;
        }
        boolean looksLikeThousands = !decimalComma && run.matches("[0-9]+,[0-9]{3}");
        return DECIMAL_COMMA.matcher(run).matches() && !looksLikeThousands ? run.replace(',', '.') : "";
    }

    /** A minus sign: before a digit, after nothing that could be the start of a range or the stem of a word. */
    private boolean isMinus() {
        if (text.charAt(position) != '-' || (position > 0 && !spaced && text.charAt(position - 1) != '(')) {
            return false;
        }
        return !endsNumber(tokens.last());
    }

    private static boolean endsNumber(Token token) {
        return switch (token.kind()) {
            case DIGITS, UNIT, TENS, MAGNITUDE, PLURAL, HALF, PERCENT, MONEY, MORE, DATE -> true;
            default -> false;
        };
    }

    /** Digits of a name, an ordinal, a time or a fraction: XPCC1, COVID-19, 12th, 10:30, 1/3. */
    private boolean isPartOfCode(int start, int end) {
        if (ORDINAL.matcher(text).region(end, text.length()).lookingAt()) {
            return true;
        }
        Token before = tokens.last();
        boolean afterLetters = !spaced && Lexicon.isLetter(charAt(start - 1)) && !before.is(Kind.MONEY);
        boolean afterHyphen = !spaced
                && charAt(start - 1) == '-'
                && Lexicon.isLetter(charAt(start - 2))
                && !endsNumber(tokens.at(tokens.size() - 2));
        boolean afterJoint = isJoint(start - 1) && isDigit(start - 2);
        return afterLetters || afterHyphen || afterJoint || (isJoint(end) && isDigit(end + 1));
    }

    private boolean isJoint(int index) {
        return charAt(index) == '/' || charAt(index) == ':';
    }

    private boolean isDigit(int index) {
        return charAt(index) >= '0' && charAt(index) <= '9';
    }

    private char charAt(int index) {
        return index >= 0 && index < text.length() ? text.charAt(index) : ' ';
    }

    private boolean hanNumeral() {
        Optional<HanNumeral> numeral = HanNumeral.at(text, position);
        if (numeral.isEmpty()) {
            return false;
        }
        long number = numeral.get().number();
        add(number == 0 ? Kind.HAN : Kind.DIGITS, numeral.get().end(), BigDecimal.valueOf(number));
        return true;
    }

    private boolean entry() {
        int length = Lexicon.longestAt(text, position);
        if (length == 0) {
            return false;
        }
        Lexicon.Entry entry =
                Lexicon.find(text.substring(position, position + length)).orElseThrow();
        add(entry.kind(), position + length, BigDecimal.valueOf(entry.number()));
        return true;
    }

    private Matcher at(Pattern pattern) {
        return pattern.matcher(text).region(position, text.length());
    }

    private void add(Kind kind, int end, BigDecimal number) {
        tokens.add(new Token(kind, text.substring(position, end), number, spaced));
        position = end;
    }
}
