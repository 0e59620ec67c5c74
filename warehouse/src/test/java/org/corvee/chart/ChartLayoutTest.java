package org.corvee.chart;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.offset;

import java.awt.Rectangle;
import java.awt.geom.Rectangle2D;
import java.awt.image.BufferedImage;
import java.time.LocalDate;
import java.util.List;
import org.corvee.chart.Plot.Break;
import org.corvee.chart.Plot.Panel;
import org.corvee.chart.Plot.Series;
import org.corvee.chart.Sheet.Label;
import org.corvee.chart.TestingCharts.MarkBuilder;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Where things stand in made-up charts. */
class ChartLayoutTest {

    static Iterable<Chart> charts() {
        return TestingCharts.all().values();
    }

    @ParameterizedTest
    @MethodSource("charts")
    void nothingIsWrittenOrMarkedOutsideThePicture(Chart chart) {
        Sheet sheet = ChartWriter.lay(chart);
        Rectangle2D picture = new Rectangle2D.Double(0, 0, sheet.width(), sheet.height());
        assertThat(sheet.labels())
                .isNotEmpty()
                .allSatisfy(label -> assertThat(picture.contains(label.place()))
                        .as("%s at %s in %s", label.text(), label.place(), picture)
                        .isTrue());
        assertThat(sheet.marks()).allMatch(picture::contains);
    }

    @ParameterizedTest
    @MethodSource("charts")
    void labelsDoNotOverlap(Chart chart) {
        List<Label> labels = ChartWriter.lay(chart).labels();
        for (int i = 0; i < labels.size(); i++) {
            for (int j = i + 1; j < labels.size(); j++) {
                Rectangle2D common =
                        labels.get(i).place().createIntersection(labels.get(j).place());
                // A line's own white above and below is a quarter of its height.
                assertThat(common.getWidth() > 0.1 && common.getHeight() > 1.5)
                        .as(
                                "“%s” and “%s” share %s",
                                labels.get(i).text(), labels.get(j).text(), common)
                        .isFalse();
            }
        }
    }

    /** Paints the picture into the middle of a larger one and looks at what falls beside it. */
    @ParameterizedTest
    @MethodSource("charts")
    void nothingIsPaintedOutsideThePicture(Chart chart) {
        Sheet sheet = ChartWriter.lay(chart);
        int margin = 30;
        BufferedImage image = new BufferedImage(
                (int) Math.ceil(sheet.width()) + 2 * margin,
                (int) Math.ceil(sheet.height()) + 2 * margin,
                BufferedImage.TYPE_INT_ARGB);
        var graphics = image.createGraphics();
        graphics.translate(margin, margin);
        sheet.paint(graphics);
        graphics.dispose();
        Rectangle inside =
                new Rectangle(margin, margin, (int) Math.ceil(sheet.width()), (int) Math.ceil(sheet.height()));
        for (int y = 0; y < image.getHeight(); y++) {
            for (int x = 0; x < image.getWidth(); x++) {
                if (!inside.contains(x, y)) {
                    assertThat(image.getRGB(x, y))
                            .as("pixel %d, %d", x - margin, y - margin)
                            .isZero();
                }
            }
        }
    }

    @Test
    void theSmallestPrintIsSixPoints() {
        assertThat(List.of(Composition.TITLE, Composition.BODY, Composition.SMALL, Composition.SMALLEST))
                .allMatch(size -> size >= 6);
    }

    @Test
    void onlyAdjoiningFullYearsOfOneDefinitionAreJoined() {
        Mark nineMonths = new MarkBuilder(LocalDate.of(2014, 1, 1), LocalDate.of(2014, 9, 30), "5", "5", "5").build();
        Mark target =
                TestingCharts.year(2012, "9", "9", "9").nature(Nature.TARGET).build();
        List<Mark> years = List.of(
                full(2010), full(2011), full(2012), full(2013), nineMonths, full(2015), full(2017), full(2018), target);
        Series series = new Series("made up", years);

        List<Break> breaks = List.of(new Break(LocalDate.of(2012, 1, 1), "new definition"));

        assertThat(TrendFigure.runs(series, Nature.ACTUAL, breaks))
                .extracting(
                        run -> run.stream().map(mark -> mark.start().getYear()).toList())
                .containsExactly(List.of(2010, 2011), List.of(2012, 2013), List.of(2017, 2018));
        assertThat(TrendFigure.runs(series, Nature.TARGET, breaks)).isEmpty();
    }

    @Test
    void marksAreAsWideAsTheirPeriods() {
        Mark year = full(2010);
        Mark nineMonths = new MarkBuilder(LocalDate.of(2011, 1, 1), LocalDate.of(2011, 9, 30), "5", "5", "5").build();
        Mark plan = new MarkBuilder(LocalDate.of(2011, 1, 1), LocalDate.of(2015, 12, 31), "5", "5", "5").build();

        List<Rectangle2D> marks =
                ChartWriter.lay(trend(List.of(year, nineMonths, plan))).marks();

        double perYear = (marks.get(2).getWidth() + 0.6) / 5;
        assertThat(marks.get(1).getWidth() + 0.6).isBetween(0.74 * perYear, 0.76 * perYear);
        assertThat(marks.get(1).getMinX()).isCloseTo(marks.get(2).getMinX(), offset(1e-6));
        assertThat(marks.get(0).getCenterX())
                .isBetween(
                        marks.get(1).getMinX() - 0.3 - 0.51 * perYear,
                        marks.get(1).getMinX() - 0.3 - 0.49 * perYear);
    }

    @Test
    void aFigureInWordsOnlyIsStillThere() {
        Mark words = TestingCharts.year(2011, null, null, null).build();

        assertThat(ChartWriter.lay(trend(List.of(full(2010), words))).labels())
                .extracting(Label::text)
                .contains("?", "stated without a number");
    }

    @Test
    void theKeyExplainsOnlyWhatOccurs() {
        assertThat(ChartWriter.lay(trend(List.of(full(2010), full(2011)))).labels())
                .extracting(Label::text)
                .doesNotContain("actual", "target", "estimate", "rival figure", "band the phrase allows");
        assertThat(ChartWriter.lay(TestingCharts.trend()).labels())
                .extracting(Label::text)
                .contains(
                        "actual",
                        "target",
                        "estimate",
                        "rival figure",
                        "band the phrase allows",
                        "part of a year, or several years");
    }

    @Test
    void aChartWithoutFiguresSaysSo() {
        assertThat(ChartWriter.lay(trend(List.of())).labels())
                .extracting(Label::text)
                .contains("No figures.");
    }

    @Test
    void labelsInAColumnMoveApartAndKeepTheirOrder() {
        List<Double> middles = Spread.of(List.of(50.0, 10.0, 12.0, 11.0), List.of(8.0, 8.0, 8.0, 8.0), 0, 60);

        assertThat(middles.get(0)).isEqualTo(50);
        assertThat(middles.get(3) - middles.get(1)).isEqualTo(8);
        assertThat(middles.get(2) - middles.get(3)).isEqualTo(8);
        assertThat(middles.get(1)).isEqualTo(4);
    }

    @Test
    void valueAxesStartAtZeroAndEndSoonAfterTheGreatestValue() {
        ValueScale scale = ValueScale.of(2.1, 3.17, 4);
        assertThat(scale.lower()).isZero();
        assertThat(scale.upper()).isBetween(3.17, 4.0);
        assertThat(scale.ticks()).extracting(scale::text).containsExactly("0", "1", "2", "3");

        ValueScale negative = ValueScale.of(-4.25, 12.9, 4);
        assertThat(negative.lower()).isLessThanOrEqualTo(-4.25);
        assertThat(negative.ticks()).extracting(negative::text).contains("−5", "0", "5");

        ValueScale large = ValueScale.of(0, 1_234_567, 4);
        assertThat(large.ticks()).extracting(large::text).contains("0", "500,000", "1,000,000");
    }

    @Test
    void amountsAreWrittenWithAllTheirDigits() {
        assertThat(ValueScale.format(TestingCharts.amount("3170000.00", null, null)))
                .isEqualTo("3,170,000");
        assertThat(ValueScale.format(TestingCharts.amount("-0.125", null, null)))
                .isEqualTo("−0.125");
        assertThat(ValueScale.format(TestingCharts.amount(null, "1000", "2000")))
                .isEqualTo("1,000–2,000");
        assertThat(ValueScale.format(TestingCharts.amount(null, "38000", null))).isEqualTo("≥ 38,000");
        assertThat(ValueScale.format(TestingCharts.amount(null, null, "5E+3"))).isEqualTo("≤ 5,000");
    }

    private static Mark full(int year) {
        return TestingCharts.year(year, "5", "5", "5").build();
    }

    private static Chart trend(List<Mark> marks) {
        return new Chart(
                "Made up",
                "",
                new Plot.Trend(List.of(new Panel("Persons", List.of(new Series("Series", marks)), List.of()))),
                List.of(),
                "",
                "No source",
                "no edition",
                85);
    }
}
