package org.corvee.sql;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.corvee.chart.Chart;
import org.corvee.export.ChartMapping;
import org.corvee.export.ExportContent;
import org.corvee.export.ExportFormat;
import org.corvee.export.ExportReader;
import org.corvee.export.ExportSpec;
import org.corvee.export.ExportWriter;
import org.corvee.export.Narrowing;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** One curated figure that changes, changes the exports that lean on it and no other. */
@Tag("slow")
class ChangedFigureChangesItsExportsTest {

    private static final String FIGURE = "press_labor_figures:transfers_2007";

    /** Workbooks hold the same, and bytes of Parquet and of pictures say nothing to a reader of this test. */
    private static final Set<ExportFormat> FORMATS = EnumSet.of(
            ExportFormat.CSV,
            ExportFormat.TEX,
            ExportFormat.MD,
            ExportFormat.BIB,
            ExportFormat.CSL,
            ExportFormat.RIS,
            ExportFormat.SOURCES);

    @TempDir
    private Path folder = Path.of("");

    @Test
    void onlyTheExportsThatHoldTheFigureChange() throws IOException, SQLException {
        Path content = folder.resolve("sql");
        TestingExports.copyContent(content);
        Map<String, String> before = written(TestingWarehouse.CONTENT, "before");
        Path figures = content.resolve("sources/press_labor_figures/figures.csv");
        String text = Files.readString(figures);
        String changed = text.replace("1450000,1445000,1450000,approx,", "1440000,1435000,1440000,approx,")
                .replace("近145万人次", "近144万人次");
        assertThat(changed).isNotEqualTo(text);
        Files.writeString(figures, changed);
        Map<String, String> after = written(content, "after");
        Set<String> leaning = leaning(content);

        Set<String> different = new TreeSet<>();
        before.forEach((name, bytes) -> {
            if (!bytes.equals(after.get(name))) {
                different.add(name.split("[ .]", 2)[0]);
            }
        });
        assertThat(different).isEqualTo(leaning).contains("xinjiang_labor_transfers", "labor_transfer_trend");
        assertThat(leaning.size()).isLessThan(TestingExports.all().size());
    }

    /** Text of every file, and every chart as text. */
    private Map<String, String> written(Path content, String name) throws IOException, SQLException {
        Map<String, String> written = new TreeMap<>();
        Path out = Files.createDirectories(folder.resolve(name));
        try (Connection connection = TestingExports.warehouse(content, out).connect()) {
            ExportWriter writer = new ExportWriter(connection);
            for (ExportSpec export : TestingExports.all()) {
                for (Path file : writer.write(export, Narrowing.NONE, FORMATS, out)) {
                    written.put(file.getFileName().toString(), text(file));
                }
                if (export.charted().isPresent()) {
                    Chart chart = ChartMapping.chart(new ExportReader(connection).read(export, Narrowing.NONE));
                    written.put(export.name() + " chart", chart.toString());
                }
            }
        }
        return written;
    }

    /** The sources name the snapshot, which is another one for every figure of the source that was edited. */
    private static String text(Path file) throws IOException {
        return file.toString().endsWith(ExportFormat.SOURCES.ending())
                ? TestingExports.csv(file).stream()
                        .map(record -> record.getFieldsAsMap().entrySet().stream()
                                .filter(field -> !field.getKey().equals("snapshot_sha256"))
                                .toList()
                                .toString())
                        .collect(Collectors.joining("\n"))
                : Files.readString(file);
    }

    private Set<String> leaning(Path content) throws IOException, SQLException {
        Set<String> leaning = new TreeSet<>();
        try (Connection connection = TestingExports.warehouse(
                        content, Files.createDirectories(folder.resolve("leaning")))
                .connect()) {
            for (ExportSpec export : TestingExports.all()) {
                ExportContent read = new ExportReader(connection).read(export, Narrowing.NONE);
                List<String> figures = read.rows().stream()
                        .flatMap(row -> row.figureIds().stream())
                        .toList();
                if (figures.contains(FIGURE)) {
                    leaning.add(export.name());
                }
            }
        }
        return leaning;
    }
}
