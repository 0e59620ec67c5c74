package org.corvee.export;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.corvee.chart.Chart;
import org.corvee.chart.ChartWriter;
import org.corvee.citation.BibTex;
import org.corvee.citation.CslJson;
import org.corvee.citation.Ris;
import org.corvee.duckdb.DuckDb;
import org.corvee.duckdb.Sql;
import org.corvee.home.Folders;
import org.jspecify.annotations.Nullable;

/** Writes exports: table, chart, citations and the sources of every figure, all of the same rows. */
public final class ExportWriter {

    private final Connection connection;
    private final ExportReader reader;

    /** @param connection to the published file, read-only */
    public ExportWriter(Connection connection) {
        this.connection = connection;
        this.reader = new ExportReader(connection);
    }

    /**
     * Writes the whole export in all of its formats.
     *
     * @return the files
     * @throws org.corvee.problem.ProblemException when the SELECT fails or does not fit the descriptor
     */
    public List<Path> write(ExportSpec export, Path folder) throws IOException, SQLException {
        return write(export, Narrowing.NONE, export.formats(), folder);
    }

    /**
     * Writes a part of an export in some of its formats; each file appears whole.
     *
     * @param formats those that the export does not have are left out
     * @return the files, in the order of {@link ExportFormat}
     * @throws org.corvee.problem.ProblemException when the SELECT fails, does not fit the descriptor or cannot be
     *     narrowed so
     */
    public List<Path> write(ExportSpec export, Narrowing narrowing, Set<ExportFormat> formats, Path folder)
            throws IOException, SQLException {
        ExportContent content = reader.read(export, narrowing);
        Chart chart = export.charted().isPresent() && formats.stream().anyMatch(ExportFormat::isChart)
                ? ChartMapping.chart(content)
                : null;
        Files.createDirectories(folder);
        List<ExportFormat> written = Arrays.stream(ExportFormat.values())
                .filter(format -> formats.contains(format) && export.formats().contains(format))
                .toList();
        // Pixels take as long as all the rest together: they are drawn beside it.
        FutureTask<@Nullable Void> pixels = new FutureTask<>(() -> {
            if (chart != null && written.contains(ExportFormat.PNG)) {
                draw(chart, content, ExportFormat.PNG, folder);
            }
            return null;
        });
        Thread drawing = new Thread(pixels, "chart of " + content.stem());
        drawing.start();
        try {
            for (ExportFormat format : written) {
                if (chart == null || !format.isChart()) {
                    writeWhole(content, format, folder);
                } else if (format != ExportFormat.PNG) {
                    draw(chart, content, format, folder);
                }
            }
        } finally {
            await(pixels);
        }
        return written.stream()
                .map(format -> folder.resolve(content.stem() + format.ending()))
                .toList();
    }

    private static void await(FutureTask<@Nullable Void> task) throws IOException {
        try {
            task.get();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("interrupted while a chart was drawn");
        } catch (ExecutionException e) {
            if (e.getCause() instanceof IOException failure) {
                throw failure;
            }
            if (e.getCause() instanceof RuntimeException failure) {
                throw failure;
            }
            throw new IllegalStateException(e.getCause());
        }
    }

    private static void draw(Chart chart, ExportContent content, ExportFormat format, Path folder) throws IOException {
        ChartWriter.write(chart, folder.resolve(content.stem() + format.ending()), format.chart());
    }

    private void writeWhole(ExportContent content, ExportFormat format, Path folder) throws IOException, SQLException {
        // The ending stays: DuckDB may go by it.
        Path partial = folder.resolve(Folders.PARTIAL + UUID.randomUUID() + format.ending());
        try {
            write(content, format, partial);
            Folders.replace(partial, folder.resolve(content.stem() + format.ending()));
        } finally {
            Files.deleteIfExists(partial);
        }
    }

    private void write(ExportContent content, ExportFormat format, Path file) throws IOException, SQLException {
        switch (format) {
            case CSV ->
                copy(
                        "select exported.* replace (" + replacements(content.columns()) + "), note.footnotes" + noted(),
                        file,
                        "format csv, header");
            case PARQUET ->
                copy("select exported.*, note.footnotes" + noted(), file, "format parquet, compression zstd");
            case SOURCES -> copy(sources(content), file, "format csv, header");
            case XLSX -> Files.write(file, StableWorkbook.of(content));
            case TEX -> text(file, LatexTable.of(content));
            case MD -> text(file, MarkdownTable.of(content));
            case BIB -> text(file, BibTex.of(content.bibliography()));
            case CSL -> text(file, CslJson.of(content.bibliography()));
            case RIS -> text(file, Ris.of(content.bibliography()));
            case SVG, PDF, PNG -> throw new IllegalStateException("no chart of " + content.stem());
        }
    }

    private static void text(Path file, String text) throws IOException {
        Files.writeString(file, text, StandardCharsets.UTF_8);
    }

    private static String noted() {
        return " from " + ExportReader.ROWS + " as exported left join " + ExportReader.NOTES
                + " as note on note.row_id = exported.rowid order by exported.rowid";
    }

    private static String sources(ExportContent content) {
        String ids = content.figures().stream()
                .map(figure -> Sql.literal(String.valueOf(figure.get("figure_id"))))
                .collect(Collectors.joining(", "));
        String numbers = Stream.of("value", "value_low", "value_high")
                .map(column -> Sql.text(Sql.name(column), "DECIMAL") + " as " + Sql.name(column))
                .collect(Collectors.joining(", "));
        return "select * replace (" + numbers + ") from mart.figure_source where figure_id in ("
                + (ids.isEmpty() ? "null" : ids) + ") order by figure_id";
    }

    private static String replacements(Map<String, String> columns) {
        return columns.entrySet().stream()
                .map(column ->
                        Sql.text(Sql.name(column.getKey()), column.getValue()) + " as " + Sql.name(column.getKey()))
                .collect(Collectors.joining(", "));
    }

    private void copy(String query, Path file, String options) throws SQLException {
        DuckDb.execute(connection, "copy (" + query + ") to " + Sql.literal(file) + " (" + options + ")");
    }
}
