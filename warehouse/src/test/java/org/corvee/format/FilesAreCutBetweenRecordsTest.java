package org.corvee.format;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import org.corvee.problem.ProblemException;
import org.corvee.source.TableShape;
import org.corvee.source.TestingShape;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** However short the parts of a file are, reading them one after the other is reading the file. */
@Tag("slow")
class FilesAreCutBetweenRecordsTest {

    private static final Charset GB18030 = Charset.forName("GB18030");
    private static final int LONGEST_PART = 200;
    private static final String NOTE = "note\n(\"see\" p. 2, 3)";
    private static final String QUOTED_NOTE = "\"note\n(\"\"see\"\" p. 2, 3)\"";
    private static final List<String> LINE_ENDS = List.of("\n", "\r\n", "\r");

    /** What a file is strung together of: in this order nothing need be closed, and nothing is left out. */
    private static final List<String> PIECES =
            List.of("\"", "\"", "\"\"", ",", ",", "\n", "\r\n", "\r", "a", " ", "#", "和田", "𠀀", "é", "7");

    private final Path folder;

    FilesAreCutBetweenRecordsTest(@TempDir Path folder) {
        this.folder = folder;
    }

    @Test
    void partsOfEveryLengthGiveTheSameRecords() throws IOException {
        Random random = new Random(20261125L);
        for (int i = 0; i < 40; i++) {
            Charset charset = i % 2 == 0 ? StandardCharsets.UTF_8 : GB18030;
            TestingFile file = TestingFile.of(folder, header(random) + records(random, ','), charset);
            List<Long> lengths = new ArrayList<>();
            for (long length = 1; length <= LONGEST_PART; length++) {
                lengths.add(length);
            }
            assertSameRecords(file, shape(charset), lengths);
        }
    }

    @Test
    void recordsOfWellFormedFilesAreTheSame() throws IOException {
        Random random = new Random(20261126L);
        for (int i = 0; i < 400; i++) {
            Charset charset = random.nextBoolean() ? StandardCharsets.UTF_8 : GB18030;
            TestingFile file = TestingFile.of(folder, header(random) + records(random, ','), charset);
            assertSameRecords(file, shape(charset), lengths(random));
        }
    }

    @Test
    void quotesWhereverTheyStandAreReadInTheSameWay() throws IOException {
        Random random = new Random(20261127L);
        int whole = 0;
        Set<String> broken = new TreeSet<>();
        for (int i = 0; i < 800; i++) {
            Charset charset = random.nextBoolean() ? StandardCharsets.UTF_8 : GB18030;
            StringBuilder text = new StringBuilder(header(random));
            int pieces = random.nextInt(30);
            for (int piece = 0; piece < pieces; piece++) {
                text.append(any(random, PIECES));
            }
            TestingFile file =
                    TestingFile.of(folder, text.append(any(random, LINE_ENDS)).toString(), charset);
            String problem = problem(file, shape(charset), Long.MAX_VALUE);
            if (problem == null) {
                whole++;
                assertSameRecords(file, shape(charset), lengths(random));
            } else {
                for (long length : lengths(random)) {
                    assertThat(problem(file, shape(charset), length))
                            .as(describe(file, length))
                            .isEqualTo(problem);
                }
                broken.add(problem.replaceAll(".*found '|\\(record.*|: '.*", "").strip());
            }
        }
        assertThat(whole).as("files whose quotes are closed").isGreaterThan(150);
        assertThat(broken)
                .containsOnly("Unclosed quoted field at end of input", "Unexpected character after closing quote");
    }

    @Test
    void partsOfOneByteHoldOneRecordEach() throws IOException {
        TestingFile file = TestingFile.of(
                folder, "\uFEFFregion," + QUOTED_NOTE + "\r\nHotan,\"a\nb\"\"\r\n\"\rKashgar,c\n\nx\"\"y,z\r\n");

        List<FilePart> parts = open(file, shape(StandardCharsets.UTF_8)).parts(1);

        assertThat(parts)
                .containsExactly(
                        new FilePart(0, 0, 36, 0, 0, 0),
                        new FilePart(1, 36, 52, 0, 2, 1),
                        new FilePart(2, 52, 62, 1, 5, 1),
                        new FilePart(3, 62, 63, 2, 6, 1),
                        new FilePart(4, 63, 71, 3, 7, 1));
        assertSameRecords(file, shape(StandardCharsets.UTF_8), List.of(1L));
    }

    @Test
    void lineEndAcrossTheBuffersIsOneLineEnd() throws IOException {
        int buffer = 1 << 20;
        String header = "region," + QUOTED_NOTE + "\n";
        for (String crossing : List.of("x,y\r\nHotan,1\r\n", "x,\"y\r\n\"\"z\"\nHotan,1\n")) {
            for (int before = 1; before < 5; before++) {
                String filler = "a".repeat(buffer - before - header.length() - 2) + ",\n";
                TestingFile file = TestingFile.of(folder, header + filler + crossing);
                assertSameRecords(file, shape(StandardCharsets.UTF_8), List.of(10L, buffer - 5L, buffer + 1L));
            }
        }
    }

    @Test
    void utf16IsNeverCut() throws IOException {
        for (Charset charset : List.of(StandardCharsets.UTF_16LE, StandardCharsets.UTF_16BE)) {
            // Half of 〢 is a quote, and half of 〬 a separator.
            TestingFile file = TestingFile.of(folder, "region," + QUOTED_NOTE + "\n〢,〬\nHotan,a\n", charset);

            assertThat(open(file, shape(charset)).parts(1)).containsExactly(FilePart.whole(Files.size(file.path())));
            assertThat(file.records(shape(charset), 1))
                    .containsExactly(
                            new RawRecord(1, 3, List.of("〢", "〬")), new RawRecord(2, 4, List.of("Hotan", "a")));
        }
    }

    @Test
    void bytesThatAreHalfOfACharacterAreNoSeparator() throws IOException {
        // The second byte of the first character is the bar of ASCII; ¦ is two bytes of UTF-8.
        String bar = new String(new byte[] {(byte) 0x81, '|'}, GB18030);
        assertThat(bar).hasSize(1);
        assertCutOrNot(GB18030, '|', "region|" + QUOTED_NOTE + "\n" + bar + "\"a|b\nHotan|c\n");
        assertCutOrNot(StandardCharsets.UTF_8, '¦', "region¦" + QUOTED_NOTE + "\n妦\"a¦\"b\n\"\nHotan¦c\n");
    }

    private void assertCutOrNot(Charset charset, char separator, String text) throws IOException {
        TableShape shape = TestingShape.separatedBy(shape(charset), separator);
        TestingFile file = TestingFile.of(folder, text, charset);

        assertThat(file.records(shape)).hasSize(2);
        assertSameRecords(file, shape, List.of(1L, 20L));
    }

    private static void assertSameRecords(TestingFile file, TableShape shape, List<Long> lengths) throws IOException {
        List<RawRecord> expected = file.records(shape);
        Set<List<FilePart>> seen = new HashSet<>();
        for (long length : lengths) {
            List<FilePart> parts = open(file, shape).parts(length);
            if (seen.add(parts)) {
                assertThat(read(file, shape, parts)).as(describe(file, length)).isEqualTo(expected);
                assertTiles(file, parts, length);
            }
        }
    }

    /** All records, part by part; each part must hold as many as were counted. */
    private static List<RawRecord> read(TestingFile file, TableShape shape, List<FilePart> parts) throws IOException {
        PublishedFile published = open(file, shape);
        List<RawRecord> records = new ArrayList<>();
        for (FilePart part : parts) {
            int before = records.size();
            try (RecordReader reader = published.read(part)) {
                for (RecordBuffer record = reader.next(); record != null; record = reader.next()) {
                    records.add(RawRecord.of(record));
                }
            }
            assertThat(part.recordsBefore()).as(describe(file, part.to())).isEqualTo(before);
            if (part.records() != FilePart.NOT_COUNTED) {
                assertThat(records).as(describe(file, part.to())).hasSize(before + (int) part.records());
            }
        }
        return records;
    }

    private static void assertTiles(TestingFile file, List<FilePart> parts, long length) throws IOException {
        long end = 0;
        for (int i = 0; i < parts.size(); i++) {
            FilePart part = parts.get(i);
            assertThat(part.number()).isEqualTo(i);
            assertThat(part.from()).as(describe(file, length)).isEqualTo(end);
            assertThat(part.to()).as(describe(file, length)).isGreaterThan(end);
            if (i < parts.size() - 1) {
                assertThat(part.to() - part.from()).isGreaterThanOrEqualTo(length);
            }
            end = part.to();
        }
        assertThat(end).as(describe(file, length)).isEqualTo(Files.size(file.path()));
    }

    /** Why a file cannot be read in parts of a length; null when it can. */
    private static @Nullable String problem(TestingFile file, TableShape shape, long length) throws IOException {
        try {
            file.records(shape, length);
            return null;
        } catch (ProblemException e) {
            return e.getMessage();
        }
    }

    private static String describe(TestingFile file, long length) throws IOException {
        byte[] bytes = Files.readAllBytes(file.path());
        return bytes.length > 1_000
                ? "parts of " + length
                : "parts of " + length + " of " + new String(bytes, StandardCharsets.UTF_8).replace("\r", "␍");
    }

    private static PublishedFile open(TestingFile file, TableShape shape) throws IOException {
        return PublishedFile.open(shape, file.path(), Map.of());
    }

    private static TableShape shape(Charset charset) {
        return TestingShape.in(charset, TestingShape.text("region"), TestingShape.text(NOTE));
    }

    private static List<Long> lengths(Random random) {
        return List.of(1L, 1L + random.nextInt(20), 1L + random.nextInt(60), 1L + random.nextInt(LONGEST_PART));
    }

    private static String header(Random random) {
        return (random.nextInt(3) == 0 ? "\uFEFF" : "") + "region," + QUOTED_NOTE + any(random, LINE_ENDS);
    }

    private static String records(Random random, char separator) {
        StringBuilder text = new StringBuilder();
        String usual = any(random, LINE_ENDS);
        int records = random.nextInt(8);
        for (int i = 0; i < records; i++) {
            int fields = random.nextInt(4);
            for (int field = 0; field < fields; field++) {
                text.append(field == 0 ? "" : separator).append(field(random));
            }
            text.append(random.nextInt(5) == 0 ? any(random, LINE_ENDS) : usual);
        }
        return text.toString();
    }

    private static String field(Random random) {
        return switch (random.nextInt(5)) {
            case 0 -> "";
            case 1 -> plain(random);
            case 2 -> plain(random) + "\"" + plain(random);
            default -> quoted(random);
        };
    }

    private static String plain(Random random) {
        return any(random, List.of("a", "Hotan", "和田地区", "خوتەن", "𠀀 é", " x ", "#1"));
    }

    private static String quoted(Random random) {
        StringBuilder text = new StringBuilder("\"");
        int pieces = random.nextInt(5);
        for (int i = 0; i < pieces; i++) {
            text.append(any(random, List.of("\"\"", "\n", "\r\n", "\r", ",", "a", "和田", "𠀀")));
        }
        return text.append('"').toString();
    }

    private static String any(Random random, List<String> of) {
        return of.get(random.nextInt(of.size()));
    }
}
