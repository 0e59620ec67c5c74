package org.corvee.normalized;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.zip.GZIPOutputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.apache.commons.compress.archivers.sevenz.SevenZArchiveEntry;
import org.apache.commons.compress.archivers.sevenz.SevenZOutputFile;
import org.corvee.digest.Sha256;
import org.corvee.problem.ProblemException;
import org.corvee.source.DelimitedFormat;
import org.corvee.source.Packing;
import org.corvee.source.Packing.Container;
import org.corvee.source.TableShape;
import org.corvee.source.TestingShape;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.EnumSource.Mode;

class PackedFilesAreReadLikePlainOnesTest {

    private static final byte[] TEXT = "region,persons\nHotan,42\nKashgar,many\n".getBytes(StandardCharsets.UTF_8);

    @TempDir
    private Path folder = Path.of("");

    @ParameterizedTest
    @EnumSource(mode = Mode.EXCLUDE, names = "NONE")
    void packedAndPlainFilesGiveTheSameRows(Container container) throws IOException {
        for (byte[] bytes : List.of(TEXT, pack(container, TEXT, "../../evil.csv"))) {
            NormalizedTable table = normalize(container, bytes, 1_000);

            assertThat(table.records()).isEqualTo(2);
            assertThat(table.manifest().parts().get(0).rows().rows()).isEqualTo(1);
            try (var files = Files.list(table.folder())) {
                assertThat(files.map(file -> file.getFileName().toString()))
                        .containsExactlyInAnyOrder("manifest.json", "rows-00000.parquet", "rejected-00000.parquet");
            }
        }
        assertThat(folder.resolve("../evil.csv")).doesNotExist();
    }

    @ParameterizedTest
    @EnumSource(mode = Mode.EXCLUDE, names = "NONE")
    void whatIsCutIsRefused(Container container) throws IOException {
        byte[] packed = pack(container, TEXT, "a.csv");

        assertThatThrownBy(() -> normalize(container, Arrays.copyOf(packed, packed.length - 9), 1_000))
                .isInstanceOf(ProblemException.class)
                .hasMessageStartingWith(
                        "test_table table.bin: cannot unpack the file: expected a whole container, found '")
                .hasMessageEndingWith("': the file may be truncated");
    }

    @ParameterizedTest
    @EnumSource(mode = Mode.EXCLUDE, names = "NONE")
    void whatIsTooLargeIsRefused(Container container) throws IOException {
        byte[] packed = pack(container, TEXT, "a.csv");

        assertThatThrownBy(() -> normalize(container, packed, 20))
                .isInstanceOf(ProblemException.class)
                .hasMessage("test_table table.bin: cannot unpack the file: expected at most 20 bytes, found more");
    }

    @ParameterizedTest
    @EnumSource(
            mode = Mode.INCLUDE,
            names = {"ZIP", "SEVEN_ZIP"})
    void twoFilesInOneAreToldByName(Container container) throws IOException {
        byte[] packed = pack(container, TEXT, "a.csv", "readme.txt");

        assertThatThrownBy(() -> normalize(container, packed, 1_000))
                .isInstanceOf(ProblemException.class)
                .hasMessage("test_table table.bin: cannot unpack the file: expected one file in it,"
                        + " found 2: a.csv, readme.txt");
    }

    @ParameterizedTest
    @EnumSource(
            mode = Mode.INCLUDE,
            names = {"ZIP", "SEVEN_ZIP"})
    void oneOfSeveralFilesIsFoundByItsName(Container container) throws IOException {
        byte[] packed = pack(container, TEXT, "BACI_2020_V1.csv", "../codes_V1.csv", "readme.txt");

        assertThat(normalize(packed, new Packing(container, 1_000, "BACI_\\d{4}_.*[.]csv"))
                        .records())
                .isEqualTo(2);
        assertThatThrownBy(() -> normalize(packed, new Packing(container, 1_000, ".*[.]csv")))
                .isInstanceOf(ProblemException.class)
                .hasMessage(
                        "test_table table.bin: cannot unpack the file: expected one file in it that matches .*[.]csv,"
                                + " found 2 of BACI_2020_V1.csv, ../codes_V1.csv, readme.txt");
        assertThatThrownBy(() -> normalize(packed, new Packing(container, 1_000, "x")))
                .isInstanceOf(ProblemException.class)
                .hasMessageContaining("found 0 of BACI_2020_V1.csv");
    }

    @Test
    void damageInsideAZipIsSeen() throws IOException {
        byte[] packed = pack(Container.ZIP, new byte[100_000], "a.csv");
        packed[60] ^= 1;

        assertThatThrownBy(() -> normalize(Container.ZIP, packed, 1 << 20)).isInstanceOf(ProblemException.class);
    }

    private NormalizedTable normalize(Container container, byte[] bytes, long atMost) throws IOException {
        return normalize(bytes, new Packing(container, atMost));
    }

    private NormalizedTable normalize(byte[] bytes, Packing packing) throws IOException {
        Path file = Files.write(folder.resolve("table.bin"), bytes);
        TableShape shape = TestingShape.written(
                new DelimitedFormat(StandardCharsets.UTF_8, ',', packing),
                TestingShape.text("region"),
                TestingShape.integer("persons"));
        Provenance from = new Provenance("test_table", "table.bin", Sha256.of(file), Sha256.of("descriptor"));
        return new NormalizedStore(folder.resolve("normalized")).readAll(shape, file, from);
    }

    private byte[] pack(Container container, byte[] text, String... names) throws IOException {
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        switch (container) {
            case NONE -> packed.write(text);
            case GZIP -> {
                try (OutputStream gzip = new GZIPOutputStream(packed)) {
                    gzip.write(text);
                }
            }
            case ZIP -> {
                try (ZipOutputStream zip = new ZipOutputStream(packed)) {
                    zip.putNextEntry(new ZipEntry("folder/"));
                    for (String name : names) {
                        zip.putNextEntry(new ZipEntry(name));
                        zip.write(text);
                    }
                }
            }
            case SEVEN_ZIP -> {
                Path file = folder.resolve("packed.7z");
                try (SevenZOutputFile archive = new SevenZOutputFile(file.toFile())) {
                    for (String name : names) {
                        SevenZArchiveEntry entry = new SevenZArchiveEntry();
                        entry.setName(name);
                        archive.putArchiveEntry(entry);
                        archive.write(new ByteArrayInputStream(text));
                        archive.closeArchiveEntry();
                    }
                }
                packed.write(Files.readAllBytes(file));
            }
        }
        return packed.toByteArray();
    }
}
