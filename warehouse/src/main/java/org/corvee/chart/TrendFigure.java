package org.corvee.chart;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.geom.Line2D;
import java.awt.geom.Rectangle2D;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.stream.DoubleStream;
import java.util.stream.Stream;
import org.corvee.chart.Plot.Break;
import org.corvee.chart.Plot.Panel;
import org.corvee.chart.Plot.Series;
import org.corvee.chart.TrendMarks.Spot;
import org.jfree.chart.axis.AxisSpace;
import org.jfree.chart.axis.NumberAxis;
import org.jfree.chart.plot.CombinedDomainXYPlot;
import org.jfree.chart.plot.ValueMarker;
import org.jfree.chart.plot.XYPlot;
import org.jfree.chart.renderer.xy.XYLineAndShapeRenderer;
import org.jfree.chart.ui.Layer;
import org.jfree.chart.ui.RectangleInsets;
import org.jfree.data.xy.XYSeries;
import org.jfree.data.xy.XYSeriesCollection;

/**
 * Marks over time. JFreeChart scales the axes and draws grid, axes and the lines that join marks; this class decides
 * which marks may be joined, and finds room for everything that is written.
 */
final class TrendFigure {

    private static final double WIDE = 350;
    private static final double TICK = 2.5;
    private static final double GAP_TO_NAMES = 6;
    private static final double SYMBOL_WIDTH = 6.5;
    private static final double GAP_BELOW_TITLE = 4;
    private static final double GAP_BETWEEN_PANELS = 9;
    private static final double LEAST_STRIP = 2;

    /** With more series than this, each makes the panel higher. */
    private static final int FEW_SERIES = 4;

    private static final double MORE_HEIGHT = 10;

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

    /** A panel and what is known of it before it has a place. */
    private record Draft(Panel panel, ValueScale scale, List<TextLine> title, List<List<TextLine>> names) {}

    /**
     * A panel that has its place.
     *
     * @param upper the value at the top of the area: above the scale there is a strip for the labels of breaks
     */
    private record Frame(Draft draft, Rectangle2D area, double upper) {

        Panel panel() {
            return draft.panel();
        }

        NumberAxis values() {
            return Axes.values(draft.scale(), upper);
        }
    }

    double place(Plot.Trend trend, double top) {
        List<Mark> marks = trend.panels().stream()
                .flatMap(panel -> panel.series().stream())
                .flatMap(series -> series.marks().stream())
                .toList();
        if (marks.isEmpty()) {
            return sheet.text(sheet.lettering().wrap("No figures.", Composition.BODY, width), left, top, Palette.INK);
        }
        List<Draft> drafts = trend.panels().stream().map(this::draft).toList();
        double ticksWidth = drafts.stream()
                .flatMap(draft -> draft.scale().ticks().stream().map(draft.scale()::text))
                .mapToDouble(text -> small(text).width())
                .max()
                .orElse(0);
        double namesWidth = drafts.stream()
                .flatMap(draft -> draft.names().stream())
                .mapToDouble(TextLine::width)
                .max()
                .orElse(0);
        TimeAxis years = new TimeAxis(
                marks.stream().mapToInt(mark -> mark.start().getYear()).min().orElseThrow(),
                marks.stream().mapToInt(mark -> mark.end().getYear()).max().orElseThrow(),
                Math.ceil(left + ticksWidth + TICK + 2),
                Math.floor(left + width - namesWidth - SYMBOL_WIDTH - GAP_TO_NAMES));
        double titles = drafts.stream()
                .mapToDouble(draft -> TextLine.height(draft.title()))
                .max()
                .orElse(0);
        double gap = Math.ceil(titles + GAP_BELOW_TITLE + GAP_BETWEEN_PANELS);
        List<Frame> frames = new ArrayList<>();
        double y = Math.ceil(top + TextLine.height(drafts.get(0).title()) + GAP_BELOW_TITLE);
        for (Draft draft : drafts) {
            Frame frame = frame(draft, drafts.size(), years, y);
            frames.add(frame);
            y = frame.area().getMaxY() + gap;
        }
        draw(frames, years, gap);
        frames.forEach(frame -> write(frame, years));
        return years.write(sheet, y - gap + TICK + 1);
    }

    private Draft draft(Panel panel) {
        double[] numbers = panel.series().stream()
                .flatMap(series -> series.marks().stream())
                .flatMapToDouble(TrendFigure::numbers)
                .toArray();
        ValueScale scale = ValueScale.of(
                DoubleStream.of(numbers).min().orElse(0),
                DoubleStream.of(numbers).max().orElse(0),
                isWide ? 5 : 4);
        return new Draft(
                panel,
                scale,
                sheet.lettering().wrap(panel.valueAxis(), Composition.BODY, width),
                panel.series().stream()
                        .map(series -> sheet.lettering()
                                .balanced(series.name(), Composition.BODY, width * (isWide ? 0.2 : 0.25)))
                        .toList());
    }

    private static DoubleStream numbers(Mark mark) {
        return Stream.concat(
                        Stream.of(
                                        mark.amount().value(),
                                        mark.amount().low(),
                                        mark.amount().high())
                                .filter(Objects::nonNull),
                        mark.rivals().stream())
                .mapToDouble(BigDecimal::doubleValue);
    }

    /** High enough for the names beside it and for the labels of breaks above the values. */
    private Frame frame(Draft draft, int panels, TimeAxis years, double top) {
        double strip = breakLabels(draft.panel(), years).stream()
                .mapToDouble(label -> label.place().getMaxY() + 3)
                .max()
                .orElse(LEAST_STRIP);
        double usual = isWide ? (panels == 1 ? 165 : 110) : (panels == 1 ? 118 : 84);
        double names = draft.names().stream()
                .mapToDouble(name -> TextLine.height(name) + 1)
                .sum();
        double crowd = Math.max(0, draft.names().size() - FEW_SERIES) * MORE_HEIGHT;
        double height = Math.ceil(Math.max(usual + crowd, names) + strip);
        double span = draft.scale().upper() - draft.scale().lower();
        return new Frame(
                draft,
                new Rectangle2D.Double(years.left(), top, years.right() - years.left(), height),
                draft.scale().upper() + span * strip / (height - strip));
    }

    private TextLine small(String text) {
        return sheet.lettering().line(text, Composition.SMALL);
    }

    /** The axes, the grid, the breaks and the lines between marks. */
    private void draw(List<Frame> frames, TimeAxis years, double gap) {
        CombinedDomainXYPlot combined = new CombinedDomainXYPlot(years.axis());
        combined.setGap(gap);
        combined.setInsets(RectangleInsets.ZERO_INSETS);
        combined.setFixedDomainAxisSpace(new AxisSpace());
        for (Frame frame : frames) {
            XYPlot plot = new XYPlot(null, null, frame.values(), null);
            Axes.plain(plot);
            plot.setRangeGridlinesVisible(true);
            plot.setDomainGridlinesVisible(false);
            if (frame.draft().scale().lower() < 0) {
                plot.addRangeMarker(new ValueMarker(0, Palette.RULE, new BasicStroke(0.6f)), Layer.BACKGROUND);
            }
            for (Break change : frame.panel().breaks()) {
                plot.addDomainMarker(
                        new ValueMarker(TimeAxis.position(change.day()), Palette.SOFT, Palette.dashed(0.7, 2.4f, 1.8f)),
                        Layer.BACKGROUND);
            }
            joins(frame.panel(), plot);
            combined.add(plot, (int) frame.area().getHeight());
        }
        Rectangle2D whole = new Rectangle2D.Double();
        whole.setRect(frames.get(0).area());
        frames.forEach(frame -> whole.add(frame.area()));
        sheet.add(graphics -> combined.draw(graphics, whole, null, null, null));
        for (Frame frame : frames) {
            double bottom = frame.area().getMaxY();
            sheet.line(frame.area().getMinX(), bottom, frame.area().getMaxX(), bottom, Palette.RULE, 0.6);
        }
    }

    private static void joins(Panel panel, XYPlot plot) {
        XYSeriesCollection lines = new XYSeriesCollection();
        XYLineAndShapeRenderer renderer = new XYLineAndShapeRenderer(true, false);
        for (int i = 0; i < panel.series().size(); i++) {
            for (Nature nature : Nature.values()) {
                for (List<Mark> run : runs(panel.series().get(i), nature, panel.breaks())) {
                    XYSeries line = new XYSeries(lines.getSeriesCount(), false, true);
                    run.forEach(mark ->
                            line.add(TimeAxis.middle(mark), mark.amount().value()));
                    renderer.setSeriesPaint(lines.getSeriesCount(), Palette.color(i));
                    renderer.setSeriesStroke(
                            lines.getSeriesCount(), Palette.line(i, nature == Nature.ACTUAL ? 1.1 : 0.6));
                    lines.addSeries(line);
                }
            }
        }
        plot.setDataset(lines);
        plot.setRenderer(renderer);
    }

    /** Two or more full years with a value that follow each other without a gap and without a break of definition. */
    static List<List<Mark>> runs(Series series, Nature nature, List<Break> breaks) {
        List<List<Mark>> runs = new ArrayList<>();
        List<Mark> run = new ArrayList<>();
        List<Mark> marks = series.marks().stream()
                .filter(mark -> mark.isFullYear()
                        && mark.nature() == nature
                        && mark.amount().value() != null)
                .sorted(Comparator.comparing(Mark::start))
                .toList();
        for (Mark mark : marks) {
            if (!run.isEmpty() && !isJoined(run.get(run.size() - 1), mark, breaks)) {
                runs.add(run);
                run = new ArrayList<>();
            }
            run.add(mark);
        }
        runs.add(run);
        return runs.stream().filter(joined -> joined.size() > 1).toList();
    }

    private static boolean isJoined(Mark before, Mark mark, List<Break> breaks) {
        return before.end().plusDays(1).equals(mark.start())
                && breaks.stream()
                        .noneMatch(change -> TimeAxis.position(change.day()) > TimeAxis.middle(before)
                                && TimeAxis.position(change.day()) <= TimeAxis.middle(mark));
    }

    /** Marks, and all that is written in and beside a panel. */
    private void write(Frame frame, TimeAxis years) {
        Rectangle2D area = frame.area();
        List<TextLine> title = frame.draft().title();
        sheet.text(title, left, area.getMinY() - TextLine.height(title) - GAP_BELOW_TITLE, Palette.INK);
        LabelPlacer room = new LabelPlacer(new Rectangle2D.Double(
                area.getMinX() + 0.5, area.getMinY() - 3, area.getWidth() - 0.5, area.getHeight() + 3));
        TrendMarks marks = new TrendMarks(sheet, key, area, frame.values(), room);
        for (BigDecimal tick : frame.draft().scale().ticks()) {
            TextLine text = small(frame.draft().scale().text(tick));
            sheet.text(
                    text,
                    area.getMinX() - TICK - 1.5 - text.width(),
                    marks.y(tick) + Composition.SMALL * 0.36,
                    Palette.INK);
        }
        for (BreakLabel label : breakLabels(frame.panel(), years)) {
            Rectangle2D place = new Rectangle2D.Double(
                    label.place().getMinX(),
                    area.getMinY() + label.place().getMinY(),
                    label.place().getWidth(),
                    label.place().getHeight());
            // Another break may pass behind it.
            sheet.fill(place, Color.WHITE);
            sheet.text(label.lines(), place.getMinX(), place.getMinY(), Palette.SOFT);
            room.avoidLabel(place);
            room.avoid(new Line2D.Double(label.x(), area.getMinY(), label.x(), area.getMaxY()));
        }
        List<Spot> spots = new ArrayList<>();
        for (int i = 0; i < frame.panel().series().size(); i++) {
            Series series = frame.panel().series().get(i);
            for (Mark mark : series.marks()) {
                spots.add(marks.spot(mark, i, years));
            }
            for (Nature nature : Nature.values()) {
                runs(series, nature, frame.panel().breaks()).forEach(run -> avoid(run, years, marks, room));
            }
        }
        List<End> ends = ends(frame, spots);
        ends.forEach(end -> leader(end, area, room));
        marks.draw(spots);
        ends.forEach(end -> name(end, area));
        marks.label(spots);
    }

    private static void avoid(List<Mark> run, TimeAxis years, TrendMarks marks, LabelPlacer room) {
        for (int i = 1; i < run.size(); i++) {
            room.avoid(new Line2D.Double(
                    years.x(TimeAxis.middle(run.get(i - 1))),
                    marks.y(run.get(i - 1).amount().value()),
                    years.x(TimeAxis.middle(run.get(i))),
                    marks.y(run.get(i).amount().value())));
        }
    }

    /** The mark that the name of a series belongs to, and the height at which the name stands. */
    private record End(Spot spot, List<TextLine> name, double y) {}

    /** The names of the series beside the panel, each as near to the end of its line as the others allow. */
    private static List<End> ends(Frame frame, List<Spot> spots) {
        List<Spot> last = new ArrayList<>();
        for (int i = 0; i < frame.panel().series().size(); i++) {
            int series = i;
            spots.stream()
                    .filter(spot -> spot.series() == series)
                    .max(Comparator.comparing((Spot spot) -> !spot.isWordsOnly())
                            .thenComparing(spot -> spot.mark().nature() == Nature.ACTUAL)
                            .thenComparing(spot -> spot.mark().isFullYear())
                            .thenComparing(spot -> spot.mark().end()))
                    .ifPresent(last::add);
        }
        List<List<TextLine>> names = last.stream()
                .map(spot -> frame.draft().names().get(spot.series()))
                .toList();
        List<Double> middles = Spread.of(
                last.stream()
                        .map(spot -> spot.isWordsOnly() ? frame.area().getMaxY() - 4 : spot.y())
                        .toList(),
                names.stream().map(name -> TextLine.height(name) + 1).toList(),
                frame.area().getMinY() - 2,
                frame.area().getMaxY() + 2);
        List<End> ends = new ArrayList<>();
        for (int i = 0; i < last.size(); i++) {
            ends.add(new End(last.get(i), names.get(i), middles.get(i)));
        }
        return ends;
    }

    private void leader(End end, Rectangle2D area, LabelPlacer room) {
        Spot spot = end.spot();
        if (spot.isWordsOnly()) {
            return;
        }
        double right = area.getMaxX();
        double from = (spot.mark().isFullYear() ? spot.middle() : spot.to()) + Symbol.RADIUS + 1;
        BasicStroke dotted = Palette.dashed(0.5, 0.8f, 1.2f);
        if (from < right) {
            Line2D level = new Line2D.Double(from, spot.y(), right, spot.y());
            sheet.draw(level, Palette.RULE, dotted);
            room.avoid(level);
        }
        sheet.draw(
                new Line2D.Double(Math.max(right, from), spot.y(), right + GAP_TO_NAMES - 0.5, end.y()),
                Palette.RULE,
                dotted);
    }

    private void name(End end, Rectangle2D area) {
        Spot spot = end.spot();
        double x = area.getMaxX() + GAP_TO_NAMES;
        Symbol.draw(
                sheet, spot.mark().nature(), spot.series(), x + Symbol.RADIUS, end.y(), Palette.color(spot.series()));
        sheet.text(end.name(), x + SYMBOL_WIDTH, end.y() - TextLine.height(end.name()) / 2 - 0.4, Palette.INK);
    }

    /**
     * The label of a break, measured from the top of the panel.
     *
     * @param x where the break is
     */
    private record BreakLabel(double x, List<TextLine> lines, Rectangle2D place) {}

    private List<BreakLabel> breakLabels(Panel panel, TimeAxis years) {
        List<BreakLabel> labels = new ArrayList<>();
        for (Break change : panel.breaks()) {
            double x = years.x(TimeAxis.position(change.day()));
            double most = Math.max(years.right() - x, x - years.left()) - 4;
            List<TextLine> lines =
                    sheet.lettering().balanced(change.label(), Composition.SMALL, Math.min(most, isWide ? 110 : 70));
            double wide = TextLine.width(lines);
            double from = breakSide(x, wide, panel, years);
            Rectangle2D place = new Rectangle2D.Double(from, 0, wide, TextLine.height(lines));
            while (labels.stream().anyMatch(label -> label.place().intersects(place))) {
                place.setRect(from, place.getY() + 1, wide, place.getHeight());
            }
            labels.add(new BreakLabel(x, lines, place));
        }
        return labels;
    }

    /** Right of the break, or left of it when there the label crosses another one or leaves the panel. */
    private static double breakSide(double x, double wide, Panel panel, TimeAxis years) {
        double right = x + 2;
        double left = x - 2 - wide;
        if (right + wide > years.right()) {
            return left;
        }
        return isCrossed(right, wide, panel, years) && left >= years.left() && !isCrossed(left, wide, panel, years)
                ? left
                : right;
    }

    private static boolean isCrossed(double from, double wide, Panel panel, TimeAxis years) {
        return panel.breaks().stream()
                .mapToDouble(change -> years.x(TimeAxis.position(change.day())))
                .anyMatch(at -> at > from && at < from + wide);
    }
}
