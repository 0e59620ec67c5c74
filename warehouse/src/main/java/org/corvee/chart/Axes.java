package org.corvee.chart;

import java.awt.BasicStroke;
import java.awt.Graphics2D;
import java.awt.geom.Rectangle2D;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import org.jfree.chart.axis.AxisSpace;
import org.jfree.chart.axis.AxisState;
import org.jfree.chart.axis.NumberAxis;
import org.jfree.chart.axis.NumberTick;
import org.jfree.chart.plot.XYPlot;
import org.jfree.chart.renderer.xy.XYLineAndShapeRenderer;
import org.jfree.chart.ui.RectangleEdge;
import org.jfree.chart.ui.RectangleInsets;
import org.jfree.chart.ui.TextAnchor;
import org.jfree.data.xy.XYSeriesCollection;

/** JFreeChart's axes in the style of these pictures. {@link Sheet} writes their labels, since it shapes all text. */
final class Axes {

    private static final BasicStroke THIN = new BasicStroke(0.5f);

    private Axes() {}

    static NumberAxis values(ValueScale scale, double upper) {
        NumberAxis axis =
                new Ticked(scale.ticks().stream().map(BigDecimal::doubleValue).toList());
        axis.setRange(scale.lower(), upper);
        axis.setAxisLineVisible(false);
        axis.setTickMarksVisible(false);
        return axis;
    }

    static NumberAxis ticked(List<Double> ticks, double lower, double upper) {
        NumberAxis axis = new Ticked(ticks);
        axis.setRange(lower, upper);
        return axis;
    }

    /** The smallest whole points around an area: JFreeChart draws on whole units only. */
    static Rectangle2D whole(double left, double top, double right, double bottom) {
        double x = Math.ceil(left - 1e-6);
        double y = Math.ceil(top - 1e-6);
        return new Rectangle2D.Double(x, y, Math.floor(right + 1e-6) - x, Math.ceil(bottom - 1e-6) - y);
    }

    /** Nothing around the plot is JFreeChart's, and it draws no grid or marker without a renderer and a dataset. */
    static void plain(XYPlot plot) {
        plot.setRenderer(new XYLineAndShapeRenderer(true, false));
        plot.setDataset(new XYSeriesCollection());
        plot.setFixedDomainAxisSpace(new AxisSpace());
        plot.setFixedRangeAxisSpace(new AxisSpace());
        plot.setInsets(RectangleInsets.ZERO_INSETS);
        plot.setAxisOffset(RectangleInsets.ZERO_INSETS);
        plot.setOutlineVisible(false);
        plot.setBackgroundPaint(null);
        plot.setRangeGridlinePaint(Palette.GRID);
        plot.setRangeGridlineStroke(THIN);
        plot.setDomainGridlinePaint(Palette.GRID);
        plot.setDomainGridlineStroke(THIN);
    }

    private static final class Ticked extends NumberAxis {

        private static final long serialVersionUID = 1L;

        private final List<Double> positions;

        Ticked(List<Double> positions) {
            this.positions = List.copyOf(positions);
            setTickLabelsVisible(false);
            setAutoRange(false);
            setLowerMargin(0);
            setUpperMargin(0);
            setAxisLinePaint(Palette.RULE);
            setAxisLineStroke(new BasicStroke(0.6f));
            setTickMarkPaint(Palette.RULE);
            setTickMarkStroke(new BasicStroke(0.5f));
            setTickMarkOutsideLength(2.5f);
        }

        @Override
        @SuppressWarnings("rawtypes")
        public List refreshTicks(Graphics2D graphics, AxisState state, Rectangle2D area, RectangleEdge edge) {
            List<NumberTick> ticks = new ArrayList<>();
            for (double position : positions) {
                ticks.add(new NumberTick(position, "", TextAnchor.CENTER, TextAnchor.CENTER, 0));
            }
            return ticks;
        }
    }
}
