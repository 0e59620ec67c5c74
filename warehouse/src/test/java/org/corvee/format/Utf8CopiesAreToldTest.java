package org.corvee.format;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import org.corvee.problem.ProblemException;
import org.corvee.source.TableShape;
import org.corvee.source.TestingShape;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A copy in UTF-8 can often be read in the encoding of its source, and every name in it is then another one. */
class Utf8CopiesAreToldTest {

    private static final Charset GB18030 = Charset.forName("GB18030");
    private static final Charset WINDOWS = Charset.forName("windows-1252");
    private static final String HEADER = "partner,persons\n";

    @TempDir
    private Path folder = Path.of("");

    @Test
    void oneCommaOfFullWidthTells() throws IOException {
        String text = HEADER + "Japan,1\n\"Hong Kong，China\",2\n";
        assertThat(new String(text.getBytes(StandardCharsets.UTF_8), GB18030)).contains("Hong Kong锛孋hina");

        assertThatThrownBy(() -> records(text.getBytes(StandardCharsets.UTF_8), GB18030))
                .isInstanceOf(ProblemException.class)
                .hasMessage(
                        "test_table table.csv:3: cannot decode the file: expected gb18030, found utf-8, here U+FF0C:"
                                + " a copy that was saved anew; get the file again, or turn it back with iconv -f utf-8 -t"
                                + " gb18030");
        assertThat(records(text.getBytes(GB18030), GB18030))
                .containsExactly(
                        new RawRecord(1, 2, List.of("Japan", "1")),
                        new RawRecord(2, 3, List.of("Hong Kong，China", "2")));
    }

    @Test
    void byteOrderMarkTells() {
        assertThatThrownBy(() -> records(("\uFEFF" + HEADER).getBytes(StandardCharsets.UTF_8), GB18030))
                .hasMessageStartingWith("test_table table.csv:1: cannot decode the file: expected gb18030, found utf-8,"
                        + " here U+FEFF: ");
    }

    @Test
    void copyIsToldFarBehindTheFirstBuffer() {
        String ascii = "Japan,1\n".repeat(50_000);
        String text = HEADER + ascii + "中国香港,2\n".repeat(20_000);

        assertThatThrownBy(() -> records(text.getBytes(StandardCharsets.UTF_8), GB18030))
                .hasMessageStartingWith(
                        "test_table table.csv:50002: cannot decode the file: expected gb18030, found utf-8,"
                                + " here U+4E2D: ");
    }

    @Test
    void chineseWordThatLooksLikeALetterOfUtf8IsRead() throws IOException {
        // 头 is CD B7 in GB18030, which UTF-8 reads as a Greek letter; it is a unit of China Customs.
        byte[] bytes = (HEADER + "头,1\n").getBytes(GB18030);
        assertThat(new String(bytes, StandardCharsets.UTF_8)).contains("\u0377");

        assertThat(records(bytes, GB18030)).containsExactly(new RawRecord(1, 2, List.of("头", "1")));
    }

    @Test
    void bytesThatUtf8GivesToNoCharacterAreRead() throws IOException {
        byte[] word = {(byte) 0xE2, (byte) 0xBF, (byte) 0xA0, 'A'};
        assertThat(Character.isDefined(new String(word, StandardCharsets.UTF_8).codePointAt(0)))
                .isFalse();
        String text = HEADER + new String(word, GB18030) + ",1\n";

        assertThat(records(text.getBytes(GB18030), GB18030))
                .containsExactly(new RawRecord(1, 2, List.of(new String(word, GB18030), "1")));
    }

    @Test
    void oneWordOfItsOwnEncodingShowsThatAFileIsNoCopy() throws IOException {
        byte[] word = {(byte) 0xEF, (byte) 0xBC, (byte) 0x8C, 'C'};
        assertThat(new String(word, StandardCharsets.UTF_8)).isEqualTo("，C");
        String text = HEADER + (new String(word, GB18030) + ",1\n").repeat(20_000) + "和田,2\n";

        assertThat(records(text.getBytes(GB18030), GB18030)).hasSize(20_001);
    }

    @Test
    void encodingOfOneByteIsToldByAnyLetter() throws IOException {
        byte[] copy = (HEADER + "Côte d'Ivoire,1\n").getBytes(StandardCharsets.UTF_8);

        assertThatThrownBy(() -> records(copy, WINDOWS))
                .hasMessageStartingWith("test_table table.csv:2: cannot decode the file: expected windows-1252, found"
                        + " utf-8, here U+00F4: ");
        assertThat(records((HEADER + "Côte d'Ivoire,1\n").getBytes(WINDOWS), WINDOWS))
                .containsExactly(new RawRecord(1, 2, List.of("Côte d'Ivoire", "1")));
    }

    @Test
    void asciiIsReadWhateverTheEncoding() throws IOException {
        for (Charset charset : List.of(GB18030, WINDOWS, StandardCharsets.ISO_8859_1, StandardCharsets.US_ASCII)) {
            assertThat(records((HEADER + "Japan,1\n").getBytes(charset), charset))
                    .containsExactly(new RawRecord(1, 2, List.of("Japan", "1")));
        }
    }

    private List<RawRecord> records(byte[] bytes, Charset charset) throws IOException {
        TableShape shape = TestingShape.in(charset, TestingShape.text("partner"), TestingShape.integer("persons"));
        return TestingFile.of(folder, bytes).records(shape);
    }
}
