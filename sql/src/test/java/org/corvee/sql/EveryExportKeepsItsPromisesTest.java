package org.corvee.sql;

import static org.assertj.core.api.Assertions.assertThat;

import de.siegmar.fastcsv.reader.NamedCsvRecord;
import java.io.IOException;
import java.io.InputStream;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.corvee.chart.Amount;
import org.corvee.chart.Chart;
import org.corvee.chart.Plot;
import org.corvee.duckdb.DuckDb;
import org.corvee.duckdb.Sql;
import org.corvee.export.ChartMapping;
import org.corvee.export.ExportContent;
import org.corvee.export.ExportFormat;
import org.corvee.export.ExportReader;
import org.corvee.export.ExportSpec;
import org.corvee.export.ExportWriter;
import org.corvee.export.Footnote;
import org.corvee.export.Narrowing;
import org.dhatim.fastexcel.reader.Cell;
import org.dhatim.fastexcel.reader.CellType;
import org.dhatim.fastexcel.reader.ReadableWorkbook;
import org.dhatim.fastexcel.reader.Row;
import org.dhatim.fastexcel.reader.Sheet;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What every export must hold, with the real content: every number, note and key is the same wherever it stands. */
@Tag("slow")
class EveryExportKeepsItsPromisesTest {

    private static final Pattern NUMBER = Pattern.compile("[−-]?\\d[\\d,]*(\\.\\d+)?");
    private static final Pattern NOTE_OF_MARKDOWN = Pattern.compile("\\[\\^(\\d+)]");
    private static final Pattern NOTE_OF_LATEX = Pattern.compile("\\\\textsuperscript\\{([\\d,]+)}");

    @TempDir
    private static Path folder = Path.of("");

    private static Connection connection;
    private static final Map<String, ExportContent> CONTENTS = new HashMap<>();

    @BeforeAll
    static void write() throws IOException, SQLException {
        connection = TestingExports.warehouse(TestingWarehouse.CONTENT, folder).connect();
        ExportWriter writer = new ExportWriter(connection);
        Set<ExportFormat> formats = EnumSet.allOf(ExportFormat.class);
        formats.removeIf(ExportFormat::isChart);
        for (ExportSpec export : TestingExports.all()) {
            writer.write(export, Narrowing.NONE, formats, folder);
            CONTENTS.put(export.name(), new ExportReader(connection).read(export, Narrowing.NONE));
        }
    }

    @AfterAll
    static void close() throws SQLException {
        connection.close();
    }

    static Stream<String> exports() throws IOException {
        return TestingExports.all().stream().map(ExportSpec::name);
    }

    private static Path file(String export, String ending) {
        return folder.resolve(export + ending);
    }

    private static ExportContent content(String export) {
        return Objects.requireNonNull(CONTENTS.get(export));
    }

    @ParameterizedTest
    @MethodSource("exports")
    void everyRowRestsOnFigures(String export) {
        assertThat(content(export).rows())
                .isNotEmpty()
                .allSatisfy(row -> assertThat(row.figureIds()).isNotEmpty());
    }

    @ParameterizedTest
    @MethodSource("exports")
    void pdflatexCanSetTitleAndNote(String export) {
        ExportSpec spec = content(export).export();

        assertThat(spec.title() + spec.subtitle() + spec.note() + spec.table()).matches("[\\x20-\\xFF–“”’…]*");
    }

    @ParameterizedTest
    @MethodSource("exports")
    void orderIsTotal(String export) throws SQLException {
        ExportContent content = content(export);
        String sql = content.export().sql().stripTrailing();
        List<String> order = Arrays.stream(sql.substring(sql.lastIndexOf("order by") + "order by".length())
                        .split(","))
                .map(column -> column.strip().split(" ", 2)[0])
                .filter(content.columns()::containsKey)
                .toList();

        assertThat(DuckDb.rows(
                        connection,
                        "select " + Sql.names(order) + " from ("
                                + content.export().sql() + ") group by all having" + " count(*) > 1"))
                .isEmpty();
    }

    @ParameterizedTest
    @MethodSource("exports")
    void workbookHasTheValuesOfTheCsv(String export) throws IOException {
        List<NamedCsvRecord> records = TestingExports.csv(file(export, ".csv"));
        try (InputStream bytes = Files.newInputStream(file(export, ".xlsx"));
                ReadableWorkbook workbook = new ReadableWorkbook(bytes)) {
            assertThat(workbook.getSheets().map(Sheet::getName)).containsExactly("data", "notes", "sources");
            List<Row> rows = workbook.getFirstSheet().read();
            List<String> columns = records.get(0).getHeader();
            assertThat(texts(rows.get(0), columns.size())).isEqualTo(columns);
            assertThat(rows).hasSize(records.size() + 1);
            for (int i = 0; i < records.size(); i++) {
                for (int j = 0; j < columns.size(); j++) {
                    String expected = records.get(i).getField(j);
                    Cell cell = rows.get(i + 1).getOptionalCell(j).orElse(null);
                    assertThat(text(cell, expected)).as(columns.get(j)).isEqualTo(expected);
                }
            }
        }
    }

    private static List<String> texts(Row row, int columns) {
        return IntStream.range(0, columns).mapToObj(row::getCellText).toList();
    }

    /** A cell as the CSV writes it; numbers and days are typed in the workbook. */
    private static String text(@Nullable Cell cell, String expected) {
        if (cell == null) {
            return "";
        }
        if (cell.getType() == CellType.NUMBER) {
            return expected.matches("\\d{4}-\\d\\d-\\d\\d")
                    ? cell.asDate().toLocalDate().toString()
                    : plain(cell.asNumber());
        }
        return cell.getType() == CellType.BOOLEAN ? cell.asBoolean().toString() : cell.getText();
    }

    private static String plain(BigDecimal number) {
        return number.signum() == 0 ? "0" : number.stripTrailingZeros().toPlainString();
    }

    @ParameterizedTest
    @MethodSource("exports")
    void printedTablesHaveTheNumbersOfTheCsv(String export) throws IOException {
        List<NamedCsvRecord> records = TestingExports.csv(file(export, ".csv"));
        List<String> columns = List.copyOf(content(export).export().table().keySet());
        List<List<String>> markdown = markdownRows(export);
        List<List<String>> latex = latexRows(export);
        assertThat(markdown).hasSameSizeAs(records);
        assertThat(latex).hasSameSizeAs(records);
        int compared = 0;
        for (int i = 0; i < records.size(); i++) {
            for (int j = 0; j < columns.size(); j++) {
                String column = columns.get(j);
                if (String.valueOf(content(export).columns().get(column)).matches("DECIMAL.*|.*INT.*")) {
                    List<BigDecimal> expected = expected(records.get(i), column);
                    assertThat(numbers(markdown.get(i).get(j))).as(column).isEqualTo(expected);
                    assertThat(numbers(latex.get(i).get(j))).as(column).isEqualTo(expected);
                    compared++;
                }
            }
        }
        assertThat(compared).isGreaterThanOrEqualTo(records.size());
    }

    /** The value, or else the ends of its band. */
    private static List<BigDecimal> expected(NamedCsvRecord record, String column) {
        List<String> texts =
                record.getField(column).isEmpty() && record.getHeader().contains(column + "_low")
                        ? List.of(record.getField(column + "_low"), record.getField(column + "_high"))
                        : List.of(record.getField(column));
        return texts.stream()
                .filter(text -> !text.isEmpty())
                .map(BigDecimal::new)
                .map(BigDecimal::stripTrailingZeros)
                .toList();
    }

    private static List<BigDecimal> numbers(String cell) {
        String bare = NOTE_OF_LATEX
                .matcher(NOTE_OF_MARKDOWN.matcher(cell).replaceAll(""))
                .replaceAll("");
        List<BigDecimal> numbers = new ArrayList<>();
        Matcher matcher = NUMBER.matcher(bare.replace("$-$", "−").replace("--", "–"));
        while (matcher.find()) {
            numbers.add(new BigDecimal(matcher.group().replace(",", "").replace("−", "-")).stripTrailingZeros());
        }
        return numbers;
    }

    private static List<List<String>> markdownRows(String export) throws IOException {
        return Files.readAllLines(file(export, ".md")).stream()
                .filter(line -> line.startsWith("|"))
                .skip(2)
                .map(line ->
                        Arrays.stream(line.substring(1).split("(?<!\\\\)\\|")).toList())
                .toList();
    }

    private static List<List<String>> latexRows(String export) throws IOException {
        String text = Files.readString(file(export, ".tex"));
        String body = text.substring(text.lastIndexOf("\\midrule\n") + "\\midrule\n".length());
        return body.lines()
                .filter(line -> line.endsWith(" \\\\"))
                .map(line -> Arrays.asList(line.substring(0, line.length() - 3).split(" & ", -1)))
                .toList();
    }

    @ParameterizedTest
    @MethodSource("exports")
    void chartHasTheNumbersOfTheCsv(String export) throws IOException {
        if (content(export).export().charted().isEmpty()) {
            assertThat(file(export, ".csv")).isNotEmptyFile();
            return;
        }
        Chart chart = ChartMapping.chart(content(export));
        List<NamedCsvRecord> records = TestingExports.csv(file(export, ".csv"));
        List<String> drawn = new ArrayList<>();
        List<String> expected = new ArrayList<>();
        if (chart.plot() instanceof Plot.Trend trend) {
            for (Plot.Panel panel : trend.panels()) {
                panel.series().stream()
                        .flatMap(series -> series.marks().stream())
                        .forEach(mark -> drawn.add(
                                mark.start() + " " + mark.end() + " " + band(mark.amount(), panel.valueAxis())));
            }
            records.forEach(record -> expected.add(
                    record.getField("period_start") + " " + record.getField("period_end") + " " + band(record)));
        } else if (chart.plot() instanceof Plot.Dots dots) {
            dots.rows().forEach(dot -> drawn.add(band(dot.amount(), dots.valueAxis())));
            records.forEach(record -> expected.add(band(record)));
        } else if (chart.plot() instanceof Plot.Grid grid) {
            grid.cells().forEach(cell -> drawn.add(cell.text() + " " + plain(Objects.requireNonNull(cell.share()))));
            records.forEach(record -> expected.add(
                    record.getField("indicators_stated") + " " + plain(new BigDecimal(record.getField("share")))));
        }
        assertThat(drawn).isNotEmpty().containsExactlyInAnyOrderElementsOf(expected);
    }

    private static String band(Amount amount, String axis) {
        return Stream.of(amount.value(), amount.low(), amount.high())
                .map(number -> number == null ? "" : plain(number.multiply(scale(axis))))
                .collect(Collectors.joining(" "));
    }

    private static BigDecimal scale(String axis) {
        return switch (axis.split(" ", 2)[0]) {
            case "Thousand" -> new BigDecimal("1000");
            case "Million" -> new BigDecimal("1000000");
            case "Billion" -> new BigDecimal("1000000000");
            default -> BigDecimal.ONE;
        };
    }

    private static String band(NamedCsvRecord record) {
        String value = record.getHeader().contains("value") ? "value" : "contradictions";
        return Stream.of(value, value + "_low", value + "_high")
                .map(record::getField)
                .collect(Collectors.joining(" "));
    }

    @ParameterizedTest
    @MethodSource("exports")
    void bibliographyHasExactlyTheDocumentsOfTheFigures(String export) throws IOException {
        Set<String> keys = new TreeSet<>();
        for (NamedCsvRecord source : TestingExports.csv(file(export, ".sources.csv"))) {
            keys.add(source.getField("citation_key"));
            keys.add(source.getField("cited_citation_key"));
        }
        keys.remove("");

        assertThat(found("(?m)^@\\w+\\{([^,]+),$", file(export, ".bib"))).isEqualTo(keys);
        assertThat(found("(?m)^ID  - (.+)$", file(export, ".ris"))).isEqualTo(keys);
        assertThat(found("\"id\" : \"([^\"]+)\"", file(export, ".csl.json"))).isEqualTo(keys);
        assertThat(keys).containsAll(cited("\\\\cite\\{([^}]+)}", file(export, ".tex")));
        assertThat(keys).containsAll(cited("@([\\w]+)", file(export, ".md")));
    }

    private static Set<String> found(String pattern, Path file) throws IOException {
        return Pattern.compile(pattern)
                .matcher(Files.readString(file))
                .results()
                .map(result -> result.group(1))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static Set<String> cited(String pattern, Path file) throws IOException {
        return found(pattern, file).stream()
                .flatMap(keys -> Stream.of(keys.split(",")))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    @ParameterizedTest
    @MethodSource("exports")
    void footnotesHaveTheSameNumbersEverywhere(String export) throws IOException {
        ExportContent content = content(export);
        List<NamedCsvRecord> records = TestingExports.csv(file(export, ".csv"));
        List<List<String>> markdown = markdownRows(export);
        List<List<String>> latex = latexRows(export);
        Set<Integer> inOrder = new LinkedHashSet<>();
        for (int i = 0; i < records.size(); i++) {
            List<String> numbers = Stream.of(
                            records.get(i).getField("footnotes").split(" "))
                    .filter(number -> !number.isEmpty())
                    .toList();
            numbers.forEach(number -> inOrder.add(Integer.valueOf(number)));
            assertThat(NOTE_OF_MARKDOWN
                            .matcher(String.join("|", markdown.get(i)))
                            .results())
                    .extracting(result -> result.group(1))
                    .isEqualTo(numbers);
            assertThat(NOTE_OF_LATEX.matcher(String.join("|", latex.get(i))).results())
                    .flatExtracting(result -> List.of(result.group(1).split(",")))
                    .isEqualTo(numbers);
        }
        List<Integer> all =
                IntStream.rangeClosed(1, content.footnotes().size()).boxed().toList();
        assertThat(List.copyOf(inOrder)).isEqualTo(all);
        assertThat(content.footnotes()).extracting(Footnote::number).isEqualTo(all);
        Set<String> keys = found("(?m)^@\\w+\\{([^,]+),$", file(export, ".bib"));
        String notes = notes(export);
        for (Footnote footnote : content.footnotes()) {
            assertThat(footnote.keys()).isNotEmpty();
            assertThat(keys).containsAll(footnote.keys());
            assertThat(Files.readString(file(export, ".md"))).contains("\n[^" + footnote.number() + "]: ");
            assertThat(Files.readString(file(export, ".tex")))
                    .contains("\n\\textsuperscript{" + footnote.number() + "}~");
            assertThat(notes).contains("footnote " + footnote.number() + "\n" + footnote.text());
        }
    }

    private static String notes(String export) throws IOException {
        try (InputStream bytes = Files.newInputStream(file(export, ".xlsx"));
                ReadableWorkbook workbook = new ReadableWorkbook(bytes)) {
            return workbook.findSheet("notes").orElseThrow().read().stream()
                    .map(row -> row.getCellText(0) + "\n" + row.getCellText(1))
                    .collect(Collectors.joining("\n"));
        }
    }

    @ParameterizedTest
    @MethodSource("exports")
    void sameContentGivesTheSameBytes(String export) throws IOException, SQLException {
        Path again = Files.createDirectories(folder.resolve("again"));
        Set<ExportFormat> formats = EnumSet.complementOf(
                EnumSet.of(ExportFormat.SVG, ExportFormat.PDF, ExportFormat.PNG, ExportFormat.PARQUET));

        for (Path file : new ExportWriter(connection).write(content(export).export(), Narrowing.NONE, formats, again)) {
            assertThat(file).hasSameBinaryContentAs(folder.resolve(file.getFileName()));
        }
    }
}
