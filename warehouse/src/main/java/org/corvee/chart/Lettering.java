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

/** Turns text of any script into outlines: each character in the first font that has it, shaped and in its direction. */
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
