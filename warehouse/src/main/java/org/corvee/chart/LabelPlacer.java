package org.corvee.chart;

import java.awt.geom.Line2D;
import java.awt.geom.Rectangle2D;
import java.util.ArrayList;
import java.util.List;

/** Finds room for small texts beside marks. */
final class LabelPlacer {

    private static final double LABEL = 1000;
    private static final double MARK = 60;
    private static final double NEAR_MARK = 9;
    private static final double NEAR = 2.5;
    private static final double LINE = 6;
    private static final int RINGS = 12;
    private static final double RING = 2.5;

    private final Rectangle2D bounds;
    private final List<Rectangle2D> labels = new ArrayList<>();
    private final List<Rectangle2D> marks = new ArrayList<>();
    private final List<Line2D> lines = new ArrayList<>();

    /** @param bounds what no label may leave */
    LabelPlacer(Rectangle2D bounds) {
        this.bounds = bounds;
    }

    void avoidLabel(Rectangle2D place) {
        labels.add(place);
    }

    void avoid(Rectangle2D mark) {
        marks.add(mark);
    }

    void avoid(Line2D line) {
        lines.add(line);
    }

    /** The best place of that size beside a mark; no other label gets it. */
    Rectangle2D place(Rectangle2D mark, double width, double height) {
        Rectangle2D best = null;
        double least = Double.POSITIVE_INFINITY;
        for (int ring = 0; ring < RINGS; ring++) {
            int rank = 0;
            for (Rectangle2D candidate : around(mark, width, height, ring * RING)) {
                double cost = cost(candidate, mark) + ring * 5 + rank * 0.5;
                if (cost < least) {
                    least = cost;
                    best = candidate;
                }
                rank++;
            }
        }
        Rectangle2D place = best == null ? new Rectangle2D.Double(mark.getMaxX(), mark.getY(), width, height) : best;
        labels.add(place);
        return place;
    }

    private List<Rectangle2D> around(Rectangle2D mark, double width, double height, double away) {
        double gap = 0.8 + away;
        double left = mark.getMinX() - gap - width;
        double right = mark.getMaxX() + gap;
        double middle = mark.getCenterX() - width / 2;
        double above = mark.getMinY() - 0.2 - away - height;
        double below = mark.getMaxY() + 0.2 + away;
        double level = mark.getCenterY() - height / 2;
        double upper = mark.getMinY() - away - height * 0.6;
        double lower = mark.getMaxY() + away - height * 0.4;
        List<Rectangle2D> candidates = new ArrayList<>();
        for (double[] corner : new double[][] {
            {right, upper},
            {middle, above},
            {left, upper},
            {right, level},
            {middle, below},
            {right, lower},
            {left, lower},
            {left, level},
            {mark.getMinX(), above},
            {mark.getMaxX() - width, above},
            {mark.getMinX(), below},
            {mark.getMaxX() - width, below}
        }) {
            candidates.add(new Rectangle2D.Double(corner[0], corner[1], width, height));
        }
        return candidates;
    }

    private double cost(Rectangle2D candidate, Rectangle2D own) {
        if (!bounds.contains(candidate)) {
            return 10 * LABEL;
        }
        double cost = 0;
        for (Rectangle2D label : labels) {
            cost += label.intersects(candidate) ? LABEL : 0;
        }
        Rectangle2D around = new Rectangle2D.Double(
                candidate.getX() - NEAR,
                candidate.getY() - NEAR / 2,
                candidate.getWidth() + 2 * NEAR,
                candidate.getHeight() + NEAR);
        for (Rectangle2D mark : marks) {
            if (mark.intersects(candidate)) {
                cost += MARK;
            } else if (!mark.equals(own) && mark.intersects(around)) {
                cost += NEAR_MARK;
            }
        }
        for (Line2D line : lines) {
            cost += line.intersects(candidate) ? LINE : 0;
        }
        return cost;
    }
}
