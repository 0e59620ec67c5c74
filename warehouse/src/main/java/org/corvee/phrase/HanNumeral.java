package org.corvee.phrase;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A number below ten thousand in Chinese characters, such as 两百三十. Characters of numbers stand in many words (统一, 万一,
 * 十三五), so it is only taken where a counter or a magnitude follows, and never after 第.
 *
 * @param end the place after it
 * @param number 0 for characters that are no number here
 */
record HanNumeral(int end, long number) {

    private static final String DIGITS = "零一二三四五六七八九";
    private static final String PERCENT = "百分之";
    private static final Pattern RUN = Pattern.compile("[零〇一二三四五六七八九两兩十百千]+");
    private static final String DIGIT = "([一二三四五六七八九])";
    private static final Pattern SHAPE =
            Pattern.compile("(?:" + DIGIT + "千)?零?(?:" + DIGIT + "百)?零?(?:" + DIGIT + "?(十))?零?" + DIGIT + "?");
    private static final Pattern COUNTED = Pattern.compile("[多余餘]?[万萬亿億人名个個户戶家次倍项項批种種县縣村份场場元円%]");

    static Optional<HanNumeral> at(String text, int start) {
        Matcher run = RUN.matcher(text).region(start, text.length());
        if (!run.lookingAt() || text.startsWith(PERCENT, start) || isMagnitudeOfDigits(text, start, run.group())) {
            return Optional.empty();
        }
        Matcher shape =
                SHAPE.matcher(run.group().replace('两', '二').replace('兩', '二').replace('〇', '零'));
        boolean ordinal = start > 0 && text.charAt(start - 1) == '第';
        boolean counted = text.startsWith(PERCENT, start - PERCENT.length())
                || COUNTED.matcher(text).region(run.end(), text.length()).lookingAt();
        long number = ordinal || !counted || !shape.matches() ? 0 : number(shape);
        return Optional.of(new HanNumeral(run.end(), number));
    }

    /** In 5千 and 300多百 the character belongs to the digits. */
    private static boolean isMagnitudeOfDigits(String text, int start, String run) {
        return start > 0 && "0123456789多余餘数數几幾".indexOf(text.charAt(start - 1)) >= 0 && run.matches("[百千]");
    }

    private static long number(Matcher shape) {
        long tens = shape.group(4) == null ? 0 : Math.max(1, digit(shape.group(3)));
        return 1000 * digit(shape.group(1)) + 100 * digit(shape.group(2)) + 10 * tens + digit(shape.group(5));
    }

    private static long digit(@Nullable String character) {
        return character == null ? 0 : DIGITS.indexOf(character);
    }
}
