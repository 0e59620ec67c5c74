package org.corvee.chart;

import java.awt.Color;
import java.util.List;

/**
 * A short text with the raised numbers of its footnotes.
 *
 * @param text may be empty
 * @param numbers may be empty
 */
record Tag(TextLine text, TextLine numbers) {

    static Tag of(Sheet sheet, String text, List<Integer> footnotes, double size) {
        return new Tag(
                sheet.lettering().line(text, size),
                sheet.lettering().line(Composition.numbers(footnotes), Composition.SMALLEST));
    }

    boolean isEmpty() {
        return width() == 0;
    }

    double width() {
        return text.width() + gap() + numbers.width();
    }

    double ascent() {
        if (text.width() == 0) {
            return numbers.ascent();
        }
        return Math.max(text.ascent(), numbers.width() == 0 ? 0 : numbers.ascent() + Composition.RAISED);
    }

    double height() {
        return ascent() + (text.width() == 0 ? numbers.descent() : text.descent());
    }

    private double gap() {
        return text.width() > 0 && numbers.width() > 0 ? 0.6 : 0;
    }

    /** Writes it from the upper left corner of its place. */
    void write(Sheet sheet, double left, double top, Color color) {
        double baseline = top + ascent();
        sheet.text(text, left, baseline, color);
        sheet.text(numbers, left + text.width() + gap(), baseline - raised(), color);
    }

    /** Writes it where lines may pass behind it. */
    void writeOverLines(Sheet sheet, double left, double top, Color color) {
        double baseline = top + ascent();
        sheet.textOverLines(text, left, baseline, color);
        sheet.textOverLines(numbers, left + text.width() + gap(), baseline - raised(), color);
    }

    private double raised() {
        return text.width() == 0 ? 0 : Composition.RAISED;
    }
}
