package org.corvee.chart;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.UUID;
import org.corvee.home.Folders;
import org.corvee.problem.ProblemException;

/** Writes charts as files for print. The same chart gives the same bytes on the same libraries. */
public final class ChartWriter {

    static final int PRINT_DPI = 600;

    static {
        // Must stand before the first class of AWT: a server has no screen.
        System.setProperty("java.awt.headless", "true");
    }

    private ChartWriter() {}

    /**
     * Writes a chart; the file appears whole.
     *
     * @param file in a folder that exists; replaced when it is there
     * @throws ProblemException when no font of this machine has a character; nothing is written then
     */
    public static void write(Chart chart, Path file, ChartFormat format) throws IOException {
        Sheet sheet = lay(chart);
        byte[] content = switch (format) {
            case SVG -> VectorFiles.svg(sheet);
            case PDF -> VectorFiles.pdf(sheet);
            case PNG -> PixelFile.png(sheet, PRINT_DPI);
        };
        Path partial = file.resolveSibling(Folders.PARTIAL + UUID.randomUUID() + "." + format.suffix());
        try {
            Files.write(partial, content);
            Folders.replace(partial, file);
        } finally {
            Files.deleteIfExists(partial);
        }
    }

    static Sheet lay(Chart chart) {
        return Composition.of(chart);
    }
}
