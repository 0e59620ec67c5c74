package org.corvee.chart;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.Shape;
import java.awt.geom.AffineTransform;
import java.awt.geom.Line2D;
import java.awt.geom.Rectangle2D;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.corvee.problem.Location;

/** A picture of fixed width that grows downwards. Lengths are in points, 72 to an inch, from the upper left corner. */
final class Sheet {

    static final double POINTS_PER_MILLIMETRE = 72 / 25.4;

    private final String title;
    private final double width;
    private final Lettering lettering;
    private final List<Consumer<Graphics2D>> strokes = new ArrayList<>();
    private final List<Label> labels = new ArrayList<>();
    private final List<Rectangle2D> marks = new ArrayList<>();
    private double height;

    /** A text where it stands. */
    record Label(String text, Rectangle2D place) {}

    Sheet(String title, int widthMillimetres) {
        this.title = title;
        this.width = widthMillimetres * POINTS_PER_MILLIMETRE;
        this.lettering = new Lettering(Location.of("chart", title));
    }

    String title() {
        return title;
    }

    double width() {
        return width;
    }

    double height() {
        return height;
    }

    void setHeight(double points) {
        height = points;
    }

    Lettering lettering() {
        return lettering;
    }

    List<Label> labels() {
        return List.copyOf(labels);
    }

    /** Where marks stand. */
    List<Rectangle2D> marks() {
        return List.copyOf(marks);
    }

    void add(Consumer<Graphics2D> stroke) {
        strokes.add(stroke);
    }

    void mark(Rectangle2D place) {
        marks.add(place);
    }

    void fill(Shape shape, Color color) {
        add(graphics -> {
            graphics.setColor(color);
            graphics.fill(shape);
        });
    }

    void draw(Shape shape, Color color, double thickness) {
        draw(shape, color, new BasicStroke((float) thickness, BasicStroke.CAP_BUTT, BasicStroke.JOIN_MITER));
    }

    void draw(Shape shape, Color color, BasicStroke stroke) {
        add(graphics -> {
            graphics.setColor(color);
            graphics.setStroke(stroke);
            graphics.draw(shape);
        });
    }

    void line(double x1, double y1, double x2, double y2, Color color, double thickness) {
        draw(new Line2D.Double(x1, y1, x2, y2), color, thickness);
    }

    /** Writes a line of text from {@code x} on, standing on {@code baseline}. */
    void text(TextLine line, double x, double baseline, Color color) {
        if (line.text().isBlank()) {
            return;
        }
        labels.add(new Label(line.text(), line.place(x, baseline)));
        fill(AffineTransform.getTranslateInstance(x, baseline).createTransformedShape(line.outline()), color);
    }

    /** Writes like {@link #text(TextLine, double, double, Color)}, and keeps lines away from the letters. */
    void textOverLines(TextLine line, double x, double baseline, Color color) {
        draw(
                AffineTransform.getTranslateInstance(x, baseline).createTransformedShape(line.outline()),
                Color.WHITE,
                new BasicStroke(1.6f, BasicStroke.CAP_ROUND, BasicStroke.JOIN_ROUND));
        text(line, x, baseline, color);
    }

    /** Writes a line of text upwards, with its baseline at {@code baseline} and its start at {@code y}. */
    void textUpwards(TextLine line, double baseline, double y, Color color) {
        AffineTransform turn = AffineTransform.getTranslateInstance(baseline, y);
        turn.rotate(-Math.PI / 2);
        labels.add(new Label(
                line.text(),
                new Rectangle2D.Double(baseline - line.ascent(), y - line.width(), line.height(), line.width())));
        fill(turn.createTransformedShape(line.outline()), color);
    }

    /**
     * Writes lines below each other.
     *
     * @return where the last of them ends
     */
    double text(List<TextLine> lines, double x, double top, Color color) {
        double y = top;
        for (TextLine line : lines) {
            text(line, x, y + line.ascent(), color);
            y += line.height();
        }
        return y;
    }

    /** Paints everything, one unit of {@code graphics} being a point. */
    void paint(Graphics2D graphics) {
        // JFreeChart sets a hint back to what it was before, and Batik takes no null for that.
        graphics.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
        graphics.setRenderingHint(RenderingHints.KEY_STROKE_CONTROL, RenderingHints.VALUE_STROKE_PURE);
        graphics.setColor(Color.WHITE);
        graphics.fill(new Rectangle2D.Double(0, 0, width, height));
        for (Consumer<Graphics2D> stroke : strokes) {
            stroke.accept(graphics);
        }
    }
}
