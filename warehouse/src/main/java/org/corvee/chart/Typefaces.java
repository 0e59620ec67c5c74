package org.corvee.chart;

import java.awt.Font;
import java.awt.FontFormatException;
import java.awt.GraphicsEnvironment;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/**
 * The fonts, in the order in which they are asked for a letter: the one that ships with the program, then those that
 * this machine has.
 */
final class Typefaces {

    /** Fonts of the machine that go well with the one that ships; the others follow by name. */
    private static final List<String> PREFERRED = List.of(
            "Noto Sans CJK SC",
            "Noto Sans SC",
            "Noto Sans Tibetan",
            "Noto Serif Tibetan",
            "Noto Sans",
            "Noto Naskh Arabic",
            "Noto Sans Arabic");

    private static final Font REGULAR = shipped("DejaVuSansCondensed.ttf");
    private static final Font BOLD = shipped("DejaVuSansCondensed-Bold.ttf");

    private Typefaces() {}

    /** Looks at the machine's fonts only when the stream comes to them: that takes half a second. */
    static Stream<Font> of(Lettering.Weight weight, float size) {
        Font shipped = weight == Lettering.Weight.BOLD ? BOLD : REGULAR;
        return Stream.concat(
                        Stream.of(shipped),
                        Stream.of(weight)
                                .flatMap(wanted -> (wanted == Lettering.Weight.BOLD
                                                ? Installed.BOLD_FIRST
                                                : Installed.REGULAR_FIRST)
                                        .stream()))
                .map(font -> font.deriveFont(size));
    }

    private static Font shipped(String file) {
        String name = "/net/sf/jasperreports/fonts/dejavu/" + file;
        try (InputStream stream = Typefaces.class.getResourceAsStream(name)) {
            if (stream == null) {
                throw new IllegalStateException("the font " + name + " is not on the class path");
            }
            return Font.createFont(Font.TRUETYPE_FONT, stream);
        } catch (FontFormatException | IOException e) {
            throw new IllegalStateException("the font " + name + " cannot be read", e);
        }
    }

    /** Loaded on first use. */
    private static final class Installed {

        private static final List<Font> ALL = Arrays.stream(
                        GraphicsEnvironment.getLocalGraphicsEnvironment().getAllFonts())
                .filter(font -> !isSlanted(font))
                .toList();
        private static final List<Font> REGULAR_FIRST = sorted(false);
        private static final List<Font> BOLD_FIRST = sorted(true);

        private static List<Font> sorted(boolean isBoldFirst) {
            return ALL.stream()
                    .sorted(Comparator.<Font>comparingInt(font -> rank(font.getFamily(Locale.ENGLISH)))
                            .thenComparing(font -> isBold(font) != isBoldFirst)
                            .thenComparingInt(
                                    font -> font.getFontName(Locale.ENGLISH).length())
                            .thenComparing(font -> font.getFontName(Locale.ENGLISH)))
                    .toList();
        }

        private static int rank(String family) {
            int rank = PREFERRED.indexOf(family);
            return rank < 0 ? PREFERRED.size() : rank;
        }

        private static boolean isBold(Font font) {
            return font.getFontName(Locale.ENGLISH).endsWith("Bold");
        }

        private static boolean isSlanted(Font font) {
            String name = font.getFontName(Locale.ENGLISH);
            return name.contains("Italic") || name.contains("Oblique");
        }
    }
}
