package org.corvee.report;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * Bars on one axis of time as an SVG of whatever width there is: places along the axis are percentages, so that the words
 * keep their size on a phone.
 */
final class Bars {

    private static final int ROW = 40;
    private static final int BAR = 14;
    private static final int WORDS = 15;
    private static final int AXIS = 22;

    /** Keeps the ends of the axis, and the outlines of the bars, inside of the picture. */
    private static final double MARGIN = 0.5;

    private static final int MOST_TICKS = 4;
    private static final List<Long> STEPS = steps();

    private final String id;
    private final String title;
    private final String description;
    private final List<Bar> bars = new ArrayList<>();
    private final long end;

    /**
     * A picture without bars.
     *
     * @param id of its title, one of its own on the page
     * @param end of the axis in milliseconds
     */
    Bars(String id, String title, String description, long end) {
        this.id = id;
        this.title = title;
        this.description = description;
        this.end = Math.max(1, end);
    }

    private record Bar(String words, long from, long to, boolean failed) {}

    /**
     * Adds a bar.
     *
     * @param words that stand over it
     * @param from milliseconds
     * @param to milliseconds
     * @param failed whether it is marked
     */
    Bars add(String words, long from, long to, boolean failed) {
        bars.add(new Bar(words, clamp(from), clamp(Math.max(from, to)), failed));
        return this;
    }

    private long clamp(long millis) {
        return Math.max(0, Math.min(end, millis));
    }

    String svg() {
        int height = bars.size() * ROW + AXIS;
        StringBuilder svg = new StringBuilder();
        svg.append("<svg class=\"bars\" role=\"img\" width=\"100%\" height=\"")
                .append(height)
                .append("\" aria-labelledby=\"")
                .append(id)
                .append("-title ")
                .append(id)
                .append("-desc\">\n<title id=\"")
                .append(id)
                .append("-title\">")
                .append(Markup.escaped(title))
                .append("</title>\n<desc id=\"")
                .append(id)
                .append("-desc\">")
                .append(Markup.escaped(description))
                .append("</desc>\n<defs><pattern id=\"")
                .append(id)
                .append(
                        "-failed\" width=\"6\" height=\"6\" patternUnits=\"userSpaceOnUse\" patternTransform=\"rotate(45)\">")
                .append(
                        "<rect class=\"paper\" width=\"6\" height=\"6\"/><rect class=\"stripe\" width=\"3\" height=\"6\"/>")
                .append("</pattern></defs>\n");
        axis(svg, height);
        for (int i = 0; i < bars.size(); i++) {
            bar(svg, bars.get(i), i * ROW);
        }
        return svg.append("</svg>\n").toString();
    }

    private void axis(StringBuilder svg, int height) {
        long step = STEPS.stream()
                .filter(candidate -> candidate * MOST_TICKS >= end)
                .findFirst()
                .orElse(STEPS.get(STEPS.size() - 1));
        for (long tick = 0; tick <= end; tick += step) {
            String x = place(tick);
            svg.append("<line class=\"grid\" x1=\"")
                    .append(x)
                    .append("\" x2=\"")
                    .append(x);
            svg.append("\" y1=\"0\" y2=\"").append(height - AXIS + 4).append("\"/>");
            boolean last = tick > end * 0.92;
            svg.append("<text class=\"tick\" x=\"").append(x).append("\" y=\"").append(height - 4);
            svg.append("\" text-anchor=\"")
                    .append(tick == 0 ? "start" : last ? "end" : "middle")
                    .append("\">");
            svg.append(tick(tick)).append("</text>\n");
        }
    }

    private static String tick(long millis) {
        if (millis == 0) {
            return "0";
        }
        if (millis >= 60_000) {
            return millis % 60_000 == 0 ? millis / 60_000 + " min" : Wording.took(Duration.ofMillis(millis));
        }
        if (millis < 1000) {
            return millis + " ms";
        }
        return millis % 1000 == 0 ? millis / 1000 + " s" : String.format(Locale.ROOT, "%.1f s", millis / 1000.0);
    }

    private void bar(StringBuilder svg, Bar bar, int top) {
        double width = (bar.to() - bar.from()) * (100 - 2 * MARGIN) / end;
        svg.append("<text class=\"words\" x=\"0\" y=\"").append(top + WORDS).append("\">");
        svg.append(Markup.escaped(bar.words())).append("</text>");
        svg.append("<rect class=\"bar")
                .append(bar.failed() ? " failed" : "")
                .append("\" x=\"")
                .append(place(bar.from()));
        svg.append("\" y=\"").append(top + WORDS + 6).append("\" width=\"").append(percent(width));
        svg.append("\" height=\"").append(BAR).append('"');
        if (bar.failed()) {
            svg.append(" fill=\"url(#").append(id).append("-failed)\"");
        }
        svg.append("/>\n");
    }

    private String place(long millis) {
        return percent(MARGIN + millis * (100 - 2 * MARGIN) / end);
    }

    private static String percent(double value) {
        return String.format(Locale.ROOT, "%.3f%%", value);
    }

    /** 1, 2, 5 and ten times that up to seconds, then what a clock has. */
    private static List<Long> steps() {
        List<Long> steps = new ArrayList<>();
        for (long ten = 1; ten <= 1000; ten *= 10) {
            steps.addAll(List.of(ten, 2 * ten, 5 * ten));
        }
        for (long seconds : List.of(10L, 15L, 30L, 60L, 120L, 300L, 600L, 900L, 1800L, 3600L, 7200L, 21600L, 86400L)) {
            steps.add(seconds * 1000);
        }
        return List.copyOf(steps);
    }
}
