package org.corvee.export;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.corvee.descriptor.YamlMapping;
import org.corvee.model.SqlFile;
import org.corvee.problem.Location;
import org.corvee.problem.Problem;
import org.corvee.problem.Problems;

/**
 * An export: one ordered SELECT over {@code mart} and how it is shown. Its result has a column {@code figure_ids}, by
 * which the sources of every row are written beside it.
 *
 * @param subject the folder that it lies in
 * @param name the start of its file names
 * @param title one line for people
 * @param subtitle where, when and what is counted; may be empty
 * @param note what a reader must know before using it
 * @param sql the SELECT
 * @param table the columns of the printed tables with their headings; CSV, Parquet and XLSX have all columns
 * @param formats what is written of it
 * @param charted its chart; empty when none is drawn
 */
public record ExportSpec(
        String subject,
        String name,
        String title,
        String subtitle,
        String note,
        String sql,
        Map<String, String> table,
        Set<ExportFormat> formats,
        Optional<Charted> charted) {

    public ExportSpec {
        table = Collections.unmodifiableMap(new LinkedHashMap<>(table));
        formats = Collections.unmodifiableSet(EnumSet.copyOf(formats));
    }

    /** That an export has a chart; how it is drawn is the business of this package. */
    public static final class Charted {

        private final ChartSpec spec;
        private final String note;

        Charted(ChartSpec spec, String note) {
            this.spec = spec;
            this.note = note;
        }

        /** What a reader must know of the picture beside the note; may be empty. */
        String note() {
            return note;
        }

        ChartSpec spec() {
            return spec;
        }
    }

    public Location location() {
        return Location.of("export", subject + "/" + name + ".sql");
    }

    Location descriptor() {
        return Location.of("export", subject + "/" + name + ".yml");
    }

    /**
     * Reads every export of a folder, in alphabetical order.
     *
     * @throws org.corvee.problem.ProblemException with every mistake of every descriptor
     */
    public static List<ExportSpec> readAll(Path folder) throws IOException {
        Problems problems = new Problems();
        List<ExportSpec> exports = new ArrayList<>();
        for (SqlFile file : SqlFile.list(folder)) {
            Location location = Location.of("export", file.subject() + "/" + file.name() + ".yml");
            if (Files.isRegularFile(file.descriptor())) {
                String sql = file.read();
                YamlMapping.read(location, file.descriptor(), problems)
                        .ifPresent(yaml -> exports.add(read(file, sql, yaml, problems)));
            } else {
                problems.add(Problem.cannot(location, "find", "the descriptor of", file.name() + ".sql"));
            }
        }
        problems.throwIfAny();
        return exports;
    }

    private static ExportSpec read(SqlFile file, String sql, YamlMapping yaml, Problems problems) {
        String title = yaml.text("title");
        String subtitle = yaml.textOrNull("subtitle");
        String note = yaml.text("note");
        Map<String, String> table = new LinkedHashMap<>();
        YamlMapping headings = yaml.mapping("table");
        headings.keys().forEach(column -> table.put(column, headings.text(column)));
        headings.done();
        Optional<Charted> chart = yaml.has("chart")
                ? Optional.of(new ChartSpecParser(problems).parse(yaml.mapping("chart")))
                : Optional.empty();
        Set<ExportFormat> formats = formats(yaml, chart.isPresent(), problems);
        yaml.done();
        return new ExportSpec(
                file.subject(), file.name(), title, subtitle == null ? "" : subtitle, note, sql, table, formats, chart);
    }

    /** Those named, or all that can be written. */
    private static Set<ExportFormat> formats(YamlMapping yaml, boolean hasChart, Problems problems) {
        List<String> labels = yaml.texts("formats");
        Set<ExportFormat> possible = ExportFormat.all(hasChart);
        if (labels.isEmpty()) {
            return possible;
        }
        List<String> allowed = possible.stream().map(ExportFormat::label).toList();
        Set<ExportFormat> formats = EnumSet.of(ExportFormat.CSV);
        for (String label : labels) {
            if (allowed.contains(label)) {
                formats.add(ExportFormat.valueOf(label.toUpperCase(Locale.ROOT)));
            } else {
                problems.add(Problem.cannot(yaml.location("formats"), "write", "format", label)
                        .allowed(allowed)
                        .nearest(label, allowed));
            }
        }
        return formats;
    }
}
