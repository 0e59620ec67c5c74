package org.corvee.chart;

import java.awt.Color;
import java.awt.geom.Path2D;

/** Thin lines that say how far a number may reach. */
final class Whisker {

    /** How far an arrow reaches that has no end. */
    static final double OPEN = 9;

    /** Half the length of the tick of a rival figure. */
    static final double RIVAL = 4.2;

    static final double RIVAL_THICKNESS = 0.7;

    private static final double THICKNESS = 0.7;
    private static final double CAP = 1.5;
    private static final double HEAD = 2.6;

    private Whisker() {}

    static void upright(Sheet sheet, double x, double top, double bottom, Color color) {
        sheet.line(x, top, x, bottom, color, THICKNESS);
        sheet.line(x - CAP, top, x + CAP, top, color, THICKNESS);
        sheet.line(x - CAP, bottom, x + CAP, bottom, color, THICKNESS);
    }

    static void sideways(Sheet sheet, double left, double right, double y, Color color) {
        sheet.line(left, y, right, y, color, THICKNESS);
        sheet.line(left, y - CAP, left, y + CAP, color, THICKNESS);
        sheet.line(right, y - CAP, right, y + CAP, color, THICKNESS);
    }

    static void arrow(Sheet sheet, double fromX, double fromY, double toX, double toY, Color color) {
        double length = Math.hypot(toX - fromX, toY - fromY);
        double dx = (toX - fromX) / length;
        double dy = (toY - fromY) / length;
        double baseX = toX - HEAD * dx;
        double baseY = toY - HEAD * dy;
        sheet.line(fromX, fromY, baseX, baseY, color, THICKNESS);
        Path2D head = new Path2D.Double();
        head.moveTo(toX, toY);
        head.lineTo(baseX - dy * CAP, baseY + dx * CAP);
        head.lineTo(baseX + dy * CAP, baseY - dx * CAP);
        head.closePath();
        sheet.fill(head, color);
    }
}
