package org.corvee.normalized;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.corvee.digest.FolderDigest;
import org.corvee.digest.Sha256;
import org.corvee.format.FilePart;
import org.corvee.format.PublishedFile;
import org.corvee.source.TableShape;
import org.corvee.source.TestingShape;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A process that was only stalled wakes up after another has taken over what it was writing. */
class PartIsWrittenTwiceAtOnceTest {

    private static final TableShape SHAPE =
            TestingShape.of(TestingShape.text("region"), TestingShape.integer("persons"));
    private static final Provenance PROVENANCE =
            new Provenance("test_table", "table.csv", Sha256.of("bytes of the snapshot"), Sha256.of("descriptor"));

    @TempDir
    private Path folder = Path.of("");

    private NormalizedStore store = new NormalizedStore(Path.of(""));
    private Path file = Path.of("");

    @BeforeEach
    void publish() throws IOException {
        store = new NormalizedStore(folder.resolve("normalized"));
        file = Files.writeString(folder.resolve("table.csv"), "region,persons\nHotan,42\nKashgar,many\n");
    }

    @Test
    void bothWriteTheSameBytes() throws IOException {
        NormalizedStore other = new NormalizedStore(folder.resolve("other"));

        NormalizedTable one = store.readAll(SHAPE, file, PROVENANCE);
        NormalizedTable two = other.readAll(SHAPE, file, PROVENANCE);

        assertThat(FolderDigest.of(two.folder())).isEqualTo(FolderDigest.of(one.folder()));
    }

    @Test
    void theLateOneKeepsWhatTheOtherWrote() throws IOException {
        Writer late = new Writer();
        Writer other = new Writer();

        NormalizedPart written =
                late.write(() -> assertThat(other.write(() -> {}).records()).isEqualTo(2));

        assertThat(written).isEqualTo(other.write(() -> {}));
        NormalizedTable table = late.commit();
        assertThat(table.isWhole()).isTrue();
        assertThat(names(table.folder()))
                .containsExactly("manifest.json", "rejected-00000.parquet", "rows-00000.parquet");
    }

    @Test
    void theLateOneCannotTouchATableThatIsInPlace() throws IOException {
        Writer late = new Writer();
        Writer other = new Writer();
        other.write(() -> {});
        Files.delete(other.note());

        assertThatThrownBy(() -> late.write(() -> {
                    other.write(() -> {});
                    other.commit();
                }))
                .isInstanceOf(NoSuchFileException.class);

        NormalizedTable table = store.current(PROVENANCE).orElseThrow();
        assertThat(table.isWhole()).isTrue();
        assertThat(names(table.folder()))
                .containsExactly("manifest.json", "rejected-00000.parquet", "rows-00000.parquet");
        assertThat(names(table.folder().resolveSibling(".").normalize()))
                .containsExactly(table.folder().getFileName().toString());
    }

    @Test
    void whatTheLateOneBeganAnewIsRemoved() throws IOException {
        Writer late = new Writer();
        Writer other = new Writer();
        other.write(() -> {});
        other.commit();
        late.write(() -> {});
        Path sourceFolder = folder.resolve("normalized/test_table");
        assertThat(names(sourceFolder)).hasSize(2);

        store.removePartial();

        assertThat(names(sourceFolder)).hasSize(1);
        assertThat(store.current(PROVENANCE)).isPresent();
    }

    /** One of the processes. */
    private final class Writer {

        private final TableInParts table;
        private final PublishedFile published;
        private final List<FilePart> parts;

        Writer() throws IOException {
            table = store.begin(SHAPE, PROVENANCE);
            published = table.open(file, Map.of());
            parts = published.parts(Long.MAX_VALUE);
        }

        /** Writes the only part and stalls when its last record is read, until something else was done. */
        NormalizedPart write(Meanwhile meanwhile) throws IOException {
            return table.write(published, parts.get(0), bytes -> {
                try {
                    meanwhile.run();
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
            });
        }

        NormalizedTable commit() throws IOException {
            return table.commit(published, parts);
        }

        Path note() throws IOException {
            try (Stream<Path> files = Files.walk(folder.resolve("normalized"))) {
                return files.filter(path -> path.endsWith("part-00000.json"))
                        .findFirst()
                        .orElseThrow();
            }
        }
    }

    private interface Meanwhile {
        void run() throws IOException;
    }

    private static List<String> names(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(path -> path.getFileName().toString()).sorted().toList();
        }
    }
}
