package org.corvee.chart;

import java.util.List;
import java.util.stream.Collectors;
import org.corvee.chart.Lettering.Weight;

/** Puts title, plot, key and everything that is printed below a picture under each other. */
final class Composition {

    /** Sizes of print in points. Nothing is smaller than {@link #SMALLEST}. */
    static final double TITLE = 8.5;

    static final double BODY = 7;
    static final double SMALL = 6.5;
    static final double SMALLEST = 6;

    /** How far a footnote's number stands above the baseline. */
    static final double RAISED = 1.7;

    private static final double MARGIN = 3;
    private static final double FOOTNOTE_INDENT = 8;

    private Composition() {}

    static Sheet of(Chart chart) {
        Sheet sheet = new Sheet(chart.title(), chart.widthMillimetres());
        Lettering lettering = sheet.lettering();
        double width = sheet.width() - 2 * MARGIN;
        double y = MARGIN;
        y = sheet.text(lettering.balanced(chart.title(), Weight.BOLD, TITLE, width), MARGIN, y, Palette.INK);
        y = sheet.text(lettering.wrap(chart.subtitle(), BODY, width), MARGIN, y + 1, Palette.SOFT);
        Key key = new Key();
        y = plot(sheet, chart.plot(), key, MARGIN, width, y + 6);
        y = key.place(sheet, MARGIN, width, y);
        y = footnotes(sheet, chart.footnotes(), width, y + 4);
        y = sheet.text(lettering.wrap(chart.note(), SMALL, width), MARGIN, y + 2, Palette.INK);
        y = sheet.text(lettering.wrap(chart.sources(), SMALL, width), MARGIN, y + 2, Palette.SOFT);
        y = sheet.text(lettering.wrap(chart.edition(), SMALLEST, width), MARGIN, y + 1, Palette.SOFT);
        sheet.setHeight(y + MARGIN);
        return sheet;
    }

    private static double plot(Sheet sheet, Plot plot, Key key, double left, double width, double top) {
        if (plot instanceof Plot.Trend trend) {
            return new TrendFigure(sheet, key, left, width).place(trend, top);
        }
        if (plot instanceof Plot.Dots dots) {
            return new DotsFigure(sheet, key, left, width).place(dots, top);
        }
        if (plot instanceof Plot.Grid grid) {
            return new GridFigure(sheet, left, width).place(grid, top);
        }
        throw new IllegalStateException("no way to draw " + plot);
    }

    private static double footnotes(Sheet sheet, List<String> footnotes, double width, double top) {
        double y = top;
        for (int i = 0; i < footnotes.size(); i++) {
            TextLine number = sheet.lettering().line(Integer.toString(i + 1), SMALLEST);
            List<TextLine> text = sheet.lettering().wrap(footnotes.get(i), SMALL, width - FOOTNOTE_INDENT);
            double baseline =
                    y + (text.isEmpty() ? number.ascent() : text.get(0).ascent());
            sheet.text(number, MARGIN + FOOTNOTE_INDENT - 2 - number.width(), baseline - RAISED, Palette.INK);
            y = sheet.text(text, MARGIN + FOOTNOTE_INDENT, y, Palette.INK);
        }
        return y;
    }

    /** The numbers of footnotes as they stand beside a mark. */
    static String numbers(List<Integer> footnotes) {
        return footnotes.stream().map(String::valueOf).collect(Collectors.joining(","));
    }
}
