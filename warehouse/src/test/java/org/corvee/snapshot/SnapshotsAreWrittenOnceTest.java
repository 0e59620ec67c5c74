package org.corvee.snapshot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Map;
import java.util.stream.Stream;
import org.corvee.digest.Sha256;
import org.corvee.problem.ProblemException;
import org.corvee.snapshot.SnapshotStore.Origin;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class SnapshotsAreWrittenOnceTest {

    private static final Origin ORIGIN =
            new Origin("test_table", "https://publisher.example/table", "text/csv", "CC BY 4.0", Map.of());

    private final TestingClock clock = new TestingClock("2026-11-21T02:00:00.123Z");

    @Test
    void sameBytesAgainAreNoNewSnapshot(@TempDir Path folder) throws IOException {
        SnapshotStore store = new SnapshotStore(folder.resolve("snapshots"), clock);
        Snapshot first = store.keep(file(folder, "a,b\n1,2\n"), ORIGIN);
        clock.set("2026-11-22T02:00:00Z");
        Path touched = file(folder, "a,b\n1,2\n");
        Files.setLastModifiedTime(touched, FileTime.from(Instant.parse("2026-11-22T01:00:00Z")));

        Snapshot second = store.keep(touched, ORIGIN);

        assertThat(second).isEqualTo(first);
        assertThat(store.list("test_table")).containsExactly(first);
    }

    @Test
    void changedBytesAreANewSnapshotAlsoWhenSizeAndTimeAreTheSame(@TempDir Path folder) throws IOException {
        SnapshotStore store = new SnapshotStore(folder.resolve("snapshots"), clock);
        FileTime time = FileTime.from(Instant.parse("2026-11-20T00:00:00Z"));
        Path former = file(folder, "a,b\n1,2\n");
        Files.setLastModifiedTime(former, time);
        Snapshot first = store.keep(former, ORIGIN);
        clock.set("2026-11-22T02:00:00Z");
        Path changed = file(folder, "a,b\n1,3\n");
        Files.setLastModifiedTime(changed, time);

        Snapshot second = store.keep(changed, ORIGIN);

        assertThat(store.list("test_table")).containsExactly(second, first);
        assertThat(store.newest("test_table")).contains(second);
        assertThat(Files.readString(first.file())).isEqualTo("a,b\n1,2\n");
        assertThat(Files.readString(second.file())).isEqualTo("a,b\n1,3\n");
    }

    @Test
    void formerBytesOfTheSameDayAreAThirdSnapshot(@TempDir Path folder) throws IOException {
        SnapshotStore store = new SnapshotStore(folder.resolve("snapshots"), clock);
        Snapshot first = store.keep(file(folder, "former"), ORIGIN);
        clock.set("2026-11-21T03:00:00Z");
        Snapshot second = store.keep(file(folder, "other"), ORIGIN);
        clock.set("2026-11-21T04:00:00Z");

        Snapshot third = store.keep(file(folder, "former"), ORIGIN);

        assertThat(store.list("test_table")).containsExactly(third, second, first);
        assertThat(store.newest("test_table")).contains(third);
        assertThat(third.sha256()).isEqualTo(first.sha256());
        assertThat(third.folder().getFileName())
                .hasToString("2026-11-21-" + first.sha256().shortHex() + "-2");
    }

    @Test
    void folderIsNamedByDayInUtcAndHash(@TempDir Path folder) throws IOException {
        // Tests run in the time zone of Auckland, where this is the next day.
        clock.set("2026-11-21T23:30:00Z");
        SnapshotStore store = new SnapshotStore(folder.resolve("snapshots"), clock);

        Snapshot snapshot = store.keep(file(folder, "a,b\n"), ORIGIN);

        assertThat(ZoneId.systemDefault()).hasToString("Pacific/Auckland");
        assertThat(snapshot.folder())
                .isEqualTo(folder.resolve(
                        "snapshots/test_table/2026-11-21-" + Sha256.of("a,b\n").shortHex()));
    }

    @Test
    void manifestSaysWhatTheBytesAre(@TempDir Path folder) throws IOException {
        SnapshotStore store = new SnapshotStore(folder.resolve("snapshots"), clock);

        Snapshot snapshot = store.keep(file(folder, "和田\n"), ORIGIN);

        assertThat(snapshot.manifest())
                .isEqualTo(new SnapshotManifest(
                        "test_table",
                        "table.csv",
                        Sha256.of("和田\n"),
                        "和田\n".getBytes(StandardCharsets.UTF_8).length,
                        "https://publisher.example/table",
                        Instant.parse("2026-11-21T02:00:00.123Z"),
                        "text/csv",
                        "CC BY 4.0",
                        Map.of(),
                        null));
        JsonNode json = JsonMapper.builder()
                .build()
                .readTree(Files.readString(snapshot.folder().resolve("manifest.json")));
        assertThat(json.propertyNames())
                .containsExactlyInAnyOrder(
                        "source", "file", "sha256", "size", "url", "retrievedAt", "mediaType", "licence", "attributes");
        assertThat(json.path("sha256").asString()).isEqualTo(Sha256.of("和田\n").hex());
        assertThat(json.path("retrievedAt").asString()).isEqualTo("2026-11-21T02:00:00.123Z");
        assertThat(json.path("size").asLong()).isEqualTo(7);
    }

    @Test
    void manifestIsReadBackAsItWasWritten(@TempDir Path folder) throws IOException {
        Snapshot snapshot = new SnapshotStore(folder.resolve("snapshots"), clock).keep(file(folder, "a,b\n"), ORIGIN);

        assertThat(new SnapshotStore(folder.resolve("snapshots"), clock).newest("test_table"))
                .contains(snapshot);
    }

    @Test
    void sourceWithoutSnapshotsHasNone(@TempDir Path folder) throws IOException {
        assertThat(new SnapshotStore(folder.resolve("snapshots"), clock).list("test_table"))
                .isEmpty();
    }

    @Test
    void sourcesDoNotSeeEachOther(@TempDir Path folder) throws IOException {
        SnapshotStore store = new SnapshotStore(folder.resolve("snapshots"), clock);
        Snapshot snapshot = store.keep(file(folder, "a,b\n"), ORIGIN);
        Snapshot other = store.keep(file(folder, "a,b\n"), new Origin("other_table", "u", "text/csv", "l", Map.of()));

        assertThat(store.list("test_table")).containsExactly(snapshot);
        assertThat(store.list("other_table")).containsExactly(other);
    }

    @Test
    void fileThatChangesWhileItIsCopiedIsNotKept(@TempDir Path folder) throws IOException {
        // Linux writes other bytes into this file for each who reads it.
        Path changing = Path.of("/proc/sys/kernel/random/uuid");
        SnapshotStore store = new SnapshotStore(folder.resolve("snapshots"), clock);

        assertThatThrownBy(() -> store.keep(changing, ORIGIN))
                .isInstanceOf(ProblemException.class)
                .hasMessage("test_table uuid: cannot keep the file: expected bytes that stay as they are while they are"
                        + " read, found a change: wait until the file is whole, then run the refresh again");

        assertThat(store.list("test_table")).isEmpty();
        assertThat(folder.resolve("snapshots/test_table")).isEmptyDirectory();
    }

    @Test
    void sameBytesOfWhichSomethingElseIsSaidAreANewSnapshot(@TempDir Path folder) throws IOException {
        SnapshotStore store = new SnapshotStore(folder.resolve("snapshots"), clock);
        Snapshot first = store.keep(file(folder, "a,b\n"), saying(Map.of("flow", "import")));
        clock.set("2026-11-22T02:00:00Z");

        Snapshot second = store.keep(file(folder, "a,b\n"), saying(Map.of("flow", "export")));

        assertThat(second.manifest().attributes()).containsExactly(Map.entry("flow", "export"));
        assertThat(store.keep(file(folder, "a,b\n"), saying(Map.of("flow", "export"))))
                .isEqualTo(second);
        assertThat(store.list("test_table")).containsExactly(second, first);
    }

    @Test
    void droppedFilesOfOtherNamesAreNoVersionsOfEachOther(@TempDir Path folder) throws IOException {
        SnapshotStore store = new SnapshotStore(folder.resolve("snapshots"), clock);
        Snapshot first = store.keep(file(folder, "a,b\n"), saying(Map.of("flow", "import")));
        clock.set("2026-11-22T02:00:00Z");
        Path other = Files.writeString(folder.resolve("other.csv"), "a,c\n");
        Snapshot second = store.keep(other, saying(Map.of("flow", "import")));
        clock.set("2026-11-23T02:00:00Z");

        assertThat(store.keep(file(folder, "a,b\n"), saying(Map.of("flow", "import"))))
                .isEqualTo(first);
        assertThat(store.newest("test_table", "table.csv")).contains(first);
        assertThat(store.newest("test_table", "other.csv")).contains(second);
    }

    @Test
    void manifestOfAFormerVersionIsRead(@TempDir Path folder) throws IOException {
        SnapshotStore store = new SnapshotStore(folder.resolve("snapshots"), clock);
        Snapshot snapshot = store.keep(file(folder, "a,b\n"), ORIGIN);
        Path manifest = snapshot.folder().resolve("manifest.json");
        String json = Files.readString(manifest);
        Files.writeString(manifest, json.replaceFirst(",\\s*\"attributes\"\\s*:\\s*\\{\\s*\\}", ""));
        assertThat(Files.readString(manifest)).doesNotContain("attributes");

        assertThat(store.newest("test_table")).contains(snapshot);
    }

    private static Origin saying(Map<String, String> attributes) {
        return new Origin("test_table", "https://publisher.example/table", "text/csv", "CC BY 4.0", attributes);
    }

    @Test
    void whatIsHalfWrittenIsNoSnapshotAndIsRemoved(@TempDir Path folder) throws IOException {
        SnapshotStore store = new SnapshotStore(folder.resolve("snapshots"), clock);
        Snapshot whole = store.keep(file(folder, "a,b\n"), ORIGIN);
        Path partial = Files.createDirectories(whole.folder().resolveSibling(".partial-123"));
        Files.writeString(partial.resolve("table.csv"), "a,");
        assertThat(store.list("test_table")).containsExactly(whole);

        store.removePartial();

        try (Stream<Path> left = Files.list(whole.folder().getParent())) {
            assertThat(left).containsExactly(whole.folder());
        }
    }

    @Test
    void removingWhatIsNotThereIsNoMistake(@TempDir Path folder) throws IOException {
        Path root = folder.resolve("snapshots");

        new SnapshotStore(root, clock).removePartial();

        assertThat(root).doesNotExist();
    }

    private static Path file(Path folder, String text) throws IOException {
        return Files.writeString(folder.resolve("table.csv"), text);
    }
}
