package org.corvee.chart;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Shape;
import java.awt.geom.Arc2D;
import java.awt.geom.Ellipse2D;
import java.awt.geom.Path2D;
import java.awt.geom.Rectangle2D;
import java.util.List;

/** The shape of a mark. Squares and diamonds are kept for what did not happen, or may not have. */
enum Symbol {
    CIRCLE,
    TRIANGLE,
    INVERTED_TRIANGLE,
    CROSS,
    HOURGLASS,
    HALF_CIRCLE,
    STAR,
    SQUARE,
    DIAMOND;

    static final List<Symbol> OF_SERIES =
            List.of(CIRCLE, TRIANGLE, INVERTED_TRIANGLE, CROSS, HOURGLASS, HALF_CIRCLE, STAR);

    /** Half the width of a mark, about. */
    static final double RADIUS = 2.2;

    private static final float OUTLINE = 0.9f;
    private static final float EDGE = 0.8f;

    /** The shape for a nature, in a series whose own shape is {@code ofSeries}. */
    static Symbol of(Nature nature, Symbol ofSeries) {
        return switch (nature) {
            case ACTUAL -> ofSeries;
            case TARGET -> SQUARE;
            case ESTIMATE -> DIAMOND;
        };
    }

    /** Draws the mark of a nature, hollow unless it is actual. */
    static void draw(Sheet sheet, Nature nature, int series, double x, double y, Color color) {
        Shape shape = of(nature, Palette.symbol(series)).at(x, y);
        if (nature == Nature.ACTUAL) {
            // A white edge keeps marks apart that lie on each other.
            sheet.draw(shape, Color.WHITE, new BasicStroke(EDGE, BasicStroke.CAP_BUTT, BasicStroke.JOIN_ROUND));
            sheet.fill(shape, color);
        } else {
            sheet.fill(shape, Color.WHITE);
            sheet.draw(shape, color, new BasicStroke(OUTLINE, BasicStroke.CAP_BUTT, BasicStroke.JOIN_MITER));
        }
    }

    Shape at(double x, double y) {
        double r = RADIUS;
        return switch (this) {
            case CIRCLE -> new Ellipse2D.Double(x - r, y - r, 2 * r, 2 * r);
            case TRIANGLE -> polygon(x, y + 0.3, 1.25 * r, 3, -90);
            case INVERTED_TRIANGLE -> polygon(x, y - 0.3, 1.25 * r, 3, 90);
            case CROSS -> cross(x, y, 1.1 * r, 0.42 * r);
            case HOURGLASS -> hourglass(x, y, 1.05 * r);
            case HALF_CIRCLE -> halfCircle(x, y, 1.2 * r);
            case STAR -> star(x, y, 1.4 * r);
            case SQUARE -> new Rectangle2D.Double(x - 0.9 * r, y - 0.9 * r, 1.8 * r, 1.8 * r);
            case DIAMOND -> polygon(x, y, 1.3 * r, 4, 0);
        };
    }

    private static Shape polygon(double x, double y, double radius, int corners, double firstDegrees) {
        Path2D path = new Path2D.Double();
        for (int i = 0; i < corners; i++) {
            double angle = Math.toRadians(firstDegrees + 360.0 * i / corners);
            corner(path, i == 0, x + radius * Math.cos(angle), y + radius * Math.sin(angle));
        }
        path.closePath();
        return path;
    }

    private static Shape star(double x, double y, double radius) {
        Path2D path = new Path2D.Double();
        for (int i = 0; i < 10; i++) {
            double angle = Math.toRadians(-90 + 36.0 * i);
            double r = i % 2 == 0 ? radius : radius * 0.42;
            corner(path, i == 0, x + r * Math.cos(angle), y + r * Math.sin(angle));
        }
        path.closePath();
        return path;
    }

    private static Shape cross(double x, double y, double r, double half) {
        double[][] corners = {
            {-r, -half}, {-half, -half}, {-half, -r}, {half, -r}, {half, -half}, {r, -half},
            {r, half}, {half, half}, {half, r}, {-half, r}, {-half, half}, {-r, half}
        };
        Path2D path = new Path2D.Double();
        for (int i = 0; i < corners.length; i++) {
            corner(path, i == 0, x + corners[i][0], y + corners[i][1]);
        }
        path.closePath();
        return path;
    }

    private static Shape hourglass(double x, double y, double r) {
        Path2D path = new Path2D.Double();
        path.moveTo(x - r, y - r);
        path.lineTo(x + r, y - r);
        path.lineTo(x - r, y + r);
        path.lineTo(x + r, y + r);
        path.closePath();
        return path;
    }

    private static Shape halfCircle(double x, double y, double r) {
        return new Arc2D.Double(x - r, y - r / 2, 2 * r, 2 * r, 0, 180, Arc2D.CHORD);
    }

    private static void corner(Path2D path, boolean isFirst, double x, double y) {
        if (isFirst) {
            path.moveTo(x, y);
        } else {
            path.lineTo(x, y);
        }
    }
}
