package org.corvee.jobs;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.RandomAccessFile;
import java.nio.charset.Charset;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.corvee.jobs.benchmark.CustomsLines;
import org.corvee.normalized.NormalizedStore;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Half a gigabyte with a quote that is not closed, in the last record or in the first, beside a file that is sound. */
@Tag("slow")
class UnclosedQuoteTest {

    private static final String SOURCE = "gacc_trade";
    private static final Charset GB18030 = Charset.forName("GB18030");
    private static final String HEADER = "\"商品编码\",\"商品名称\",\"贸易伙伴编码\",\"人民币\",\n";
    private static final long BYTES = 500_000_000;
    private static final int LINES_OF_A_BLOCK = 100;
    private static final long MINUTES = 5;

    @TempDir
    private Path folder = Path.of("");

    @Test
    void eachIsOneRefusalWithLittleMemoryAndTheSoundFileIsPublished() throws Exception {
        TestingInstallation corvee = TestingInstallation.of(folder, SOURCE);
        // Nearly all of a line is in the column without a name, which nobody reads: this is about length, not about
        // work.
        String filling = "other ".repeat(1_000);
        long lines = write(
                corvee,
                "at_the_end.csv",
                "\"01012100\",\"马\",\"110\",\"5,848,714\",\"" + filling + "\"\n",
                BYTES,
                "\"01012101\",\"马\",\"110\",\"5,848,714\n");
        write(corvee, "at_the_start.csv", "01012100,马,110,5848714," + filling + "\n", BYTES, "01012101,马,110,1,\n");
        quoteAtTheStart(corvee.home().drop(SOURCE).resolve("at_the_start.csv"));
        write(corvee, "sound.csv", "\"01012100\",\"马\",\"110\",\"7\",\n", 1, "\"01012101\",\"马\",\"110\",\"7\",\n");
        assertThat(Files.size(corvee.home().drop(SOURCE).resolve("at_the_end.csv")))
                .isGreaterThan(7 * NormalizedStore.BYTES_PER_PART);

        Process process = corvee.startWith("-Xmx256m", "refresh", "--offline");

        try {
            assertThat(process.waitFor(MINUTES, TimeUnit.MINUTES)).isTrue();
        } finally {
            process.destroyForcibly();
        }
        String log = Files.readString(corvee.home().logs().resolve("corvee.log"));
        assertThat(process.exitValue()).as(log).isEqualTo(3);
        assertThat(log)
                .contains("gacc_trade at_the_end.csv: cannot read the records after record " + lines + ": expected each"
                        + " quoted field to be closed and a separator or line end after it, found 'Unclosed quoted field"
                        + " at end of input (record starting at line " + (lines + 2) + ")'")
                .contains(
                        "gacc_trade at_the_start.csv: cannot read the records after record 0: expected each quoted field"
                                + " to be closed and a separator or line end after it, found 'The maximum buffer size of 16777216"
                                + " is insufficient")
                .doesNotContain("OutOfMemoryError");
        assertThat(corvee.query(
                        "select state || ' ' || problem from ops.source_freshness where source_id = '" + SOURCE + "'"))
                .startsWith("stale gacc_trade at_the_");
        assertThat(corvee.query("select file || ' ' || is_loaded from ops.snapshot where source_id = '" + SOURCE
                        + "' order by file"))
                .isEqualTo("at_the_end.csv false\nat_the_start.csv false\nsound.csv true");
        assertThat(corvee.query("select count(*) || ' ' || min(value) from core.trade_flow"))
                .isEqualTo("2 7.000");
        try (Stream<Path> made = Files.find(
                corvee.home().normalized().resolve(SOURCE), 2, (path, attributes) -> path.endsWith("manifest.json"))) {
            assertThat(made).hasSize(1);
        }
    }

    /** Writes a file with a header, one line again and again, and a last one. Answers how many lines lie between. */
    private static long write(TestingInstallation corvee, String name, String line, long bytes, String last)
            throws IOException {
        Path drop = Files.createDirectories(corvee.home().drop(SOURCE));
        Files.writeString(drop.resolve(name + ".yml"), CustomsLines.MANIFEST);
        int ofABlock = bytes == 1 ? 1 : LINES_OF_A_BLOCK;
        byte[] block = line.repeat(ofABlock).getBytes(GB18030);
        long lines = 0;
        try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(drop.resolve(name)))) {
            out.write(HEADER.getBytes(GB18030));
            for (long written = 0; written < bytes; written += block.length) {
                out.write(block);
                lines += ofABlock;
            }
            out.write(last.getBytes(GB18030));
        }
        return lines;
    }

    private static void quoteAtTheStart(Path file) throws IOException {
        try (RandomAccessFile bytes = new RandomAccessFile(file.toFile(), "rw")) {
            bytes.seek(HEADER.getBytes(GB18030).length);
            bytes.write('"');
        }
    }
}
