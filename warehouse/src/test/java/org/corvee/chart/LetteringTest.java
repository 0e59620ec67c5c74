package org.corvee.chart;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.awt.geom.Rectangle2D;
import java.util.List;
import org.corvee.chart.Lettering.Weight;
import org.corvee.problem.Location;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class LetteringTest {

    private static final double SIZE = 10;

    private final Lettering lettering = new Lettering(Location.of("chart", "made up"));

    @ParameterizedTest
    @EnumSource(Weight.class)
    void uyghurIsJoinedWithTheFontThatShips(Weight weight) {
        String word = "شىنجاڭ";
        assertThat(Typefaces.of(weight, 10).findFirst().orElseThrow().canDisplayUpTo(word))
                .isNegative();
        TextLine joined = lettering.line(word, weight, SIZE);
        double apart = word.chars()
                .mapToObj(Character::toString)
                .mapToDouble(letter -> lettering.line(letter, weight, SIZE).width())
                .sum();

        assertThat(joined.width()).isLessThan(0.85 * apart);
    }

    @ParameterizedTest
    @EnumSource(Weight.class)
    void chineseLettersAreAllDifferentSquares(Weight weight) {
        requireFontFor("新疆", weight);
        Rectangle2D first = lettering.line("新", weight, SIZE).outline().getBounds2D();
        Rectangle2D second = lettering.line("疆", weight, SIZE).outline().getBounds2D();

        assertThat(lettering.line("新疆", weight, SIZE).width()).isBetween(1.9 * SIZE, 2.1 * SIZE);
        assertThat(first).isNotEqualTo(second);
        assertThat(first.getHeight()).isGreaterThan(0.8 * SIZE);
    }

    @ParameterizedTest
    @EnumSource(Weight.class)
    void tibetanLettersStandOnEachOtherAndTheLineGrows(Weight weight) {
        requireFontFor("བོད་ལྗོངས", weight);
        TextLine stacked = lettering.line("ལྗོ", weight, SIZE);

        assertThat(stacked.width())
                .isLessThan(1.3 * lettering.line("ལ", weight, SIZE).width());
        assertThat(stacked.height())
                .isGreaterThan(lettering.line("L", weight, SIZE).height());
        assertThat(stacked.outline().getBounds2D().getMaxY()).isLessThanOrEqualTo(stacked.descent());
        assertThat(lettering.line("བོད་ལྗོངས", weight, SIZE).width()).isGreaterThan(stacked.width());
    }

    private static void requireFontFor(String text, Weight weight) {
        assumeTrue(
                Typefaces.of(weight, 10).anyMatch(font -> font.canDisplayUpTo(text) < 0),
                () -> "LetteringTest did not run for " + text
                        + ": no installed font has it (Debian: fonts-noto-core, fonts-noto-cjk)");
    }

    @Test
    void wrappedLinesStayWithinTheWidthAndLoseNothing() {
        String text = "One office counts persons when they leave and another one when they arrive";

        List<TextLine> lines = lettering.wrap(text, SIZE, 90);

        assertThat(lines).hasSizeGreaterThan(3).allMatch(line -> line.width() <= 90);
        assertThat(String.join(" ", lines.stream().map(TextLine::text).toList()))
                .isEqualTo(text);
    }

    @Test
    void balancedLinesAreAsManyAndLeaveNoWordAlone() {
        String text = "Boston and the villages around it";

        List<TextLine> lines = lettering.balanced(text, SIZE, 140);

        assertThat(lines).hasSameSizeAs(lettering.wrap(text, SIZE, 140)).hasSize(2);
        assertThat(lines.get(1).text()).isEqualTo("villages around it");
    }

    @Test
    void aLineThatStartsWithUyghurStillReadsFromTheLeft() {
        TextLine line = lettering.line("نى lll", SIZE);

        assertThat(line.outline().intersects(0, -0.7 * SIZE, 0.3 * SIZE, 0.1 * SIZE))
                .as("tall letters at the left")
                .isFalse();
        assertThat(line.outline().intersects(line.width() - 0.3 * SIZE, -0.7 * SIZE, 0.3 * SIZE, 0.1 * SIZE))
                .as("tall letters at the right")
                .isTrue();
    }
}
