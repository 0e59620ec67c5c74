package org.corvee.chart;

import java.awt.BasicStroke;
import java.awt.Color;
import java.util.List;

/**
 * The colours of Okabe and Ito, which people with any colour vision tell apart, in an order in which neighbours also
 * differ as grey. A mark's shape and a line's dashes repeat what the colour says.
 */
final class Palette {

    static final Color INK = new Color(0x222222);
    static final Color SOFT = new Color(0x555555);
    static final Color RULE = new Color(0x888888);
    static final Color GRID = new Color(0xdddddd);

    static final Color BLUE = new Color(0x0072b2);

    private static final List<Color> COLORS = List.of(
            BLUE,
            new Color(0xe69f00),
            Color.BLACK,
            new Color(0xcc79a7),
            new Color(0x009e73),
            new Color(0x56b4e9),
            new Color(0xd55e00));

    private static final List<List<Float>> DASHES = List.of(
            List.of(),
            List.of(4f, 1.6f),
            List.of(1.2f, 1.4f),
            List.of(5f, 1.4f, 1.2f, 1.4f),
            List.of(8f, 2f),
            List.of(2.4f, 1.2f),
            List.of(5f, 1.2f, 1.2f, 1.2f, 1.2f, 1.2f));

    private Palette() {}

    static Color color(int series) {
        return COLORS.get(series % COLORS.size());
    }

    static Symbol symbol(int series) {
        List<Symbol> filled = Symbol.OF_SERIES;
        return filled.get(series % filled.size());
    }

    static BasicStroke line(int series, double thickness) {
        List<Float> dash = DASHES.get(series % DASHES.size());
        if (dash.isEmpty()) {
            return new BasicStroke((float) thickness, BasicStroke.CAP_ROUND, BasicStroke.JOIN_ROUND);
        }
        float[] lengths = new float[dash.size()];
        for (int i = 0; i < lengths.length; i++) {
            lengths[i] = dash.get(i);
        }
        return new BasicStroke((float) thickness, BasicStroke.CAP_BUTT, BasicStroke.JOIN_ROUND, 4, lengths, 0);
    }

    static BasicStroke dashed(double thickness, float on, float off) {
        return new BasicStroke(
                (float) thickness, BasicStroke.CAP_BUTT, BasicStroke.JOIN_MITER, 4, new float[] {on, off}, 0);
    }

    /** The colour with white in it: 0 leaves it as it is, 1 is white. */
    static Color tint(Color color, double white) {
        return new Color(mix(color.getRed(), white), mix(color.getGreen(), white), mix(color.getBlue(), white));
    }

    private static int mix(int part, double white) {
        return (int) Math.round(part + (255 - part) * white);
    }

    /** How light a colour is in grey print, 0 to 255. */
    static double grey(Color color) {
        return 0.299 * color.getRed() + 0.587 * color.getGreen() + 0.114 * color.getBlue();
    }
}
