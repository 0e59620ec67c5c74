package org.corvee.format;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.file.Path;
import java.util.List;
import org.corvee.source.TableShape;
import org.corvee.source.TestingShape;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RecordsKeepTheirLinesTest {

    private static final TableShape SHAPE = TestingShape.of(TestingShape.text("region"), TestingShape.text("note"));

    @Test
    void recordOverSeveralLinesIsKnownByItsFirst(@TempDir Path folder) throws IOException {
        TestingFile file = TestingFile.of(folder, "region,note\nHotan,\"one\ntwo\n\nfour\"\nKashgar,five\n");

        assertThat(file.records(SHAPE))
                .containsExactly(
                        new RawRecord(1, 2, List.of("Hotan", "one\ntwo\n\nfour")),
                        new RawRecord(2, 6, List.of("Kashgar", "five")));
    }

    @Test
    void headerOverSeveralLinesMovesTheFirstRecord(@TempDir Path folder) throws IOException {
        TableShape shape = TestingShape.of(TestingShape.text("region"), TestingShape.text("note\n(see page 2)"));
        TestingFile file = TestingFile.of(folder, "region,\"note\n(see page 2)\"\nHotan,x\n");

        assertThat(file.records(shape)).containsExactly(new RawRecord(1, 3, List.of("Hotan", "x")));
    }

    @Test
    void separatorsAndQuotesInsideQuotesAreText(@TempDir Path folder) throws IOException {
        TestingFile file = TestingFile.of(folder, "region,note\n\"Hotan, Kashgar\",\"the \"\"four\"\" prefectures\"\n");

        assertThat(file.records(SHAPE))
                .containsExactly(new RawRecord(1, 2, List.of("Hotan, Kashgar", "the \"four\" prefectures")));
    }

    @Test
    void bothLineEndsAreUnderstoodAndKeptInsideQuotes(@TempDir Path folder) throws IOException {
        TestingFile file = TestingFile.of(folder, "region,note\r\nHotan,\"a\r\nb\"\r\nKashgar,c\r\n");

        assertThat(file.records(SHAPE))
                .containsExactly(
                        new RawRecord(1, 2, List.of("Hotan", "a\r\nb")), new RawRecord(2, 4, List.of("Kashgar", "c")));
    }

    @Test
    void blankLineIsARecordAndIsNotPassedOver(@TempDir Path folder) throws IOException {
        assertThat(TestingFile.of(folder, "region,note\n\nHotan,a\n").records(SHAPE))
                .containsExactly(new RawRecord(1, 2, List.of("")), new RawRecord(2, 3, List.of("Hotan", "a")));
    }

    @Test
    void nothingIsTrimmed(@TempDir Path folder) throws IOException {
        assertThat(TestingFile.of(folder, "region,note\n Hotan ,\u3000a\u00A0\n")
                        .records(SHAPE))
                .containsExactly(new RawRecord(1, 2, List.of(" Hotan ", "\u3000a\u00A0")));
    }

    @Test
    void otherSeparatorsAreUsedAsDeclared(@TempDir Path folder) throws IOException {
        assertThat(TestingFile.of(folder, "region\tnote\nHotan\ta,b\n").records(TestingShape.separatedBy(SHAPE, '\t')))
                .containsExactly(new RawRecord(1, 2, List.of("Hotan", "a,b")));
    }

    @Test
    void gb18030IsReadWithItsFourByteCharacters(@TempDir Path folder) throws IOException {
        Charset charset = Charset.forName("GB18030");
        // The Uyghur and the rare ideograph have no place in the two-byte table of GBK.
        String text = "region,note\n和田,خوتەن\n𠀀,墨玉\n";

        assertThat(TestingFile.of(folder, text, charset)
                        .records(TestingShape.in(charset, TestingShape.text("region"), TestingShape.text("note"))))
                .containsExactly(new RawRecord(1, 2, List.of("和田", "خوتەن")), new RawRecord(2, 3, List.of("𠀀", "墨玉")));
    }
}
