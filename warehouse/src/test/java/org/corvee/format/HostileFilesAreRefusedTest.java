package org.corvee.format;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.apache.commons.compress.archivers.sevenz.SevenZArchiveEntry;
import org.apache.commons.compress.archivers.sevenz.SevenZOutputFile;
import org.corvee.problem.ProblemException;
import org.corvee.source.DelimitedFormat;
import org.corvee.source.HtmlFormat;
import org.corvee.source.JsonFormat;
import org.corvee.source.Packing;
import org.corvee.source.SdmxCsvFormat;
import org.corvee.source.SdmxFormat;
import org.corvee.source.TableFormat;
import org.corvee.source.TableFormat.Kind;
import org.corvee.source.TableShape;
import org.corvee.source.TestingShape;
import org.corvee.source.XlsxFormat;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.EnumSource.Mode;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Files that somebody made to fill a disk or a memory, to read a file of ours, or to keep a machine busy. Each is refused
 * with one message, or only its bad rows are rejected, in bounded time.
 */
@Tag("slow")
class HostileFilesAreRefusedTest {

    private static final Duration SOON = Duration.ofSeconds(60);
    private static final int MANY = 100_000;

    /** What becomes much longer while it is unpacked. */
    private static final int BOMB = 48 << 20;

    private static final TableFormat JSON = JsonFormat.of("data", JsonFormat.Beside.NOTHING, Packing.NONE);
    private static final TableFormat HTML = new HtmlFormat(StandardCharsets.UTF_8, List.of("code"), 0, 1, Packing.NONE);
    private static final TableFormat XLSX = new XlsxFormat(List.of(), List.of(), 0, 1, null, Packing.NONE);
    private static final TableFormat SDMX_ML = new SdmxFormat(Kind.SDMX_ML, Packing.NONE);
    private static final TableFormat SDMX_JSON = new SdmxFormat(Kind.SDMX_JSON, Packing.NONE);
    private static final TableFormat CSV = new DelimitedFormat(StandardCharsets.UTF_8, ',');
    private static final TableFormat SDMX_CSV = new SdmxCsvFormat(',', ';', false, Packing.NONE);

    private static final String ENTITIES = """
            <!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;"><!ENTITY c "&b;&b;&b;&b;&b;&b;">]>
            """;

    private static final String OUTSIDE = "<!DOCTYPE x [<!ENTITY a SYSTEM \"file:///etc/passwd\">]>";

    @TempDir
    private Path folder = Path.of("");

    /**
     * A file of the corpus.
     *
     * @param what it is
     * @param why it is dangerous
     * @param message that refuses it, or a part of it
     */
    @SuppressWarnings("ArrayRecordComponent") // never compared
    record Hostile(String what, String why, TableFormat format, byte[] bytes, String message) {

        static Hostile of(String what, String why, TableFormat format, String text, String message) {
            return new Hostile(what, why, format, text.getBytes(StandardCharsets.UTF_8), message);
        }

        static Hostile of(String what, String why, TestingWorkbook workbook, String message) throws IOException {
            return new Hostile(what, why, XLSX, workbook.bytes(), message);
        }

        @Override
        public String toString() {
            return what;
        }
    }

    static Stream<Hostile> corpus() throws IOException {
        TestingWorkbook workbook = TestingWorkbook.of(TestingWorkbook.row(1, "code"));
        String sheet = Objects.requireNonNull(workbook.parts().get(TestingWorkbook.SHEET));
        byte[] whole = workbook.bytes();
        return Stream.of(
                Hostile.of("JSON nested deeply", "a stack overflows", JSON, "[".repeat(MANY), "nesting depth"),
                Hostile.of(
                        "record nested deeply",
                        "names of columns grow with the square of the depth",
                        JSON,
                        "{\"data\": [" + "{\"a\":".repeat(MANY),
                        "nesting depth"),
                Hostile.of(
                        "number of 100,000 digits",
                        "reading it takes the square of its length",
                        JSON,
                        "{\"data\": [{\"code\": " + "1".repeat(MANY) + "}]}",
                        "exceeds the maximum allowed"),
                Hostile.of(
                        "record of 100,000 keys",
                        "each is an unknown column to be told",
                        JSON,
                        "{\"data\": [{" + keys() + "\"code\": 1}]}",
                        "more columns that are not known"),
                Hostile.of(
                        "HTML header of a million columns",
                        "a few bytes ask for much memory",
                        HTML,
                        "<table><tr><th>code" + "<th colspan=99999999>x".repeat(1_000),
                        "cannot read the header of a table: expected at most 4096 columns"),
                Hostile.of(
                        "HTML header of 65,534 rows",
                        "likewise",
                        HTML,
                        "<table><tr><th rowspan=65534 colspan=1000>code<tr><td>x</table>",
                        "cannot read the header of a table"),
                Hostile.of(
                        "HTML row of very many elements",
                        "a row is kept whole",
                        HTML,
                        "<table><tr><th>code<tr><td>" + "<b></b>".repeat(2 * MANY),
                        "cannot read a row: expected at most 100000 elements"),
                Hostile.of(
                        "page of 33 MB",
                        "no page is that long",
                        HTML,
                        "<p>" + " ".repeat(33 << 20),
                        "cannot read the page: expected at most 33554432 bytes"),
                Hostile.of(
                        "sheet that is a bomb",
                        "a few kilobytes become gigabytes",
                        workbook.with(TestingWorkbook.SHEET, sheet.replace("</row>", "</row>" + " ".repeat(BOMB))),
                        "bytes out of each packed one"),
                Hostile.of(
                        "shared texts that are a bomb",
                        "they are kept in memory",
                        workbook.with(TestingWorkbook.TEXTS, "<sst>" + "<si/>".repeat(BOMB / 5) + "</sst>"),
                        "cannot"),
                Hostile.of(
                        "sheet with a bomb of entities",
                        "each entity is ten of the one before",
                        workbook.with(TestingWorkbook.SHEET, ENTITIES + "<x>&c;</x>"),
                        "expected no document type"),
                Hostile.of(
                        "shared texts with an external entity",
                        "it reads a file of ours",
                        workbook.with(TestingWorkbook.TEXTS, OUTSIDE + "<sst><si><t>&a;</t></si></sst>"),
                        "expected no document type"),
                Hostile.of(
                        "workbook whose sheet is outside",
                        "a path leads out of the container",
                        workbook.with(
                                "xl/_rels/workbook.xml.rels",
                                "<x><Relationship Id=\"r1\" Type=\"t/worksheet\" Target=\"../../../etc/passwd\"/></x>"),
                        "cannot find the part 'xl/../../../etc/passwd'"),
                Hostile.of(
                        "cell far to the right",
                        "a list as long as the column makes memory run out",
                        TestingWorkbook.of("<row r=\"1\"><c r=\"ZZZZZZ1\"><v>1</v></c></row>"),
                        "cannot read cell 'ZZZZZZ1'"),
                Hostile.of(
                        "row far below",
                        "its number is no number",
                        TestingWorkbook.of("<row r=\"99999999999999999999\"/>"),
                        "cannot read row '99999999999999999999'"),
                Hostile.of(
                        "merged cells over each other",
                        "each row looks at all of them",
                        TestingWorkbook.of(TestingWorkbook.row(1, "code") + TestingWorkbook.row(2, "x")
                                + "</sheetData><mergeCells>" + "<mergeCell ref=\"A2:B1048576\"/>".repeat(5_000)
                                + "</mergeCells>"),
                        "cannot read the merged cells"),
                Hostile.of(
                        "sheet nested deeply",
                        "a stack of names grows",
                        workbook.with(TestingWorkbook.SHEET, "<x>".repeat(MANY)),
                        "expected at most 64 elements inside each other"),
                new Hostile(
                        "truncated workbook",
                        "a table that was cut looks whole",
                        XLSX,
                        Arrays.copyOf(whole, whole.length - 40),
                        "the file may be truncated"),
                Hostile.of(
                        "message with a bomb of entities",
                        "each entity is ten of the one before",
                        SDMX_ML,
                        ENTITIES + "<x><DataSet><Obs code=\"&c;\"/></DataSet></x>",
                        "cannot read the message"),
                Hostile.of(
                        "message with an external entity",
                        "it reads a file of ours",
                        SDMX_ML,
                        OUTSIDE + "<x><DataSet><Obs><Value id=\"code\" value=\"1\"/>&a;</Obs></DataSet></x>",
                        "expected no document type"),
                Hostile.of(
                        "message with an external document type",
                        "it fetches from another machine",
                        SDMX_ML,
                        "<!DOCTYPE x SYSTEM \"http://127.0.0.1:1/x.dtd\"><x/>",
                        "expected no document type"),
                Hostile.of(
                        "message nested deeply", "a stack of names grows", SDMX_ML, "<x>".repeat(MANY), "at most 64"),
                Hostile.of(
                        "message in JSON of 65 MB",
                        "its structure is kept in memory",
                        SDMX_JSON,
                        " ".repeat(65 << 20),
                        "cannot read the message: expected at most"),
                Hostile.of(
                        "message in JSON nested deeply", "a stack overflows", SDMX_JSON, "[".repeat(MANY), "nesting"));
    }

    private static String keys() {
        StringBuilder keys = new StringBuilder();
        for (int i = 0; i < MANY; i++) {
            keys.append("\"k").append(i).append("\": 1, ");
        }
        return keys.toString();
    }

    @ParameterizedTest
    @MethodSource("corpus")
    void fileIsRefusedWithOneMessage(Hostile hostile) throws IOException {
        TestingFile file = TestingFile.of(folder, hostile.bytes());
        TableShape shape = TestingShape.written(hostile.format(), TestingShape.text("code"));

        assertTimeoutPreemptively(
                SOON,
                () -> assertThatThrownBy(() -> file.records(shape))
                        .as(hostile.why())
                        .isInstanceOf(ProblemException.class)
                        .hasMessageContaining(hostile.message()));
    }

    /** Ten megabytes in one cell are no code, and no reason to stop: the row alone is rejected. */
    @Test
    void cellOfTenMegabytesRejectsItsRow() throws IOException {
        String cell = "x".repeat(10 << 20);
        List<Hostile> files = List.of(
                Hostile.of("csv", "", CSV, "code\n" + cell + "\n", ""),
                Hostile.of("sdmx_csv", "", SDMX_CSV, "DATAFLOW,code\na," + cell + "\n", ""),
                Hostile.of("json", "", JSON, "{\"data\": [{\"code\": \"" + cell + "\"}]}", ""),
                Hostile.of("html", "", HTML, "<table><tr><th>code<tr><td>" + cell + "</table>", ""),
                Hostile.of("sdmx_ml", "", SDMX_ML, "<x><DataSet><Obs code='" + cell + "'/></DataSet></x>", ""),
                Hostile.of(
                        "xlsx",
                        "",
                        TestingWorkbook.of(TestingWorkbook.row(1, "code") + TestingWorkbook.row(2, cell)),
                        ""));
        for (Hostile one : files) {
            TestingFile file = TestingFile.of(folder, one.bytes());
            TableShape shape =
                    TestingShape.ignoring(TestingShape.written(one.format(), TestingShape.text("code")), "DATAFLOW");

            assertThat(file.rows(shape))
                    .as(one.what())
                    .singleElement()
                    .satisfies(row -> assertThat(((RejectedRow) row).reason()).isEqualTo(RejectReason.TOO_LONG));
        }
    }

    /** What a spreadsheet would run is a text like any other. */
    @Test
    void textThatLooksLikeAFormulaIsAText() throws IOException {
        for (String text : List.of("=cmd|'/c calc'!A1", "@SUM(1)", "+1+1", "-2+3", "=HYPERLINK('http://x','y')")) {
            TestingFile page = TestingFile.of(folder, "<table><tr><th>code<tr><td>" + text + "</table>");
            assertThat(page.records(TestingShape.written(HTML, TestingShape.text("code"))))
                    .extracting(RawRecord::fields)
                    .containsExactly(List.of(text));
            TestingFile book = TestingWorkbook.of(TestingWorkbook.row(1, "code") + TestingWorkbook.row(2, text))
                    .in(folder);
            assertThat(book.records(TestingShape.written(XLSX, TestingShape.text("code"))))
                    .extracting(RawRecord::fields)
                    .containsExactly(List.of(text));
        }
    }

    /** Its plain form would have a gigabyte. */
    @Test
    void exponentOfANumberIsNotWrittenOut() throws IOException {
        TestingFile file = TestingFile.of(folder, """
                {"structure": {"dimensions": {"observation": [{"id": "T", "values": [{"id": "1"}]}]}},
                "dataSets": [{"observations": {"0": [1E999999]}}]}
                """);
        TableShape shape =
                TestingShape.written(SDMX_JSON, TestingShape.text("T"), TestingShape.decimal("OBS_VALUE", 38, 2));

        assertThat(file.rows(shape)).singleElement().isInstanceOf(RejectedRow.class);
    }

    @ParameterizedTest
    @EnumSource(mode = Mode.EXCLUDE, names = "NONE")
    void containerThatIsABombIsRefusedBeforeItFillsTheDisk(Packing.Container container) throws IOException {
        Path file = Files.write(folder.resolve("table.bin"), bomb(container));
        Path target = folder.resolve("unpacked");

        assertTimeoutPreemptively(
                SOON,
                () -> assertThatThrownBy(
                                () -> PackedFile.unpack(file, new Packing(container, 8L << 30), "test_table", target))
                        .isInstanceOf(ProblemException.class)
                        .hasMessage(
                                "test_table table.bin: cannot unpack the file: expected at most 250 bytes out of each packed"
                                        + " one, found more: it may be made to fill the disk"));
        assertThat(Files.size(target)).isLessThan(BOMB);
    }

    private byte[] bomb(Packing.Container container) throws IOException {
        byte[] zeros = new byte[BOMB];
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        switch (container) {
            case NONE -> throw new IllegalArgumentException("no container");
            case GZIP -> {
                try (OutputStream gzip = new GZIPOutputStream(packed)) {
                    gzip.write(zeros);
                }
            }
            case ZIP -> {
                try (ZipOutputStream zip = new ZipOutputStream(packed)) {
                    zip.putNextEntry(new ZipEntry("../../etc/table.csv"));
                    zip.write(zeros);
                }
            }
            case SEVEN_ZIP -> {
                Path file = folder.resolve("packed.7z");
                try (SevenZOutputFile archive = new SevenZOutputFile(file.toFile())) {
                    SevenZArchiveEntry entry = new SevenZArchiveEntry();
                    entry.setName("table.csv");
                    archive.putArchiveEntry(entry);
                    archive.write(new ByteArrayInputStream(zeros));
                    archive.closeArchiveEntry();
                }
                packed.write(Files.readAllBytes(file));
            }
        }
        return packed.toByteArray();
    }
}
