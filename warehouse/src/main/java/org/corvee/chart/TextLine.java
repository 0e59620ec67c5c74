package org.corvee.chart;

import java.awt.Shape;
import java.awt.geom.Rectangle2D;
import java.util.List;

/**
 * Shaped text on one line, its baseline starting at the origin.
 *
 * @param text what it says
 * @param outline its letters
 * @param width from the first letter to the end of the last one
 * @param ascent from the baseline up, the gap to the line above included
 * @param descent from the baseline down
 */
record TextLine(String text, Shape outline, double width, double ascent, double descent) {

    double height() {
        return ascent + descent;
    }

    Rectangle2D place(double x, double baseline) {
        return new Rectangle2D.Double(x, baseline - ascent, width, height());
    }

    static double height(List<TextLine> lines) {
        return lines.stream().mapToDouble(TextLine::height).sum();
    }

    static double width(List<TextLine> lines) {
        return lines.stream().mapToDouble(TextLine::width).max().orElse(0);
    }
}
