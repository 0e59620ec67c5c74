package org.corvee.chart;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.geom.Line2D;
import java.awt.geom.Rectangle2D;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.DoubleStream;
import java.util.stream.Stream;
import org.corvee.chart.Plot.Dot;
import org.jfree.chart.axis.NumberAxis;
import org.jfree.chart.plot.ValueMarker;
import org.jfree.chart.plot.XYPlot;
import org.jfree.chart.ui.Layer;
import org.jfree.chart.ui.RectangleEdge;
import org.jspecify.annotations.Nullable;

/** Marks beside the names of categories, values from left to right. */
final class DotsFigure {

    private static final double LEAST_ROW = 11;
    private static final double GAP = 3;
    private static final double MOST_FOR_NAMES = 0.42;
    private static final int STEPS_TOWARDS_FIT = 25;

    private final Sheet sheet;
    private final Key key;
    private final double left;
    private final double width;

    DotsFigure(Sheet sheet, Key key, double left, double width) {
        this.sheet = sheet;
        this.key = key;
        this.left = left;
        this.width = width;
    }

    /** A row with its place; {@code dot} is null in the row of a heading. */
    private record Row(@Nullable Dot dot, List<TextLine> name, Tag tag, double top, double height) {

        double middle() {
            return top + height / 2;
        }
    }

    double place(Plot.Dots dots, double top) {
        if (dots.rows().isEmpty()) {
            return sheet.text(sheet.lettering().wrap("No figures.", Composition.BODY, width), left, top, Palette.INK);
        }
        key.setSideways();
        List<TextLine> title = sheet.lettering().wrap(dots.valueAxis(), Composition.BODY, width);
        double y = Math.ceil(sheet.text(title, left, top, Palette.INK) + 2);
        List<Row> rows = rows(dots.rows(), y);
        double bottom =
                rows.get(rows.size() - 1).top() + rows.get(rows.size() - 1).height() + 1;
        double names = rows.stream()
                .filter(row -> row.dot() != null)
                .mapToDouble(row -> TextLine.width(row.name()))
                .max()
                .orElse(0);
        double[] numbers =
                dots.rows().stream().flatMapToDouble(DotsFigure::numbers).toArray();
        ValueScale scale = ValueScale.of(
                DoubleStream.of(numbers).min().orElse(0),
                DoubleStream.of(numbers).max().orElse(0),
                width > 350 ? 6 : 4);
        Rectangle2D area = fit(rows, scale, Axes.whole(left + names + 5, y, left + width - Symbol.RADIUS, bottom));
        NumberAxis axis = Axes.values(scale, scale.upper());
        drawAxes(scale, area);
        for (Row row : rows) {
            write(row, axis, area);
        }
        return ticks(scale, axis, area);
    }

    private TextLine tick(ValueScale scale, BigDecimal tick) {
        return sheet.lettering().line(scale.text(tick), Composition.SMALL);
    }

    /** Writes as many ticks below the axis as stand apart, zero among them. */
    private double ticks(ValueScale scale, NumberAxis axis, Rectangle2D area) {
        double widest = scale.ticks().stream()
                .mapToDouble(tick -> tick(scale, tick).width())
                .max()
                .orElse(0);
        double apart = area.getWidth();
        for (int i = 1; i < scale.ticks().size(); i++) {
            apart = Math.min(
                    apart, x(scale.ticks().get(i), axis, area) - x(scale.ticks().get(i - 1), axis, area));
        }
        int step = (int) Math.max(1, Math.ceil((widest + 4) / apart));
        int zero = Math.max(
                0,
                scale.ticks()
                        .indexOf(scale.ticks().stream()
                                .filter(tick -> tick.signum() == 0)
                                .findFirst()
                                .orElse(BigDecimal.ZERO)));
        double end = area.getMaxY();
        for (int i = zero % step; i < scale.ticks().size(); i += step) {
            TextLine text = tick(scale, scale.ticks().get(i));
            double x = x(scale.ticks().get(i), axis, area);
            sheet.text(text, x - text.width() / 2, area.getMaxY() + 3 + text.ascent(), Palette.INK);
            end = Math.max(end, area.getMaxY() + 3 + text.height());
        }
        return end;
    }

    private List<Row> rows(List<Dot> dots, double top) {
        List<Row> rows = new ArrayList<>();
        double y = top;
        String group = null;
        for (Dot dot : dots) {
            if (dot.group() != null && !Objects.equals(group, dot.group())) {
                List<TextLine> heading =
                        sheet.lettering().wrap(dot.group(), Lettering.Weight.BOLD, Composition.BODY, width);
                y += rows.isEmpty() ? 0 : GAP;
                rows.add(new Row(null, heading, Tag.of(sheet, "", List.of(), 0), y, TextLine.height(heading) + 1));
                y += TextLine.height(heading) + 1;
            }
            group = dot.group();
            List<TextLine> name = sheet.lettering().balanced(dot.name(), Composition.BODY, width * MOST_FOR_NAMES);
            String text = dot.label() == null ? ValueScale.format(dot.amount()) : dot.label();
            Tag tag = Tag.of(sheet, text, dot.footnotes(), Composition.SMALL);
            double height = Math.max(LEAST_ROW, Math.max(TextLine.height(name), tag.height()) + 1.5);
            rows.add(new Row(dot, name, tag, y, height));
            y += height;
        }
        return rows;
    }

    private static DoubleStream numbers(Dot dot) {
        return Stream.concat(
                        Stream.of(
                                        dot.amount().value(),
                                        dot.amount().low(),
                                        dot.amount().high())
                                .filter(Objects::nonNull),
                        dot.rivals().stream())
                .mapToDouble(BigDecimal::doubleValue);
    }

    /** The part of {@code whole} that leaves room for the labels beside the outermost marks. */
    private Rectangle2D fit(List<Row> rows, ValueScale scale, Rectangle2D whole) {
        Rectangle2D area = whole;
        for (int i = 0; i < STEPS_TOWARDS_FIT; i++) {
            double overLeft = 0;
            double overRight = 0;
            NumberAxis axis = Axes.values(scale, scale.upper());
            for (Row row : rows) {
                if (row.dot() != null) {
                    double from = labelStart(row, row.dot(), axis, area);
                    overLeft = Math.max(overLeft, whole.getMinX() - from);
                    overRight = Math.max(overRight, from + row.tag().width() - whole.getMaxX());
                    for (Span span : spans(row.dot(), axis, area)) {
                        overLeft = Math.max(overLeft, whole.getMinX() - span.from());
                        overRight = Math.max(overRight, span.to() - whole.getMaxX());
                    }
                }
            }
            for (BigDecimal tick : scale.ticks()) {
                double half = tick(scale, tick).width() / 2;
                overLeft = Math.max(overLeft, left - x(tick, axis, area) + half);
                overRight = Math.max(overRight, x(tick, axis, area) + half - left - width);
            }
            if (overLeft <= 0 && overRight <= 0) {
                return area;
            }
            double from = Math.ceil(area.getMinX() + Math.max(0, overLeft));
            double to = Math.max(from + 20, Math.floor(area.getMaxX() - Math.max(0, overRight)));
            area = new Rectangle2D.Double(from, whole.getMinY(), to - from, whole.getHeight());
        }
        return area;
    }

    /** What a label must not cover, from left to right. */
    private record Span(double from, double to) {}

    /** Where everything of a dot but its label stands, the mark itself first. */
    private static List<Span> spans(Dot dot, NumberAxis axis, Rectangle2D area) {
        List<Span> spans = new ArrayList<>();
        double middle = x(anchor(dot), axis, area);
        spans.add(new Span(middle - Symbol.RADIUS - 0.6, middle + Symbol.RADIUS + 0.6));
        BigDecimal low = dot.amount().low();
        BigDecimal high = dot.amount().high();
        if (low != null || high != null) {
            double from = low == null ? middle - Whisker.OPEN : x(low, axis, area);
            double to = high == null ? middle + Whisker.OPEN : x(high, axis, area);
            double end = dot.amount().value() == null ? Symbol.RADIUS + 0.6 : 0.5;
            spans.add(new Span(Math.min(from, middle) - end, Math.max(to, middle) + end));
        }
        for (BigDecimal rival : dot.rivals()) {
            double at = x(rival, axis, area);
            spans.add(new Span(at - 0.6, at + 0.6));
        }
        return spans;
    }

    /**
     * Where the label begins: beside the mark on the side that the value points to, else on the other side when it
     * fits there, else beyond everything.
     */
    private static double labelStart(Row row, Dot dot, NumberAxis axis, Rectangle2D area) {
        List<Span> spans = spans(dot, axis, area);
        double needed = row.tag().width() + GAP;
        boolean isLeft = anchor(dot).signum() < 0;
        List<Span> ofMark =
                spans.subList(0, dot.amount().low() == null && dot.amount().high() == null ? 1 : 2);
        double toLeft = ofMark.stream().mapToDouble(Span::from).min().orElseThrow() - needed;
        double toRight = ofMark.stream().mapToDouble(Span::to).max().orElseThrow() + GAP - 0.5;
        double preferred = isLeft ? toLeft : toRight;
        if (isFree(preferred, row, spans)) {
            return preferred;
        }
        double other = isLeft ? toRight : toLeft;
        if (isFree(other, row, spans)
                && other > area.getMinX()
                && other + row.tag().width() < area.getMaxX()) {
            return other;
        }
        return isLeft
                ? spans.stream().mapToDouble(Span::from).min().orElseThrow() - needed
                : spans.stream().mapToDouble(Span::to).max().orElseThrow() + GAP - 0.5;
    }

    private static boolean isFree(double start, Row row, List<Span> spans) {
        return spans.stream().noneMatch(span -> span.from() < start + row.tag().width() + 1 && span.to() > start - 1);
    }

    /** The value, or what stands for it when only a band is stated. */
    private static BigDecimal anchor(Dot dot) {
        BigDecimal value = dot.amount().value();
        BigDecimal low = dot.amount().low();
        BigDecimal high = dot.amount().high();
        if (value != null) {
            return value;
        }
        if (low != null && high != null) {
            return low.add(high).multiply(new BigDecimal("0.5"));
        }
        if (low != null) {
            return low;
        }
        return high == null ? BigDecimal.ZERO : high;
    }

    private static double x(BigDecimal value, NumberAxis axis, Rectangle2D area) {
        return axis.valueToJava2D(value.doubleValue(), area, RectangleEdge.BOTTOM);
    }

    private void drawAxes(ValueScale scale, Rectangle2D area) {
        NumberAxis values = Axes.values(scale, scale.upper());
        values.setAxisLineVisible(true);
        NumberAxis rows = Axes.ticked(List.of(), 0, 1);
        rows.setAxisLineVisible(false);
        XYPlot plot = new XYPlot(null, values, rows, null);
        Axes.plain(plot);
        plot.setRangeGridlinesVisible(false);
        plot.setDomainGridlinesVisible(true);
        plot.addDomainMarker(new ValueMarker(0, Palette.RULE, new BasicStroke(0.7f)), Layer.BACKGROUND);
        sheet.add(graphics -> plot.draw(graphics, area, null, null, null));
    }

    private void write(Row row, NumberAxis axis, Rectangle2D area) {
        Dot dot = row.dot();
        double height = TextLine.height(row.name());
        if (dot == null) {
            sheet.text(row.name(), left, row.top(), Palette.INK);
            return;
        }
        sheet.text(row.name(), left, row.middle() - height / 2 - 0.4, Palette.INK);
        double y = row.middle();
        double x = x(anchor(dot), axis, area);
        double start = labelStart(row, dot, axis, area);
        double guided = Math.min(spans(dot, axis, area).get(0).from(), start) - 1;
        if (guided > area.getMinX()) {
            sheet.draw(new Line2D.Double(area.getMinX(), y, guided, y), Palette.RULE, Palette.dashed(0.35, 0.6f, 1.8f));
        }
        band(dot, x, y, axis, area);
        for (BigDecimal rival : dot.rivals()) {
            key.add(Key.Entry.RIVAL);
            double at = x(rival, axis, area);
            sheet.line(at, y - Whisker.RIVAL, at, y + Whisker.RIVAL, Palette.INK, Whisker.RIVAL_THICKNESS);
        }
        if (dot.amount().value() != null) {
            key.add(dot.nature());
            Symbol.draw(sheet, dot.nature(), 0, x, y, Palette.BLUE);
            sheet.mark(
                    new Rectangle2D.Double(x - Symbol.RADIUS, y - Symbol.RADIUS, 2 * Symbol.RADIUS, 2 * Symbol.RADIUS));
        }
        double above = Composition.SMALL * 0.36 - row.tag().ascent();
        row.tag().writeOverLines(sheet, start, y + above, Palette.INK);
    }

    private void band(Dot dot, double x, double y, NumberAxis axis, Rectangle2D area) {
        BigDecimal low = dot.amount().low();
        BigDecimal high = dot.amount().high();
        Color color = Palette.BLUE;
        if (low != null && high != null) {
            double from = x(low, axis, area);
            double to = x(high, axis, area);
            if (dot.amount().value() == null || Math.max(x - from, to - x) > TrendMarks.HIDDEN) {
                key.add(Key.Entry.BAND);
                Whisker.sideways(sheet, from, to, y, color);
            }
        } else if (low != null) {
            key.add(Key.Entry.OPEN_BAND);
            Whisker.arrow(sheet, Math.min(x, x(low, axis, area)), y, x + Whisker.OPEN, y, color);
        } else if (high != null) {
            key.add(Key.Entry.OPEN_BAND);
            Whisker.arrow(sheet, Math.max(x, x(high, axis, area)), y, x - Whisker.OPEN, y, color);
        }
        if (dot.amount().value() == null) {
            withoutValue(dot, y, axis, area);
        }
    }

    /** The ends of a band say its nature where no value can. */
    private void withoutValue(Dot dot, double y, NumberAxis axis, Rectangle2D area) {
        List<BigDecimal> ends = Stream.of(dot.amount().low(), dot.amount().high())
                .filter(Objects::nonNull)
                .toList();
        if (ends.isEmpty() && dot.label() == null) {
            key.add(Key.Entry.WORDS);
        }
        for (BigDecimal end : ends) {
            double at = x(end, axis, area);
            if (dot.nature() == Nature.ACTUAL) {
                sheet.line(at, y - 2, at, y + 2, Palette.BLUE, 0.7);
            } else {
                key.add(dot.nature());
                Symbol.draw(sheet, dot.nature(), 0, at, y, Palette.BLUE);
            }
        }
    }
}
