package org.corvee.chart;

import java.awt.Color;
import java.awt.geom.Rectangle2D;
import java.math.BigDecimal;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import org.jfree.chart.axis.NumberAxis;
import org.jfree.chart.ui.RectangleEdge;
import org.jspecify.annotations.Nullable;

/** Draws the marks of one panel, with their bands and rivals behind them and their labels in the room that is left. */
final class TrendMarks {

    /** Thickness of the bar of a period that is not one year. */
    static final double BAR = 3;

    private static final double HALF_LEAST_BAR = 0.9;

    /** A band that does not reach out of its mark by more than a hair is not drawn. */
    static final double HIDDEN = Symbol.RADIUS + 0.6;

    private static final double FAR = 4;

    private final Sheet sheet;
    private final Key key;
    private final Rectangle2D area;
    private final NumberAxis values;
    private final LabelPlacer room;

    TrendMarks(Sheet sheet, Key key, Rectangle2D area, NumberAxis values, LabelPlacer room) {
        this.sheet = sheet;
        this.key = key;
        this.area = area;
        this.values = values;
        this.room = room;
    }

    /** A mark with its place on the sheet; a height is NaN where there is no number. */
    record Spot(Mark mark, int series, double from, double to, double value, double low, double high) {

        double middle() {
            return (from + to) / 2;
        }

        /** Where the mark or, without a value, its band stands. */
        double y() {
            if (!Double.isNaN(value)) {
                return value;
            }
            if (!Double.isNaN(low) && !Double.isNaN(high)) {
                return (low + high) / 2;
            }
            return Double.isNaN(low) ? high : low;
        }

        boolean isWordsOnly() {
            return Double.isNaN(y());
        }
    }

    Spot spot(Mark mark, int series, TimeAxis years) {
        return new Spot(
                mark,
                series,
                years.x(TimeAxis.position(mark.start())),
                years.x(TimeAxis.position(mark.end().plusDays(1))),
                y(mark.amount().value()),
                y(mark.amount().low()),
                y(mark.amount().high()));
    }

    double y(@Nullable BigDecimal value) {
        return value == null ? Double.NaN : values.valueToJava2D(value.doubleValue(), area, RectangleEdge.LEFT);
    }

    /** Everything but the labels. */
    void draw(List<Spot> spots) {
        spots.forEach(this::band);
        spots.forEach(this::rivals);
        spots.forEach(this::mark);
    }

    private void band(Spot spot) {
        boolean hasLow = !Double.isNaN(spot.low());
        boolean hasHigh = !Double.isNaN(spot.high());
        if (hasLow && hasHigh) {
            closedBand(spot);
        } else if (hasLow || hasHigh) {
            openBand(spot, hasLow);
        }
    }

    private void closedBand(Spot spot) {
        double height = spot.low() - spot.high();
        double reach = Math.max(spot.low() - spot.y(), spot.y() - spot.high());
        if (!Double.isNaN(spot.value()) && reach < HIDDEN) {
            return;
        }
        key.add(Key.Entry.BAND);
        Color color = Palette.color(spot.series());
        if (spot.mark().isFullYear()) {
            Whisker.upright(sheet, spot.middle(), spot.high(), spot.low(), color);
        } else {
            sheet.fill(
                    new Rectangle2D.Double(spot.from(), spot.high(), spot.to() - spot.from(), height),
                    Palette.tint(color, 0.7));
        }
        room.avoid(new Rectangle2D.Double(spot.middle() - 1, spot.high(), 2, height));
    }

    private void openBand(Spot spot, boolean isUp) {
        key.add(Key.Entry.OPEN_BAND);
        double x = spot.middle();
        double known = isUp ? spot.low() : spot.high();
        double start = spot.y();
        double end = isUp
                ? Math.min(start, known) - Whisker.OPEN
                : Math.min(area.getMaxY(), Math.max(start, known) + Whisker.OPEN);
        Color color = Palette.color(spot.series());
        if (Math.abs(known - start) > 0.1) {
            sheet.line(x, known, x, start, color, 0.7);
        }
        if (Math.abs(end - start) > 1) {
            Whisker.arrow(sheet, x, start, x, end, color);
        }
        room.avoid(new Rectangle2D.Double(x - 1.5, Math.min(start, end), 3, Math.abs(end - start)));
    }

    private void rivals(Spot spot) {
        for (BigDecimal rival : spot.mark().rivals()) {
            key.add(Key.Entry.RIVAL);
            double y = y(rival);
            double x = spot.middle();
            sheet.line(x - Whisker.RIVAL, y, x + Whisker.RIVAL, y, Palette.INK, Whisker.RIVAL_THICKNESS);
            room.avoid(new Rectangle2D.Double(x - Whisker.RIVAL, y - 0.6, 2 * Whisker.RIVAL, 1.2));
        }
    }

    private void mark(Spot spot) {
        Color color = Palette.color(spot.series());
        Rectangle2D place = place(spot);
        room.avoid(place);
        if (spot.isWordsOnly()) {
            key.add(Key.Entry.WORDS);
            TextLine mark = sheet.lettering().line("?", Lettering.Weight.BOLD, Composition.BODY);
            sheet.text(mark, spot.middle() - mark.width() / 2, area.getMaxY() - 2, color);
            return;
        }
        sheet.mark(place);
        if (!spot.mark().isFullYear()) {
            key.add(Key.Entry.PERIOD);
        }
        if (Double.isNaN(spot.value())) {
            withoutValue(spot, color);
            return;
        }
        key.add(spot.mark().nature());
        if (spot.mark().isFullYear()) {
            Symbol.draw(sheet, spot.mark().nature(), spot.series(), spot.middle(), spot.value(), color);
        } else {
            bar(spot, place, color);
        }
    }

    /** The ends of a band say its nature where no value can. */
    private void withoutValue(Spot spot, Color color) {
        double x = spot.middle();
        for (double end : new double[] {spot.low(), spot.high()}) {
            if (Double.isNaN(end)) {
                continue;
            }
            if (spot.mark().nature() == Nature.ACTUAL) {
                sheet.line(x - 2, end, x + 2, end, color, 0.7);
            } else {
                key.add(spot.mark().nature());
                Symbol.draw(sheet, spot.mark().nature(), spot.series(), x, end, color);
            }
        }
    }

    private void bar(Spot spot, Rectangle2D place, Color color) {
        Rectangle2D bar = new Rectangle2D.Double(place.getMinX(), spot.value() - BAR / 2, place.getWidth(), BAR);
        if (spot.mark().nature() == Nature.ACTUAL) {
            sheet.fill(bar, color);
        } else {
            sheet.fill(bar, Color.WHITE);
            sheet.draw(bar, color, 0.7);
            Symbol.draw(sheet, spot.mark().nature(), spot.series(), spot.middle(), spot.value(), color);
        }
    }

    private Rectangle2D place(Spot spot) {
        double r = Symbol.RADIUS;
        if (spot.isWordsOnly()) {
            return new Rectangle2D.Double(spot.middle() - 2, area.getMaxY() - 8, 4, 8);
        }
        if (spot.mark().isFullYear()) {
            return new Rectangle2D.Double(spot.middle() - r, spot.y() - r, 2 * r, 2 * r);
        }
        double half = Math.max(HALF_LEAST_BAR, (spot.to() - spot.from()) / 2 - 0.3);
        double thick = spot.mark().nature() == Nature.ACTUAL ? BAR / 2 : r;
        return new Rectangle2D.Double(spot.middle() - half, spot.y() - thick, 2 * half, 2 * thick);
    }

    /** Writes label and footnote numbers beside each mark; the longest are the hardest to place and come first. */
    void label(List<Spot> spots) {
        record Label(Spot spot, Tag tag) {}
        List<Label> labels = spots.stream()
                .map(spot -> new Label(
                        spot,
                        Tag.of(
                                sheet,
                                Objects.requireNonNullElse(spot.mark().label(), ""),
                                spot.mark().footnotes(),
                                Composition.SMALL)))
                .filter(label -> !label.tag().isEmpty())
                .sorted(Comparator.comparing((Label label) -> -label.tag().width()))
                .toList();
        for (Label label : labels) {
            Tag tag = label.tag();
            Rectangle2D place = room.place(place(label.spot()), tag.width(), tag.height());
            connect(place(label.spot()), place);
            tag.writeOverLines(sheet, place.getMinX(), place.getMinY(), Palette.INK);
        }
    }

    /** A label that found no room close by is led to its mark. */
    private void connect(Rectangle2D mark, Rectangle2D label) {
        double fromX = Math.max(mark.getMinX(), Math.min(label.getCenterX(), mark.getMaxX()));
        double fromY = Math.max(mark.getMinY(), Math.min(label.getCenterY(), mark.getMaxY()));
        double toX = Math.max(label.getMinX(), Math.min(fromX, label.getMaxX()));
        // The letters do not fill their line from top to bottom.
        double toY = Math.max(label.getMinY() + 2, Math.min(fromY, label.getMaxY() - 2));
        if (Math.hypot(toX - fromX, toY - fromY) > FAR) {
            sheet.line(fromX, fromY, toX, toY, Palette.RULE, 0.35);
        }
    }
}
