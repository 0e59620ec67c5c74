package org.corvee.phrase;

import java.util.Locale;
import java.util.regex.Pattern;

/**
 * Takes away what a publisher or a mirror may vary without saying anything: width, case, quotes, kinds of space, pinyin
 * that was added after characters.
 */
final class Normaliser {

    private static final Pattern PINYIN = Pattern.compile("(?<=\\p{IsHan})\\([a-zà-öø-ÿāēīōūǖǎěǐǒǔǘǚǜ]{1,7}\\)");
    private static final Pattern INVISIBLE = Pattern.compile("[\\p{Cf}\\p{Cc}&&[^\\s]]");
    private static final Pattern QUOTES = Pattern.compile("[\"“”„«»「」『』]");
    private static final Pattern COMMAS = Pattern.compile("[,、]{2,}");
    private static final Pattern SPACES = Pattern.compile("[\\s\\p{Z}]+");
    private static final Pattern NAMED_PLANS = Pattern.compile("\\b[a-z0-9]+-year plans?\\b");
    private static final Pattern ISO_DATES = Pattern.compile("\\b\\d{4}-\\d{2}-\\d{2}\\b");

    private Normaliser() {}

    static String normalise(String phrase) {
        StringBuilder text = new StringBuilder(phrase.length());
        for (int i = 0; i < phrase.length(); i++) {
            text.append(narrow(phrase.charAt(i)));
        }
        String lower = text.toString().toLowerCase(Locale.ROOT);
        lower = INVISIBLE.matcher(lower).replaceAll("");
        lower = PINYIN.matcher(lower).replaceAll("");
        lower = QUOTES.matcher(lower).replaceAll(" ");
        lower = COMMAS.matcher(lower).replaceAll(",");
        lower = SPACES.matcher(lower).replaceAll(" ");
        lower = NAMED_PLANS.matcher(lower).replaceAll("plan");
        return ISO_DATES.matcher(lower).replaceAll("date").strip();
    }

    private static char narrow(char character) {
        return switch (character) {
            case '‐', '‑', '−' -> '-';
            case '—', '―' -> '–';
            case '〜' -> '~';
            case '’', '‘' -> '\'';
            default -> FullWidth.narrow(character);
        };
    }
}
