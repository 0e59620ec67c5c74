package org.corvee.jobs.benchmark;

import java.awt.Color;
import java.io.IOException;
import java.nio.file.Path;
import java.text.DecimalFormat;
import java.util.List;
import org.jfree.chart.ChartFactory;
import org.jfree.chart.ChartUtils;
import org.jfree.chart.JFreeChart;
import org.jfree.chart.labels.StandardCategoryItemLabelGenerator;
import org.jfree.chart.plot.CategoryPlot;
import org.jfree.chart.plot.PlotOrientation;
import org.jfree.chart.renderer.category.BarRenderer;
import org.jfree.chart.renderer.category.StandardBarPainter;
import org.jfree.data.category.DefaultCategoryDataset;

/** The measurements as bars: what counts is their length against each other, not the seconds of one machine. */
final class BenchmarkPicture {

    private static final int WIDTH = 900;
    private static final int HEIGHT = 400;
    private static final double MILLION = 1e6;
    private static final Color[] COLOURS = {new Color(0xD98B6F), new Color(0xB5482A), new Color(0x6E7F8D)};

    private BenchmarkPicture() {}

    /** Writes a PNG. */
    static void write(List<Measurements> all, Path file) throws IOException {
        DefaultCategoryDataset bars = new DefaultCategoryDataset();
        for (Measurements measured : all) {
            double millions = measured.lines() / MILLION;
            String of = String.format("%.0f million lines", millions);
            bars.addValue(measured.ours() / millions, of, "a. normalize, as the job runs it");
            bars.addValue(measured.quarantine() / millions, of, "b. DuckDB alone, nothing lost");
            bars.addValue(measured.typed() / millions, of, "c. DuckDB alone, typed");
            bars.addValue(measured.loadAndMarts() / millions, of, "load and marts, as the job runs them");
            bars.addValue(measured.byHand() / millions, of, "the same statements by hand");
        }
        JFreeChart chart = ChartFactory.createBarChart(
                "Seconds for a million customs lines",
                null,
                null,
                bars,
                PlotOrientation.HORIZONTAL,
                true,
                false,
                false);
        chart.setBackgroundPaint(Color.WHITE);
        CategoryPlot plot = chart.getCategoryPlot();
        plot.setBackgroundPaint(Color.WHITE);
        plot.setOutlineVisible(false);
        plot.setRangeGridlinePaint(Color.LIGHT_GRAY);
        BarRenderer renderer = (BarRenderer) plot.getRenderer();
        renderer.setBarPainter(new StandardBarPainter());
        renderer.setShadowVisible(false);
        renderer.setItemMargin(0.05);
        renderer.setDefaultItemLabelGenerator(new StandardCategoryItemLabelGenerator("{2}", new DecimalFormat("0.00")));
        renderer.setDefaultItemLabelsVisible(true);
        for (int i = 0; i < COLOURS.length; i++) {
            renderer.setSeriesPaint(i, COLOURS[i]);
        }
        ChartUtils.saveChartAsPNG(file.toFile(), chart, WIDTH, HEIGHT);
    }
}
