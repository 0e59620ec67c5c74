package org.corvee.format;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.corvee.problem.ProblemException;
import org.corvee.source.DelimitedFormat;
import org.corvee.source.Packing;
import org.corvee.source.TableShape;
import org.corvee.source.TestingShape;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BrokenTextIsToldTest {

    private static final Charset GB18030 = Charset.forName("GB18030");
    private static final TableShape SHAPE =
            TestingShape.of(TestingShape.text("region"), TestingShape.integer("persons"));

    @Test
    void quoteThatIsNeverClosedMeansATruncatedFile(@TempDir Path folder) throws IOException {
        TestingFile file = TestingFile.of(folder, "region,persons\nHotan,42\n\"Kash\n");

        assertThatThrownBy(() -> file.records(SHAPE))
                .isInstanceOf(ProblemException.class)
                .hasMessage("test_table table.csv: cannot read the records after record 1: expected each quoted"
                        + " field to be closed and a separator or line end after it, found 'Unclosed quoted field at end"
                        + " of input (record starting at line 3)'");
    }

    @Test
    void recordsBeforeATruncationAreStillRead(@TempDir Path folder) throws IOException {
        TestingFile file = TestingFile.of(folder, "region,persons\nHotan,42\n\"Kash\n");

        PublishedFile published = PublishedFile.open(SHAPE, file.path(), Map.of());
        try (RecordReader reader =
                published.read(published.parts(Long.MAX_VALUE).get(0))) {
            assertThat(reader.next()).extracting(RawRecord::of).isEqualTo(new RawRecord(1, 2, List.of("Hotan", "42")));
            assertThatThrownBy(reader::next).isInstanceOf(ProblemException.class);
        }
    }

    @Test
    void bytesOfAnotherEncodingAreToldWithLineAndOffset(@TempDir Path folder) throws IOException {
        // 和田 in GB18030 begins with 0xBA, which cannot begin a character of UTF-8.
        TestingFile file = TestingFile.of(folder, "region,persons\nHotan,42\n和田,43\n", GB18030);

        assertThatThrownBy(() -> file.records(SHAPE))
                .isInstanceOf(ProblemException.class)
                .hasMessage("test_table table.csv:3: cannot decode byte '0xBA': expected utf-8,"
                        + " found bytes of another encoding at offset 24");
    }

    @Test
    void firstByteOfAFileMayAlreadyBeWrong(@TempDir Path folder) throws IOException {
        TestingFile file = TestingFile.of(folder, new byte[] {(byte) 0xFF, 'a', '\n'});

        assertThatThrownBy(() -> file.records(SHAPE))
                .isInstanceOf(ProblemException.class)
                .hasMessage("test_table table.csv:1: cannot decode byte '0xFF': expected utf-8,"
                        + " found bytes of another encoding at offset 0");
    }

    @Test
    void offsetIsRightBeyondTheFirstBuffer(@TempDir Path folder) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        bytes.write("region,persons\n".getBytes(StandardCharsets.UTF_8));
        int records = 20_000;
        // 14 bytes each, so that characters of three bytes lie across the ends of buffers of 65,536 bytes.
        for (int i = 0; i < records; i++) {
            bytes.write("和田地区,1\n".getBytes(StandardCharsets.UTF_8));
        }
        int offset = bytes.size();
        bytes.write(new byte[] {(byte) 0xE5, ',', '1', '\n'});
        TestingFile file = TestingFile.of(folder, bytes.toByteArray());

        assertThat(offset).isGreaterThan(3 * 65_536);
        assertThatThrownBy(() -> file.records(SHAPE))
                .isInstanceOf(ProblemException.class)
                .hasMessage("test_table table.csv:" + (records + 2) + ": cannot decode byte '0xE5': expected utf-8,"
                        + " found bytes of another encoding at offset " + offset);
    }

    @Test
    void characterCutInTheMiddleAtTheEndIsTold(@TempDir Path folder) throws IOException {
        TestingFile file = TestingFile.of(folder, new byte[] {
            'r', 'e', 'g', 'i', 'o', 'n', ',', 'p', 'e', 'r', 's', 'o', 'n', 's', '\n', (byte) 0xE5, '\n'
        });

        assertThatThrownBy(() -> file.records(SHAPE))
                .isInstanceOf(ProblemException.class)
                .hasMessage("test_table table.csv:2: cannot decode byte '0xE5': expected utf-8,"
                        + " found bytes of another encoding at offset 15");
    }

    @Test
    void fileThatWasCutInsideItsLastFieldIsToldByItsMissingEnd(@TempDir Path folder) throws IOException {
        for (String cut : new String[] {"region,persons\nHotan,3170", "region,persons"}) {
            TestingFile file = TestingFile.of(folder, cut);

            assertThatThrownBy(() -> file.records(SHAPE))
                    .isInstanceOf(ProblemException.class)
                    .hasMessage("test_table table.csv: cannot read the file to its end: expected a line break at the"
                            + " end, found none: the file may be truncated");
        }
    }

    @Test
    void lastLineMayLackItsEndWhereTheDescriptorSaysSo(@TempDir Path folder) throws IOException {
        TestingFile file = TestingFile.of(folder, "region,persons\nHotan,3170");
        TableShape open = TestingShape.written(
                new DelimitedFormat(StandardCharsets.UTF_8, ',', Packing.NONE, true),
                TestingShape.text("region"),
                TestingShape.integer("persons"));

        assertThat(file.records(open)).containsExactly(new RawRecord(1, 2, List.of("Hotan", "3170")));
    }
}
