package org.corvee.load;

import java.io.IOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.corvee.duckdb.Sql;
import org.corvee.format.FilePart;
import org.corvee.format.PublishedFile;
import org.corvee.format.PublishedValue;
import org.corvee.format.RecordBuffer;
import org.corvee.format.RecordReader;
import org.corvee.format.RejectedRow;
import org.corvee.format.Row;
import org.corvee.format.RowInterpreter;
import org.corvee.problem.Location;
import org.corvee.problem.Problem;
import org.corvee.problem.ProblemException;
import org.corvee.problem.Problems;
import org.corvee.source.ColumnSpec;
import org.corvee.source.ColumnType;
import org.corvee.source.DelimitedFormat;
import org.corvee.source.Ignored;
import org.corvee.source.SourceCatalog;
import org.corvee.source.SourceDescriptor;
import org.corvee.source.Supply;
import org.corvee.source.TableShape;
import org.jspecify.annotations.Nullable;

/** Reads {@code corrections.csv}, which lies beside the descriptor of a source that needs one. */
final class Corrections {

    static final String FILE = "corrections.csv";

    private static final String COLUMN = "column";
    private static final String EXPECT = "expect";
    private static final String CORRECTED = "corrected";
    private static final String REASON = "reason";
    private static final String STATUS = "status";
    private static final String NOTED_ON = "noted_on";
    private static final String DROPPED_FILE = "file";

    private static final List<String> STATUSES = List.of("suspected", "confirmed", "reported");

    private final SourceDescriptor source;
    private final Location location;
    private final Problems problems;

    private Corrections(SourceDescriptor source, Problems problems) {
        this.source = source;
        this.location = Location.of(source.id().value(), FILE);
        this.problems = problems;
    }

    /**
     * The corrections of all sources, by source id.
     *
     * @throws ProblemException with every mistake of every file
     */
    static Map<String, List<Correction>> readAll(SourceCatalog catalog) throws IOException {
        Problems problems = new Problems();
        Map<String, List<Correction>> corrections = new LinkedHashMap<>();
        for (SourceDescriptor source : catalog.sources()) {
            Path file = source.folder().resolve(FILE);
            if (Files.isRegularFile(file)) {
                corrections.put(source.id().value(), new Corrections(source, problems).read(file));
            }
        }
        problems.throwIfAny();
        return corrections;
    }

    /** Every value is read as text first: what it must be depends on the column that the row is about. */
    private TableShape shape() {
        List<ColumnSpec> columns = new ArrayList<>();
        if (source.supply() instanceof Supply.Dropped) {
            columns.add(text(DROPPED_FILE, true, List.of()));
        }
        source.key().forEach(name -> columns.add(text(name, false, List.of())));
        List<String> others = source.columns().stream()
                .map(ColumnSpec::name)
                .filter(name -> !source.key().contains(name))
                .toList();
        columns.add(text(COLUMN, true, others));
        columns.add(text(EXPECT, false, List.of()));
        columns.add(text(CORRECTED, false, List.of()));
        columns.add(text(REASON, true, List.of()));
        columns.add(text(STATUS, true, STATUSES));
        columns.add(new ColumnSpec(NOTED_ON, ColumnType.DATE, true, List.of(), null));
        return new TableShape(
                source.id().value(),
                new DelimitedFormat(StandardCharsets.UTF_8, ','),
                columns,
                Ignored.of(List.of()),
                List.of());
    }

    private static ColumnSpec text(String name, boolean required, List<String> allowed) {
        return new ColumnSpec(name, ColumnType.TEXT, required, allowed, null);
    }

    private List<Correction> read(Path file) throws IOException {
        List<Correction> corrections = new ArrayList<>();
        TableShape shape = shape();
        try {
            PublishedFile published = PublishedFile.open(shape, file, Map.of());
            RowInterpreter interpreter = new RowInterpreter(shape, published.header(), FILE);
            Row row = new Row(shape.columns());
            for (FilePart part : published.parts(Long.MAX_VALUE)) {
                try (RecordReader reader = published.read(part)) {
                    for (RecordBuffer record = reader.next(); record != null; record = reader.next()) {
                        RejectedRow rejected = interpreter.interpret(record, row);
                        if (rejected == null) {
                            read(row, shape.columns(), corrections);
                        } else {
                            Location line = location.atLine(rejected.line());
                            String text =
                                    rejected.message().substring(line.toString().length() + 2);
                            problems.add(new Problem(line, text, null, null, List.of(), List.of()));
                        }
                    }
                }
            }
        } catch (ProblemException e) {
            // A header that is wrong here is a mistake of ours and no drift.
            e.problems().forEach(problem -> problems.add(problem.drift(null)));
        }
        requireOneOfEach(corrections);
        return corrections;
    }

    private void read(Row row, List<ColumnSpec> columns, List<Correction> corrections) {
        Map<String, String> texts = new LinkedHashMap<>();
        for (int i = 0; i < columns.size() - 1; i++) {
            texts.put(columns.get(i).name(), row.isNull(i) ? "" : row.asText(i).toString());
        }
        Location line = location.atLine(row.line());
        List<@Nullable String> values = new ArrayList<>();
        List<String> shown = new ArrayList<>();
        for (String name : source.key()) {
            ColumnSpec key = column(name);
            String text = texts.getOrDefault(name, "");
            // A column that a file may lack is null in all rows of such a file.
            values.add(text.isEmpty() && key.presence().optional() ? "null" : value(key, text, line));
            shown.add(text);
        }
        ColumnSpec column = column(texts.getOrDefault(COLUMN, ""));
        String expectText = texts.getOrDefault(EXPECT, "");
        String correctedText = texts.getOrDefault(CORRECTED, "");
        String expect = value(column, expectText, line);
        String corrected = value(column, correctedText, line);
        if (expect == null || corrected == null || values.contains(null)) {
            return;
        }
        if (expect.equals(corrected)) {
            problems.add(Problem.cannot(line, "correct", column.name(), expectText)
                    .expected("another value in '" + CORRECTED + "'"));
            return;
        }
        corrections.add(new Correction(
                row.line(),
                texts.get(DROPPED_FILE),
                values.stream().map(String::valueOf).toList(),
                String.join(", ", shown),
                column,
                expect,
                corrected,
                expectText,
                correctedText,
                texts.getOrDefault(REASON, ""),
                texts.getOrDefault(STATUS, ""),
                LocalDate.ofEpochDay(row.asLong(columns.size() - 1))));
    }

    private ColumnSpec column(String name) {
        return source.columns().stream()
                .filter(column -> column.name().equals(name))
                .findFirst()
                .orElseThrow();
    }

    /** A value as an SQL expression; null, with a problem, when its column cannot hold it. */
    private @Nullable String value(ColumnSpec column, String text, Location line) {
        try {
            return literal(PublishedValue.read(column, text, line), column.type());
        } catch (ProblemException e) {
            e.problems().forEach(problems::add);
            return null;
        }
    }

    private static String literal(@Nullable Object value, ColumnType type) {
        if (value == null) {
            return "null";
        }
        String text = value instanceof BigDecimal decimal ? decimal.toPlainString() : value.toString();
        return Sql.literal(text) + "::" + StagedTable.duckDbType(type);
    }

    private void requireOneOfEach(List<Correction> corrections) {
        Set<List<Object>> seen = new HashSet<>();
        for (Correction correction : corrections) {
            if (!seen.add(List.of(
                    String.valueOf(correction.file()),
                    correction.key(),
                    correction.column().name()))) {
                problems.add(Problem.cannot(
                                location.atLine(correction.line()),
                                "correct",
                                correction.column().name())
                        .expected("one correction of each row and column")
                        .found("another one of the row " + correction.shownKey()));
            }
        }
    }
}
