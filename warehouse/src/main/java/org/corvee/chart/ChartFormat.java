package org.corvee.chart;

/** The files that a chart is written as. */
public enum ChartFormat {
    /** Vectors, as wide as printed. */
    SVG("svg"),
    /** Vectors, one page of the printed size. */
    PDF("pdf"),
    /** Pixels, 600 to an inch of the printed size. */
    PNG("png");

    private final String suffix;

    ChartFormat(String suffix) {
        this.suffix = suffix;
    }

    /** What a file's name ends with, after the dot. */
    public String suffix() {
        return suffix;
    }
}
