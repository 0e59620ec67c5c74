package org.corvee.publish;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.corvee.digest.CodeDigest;
import org.corvee.digest.Sha256;
import org.corvee.snapshot.SnapshotStore;
import org.corvee.snapshot.SnapshotStore.Origin;
import org.corvee.snapshot.TestingClock;
import org.corvee.visit.Archive;
import org.corvee.visit.VisitLog;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BuildInputsTest {

    private static final List<String> FILES = List.of(
            "sources/test_table/source.yml",
            "sources/test_table/stage.sql",
            "reference/unit.csv",
            "reference/unit.yml",
            "migrations/V001__ops.sql",
            "marts/subject/a_mart.sql",
            "exports/subject/an_export.yml",
            "checks/a_check.sql");

    private final Path folder;
    private final Path sql;
    private final TestingClock clock = new TestingClock("2026-11-21T02:00:00Z");
    private final SnapshotStore snapshots;

    BuildInputsTest(@TempDir Path folder) throws IOException {
        this.folder = folder;
        sql = folder.resolve("sql");
        snapshots = new SnapshotStore(folder.resolve("snapshots"), clock);
        for (String file : FILES) {
            Path path = sql.resolve(file);
            Files.createDirectories(path.getParent());
            Files.writeString(path, "content of " + file);
        }
        deliver("first");
    }

    @Test
    void sameInputsGiveTheSameDigest() throws IOException {
        Sha256 before = digest();
        for (String file : FILES) {
            Files.setLastModifiedTime(sql.resolve(file), FileTime.from(Instant.parse("2030-01-01T00:00:00Z")));
        }
        deliver("first");

        assertThat(digest()).isEqualTo(before);
    }

    @Test
    void everyFileThatABuildReadsChangesIt() throws IOException {
        for (String file : FILES) {
            Sha256 before = digest();
            Files.writeString(sql.resolve(file), "changed");
            assertThat(digest()).as(file).isNotEqualTo(before);
        }
    }

    @Test
    void addedAndRemovedFilesChangeIt() throws IOException {
        Sha256 before = digest();
        Path added = Files.writeString(sql.resolve("marts/subject/b_mart.sql"), "");
        assertThat(digest()).isNotEqualTo(before);
        Files.delete(added);
        assertThat(digest()).isEqualTo(before);
        Files.delete(sql.resolve("sources/test_table/stage.sql"));
        assertThat(digest()).isNotEqualTo(before);
    }

    @Test
    void movedFileChangesIt() throws IOException {
        Sha256 before = digest();
        Files.move(
                sql.resolve("marts/subject/a_mart.sql"),
                sql.resolve("exports/subject/a_mart.sql"),
                StandardCopyOption.ATOMIC_MOVE);

        assertThat(digest()).isNotEqualTo(before);
    }

    @Test
    void newSnapshotChangesIt() throws IOException {
        Sha256 before = digest();
        clock.set("2026-11-22T02:00:00Z");
        deliver("second");

        assertThat(digest()).isNotEqualTo(before);
    }

    @Test
    void addedSourceChangesIt() throws IOException {
        Sha256 before = digest();

        assertThat(digest("test_table", "other_table")).isNotEqualTo(before);
    }

    @Test
    void whatABuildDoesNotReadDoesNotChangeIt() throws IOException {
        Sha256 before = digest();
        Files.writeString(sql.resolve("sources/test_table/fixture.csv"), "a,b\n");
        Files.writeString(sql.resolve("sources/test_table/expected.csv"), "a,b\n");
        Files.createDirectories(sql.resolve("questions"));
        Files.writeString(sql.resolve("questions/q.sql"), "select 1");

        assertThat(digest()).isEqualTo(before);
    }

    @Test
    void codeChangesIt() throws IOException {
        assertThat(BuildInputs.digest(sql, List.of("test_table"), archive(), List.of(Test.class)))
                .isNotEqualTo(digest());
        assertThat(CodeDigest.of(List.of(BuildInputs.class, Test.class)))
                .isNotEqualTo(CodeDigest.of(List.of(BuildInputs.class)))
                .isNotEqualTo(CodeDigest.of(List.of(Test.class)));
    }

    private Sha256 digest() throws IOException {
        return digest("test_table");
    }

    private Sha256 digest(String... sources) throws IOException {
        return BuildInputs.digest(sql, List.of(sources), archive(), List.of(BuildInputs.class));
    }

    private Archive archive() {
        return new Archive(snapshots, new VisitLog(folder.resolve("visits")));
    }

    private void deliver(String text) throws IOException {
        Path file = Files.writeString(folder.resolve("table.csv"), text);
        snapshots.keep(file, new Origin("test_table", "url", "text/csv", "CC0-1.0", Map.of()));
    }
}
