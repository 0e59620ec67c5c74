package org.corvee.format;

import java.io.IOException;
import java.io.Reader;
import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;
import org.corvee.problem.Location;
import org.corvee.problem.Problem;

/**
 * Tells a text that somebody saved anew in UTF-8. Most encodings can read such bytes too, and make other names of them.
 *
 * <p>A text is taken for UTF-8 where all that is not ASCII in it is UTF-8, of characters that exist, and one of them takes as
 * many bytes as chance seldom makes: two in an encoding of one byte a character, three in others, since two bytes are a
 * common Chinese character as well as a rare letter. The first bytes that are no UTF-8 end the search, which for a text as it
 * should be is in its first line of Chinese.
 */
final class Utf8Copy {

    private static final int BUFFER = 1 << 16;
    private static final int FIRST_BEYOND_ASCII = 0x80;
    private static final int FIRST_OF_THREE_BYTES = 0x800;

    private final int telling;
    private long line = 1;
    private int found = -1;
    private long foundOnLine;

    private Utf8Copy(Charset declared) {
        this.telling = declared.newEncoder().maxBytesPerChar() > 1 ? FIRST_OF_THREE_BYTES : FIRST_BEYOND_ASCII;
    }

    /** What is wrong with a file that its source declares to be in another encoding; empty where nothing is. */
    static Optional<Problem> find(Path file, Charset declared, Location location) throws IOException {
        if (declared.name().startsWith("UTF") || declared.equals(StandardCharsets.US_ASCII)) {
            return Optional.empty();
        }
        Utf8Copy copy = new Utf8Copy(declared);
        if (!copy.isUtf8(file) || copy.found < 0) {
            return Optional.empty();
        }
        String name = declared.name().toLowerCase(Locale.ROOT);
        return Optional.of(Problem.cannot(location.atLine(copy.foundOnLine), "decode", "the file")
                .expected(name)
                .found(String.format(
                        Locale.ROOT,
                        "utf-8, here U+%04X: a copy that was saved anew; get the file again, or turn it back with iconv -f"
                                + " utf-8 -t %s",
                        copy.found,
                        name)));
    }

    private boolean isUtf8(Path file) throws IOException {
        char[] characters = new char[BUFFER];
        try (Reader in = Files.newBufferedReader(file, StandardCharsets.UTF_8)) {
            for (int read = in.read(characters); read >= 0; read = in.read(characters)) {
                if (!allExist(CharBuffer.wrap(characters, 0, read))) {
                    return false;
                }
            }
            return true;
        } catch (CharacterCodingException e) {
            return false;
        }
    }

    /** Whether all characters exist; remembers the first that tells, and its line. */
    private boolean allExist(CharSequence text) {
        for (int i = 0; i < text.length(); i++) {
            int character = text.charAt(i);
            if (character == '\n') {
                line++;
            } else if (character >= FIRST_BEYOND_ASCII) {
                character = Character.codePointAt(text, i);
                i += Character.charCount(character) - 1;
                if (!Character.isDefined(character)) {
                    return false;
                }
                if (found < 0 && character >= telling) {
                    found = character;
                    foundOnLine = line;
                }
            }
        }
        return true;
    }
}
