package org.corvee.chart;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.geom.Line2D;
import java.awt.geom.Rectangle2D;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.DoubleStream;
import java.util.stream.Stream;
import org.corvee.chart.Plot.Break;
import org.corvee.chart.Plot.Panel;
import org.corvee.chart.Plot.Series;
import org.jfree.chart.axis.AxisLocation;
import org.jfree.chart.plot.CombinedDomainXYPlot;
import org.jfree.chart.plot.ValueMarker;
import org.jfree.chart.plot.XYPlot;
import org.jfree.chart.renderer.xy.XYLineAndShapeRenderer;
import org.jfree.chart.ui.Layer;
import org.jfree.chart.ui.RectangleEdge;
import org.jfree.chart.ui.RectangleInsets;
import org.jfree.data.xy.XYSeries;
import org.jfree.data.xy.XYSeriesCollection;

/**
 * Marks over time. JFreeChart scales the axes and draws grid, axes and the lines that join marks; this class decides
 * which marks may be joined, and finds room for everything that is written.
 */
final class TrendFigure {

    /** Thickness of the bar of a period that is not one year. */
    static final double BAR = 3;

    private static final double WIDE = 350;
    private static final double TICK = 2.5;
    private static final double GAP_TO_LABELS = 6;
    private static final double SYMBOL_WIDTH = 6.5;
    private static final double MOST_LINES_OF_A_TICK = 4;

    private final Sheet sheet;
    private final Key key;
    private final double left;
    private final double width;
    private final boolean isWide;

    TrendFigure(Sheet sheet, Key key, double left, double width) {
        this.sheet = sheet;
        this.key = key;
        this.left = left;
        this.width = width;
        this.isWide = width > WIDE;
    }

    /** A mark with its place on the sheet; a height is NaN where there is no number. */
    private record Spot(Mark mark, int series, double from, double to, double value, double low, double high) {

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

    /** What is known of a panel before it has a place. */
    private static final class Frame {
        private final Panel panel;
        private final ValueScale scale;
        private final List<TextLine> title;
        private final List<List<TextLine>> names = new ArrayList<>();
        private double strip;
        private double height;
        private Rectangle2D area = new Rectangle2D.Double();

        Frame(Panel panel, ValueScale scale, List<TextLine> title) {
            this.panel = panel;
            this.scale = scale;
            this.title = title;
        }
    }

    double place(Plot.Trend trend, double top) {
        List<Mark> all = trend.panels().stream()
                .flatMap(panel -> panel.series().stream())
                .flatMap(series -> series.marks().stream())
                .toList();
        if (all.isEmpty()) {
            return sheet.text(sheet.lettering().wrap("No figures.", Composition.BODY, width), left, top, Palette.INK);
        }
        int firstYear =
                all.stream().mapToInt(mark -> mark.start().getYear()).min().orElseThrow();
        int lastYear = all.stream().mapToInt(mark -> mark.end().getYear()).max().orElseThrow();
        List<Frame> frames = trend.panels().stream().map(this::frame).toList();
        double tickWidth = frames.stream()
                .flatMap(frame -> frame.scale.ticks().stream().map(frame.scale::text))
                .mapToDouble(text -> small(text).width())
                .max()
                .orElse(0);
        double namesWidth = frames.stream()
                .flatMap(frame -> frame.names.stream())
                .mapToDouble(TextLine::width)
                .max()
                .orElse(0);
        double plotLeft = left + tickWidth + TICK + 2;
        double plotRight = left + width - namesWidth - SYMBOL_WIDTH - GAP_TO_LABELS;
        TimeAxis years = new TimeAxis(firstYear, lastYear, plotLeft, plotRight);
        double gap = 0;
        for (Frame frame : frames) {
            frame.strip = breakStrip(frame.panel, years, null);
            frame.height = height(frame, frames.size());
            gap = Math.max(gap, TextLine.height(frame.title) + 2);
        }
        double y = top;
        boolean isFirst = true;
        for (Frame frame : frames) {
            y += isFirst ? TextLine.height(frame.title) + 2 : gap + 5;
            isFirst = false;
            frame.area = new Rectangle2D.Double(plotLeft, y, plotRight - plotLeft, frame.height);
            y = frame.area.getMaxY();
        }
        draw(frames, years, gap + 5);
        for (Frame frame : frames) {
            write(frame, years);
        }
        return years.write(sheet, y + TICK + 1);
    }

    private Frame frame(Panel panel) {
        double[] numbers = panel.series().stream()
                .flatMap(series -> series.marks().stream())
                .flatMapToDouble(TrendFigure::numbers)
                .toArray();
        ValueScale scale = ValueScale.of(
                DoubleStream.of(numbers).min().orElse(0),
                DoubleStream.of(numbers).max().orElse(0),
                isWide ? 5 : 4);
        Frame frame = new Frame(panel, scale, sheet.lettering().wrap(panel.valueAxis(), Composition.BODY, width));
        for (Series series : panel.series()) {
            frame.names.add(sheet.lettering().wrap(series.name(), Composition.BODY, width * (isWide ? 0.2 : 0.25)));
        }
        return frame;
    }

    private static DoubleStream numbers(Mark mark) {
        return Stream.concat(
                        Stream.of(
                                        mark.amount().value(),
                                        mark.amount().low(),
                                        mark.amount().high())
                                .filter(number -> number != null),
                        mark.rivals().stream())
                .mapToDouble(BigDecimal::doubleValue);
    }

    /** High enough for the names beside it. */
    private double height(Frame frame, int panels) {
        double usual = isWide ? (panels == 1 ? 165 : 110) : (panels == 1 ? 118 : 84);
        double names = frame.names.stream()
                .mapToDouble(name -> TextLine.height(name) + 1)
                .sum();
        return Math.max(usual + frame.strip, names);
    }

    private TextLine small(String text) {
        return sheet.lettering().line(text, Composition.SMALL);
    }

    /** The axes, the grid, the breaks and the lines between marks. */
    private void draw(List<Frame> frames, TimeAxis years, double gap) {
        CombinedDomainXYPlot combined = new CombinedDomainXYPlot(years.axis());
        combined.setGap(gap);
        combined.setInsets(RectangleInsets.ZERO_INSETS);
        combined.setFixedDomainAxisSpace(Axes.space(0, 0));
        for (Frame frame : frames) {
            XYPlot plot = new XYPlot(null, null, Axes.values(frame.scale, headroom(frame)), null);
            Axes.plain(plot);
            plot.setRangeGridlinesVisible(true);
            plot.setDomainGridlinesVisible(false);
            plot.setRangeAxisLocation(AxisLocation.BOTTOM_OR_LEFT);
            plot.setFixedRangeAxisSpace(Axes.space(0, 0));
            if (frame.scale.lower() < 0) {
                plot.addRangeMarker(new ValueMarker(0, Palette.RULE, new BasicStroke(0.6f)), Layer.BACKGROUND);
            }
            for (Break change : frame.panel.breaks()) {
                plot.addDomainMarker(
                        new ValueMarker(TimeAxis.position(change.day()), Palette.SOFT, Palette.dashed(0.7, 2.4f, 1.8f)),
                        Layer.BACKGROUND);
            }
            joins(frame, plot);
            combined.add(plot, (int) Math.round(frame.height * 1000));
        }
        Rectangle2D whole = new Rectangle2D.Double();
        whole.setRect(frames.get(0).area);
        frames.forEach(frame -> whole.add(frame.area));
        sheet.add(graphics -> combined.draw(graphics, whole, null, null, null));
    }

    /** The range of the value axis above the scale that the labels of breaks stand in. */
    private static double headroom(Frame frame) {
        double span = frame.scale.upper() - frame.scale.lower();
        return frame.scale.upper() + span * frame.strip / (frame.height - frame.strip);
    }

    private static void joins(Frame frame, XYPlot plot) {
        XYSeriesCollection runs = new XYSeriesCollection();
        XYLineAndShapeRenderer renderer = new XYLineAndShapeRenderer(true, false);
        for (int i = 0; i < frame.panel.series().size(); i++) {
            for (Nature nature : Nature.values()) {
                for (List<Mark> run : runs(frame.panel.series().get(i), nature, frame.panel.breaks())) {
                    XYSeries line = new XYSeries(runs.getSeriesCount(), false, true);
                    for (Mark mark : run) {
                        BigDecimal value = mark.amount().value();
                        if (value != null) {
                            line.add(TimeAxis.middle(mark), value.doubleValue());
                        }
                    }
                    renderer.setSeriesPaint(runs.getSeriesCount(), Palette.color(i));
                    renderer.setSeriesStroke(
                            runs.getSeriesCount(), Palette.line(i, nature == Nature.ACTUAL ? 1.1 : 0.6));
                    runs.addSeries(line);
                }
            }
        }
        plot.setDataset(runs);
        plot.setRenderer(renderer);
    }

    /** Full years with a value that follow each other without a gap and without a break of the definition. */
    static List<List<Mark>> runs(Series series, Nature nature, List<Break> breaks) {
        List<List<Mark>> runs = new ArrayList<>();
        List<Mark> run = new ArrayList<>();
        List<Mark> marks = series.marks().stream()
                .filter(mark -> mark.isFullYear() && mark.nature() == nature)
                .sorted(Comparator.comparing(Mark::start))
                .toList();
        for (Mark mark : marks) {
            if (mark.amount().value() == null) {
                continue;
            }
            if (!run.isEmpty() && !isJoined(run.get(run.size() - 1), mark, breaks)) {
                runs.add(run);
                run = new ArrayList<>();
            }
            run.add(mark);
        }
        if (!run.isEmpty()) {
            runs.add(run);
        }
        return runs.stream().filter(marksOfRun -> marksOfRun.size() > 1).toList();
    }

    private static boolean isJoined(Mark before, Mark mark, List<Break> breaks) {
        return before.end().plusDays(1).equals(mark.start())
                && breaks.stream()
                        .noneMatch(change -> TimeAxis.position(change.day()) > TimeAxis.middle(before)
                                && TimeAxis.position(change.day()) <= TimeAxis.middle(mark));
    }

    /** Marks, whiskers and all that is written in and beside a panel. */
    private void write(Frame frame, TimeAxis years) {
        Rectangle2D area = frame.area;
        sheet.text(frame.title, left, area.getMinY() - TextLine.height(frame.title) - 2, Palette.INK);
        Axis axis = new Axis(frame.scale, headroom(frame), area);
        for (BigDecimal tick : frame.scale.ticks()) {
            TextLine text = small(frame.scale.text(tick));
            sheet.text(
                    text,
                    area.getMinX() - TICK - 1.5 - text.width(),
                    axis.y(tick) + Composition.SMALL * 0.36,
                    Palette.INK);
        }
        LabelPlacer room = new LabelPlacer(new Rectangle2D.Double(
                area.getMinX() + 0.5, area.getMinY() - 4, area.getWidth() + GAP_TO_LABELS, area.getHeight() + 4));
        breakStrip(frame.panel, years, new Strip(room, area.getMinY()));
        List<Spot> spots = spots(frame, years, axis);
        for (Spot spot : spots) {
            band(spot, area, room);
        }
        for (Spot spot : spots) {
            rivals(spot, axis, room);
        }
        for (Spot spot : spots) {
            mark(spot, area, room);
        }
        for (int i = 0; i < frame.panel.series().size(); i++) {
            for (Nature nature : Nature.values()) {
                for (List<Mark> run : runs(frame.panel.series().get(i), nature, frame.panel.breaks())) {
                    avoid(run, years, axis, room);
                }
            }
        }
        names(frame, spots);
        for (Spot spot : spots) {
            label(spot, area, room);
        }
    }

    private static void avoid(List<Mark> run, TimeAxis years, Axis axis, LabelPlacer room) {
        for (int i = 1; i < run.size(); i++) {
            BigDecimal before = run.get(i - 1).amount().value();
            BigDecimal value = run.get(i).amount().value();
            if (before != null && value != null) {
                room.avoid(new Line2D.Double(
                        years.x(TimeAxis.middle(run.get(i - 1))),
                        axis.y(before),
                        years.x(TimeAxis.middle(run.get(i))),
                        axis.y(value)));
            }
        }
    }

    private List<Spot> spots(Frame frame, TimeAxis years, Axis axis) {
        List<Spot> spots = new ArrayList<>();
        for (int i = 0; i < frame.panel.series().size(); i++) {
            for (Mark mark : frame.panel.series().get(i).marks()) {
                spots.add(new Spot(
                        mark,
                        i,
                        years.x(TimeAxis.position(mark.start())),
                        years.x(TimeAxis.position(mark.end().plusDays(1))),
                        axis.y(mark.amount().value()),
                        axis.y(mark.amount().low()),
                        axis.y(mark.amount().high())));
            }
        }
        return spots;
    }

    private void band(Spot spot, Rectangle2D area, LabelPlacer room) {
        boolean hasLow = !Double.isNaN(spot.low());
        boolean hasHigh = !Double.isNaN(spot.high());
        if (!hasLow && !hasHigh) {
            return;
        }
        Color color = Palette.color(spot.series());
        double x = spot.middle();
        if (hasLow && hasHigh) {
            if (spot.low() - spot.high() < 0.1) {
                return;
            }
            key.add(Key.Entry.BAND);
            if (spot.mark().isFullYear()) {
                Whisker.upright(sheet, x, spot.high(), spot.low(), color);
            } else {
                sheet.fill(
                        new Rectangle2D.Double(
                                spot.from(), spot.high(), spot.to() - spot.from(), spot.low() - spot.high()),
                        Palette.tint(color, 0.75));
            }
            room.avoid(new Rectangle2D.Double(x - 1, spot.high(), 2, spot.low() - spot.high()));
            return;
        }
        key.add(Key.Entry.OPEN_BAND);
        double known = hasLow ? spot.low() : spot.high();
        double start = spot.y();
        double end = hasLow
                ? Math.max(area.getMinY(), Math.min(start, known) - Whisker.OPEN)
                : Math.min(area.getMaxY(), Math.max(start, known) + Whisker.OPEN);
        if (Math.abs(known - start) > 0.1) {
            sheet.line(x, known, x, start, color, 0.7);
        }
        Whisker.arrow(sheet, x, start, x, end, color);
        room.avoid(new Rectangle2D.Double(x - 1.5, Math.min(start, end), 3, Math.abs(end - start)));
    }

    private void rivals(Spot spot, Axis axis, LabelPlacer room) {
        for (BigDecimal rival : spot.mark().rivals()) {
            key.add(Key.Entry.RIVAL);
            double y = axis.y(rival);
            double x = spot.middle();
            sheet.line(x - Whisker.RIVAL, y, x + Whisker.RIVAL, y, Palette.INK, Whisker.RIVAL_THICKNESS);
            room.avoid(new Rectangle2D.Double(x - Whisker.RIVAL, y - 0.6, 2 * Whisker.RIVAL, 1.2));
        }
    }

    private void mark(Spot spot, Rectangle2D area, LabelPlacer room) {
        Color color = Palette.color(spot.series());
        Rectangle2D place = place(spot, area);
        sheet.mark(place);
        room.avoid(place);
        if (spot.isWordsOnly()) {
            key.add(Key.Entry.WORDS);
            TextLine mark = sheet.lettering().line("?", Lettering.Weight.BOLD, Composition.BODY);
            sheet.text(mark, spot.middle() - mark.width() / 2, area.getMaxY() - 2, color);
            return;
        }
        if (!spot.mark().isFullYear()) {
            key.add(Key.Entry.PERIOD);
        }
        if (Double.isNaN(spot.value())) {
            return;
        }
        key.add(spot.mark().nature());
        if (spot.mark().isFullYear()) {
            Symbol.draw(sheet, spot.mark().nature(), spot.series(), spot.middle(), spot.value(), color);
            return;
        }
        Rectangle2D bar = new Rectangle2D.Double(place.getMinX(), spot.value() - BAR / 2, place.getWidth(), BAR);
        if (spot.mark().nature() == Nature.ACTUAL) {
            sheet.fill(bar, color);
        } else {
            sheet.fill(bar, Color.WHITE);
            sheet.draw(bar, color, 0.7);
            Symbol.draw(sheet, spot.mark().nature(), spot.series(), spot.middle(), spot.value(), color);
        }
    }

    private static Rectangle2D place(Spot spot, Rectangle2D area) {
        double r = Symbol.RADIUS;
        if (spot.isWordsOnly()) {
            return new Rectangle2D.Double(spot.middle() - 2, area.getMaxY() - 8, 4, 8);
        }
        if (spot.mark().isFullYear()) {
            return new Rectangle2D.Double(spot.middle() - r, spot.y() - r, 2 * r, 2 * r);
        }
        double half = Math.max(0.9, (spot.to() - spot.from()) / 2 - 0.3);
        double thick = spot.mark().nature() == Nature.ACTUAL ? BAR / 2 : r;
        return new Rectangle2D.Double(spot.middle() - half, spot.y() - thick, 2 * half, 2 * thick);
    }

    private void label(Spot spot, Rectangle2D area, LabelPlacer room) {
        String text = spot.mark().label();
        Tag tag = Tag.of(sheet, text == null ? "" : text, spot.mark().footnotes(), Composition.SMALL);
        if (tag.isEmpty()) {
            return;
        }
        Rectangle2D place = room.place(place(spot, area), tag.width(), tag.height());
        tag.write(sheet, place.getMinX(), place.getMinY(), Palette.INK);
    }

    /** The names of the series beside the panel, each as near to the end of its line as the others allow. */
    private void names(Frame frame, List<Spot> spots) {
        List<Spot> ends = new ArrayList<>();
        List<List<TextLine>> names = new ArrayList<>();
        for (int i = 0; i < frame.panel.series().size(); i++) {
            int series = i;
            spots.stream()
                    .filter(spot -> spot.series() == series && !spot.isWordsOnly())
                    .max(Comparator.comparing((Spot spot) -> spot.mark().nature() == Nature.ACTUAL)
                            .thenComparing(spot -> spot.mark().end()))
                    .or(() -> spots.stream()
                            .filter(spot -> spot.series() == series)
                            .findFirst())
                    .ifPresent(end -> {
                        ends.add(end);
                        names.add(frame.names.get(series));
                    });
        }
        double right = frame.area.getMaxX();
        List<Double> wanted = ends.stream()
                .map(end -> end.isWordsOnly() ? frame.area.getMaxY() - 4 : end.y())
                .toList();
        List<Double> heights =
                names.stream().map(name -> TextLine.height(name) + 1).toList();
        List<Double> middles = Spread.of(wanted, heights, frame.area.getMinY() - 2, frame.area.getMaxY() + 2);
        for (int i = 0; i < ends.size(); i++) {
            Spot end = ends.get(i);
            Color color = Palette.color(end.series());
            double y = middles.get(i);
            double x = right + GAP_TO_LABELS;
            if (!end.isWordsOnly()) {
                double from = (end.mark().isFullYear() ? end.middle() : end.to()) + Symbol.RADIUS + 1;
                BasicStroke dotted = Palette.dashed(0.5, 0.8f, 1.2f);
                if (from < right) {
                    sheet.draw(new Line2D.Double(from, end.y(), right, end.y()), Palette.RULE, dotted);
                }
                sheet.draw(new Line2D.Double(Math.max(right, from), end.y(), x - 0.5, y), Palette.RULE, dotted);
            }
            Symbol.draw(sheet, end.mark().nature(), end.series(), x + Symbol.RADIUS, y, color);
            double height = TextLine.height(names.get(i));
            sheet.text(names.get(i), x + SYMBOL_WIDTH, y - height / 2 - 0.4, Palette.INK);
        }
    }

    /** Where the labels of breaks are written, once that is known. */
    private record Strip(LabelPlacer room, double top) {}

    /**
     * The height that the labels of breaks need above the values.
     *
     * @param strip null only measures
     */
    private double breakStrip(Panel panel, TimeAxis years, @org.jspecify.annotations.Nullable Strip strip) {
        List<Rectangle2D> taken = new ArrayList<>();
        for (Break change : panel.breaks()) {
            double x = years.x(TimeAxis.position(change.day()));
            double most = Math.max(years.right() - x, x - years.left()) - 4;
            List<TextLine> lines =
                    sheet.lettering().wrap(change.label(), Composition.SMALL, Math.min(most, isWide ? 110 : 70));
            double wide = TextLine.width(lines);
            double from = x + 2 + wide <= years.right() ? x + 2 : x - 2 - wide;
            Rectangle2D place = new Rectangle2D.Double(from, 0, wide, TextLine.height(lines));
            while (taken.stream().anyMatch(place::intersects)) {
                place.setRect(place.getX(), place.getY() + 1, place.getWidth(), place.getHeight());
            }
            taken.add(place);
            if (strip != null) {
                sheet.text(lines, from, strip.top() + place.getMinY(), Palette.SOFT);
                strip.room()
                        .avoidLabel(
                                new Rectangle2D.Double(from, strip.top() + place.getMinY(), wide, place.getHeight()));
            }
        }
        return taken.stream().mapToDouble(place -> place.getMaxY() + 2).max().orElse(0);
    }

    /** Values to heights on the sheet. */
    private static final class Axis {
        private final org.jfree.chart.axis.NumberAxis axis;
        private final Rectangle2D area;

        Axis(ValueScale scale, double upper, Rectangle2D area) {
            this.axis = Axes.values(scale, upper);
            this.area = area;
        }

        double y(@org.jspecify.annotations.Nullable BigDecimal value) {
            return value == null ? Double.NaN : axis.valueToJava2D(value.doubleValue(), area, RectangleEdge.LEFT);
        }
    }

    static LocalDate dayAfter(Mark mark) {
        return mark.end().plusDays(1);
    }
}
