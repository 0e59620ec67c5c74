package org.corvee.chart;

import java.awt.geom.Rectangle2D;
import java.time.LocalDate;
import java.util.List;
import java.util.stream.IntStream;
import org.jfree.chart.axis.NumberAxis;
import org.jfree.chart.ui.RectangleEdge;

/** Whole years from left to right; a day stands in its year as far right as days have passed. */
final class TimeAxis {

    private static final List<Integer> STEPS = List.of(1, 2, 5, 10, 20, 50, 100);

    private final int firstYear;
    private final int lastYear;
    private final Rectangle2D area;
    private final NumberAxis axis;

    TimeAxis(int firstYear, int lastYear, double left, double right) {
        this.firstYear = firstYear;
        this.lastYear = lastYear;
        this.area = new Rectangle2D.Double(left, 0, right - left, 1);
        this.axis = Axes.ticked(
                IntStream.rangeClosed(firstYear, lastYear + 1)
                        .mapToObj(year -> (double) year)
                        .toList(),
                firstYear,
                lastYear + 1);
    }

    static double position(LocalDate day) {
        return day.getYear() + (day.getDayOfYear() - 1.0) / day.lengthOfYear();
    }

    static double middle(Mark mark) {
        return (position(mark.start()) + position(mark.end().plusDays(1))) / 2;
    }

    NumberAxis axis() {
        return axis;
    }

    double left() {
        return area.getMinX();
    }

    double right() {
        return area.getMaxX();
    }

    double x(double position) {
        return axis.valueToJava2D(position, area, RectangleEdge.BOTTOM);
    }

    /**
     * Writes as many years as stand apart.
     *
     * @return where they end
     */
    double write(Sheet sheet, double top) {
        TextLine widest = sheet.lettering().line(Integer.toString(lastYear), Composition.SMALL);
        double perYear = area.getWidth() / (lastYear - firstYear + 1);
        int step = STEPS.stream()
                .filter(years -> years * perYear >= widest.width() + 4)
                .findFirst()
                .orElse(lastYear);
        for (int year = firstYear; year <= lastYear; year++) {
            if (year % step == 0) {
                TextLine text = sheet.lettering().line(Integer.toString(year), Composition.SMALL);
                sheet.text(text, x(year + 0.5) - text.width() / 2, top + text.ascent(), Palette.INK);
            }
        }
        return top + widest.height();
    }
}
