package org.corvee.jobs;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.Charset;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.sql.SQLException;
import java.util.Locale;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Stream;
import org.corvee.jobs.TestingInstallation.Result;
import org.corvee.jobs.benchmark.CustomsLines;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A download that goes on while a refresh runs: nothing of it is loaded before it stands still. */
@Tag("slow")
class GrowingFileTest {

    private static final String SOURCE = "gacc_trade";
    private static final Charset GB18030 = Charset.forName("GB18030");
    private static final long MINUTES = 2;

    /** Long enough that lines come in while the file is hashed and copied. */
    private static final int LINES_AT_FIRST = 200_000;

    private final AtomicBoolean goesOn = new AtomicBoolean(true);

    @TempDir
    private Path folder = Path.of("");

    private int lines;

    @Test
    void fileThatGrowsIsTakenWhenItStandsStill() throws Exception {
        TestingInstallation corvee = TestingInstallation.of(folder, SOURCE);
        Path file = Files.createDirectories(corvee.home().drop(SOURCE)).resolve("lines.csv");
        Files.write(file, "\"商品编码\",\"商品名称\",\"人民币\",\n".getBytes(GB18030));
        Files.writeString(file.resolveSibling("lines.csv.yml"), CustomsLines.MANIFEST);
        try (OutputStream out = Files.newOutputStream(file, StandardOpenOption.APPEND)) {
            append(out, LINES_AT_FIRST);
            ExecutorService download = Executors.newSingleThreadExecutor();
            Future<?> downloading = download.submit(() -> {
                while (goesOn.get()) {
                    append(out, 1);
                    Thread.sleep(1);
                }
                return null;
            });
            Result growing = corvee.run("refresh");
            goesOn.set(false);
            downloading.get(MINUTES, TimeUnit.MINUTES);
            download.shutdown();

            assertThat(lines).isGreaterThan(LINES_AT_FIRST);
            assertThat(growing.exitCode()).as(growing.toString()).isNotZero();
            assertThat(growing.out() + growing.err())
                    .contains(
                            "gacc_trade lines.csv: cannot keep the file: expected bytes that stay as they are while they"
                                    + " are read, found a change: wait until the file is whole, then run the refresh again");
            assertThat(files(corvee.home().snapshots().resolve(SOURCE))).isZero();
            assertThat(files(corvee.home().normalized().resolve(SOURCE))).isZero();

            assertLoadedWhole(corvee);

            // A download that pauses at the end of a line cannot be told from one that is done: what follows replaces
            // it.
            append(out, 1_000);
            assertLoadedWhole(corvee);
        }
    }

    private void assertLoadedWhole(TestingInstallation corvee) throws SQLException {
        Result result = corvee.run("refresh");

        assertThat(result.exitCode()).as(result.toString()).isZero();
        assertThat(corvee.query("select count(*) || ' ' || sum(value)::decimal(18, 0) from core.trade_flow"))
                .isEqualTo(lines + " " + 2L * lines);
        assertThat(corvee.query("select sum(rows_in - rows_out - rows_rejected) from ops.reconciliation"))
                .isEqualTo("0");
    }

    private void append(OutputStream out, int more) throws IOException {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < more; i++) {
            text.append(String.format(Locale.ROOT, "\"%08d\",\"%s\",\"2\",\n", 1_000_000 + lines + i, "未列名的其他制品"));
        }
        out.write(text.toString().getBytes(GB18030));
        lines += more;
    }

    private static long files(Path root) throws IOException {
        if (!Files.isDirectory(root)) {
            return 0;
        }
        try (Stream<Path> files = Files.walk(root)) {
            return files.filter(Files::isRegularFile).count();
        }
    }
}
