package org.corvee.export;

import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.corvee.chart.ChartFormat;

/** What a file of an export is. */
public enum ExportFormat {
    CSV(".csv"),
    PARQUET(".parquet"),
    XLSX(".xlsx"),
    SVG(".svg"),
    PDF(".pdf"),
    PNG(".png"),
    TEX(".tex"),
    MD(".md"),
    BIB(".bib"),
    CSL(".csl.json"),
    RIS(".ris"),
    SOURCES(".sources.csv");

    private final String ending;

    ExportFormat(String ending) {
        this.ending = ending;
    }

    /** The end of its file name, with the dot. */
    public String ending() {
        return ending;
    }

    /** Its name on the command line and in descriptors. */
    public String label() {
        return name().toLowerCase(Locale.ROOT);
    }

    public boolean isChart() {
        return this == SVG || this == PDF || this == PNG;
    }

    /** Every format, or every one but the charts. */
    static Set<ExportFormat> all(boolean withCharts) {
        EnumSet<ExportFormat> formats = EnumSet.allOf(ExportFormat.class);
        formats.removeIf(format -> format.isChart() && !withCharts);
        return formats;
    }

    /** The labels of all formats. */
    public static List<String> labels() {
        return Arrays.stream(values()).map(ExportFormat::label).toList();
    }

    ChartFormat chart() {
        return ChartFormat.valueOf(name());
    }
}
