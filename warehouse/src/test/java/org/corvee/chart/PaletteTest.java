package org.corvee.chart;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.Color;
import java.awt.geom.Area;
import java.math.BigDecimal;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;

class PaletteTest {

    private static final int SERIES = 7;

    @Test
    void neighboursDifferInGreyAndAllSeriesInShapeAndDashes() {
        Set<String> dashes = new HashSet<>();
        for (int i = 0; i < SERIES; i++) {
            if (i > 0) {
                assertThat(Math.abs(Palette.grey(Palette.color(i)) - Palette.grey(Palette.color(i - 1))))
                        .as("series %d and the one before, of 255", i)
                        .isGreaterThan(35);
            }
            for (int j = 0; j < i; j++) {
                assertThat(Palette.color(i)).isNotEqualTo(Palette.color(j));
                assertThat(differingShare(Palette.symbol(i), Palette.symbol(j)))
                        .as("%s and %s", Palette.symbol(i), Palette.symbol(j))
                        .isGreaterThan(0.2);
            }
            dashes.add(Arrays.toString(Palette.line(i, 1).getDashArray()));
        }
        assertThat(dashes).hasSize(SERIES);
    }

    @Test
    void noSeriesIsTooPaleForPrint() {
        for (int i = 0; i < SERIES; i++) {
            assertThat(GridFigure.contrast(Palette.color(i), Color.WHITE)).isGreaterThan(2);
        }
        assertThat(GridFigure.contrast(Palette.INK, Color.WHITE)).isGreaterThan(7);
        assertThat(GridFigure.contrast(Palette.SOFT, Color.WHITE)).isGreaterThan(4.5);
    }

    @Test
    void targetsAndEstimatesHaveShapesThatNoSeriesHas() {
        for (int i = 0; i < SERIES; i++) {
            assertThat(Palette.symbol(i)).isNotIn(Symbol.SQUARE, Symbol.DIAMOND);
        }
        assertThat(differingShare(Symbol.SQUARE, Symbol.DIAMOND)).isGreaterThan(0.2);
    }

    @Test
    void cellsDarkenSteadilyAndTheirTextStandsOut() {
        double lighter = 256;
        for (int i = 0; i <= 100; i++) {
            Color ground = GridFigure.fill(BigDecimal.valueOf(i, 2));
            assertThat(Palette.grey(ground)).isLessThan(lighter);
            assertThat(GridFigure.contrast(ground, GridFigure.ink(ground))).isGreaterThan(4.5);
            lighter = Palette.grey(ground);
        }
        assertThat(lighter).as("the darkest").isLessThan(60);
        assertThat(Palette.grey(GridFigure.fill(BigDecimal.ZERO)))
                .as("none, beside white")
                .isLessThan(240);
    }

    /** The area that only one of two shapes covers, by the area of both. */
    private static double differingShare(Symbol one, Symbol other) {
        Area only = new Area(one.at(0, 0));
        only.exclusiveOr(new Area(other.at(0, 0)));
        Area both = new Area(one.at(0, 0));
        both.add(new Area(other.at(0, 0)));
        return size(only) / size(both);
    }

    /** Counted on a raster of a twentieth of a point. */
    private static double size(Area area) {
        int size = 0;
        for (int x = -100; x <= 100; x++) {
            for (int y = -100; y <= 100; y++) {
                size += area.contains(x / 20.0, y / 20.0) ? 1 : 0;
            }
        }
        return size;
    }
}
