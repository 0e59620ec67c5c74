package org.corvee.chart;

import java.awt.Font;
import java.awt.Shape;
import java.awt.font.FontRenderContext;
import java.awt.font.LineBreakMeasurer;
import java.awt.font.TextAttribute;
import java.awt.font.TextLayout;
import java.awt.geom.AffineTransform;
import java.awt.geom.Rectangle2D;
import java.text.AttributedString;
import java.text.BreakIterator;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.corvee.problem.Location;
import org.corvee.problem.Problem;
import org.corvee.problem.ProblemException;

/** Turns text of any script into outlines: each letter in the first font that has it, shaped and in its direction. */
final class Lettering {

    enum Weight {
        REGULAR,
        BOLD
    }

    /** Text is shaped at this size and made smaller as an outline, so that no size of print is hinted. */
    private static final int SHAPING_SIZE = 100;

    private static final double ASCENT = 0.93;
    private static final double DESCENT = 0.25;

    private static final FontRenderContext CONTEXT = new FontRenderContext(null, true, true);

    private final Location location;
    private final Map<Key, TextLine> lines = new HashMap<>();

    private record Key(String text, Weight weight, double size) {}

    /** @param location what a message about a missing letter names */
    Lettering(Location location) {
        this.location = location;
    }

    /** One line, however wide it becomes. */
    TextLine line(String text, Weight weight, double size) {
        return lines.computeIfAbsent(new Key(text, weight, size), key -> shape(clean(text), weight, size));
    }

    TextLine line(String text, double size) {
        return line(text, Weight.REGULAR, size);
    }

    /** As many lines as it takes to stay within {@code width}; none for an empty text. */
    List<TextLine> wrap(String text, Weight weight, double size, double width) {
        String clean = clean(text);
        if (clean.isEmpty()) {
            return List.of();
        }
        LineBreakMeasurer measurer = new LineBreakMeasurer(
                attributed(clean, weight).getIterator(), BreakIterator.getLineInstance(Locale.ENGLISH), CONTEXT);
        List<TextLine> wrapped = new ArrayList<>();
        while (measurer.getPosition() < clean.length()) {
            int start = measurer.getPosition();
            TextLayout layout = measurer.nextLayout((float) (width / size * SHAPING_SIZE));
            wrapped.add(line(clean.substring(start, measurer.getPosition()).strip(), layout, size));
        }
        return wrapped;
    }

    List<TextLine> wrap(String text, double size, double width) {
        return wrap(text, Weight.REGULAR, size, width);
    }

    /** As many lines as {@link #wrap} gives, but of about the same width, so that no word stands alone. */
    List<TextLine> balanced(String text, Weight weight, double size, double width) {
        List<TextLine> widest = wrap(text, weight, size, width);
        if (widest.size() < 2) {
            return widest;
        }
        List<TextLine> best = widest;
        double tooNarrow = 0;
        double enough = TextLine.width(widest);
        while (enough - tooNarrow > 1) {
            double tried = (tooNarrow + enough) / 2;
            List<TextLine> lines = wrap(text, weight, size, tried);
            if (lines.size() == widest.size() && !breaksWord(lines, text)) {
                best = lines;
                enough = tried;
            } else {
                tooNarrow = tried;
            }
        }
        return best;
    }

    List<TextLine> balanced(String text, double size, double width) {
        return balanced(text, Weight.REGULAR, size, width);
    }

    /** Whether a line ends where the text has neither a space nor another place to break. */
    private static boolean breaksWord(List<TextLine> lines, String text) {
        BreakIterator breaks = BreakIterator.getLineInstance(Locale.ENGLISH);
        String clean = clean(text);
        breaks.setText(clean);
        int end = 0;
        for (TextLine line : lines.subList(0, lines.size() - 1)) {
            end = clean.indexOf(line.text(), end) + line.text().length();
            int next = end < clean.length() && clean.charAt(end) == ' ' ? end + 1 : end;
            if (!breaks.isBoundary(next)) {
                return true;
            }
        }
        return false;
    }

    private TextLine shape(String text, Weight weight, double size) {
        if (text.isEmpty()) {
            return new TextLine("", new Rectangle2D.Double(), 0, ASCENT * size, DESCENT * size);
        }
        return line(text, new TextLayout(attributed(text, weight).getIterator(), CONTEXT), size);
    }

    private static TextLine line(String text, TextLayout layout, double size) {
        double scale = size / SHAPING_SIZE;
        Shape outline = layout.getOutline(AffineTransform.getScaleInstance(scale, scale));
        Rectangle2D bounds = outline.getBounds2D();
        // Stacked letters reach further than Latin ones; the line grows with them.
        double ascent = Math.max(ASCENT * size, -bounds.getMinY() + size / 10);
        double descent = Math.max(DESCENT * size, bounds.getMaxY());
        return new TextLine(text, outline, layout.getVisibleAdvance() * scale, ascent, descent);
    }

    /** The text with a font for each of its runs. */
    private AttributedString attributed(String text, Weight weight) {
        AttributedString attributed = new AttributedString(text);
        // The pictures are in English: a line that starts with an Uyghur name still reads from the left.
        attributed.addAttribute(TextAttribute.RUN_DIRECTION, TextAttribute.RUN_DIRECTION_LTR);
        BreakIterator letters = BreakIterator.getCharacterInstance(Locale.ENGLISH);
        letters.setText(text);
        int start = letters.first();
        for (int end = letters.next(); end != BreakIterator.DONE; end = letters.next()) {
            attributed.addAttribute(TextAttribute.FONT, font(text, text.substring(start, end), weight), start, end);
            start = end;
        }
        return attributed;
    }

    private Font font(String text, String letter, Weight weight) {
        return Typefaces.of(weight, SHAPING_SIZE)
                .filter(candidate -> candidate.canDisplayUpTo(letter) < 0)
                .findFirst()
                .orElseThrow(() -> new ProblemException(Problem.cannot(location, "draw", "the text", text)
                        .expected("an installed font that has '" + letter + "' (" + codePoints(letter)
                                + "), such as those of the Debian packages fonts-noto-core and fonts-noto-cjk")
                        .found("none")));
    }

    private static String codePoints(String letter) {
        return letter.codePoints()
                .mapToObj(point -> String.format("U+%04X", point))
                .reduce((a, b) -> a + " " + b)
                .orElse("");
    }

    private static String clean(String text) {
        return text.replaceAll("\\s+", " ").strip();
    }
}
