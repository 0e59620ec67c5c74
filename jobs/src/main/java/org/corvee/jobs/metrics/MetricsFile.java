package org.corvee.jobs.metrics;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import org.corvee.run.RunStore;

/** The metrics of the newest run in a file, for the textfile collector of Prometheus' node exporter. */
public final class MetricsFile {

    private MetricsFile() {}

    /** Writes the file anew. It is written aside first, under a name that the collector does not read. */
    public static void write(Path file, RunStore runs) throws IOException {
        Path aside = file.resolveSibling(file.getFileName() + ".partial");
        Files.writeString(aside, RunMetrics.text(runs, false));
        Files.move(aside, file, StandardCopyOption.ATOMIC_MOVE);
    }
}
