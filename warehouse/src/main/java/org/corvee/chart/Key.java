package org.corvee.chart;

import java.awt.Color;
import java.awt.geom.Rectangle2D;
import java.util.EnumSet;
import java.util.Set;

/** The small line under a plot that explains the kinds of marks that occur in it, and no others. */
final class Key {

    enum Entry {
        ACTUAL("actual"),
        TARGET("target"),
        ESTIMATE("estimate"),
        BAND("band the phrase allows"),
        OPEN_BAND("open end: at least, or at most"),
        RIVAL("rival figure"),
        PERIOD("part of a year, or several years"),
        WORDS("stated without a number");

        private final String text;

        Entry(String text) {
            this.text = text;
        }
    }

    private static final double SYMBOL = 11;
    private static final double GAP = 9;
    private static final double SPACE_ABOVE = 5;
    private static final Color COLOR = Palette.SOFT;

    private final Set<Entry> entries = EnumSet.noneOf(Entry.class);
    private boolean isUpright = true;

    void add(Entry entry) {
        entries.add(entry);
    }

    void add(Nature nature) {
        entries.add(
                switch (nature) {
                    case ACTUAL -> Entry.ACTUAL;
                    case TARGET -> Entry.TARGET;
                    case ESTIMATE -> Entry.ESTIMATE;
                });
    }

    /** Says that values run from left to right. */
    void setSideways() {
        isUpright = false;
    }

    double place(Sheet sheet, double left, double width, double top) {
        if (!entries.contains(Entry.TARGET) && !entries.contains(Entry.ESTIMATE)) {
            entries.remove(Entry.ACTUAL);
        }
        double x = left;
        double y = entries.isEmpty() ? top : top + SPACE_ABOVE;
        double bottom = y;
        for (Entry entry : entries) {
            TextLine text = sheet.lettering().line(entry.text, Composition.SMALL);
            double needed = SYMBOL + text.width();
            if (x > left && x + needed > left + width) {
                x = left;
                y = bottom;
            }
            symbol(sheet, entry, x + SYMBOL / 2 - 1, y + text.ascent() - Composition.SMALL * 0.36);
            sheet.text(text, x + SYMBOL, y + text.ascent(), COLOR);
            x += needed + GAP;
            bottom = y + text.height();
        }
        return bottom;
    }

    private void symbol(Sheet sheet, Entry entry, double x, double y) {
        switch (entry) {
            case ACTUAL -> Symbol.draw(sheet, Nature.ACTUAL, 0, x, y, COLOR);
            case TARGET -> Symbol.draw(sheet, Nature.TARGET, 0, x, y, COLOR);
            case ESTIMATE -> Symbol.draw(sheet, Nature.ESTIMATE, 0, x, y, COLOR);
            case BAND -> {
                if (isUpright) {
                    Whisker.upright(sheet, x, y - 3.2, y + 3.2, COLOR);
                } else {
                    Whisker.sideways(sheet, x - 4, x + 4, y, COLOR);
                }
            }
            case OPEN_BAND -> {
                if (isUpright) {
                    Whisker.arrow(sheet, x, y + 3.2, x, y - 3.2, COLOR);
                } else {
                    Whisker.arrow(sheet, x - 4, y, x + 4, y, COLOR);
                }
            }
            case RIVAL -> {
                if (isUpright) {
                    sheet.line(x - Whisker.RIVAL, y, x + Whisker.RIVAL, y, Palette.INK, Whisker.RIVAL_THICKNESS);
                } else {
                    sheet.line(x, y - 3, x, y + 3, Palette.INK, Whisker.RIVAL_THICKNESS);
                }
            }
            case PERIOD ->
                sheet.fill(new Rectangle2D.Double(x - 4.5, y - TrendMarks.BAR / 2, 9, TrendMarks.BAR), COLOR);
            case WORDS -> {
                TextLine mark = sheet.lettering().line("?", Lettering.Weight.BOLD, Composition.SMALL);
                sheet.text(mark, x - mark.width() / 2, y + Composition.SMALL * 0.36, COLOR);
            }
        }
    }
}
