package org.corvee.phrase;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/** The words that say something of numbers, in lower case. A longer entry hides the shorter ones inside it. */
final class Lexicon {

    /**
     * What a word does.
     *
     * @param number its number or its power of ten; 0 when it has neither
     */
    record Entry(Kind kind, int number) {}

    /** Words of the languages that print a decimal comma. */
    private static final Pattern DECIMAL_COMMA = Pattern.compile(
            "\\b(milliarden?|millionen|mrd|mio|tausend|prozent|mehr als|miliard[io]|milion[ei]|oltre|per cento|milyar\\p{L}*"
                    + "|milyon\\p{L}*|yüzde)\\b|\\dmila\\b",
            Pattern.UNICODE_CHARACTER_CLASS);

    private static final Pattern BAR = Pattern.compile("|", Pattern.LITERAL);
    private static final Map<String, Entry> ENTRIES = new HashMap<>();
    private static final int LONGEST;

    static {
        numbers();
        magnitudes();
        units();
        qualifiersBefore();
        qualifiersAfter();
        vague();
        grammar();
        LONGEST = ENTRIES.keySet().stream().mapToInt(String::length).max().orElseThrow();
    }

    private Lexicon() {}

    static boolean hasDecimalComma(String text) {
        return DECIMAL_COMMA.matcher(text).find();
    }

    /** The longest entry that starts at a place, as the length of its text. Latin words are only found whole. */
    static int longestAt(String text, int start) {
        for (int end = Math.min(text.length(), start + LONGEST); end > start; end--) {
            if (ENTRIES.containsKey(text.substring(start, end)) && isWhole(text, start, end)) {
                return end - start;
            }
        }
        return 0;
    }

    /** What a text does, where it is an entry or an inflected one. */
    static Optional<Entry> find(String text) {
        Entry entry = ENTRIES.get(text);
        if (entry == null && text.startsWith("milyon")) {
            entry = ENTRIES.get("milyon");
        } else if (entry == null && text.startsWith("milyar")) {
            entry = ENTRIES.get("milyar");
        }
        return Optional.ofNullable(entry);
    }

    /** A letter of a script with spaces between words. */
    static boolean isLetter(int codePoint) {
        return Character.isLetter(codePoint) && !Character.isIdeographic(codePoint) && !isKana(codePoint);
    }

    static boolean isHan(int codePoint) {
        return Character.isIdeographic(codePoint) || isKana(codePoint);
    }

    private static boolean isKana(int codePoint) {
        return codePoint >= 'ぁ' && codePoint <= 'ヿ';
    }

    private static boolean isWhole(String text, int start, int end) {
        boolean cutBefore = start > 0 && isLetter(text.charAt(start - 1)) && isLetter(text.charAt(start));
        boolean cutAfter = end < text.length() && isLetter(text.charAt(end - 1)) && isLetter(text.charAt(end));
        return !cutBefore && !cutAfter;
    }

    private static List<String> split(String words) {
        return BAR.splitAsStream(words).toList();
    }

    private static void put(Kind kind, int number, String words) {
        for (String word : split(words)) {
            ENTRIES.put(word, new Entry(kind, number));
        }
    }

    private static void put(Kind kind, String words) {
        put(kind, 0, words);
    }

    private static void numbers() {
        String units =
                "one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|thirteen|fourteen|fifteen|sixteen"
                        + "|seventeen|eighteen|nineteen";
        List<String> words = split(units);
        for (int i = 0; i < words.size(); i++) {
            put(Kind.UNIT, i + 1, words.get(i));
            put(Kind.TIMES, i + 1, words.get(i) + "fold");
        }
        List<String> tens = split("twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety");
        for (int i = 0; i < tens.size(); i++) {
            put(Kind.TENS, (i + 2) * 10, tens.get(i));
            put(Kind.TIMES, (i + 2) * 10, tens.get(i) + "fold");
        }
        put(Kind.COUNT, 1, "once");
        put(Kind.COUNT, 2, "both|twice");
        put(Kind.TIMES, 2, "double|doubled|doubles");
        put(Kind.TIMES, 3, "triple|tripled|triples");
        put(Kind.TIMES, 4, "quadruple|quadrupled");
        put(Kind.HALF, "half");
        put(Kind.WORD, "one another|no one|first half|second half|double-digit|once again|at once");
        put(Kind.FRACTION, "third|thirds|quarter|quarters|fifth|fifths|tenth|tenths|halves");
    }

    private static void magnitudes() {
        put(Kind.MAGNITUDE, 2, "hundred|百");
        put(Kind.MAGNITUDE, 3, "thousand|千|tausend|mila|bin");
        put(Kind.MAGNITUDE, 4, "万|萬");
        put(Kind.MAGNITUDE, 6, "million|millionen|mio.|mio|mn|milioni|milione|milyon");
        put(Kind.MAGNITUDE, 8, "亿|億");
        put(Kind.MAGNITUDE, 9, "billion|bn|milliarden|milliarde|mrd.|mrd|miliardi|miliardo|milyar");
        put(Kind.MAGNITUDE, 12, "trillion|兆");
        put(Kind.PLURAL, 1, "tens");
        put(Kind.PLURAL, 2, "hundreds");
        put(Kind.PLURAL, 3, "thousands");
        put(Kind.PLURAL, 6, "millions");
        put(Kind.PLURAL, 9, "billions");
        put(Kind.DOZEN, "dozen");
        put(Kind.DOZENS, "dozens");
    }

    private static void units() {
        put(Kind.PERCENT, "percent|per cent|%|‰|percentage points|percentage point|prozent|per cento|percento|パーセント");
        put(Kind.PERCENT, "个百分点|個百分點|百分点|百分點");
        put(Kind.PERCENT_BEFORE, "yüzde|百分之");
        put(Kind.MONEY, "$|us$|€|£|¥|rmb|cny|usd|eur|dollars|dollar|u.s. dollars|us dollars|yuan|yuana|euro|euros");
        put(Kind.MONEY, "元|円|圓|美元|人民币|人民幣|人民元|欧元|歐元|元人民币|元人民幣|di yuan");
        put(Kind.FOLD, "fold");
        put(Kind.MONTH, "january|february|march|april|may|june|july|august|september|october|november|december");
    }

    private static void qualifiersBefore() {
        put(
                Kind.AT_LEAST,
                "over|more than|above|at least|exceeding|exceeded|exceeds|exceed|surpassing|surpassed|upwards of");
        put(
                Kind.AT_LEAST,
                "no less than|not less than|no fewer than|not fewer than|a minimum of|in excess of|not just");
        put(Kind.AT_LEAST, "超过|超過|超|逾|至少|不少于|不少於|不低于|不低於|mehr als|über|mindestens|oltre|più di|almeno");
        put(
                Kind.AT_MOST,
                "up to|at most|within|no more than|not more than|less than|fewer than|under|below|as many as");
        put(Kind.AT_MOST, "as much as|not exceeding|not over|not above|a maximum of|不到|不超过|不超過|最多|至多");
        put(Kind.AT_MOST, "bis zu|höchstens|weniger als|fino a|meno di");
        put(Kind.APPROX, "about|around|approximately|approx.|approx|roughly|some|circa|ca.|约|約|大约|大約|etwa|rund");
        put(Kind.APPROX, "yaklaşık");
        put(Kind.NEARLY, "near|nearly|almost|approaches|approaching|approached|close to|近|将近|將近|接近|fast|knapp|quasi");
        put(Kind.HAN, "最近|附近|合约|合約");
    }

    private static void qualifiersAfter() {
        put(Kind.AT_LEAST_AFTER, "or more|and more|or above|and above|or higher|+|以上|überstiegen|übersteigt|fazla");
        put(Kind.AT_MOST_AFTER, "or less|or fewer|or below|or under|以内|以內|以下");
        put(Kind.APPROX_AFTER, "左右|or so");
        put(Kind.MORE, "多|余|餘");
    }

    private static void vague() {
        put(Kind.SEVERAL, "several");
        put(Kind.MOST, "most|majority of|a majority|the majority|the majority of|a majority of");
        put(Kind.WORD, "the most|most likely|most recent|most recently|most important");
    }

    private static void grammar() {
        put(Kind.FROM, "from|从|從|由|von|da");
        put(Kind.TO, "to|至|到|bis");
        put(Kind.BETWEEN, "between|zwischen|tra|fra");
        put(Kind.AND, "and|和|und|e|ve");
        put(Kind.DASH, "-|–|~");
        put(Kind.COMMA, ",|、");
        put(Kind.YEAR_BEFORE, "in|since|by|for|during|until|till|before|after|through|early|late|mid|end|year|entire");
        put(Kind.YEAR_BEFORE, "im|jahr|nel|seit|fiscal");
        put(Kind.ARTICLE, "a|an");
        put(Kind.PARTICLE, "of|the");
    }
}
