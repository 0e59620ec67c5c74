package org.corvee.document;

import java.text.Normalizer;
import java.util.regex.Pattern;
import org.corvee.phrase.FullWidth;

/**
 * A text without what a page may vary and say the same: kinds of space, full-width letters, kinds of quotes, and spaces beside
 * Chinese characters, which stand where lines were broken. A digit stays the digit that it is: none is moved next to another,
 * and raised or enclosed ones are no plain ones.
 */
final class PlainForm {

    private static final Pattern INVISIBLE = Pattern.compile("[\\p{Cf}\\p{Cc}&&[^\\s]]");
    private static final Pattern SPACES = Pattern.compile("[\\s\\p{Z}]+");
    private static final String CHINESE = "[\\p{IsHan}\\u3001-\\u303F]";
    private static final Pattern BESIDE_CHINESE = Pattern.compile(" (?=" + CHINESE + ")|(?<=" + CHINESE + ") ");

    private PlainForm() {}

    static String of(String text) {
        String composed = Normalizer.normalize(text, Normalizer.Form.NFC);
        StringBuilder plain = new StringBuilder(composed.length());
        for (int i = 0; i < composed.length(); i++) {
            plain.append(plain(composed.charAt(i)));
        }
        String visible = INVISIBLE.matcher(plain).replaceAll("");
        String spaced = SPACES.matcher(visible).replaceAll(" ").strip();
        return BESIDE_CHINESE.matcher(spaced).replaceAll("");
    }

    private static char plain(char character) {
        return switch (character) {
            case '“', '”', '„' -> '"';
            case '‘', '’' -> '\'';
            default -> FullWidth.narrow(character);
        };
    }
}
