package org.corvee.chart;

import java.awt.Color;
import java.awt.geom.Line2D;
import java.awt.geom.Rectangle2D;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import org.corvee.chart.Plot.Cell;
import org.jspecify.annotations.Nullable;

/** A field of cells, darker where more is known. */
final class GridFigure {

    private static final Color LIGHT = new Color(0xe4eef7);
    private static final Color DARK = new Color(0x08306b);
    private static final double LEAST_ROW = 11;
    private static final double WIDEST_CELL = 72;
    private static final double MOST_FOR_NAMES = 0.4;
    private static final double HATCH = 2.6;
    private static final double SWATCH = 8;

    private final Sheet sheet;
    private final double left;
    private final double width;

    GridFigure(Sheet sheet, double left, double width) {
        this.sheet = sheet;
        this.left = left;
        this.width = width;
    }

    double place(Plot.Grid grid, double top) {
        if (grid.columns().isEmpty() || grid.rows().isEmpty()) {
            return sheet.text(sheet.lettering().wrap("No figures.", Composition.BODY, width), left, top, Palette.INK);
        }
        List<List<TextLine>> names = grid.rows().stream()
                .map(row -> sheet.lettering().balanced(row, Composition.BODY, width * MOST_FOR_NAMES))
                .toList();
        double namesWidth = names.stream().mapToDouble(TextLine::width).max().orElse(0) + 4;
        double cell =
                Math.min(WIDEST_CELL, (width - namesWidth) / grid.columns().size());
        double first = left + namesWidth;
        double y = columns(grid.columns(), first, cell, top);
        boolean isUpwards = grid.cells().stream().anyMatch(each -> tag(each).width() > cell - 2);
        for (int i = 0; i < grid.rows().size(); i++) {
            String row = grid.rows().get(i);
            List<Cell> cells =
                    grid.cells().stream().filter(each -> each.row().equals(row)).toList();
            double height = Math.max(LEAST_ROW, TextLine.height(names.get(i)) + 1.5);
            for (Cell each : cells) {
                height = Math.max(
                        height, isUpwards ? tag(each).width() + 4 : tag(each).height() + 1);
            }
            sheet.text(names.get(i), left, y + (height - TextLine.height(names.get(i))) / 2 - 0.3, Palette.INK);
            for (int j = 0; j < grid.columns().size(); j++) {
                String column = grid.columns().get(j);
                Rectangle2D place = new Rectangle2D.Double(first + j * cell, y, cell, height);
                Cell found = cells.stream()
                        .filter(each -> each.column().equals(column))
                        .findFirst()
                        .orElse(null);
                draw(found, place, isUpwards);
            }
            y += height;
        }
        return legend(grid, y + 4);
    }

    private Tag tag(Cell cell) {
        return Tag.of(sheet, cell.text(), cell.footnotes(), Composition.SMALLEST);
    }

    /** The names of the columns, upright only when they do not fit side by side. */
    private double columns(List<String> columns, double first, double cell, double top) {
        List<TextLine> lines = columns.stream()
                .map(column -> sheet.lettering().line(column, Composition.SMALL))
                .toList();
        boolean isUpwards = TextLine.width(lines) > cell - 2;
        double height = isUpwards
                ? TextLine.width(lines)
                : lines.stream().mapToDouble(TextLine::height).max().orElse(0);
        for (int i = 0; i < lines.size(); i++) {
            TextLine line = lines.get(i);
            double middle = first + (i + 0.5) * cell;
            if (isUpwards) {
                sheet.textUpwards(line, middle + Composition.SMALL * 0.36, top + height, Palette.INK);
            } else {
                sheet.text(line, middle - line.width() / 2, top + height - line.descent(), Palette.INK);
            }
        }
        return top + height + 2;
    }

    private void draw(@Nullable Cell cell, Rectangle2D place, boolean isUpwards) {
        Rectangle2D inner = new Rectangle2D.Double(
                place.getX() + 0.35, place.getY() + 0.35, place.getWidth() - 0.7, place.getHeight() - 0.7);
        if (cell == null) {
            sheet.draw(inner, Palette.GRID, 0.4);
            return;
        }
        Tag tag = tag(cell);
        Color ground = Color.WHITE;
        if (cell.share() == null) {
            hatch(inner);
        } else {
            ground = fill(cell.share());
            sheet.fill(inner, ground);
        }
        if (tag.isEmpty()) {
            return;
        }
        double wide = isUpwards ? tag.height() : tag.width();
        double high = isUpwards ? tag.width() : tag.height();
        if (cell.share() == null) {
            sheet.fill(
                    new Rectangle2D.Double(
                            place.getCenterX() - wide / 2 - 0.8,
                            Math.max(inner.getMinY() + 0.4, place.getCenterY() - high / 2),
                            wide + 1.6,
                            Math.min(high, inner.getHeight() - 0.8)),
                    Color.WHITE);
        }
        Color ink = ink(ground);
        if (isUpwards) {
            double baseline = place.getCenterX() + Composition.SMALLEST * 0.36;
            double start = place.getCenterY() + tag.width() / 2;
            sheet.textUpwards(tag.text(), baseline, start, ink);
            if (tag.numbers().width() > 0) {
                sheet.textUpwards(
                        tag.numbers(),
                        baseline - Composition.RAISED,
                        start - tag.width() + tag.numbers().width(),
                        ink);
            }
        } else {
            tag.write(
                    sheet,
                    place.getCenterX() - tag.width() / 2,
                    place.getCenterY() + Composition.SMALLEST * 0.36 - tag.ascent(),
                    ink);
        }
    }

    static Color fill(BigDecimal share) {
        double part = Math.max(0, Math.min(1, share.doubleValue()));
        return new Color(
                between(LIGHT.getRed(), DARK.getRed(), part),
                between(LIGHT.getGreen(), DARK.getGreen(), part),
                between(LIGHT.getBlue(), DARK.getBlue(), part));
    }

    private static int between(int from, int to, double part) {
        return (int) Math.round(from + (to - from) * part);
    }

    /** Black or white, whichever stands out more. */
    static Color ink(Color ground) {
        return contrast(ground, Color.WHITE) > contrast(ground, Color.BLACK) ? Color.WHITE : Color.BLACK;
    }

    /** The contrast of two colours as WCAG 2 defines it, 1 to 21. */
    static double contrast(Color one, Color other) {
        double a = luminance(one);
        double b = luminance(other);
        return (Math.max(a, b) + 0.05) / (Math.min(a, b) + 0.05);
    }

    private static double luminance(Color color) {
        return 0.2126 * linear(color.getRed()) + 0.7152 * linear(color.getGreen()) + 0.0722 * linear(color.getBlue());
    }

    private static double linear(int part) {
        double share = part / 255.0;
        return share <= 0.04045 ? share / 12.92 : Math.pow((share + 0.055) / 1.055, 2.4);
    }

    private void hatch(Rectangle2D place) {
        sheet.draw(place, Palette.RULE, 0.4);
        double first = place.getMinX() + place.getMinY();
        double last = place.getMaxX() + place.getMaxY();
        for (double sum = first + HATCH; sum < last; sum += HATCH) {
            double x1 = Math.max(place.getMinX(), sum - place.getMaxY());
            double x2 = Math.min(place.getMaxX(), sum - place.getMinY());
            sheet.draw(new Line2D.Double(x1, sum - x1, x2, sum - x2), Palette.RULE, 0.45);
        }
    }

    private double legend(Plot.Grid grid, double top) {
        double x = left;
        double y = top + 1;
        for (int i = 0; i <= 4; i++) {
            sheet.fill(
                    new Rectangle2D.Double(x + i * SWATCH, y, SWATCH, SWATCH),
                    fill(new BigDecimal("0.25").multiply(BigDecimal.valueOf(i))));
        }
        double indent = 5 * SWATCH + 4;
        List<TextLine> text = new ArrayList<>(sheet.lettering().wrap(grid.legend(), Composition.SMALL, width - indent));
        double end = Math.max(y + SWATCH, sheet.text(text, x + indent, y - 0.5, Palette.SOFT));
        if (grid.cells().stream().anyMatch(cell -> cell.share() == null)) {
            hatch(new Rectangle2D.Double(x, end + 3, SWATCH * 1.5, SWATCH));
            end = sheet.text(
                    sheet.lettering().wrap("not known", Composition.SMALL, width - indent),
                    x + SWATCH * 1.5 + 4,
                    end + 2.5,
                    Palette.SOFT);
        }
        return end;
    }
}
