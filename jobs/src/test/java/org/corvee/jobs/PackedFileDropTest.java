package org.corvee.jobs;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.stream.Stream;
import org.corvee.jobs.TestingInstallation.Result;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A packed file from its drop to its withdrawal, and the refreshes before and after it. */
@Tag("slow")
class PackedFileDropTest {

    private static final String SOURCE = "comext_products";

    @TempDir
    private Path folder = Path.of("");

    @Test
    void packedFileIsLoadedOnceThoughItIsDroppedUnderTwoNamesAndThenWithdrawn() throws IOException, SQLException {
        TestingInstallation corvee = new TestingInstallation(folder);
        corvee.add(SOURCE);
        assertThat(corvee.run("refresh").exitCode()).isZero();
        assertThat(corvee.query(state())).isEqualTo("waiting 0");

        Path drop = Files.createDirectories(corvee.home().drop(SOURCE));
        Path manifest = drop.resolve("fixture.7z.yml");
        Files.copy(corvee.source(SOURCE).resolve("fixture.7z"), drop.resolve("fixture.7z"));
        Files.copy(corvee.source(SOURCE).resolve("fixture.7z.yml"), manifest);
        Path again = drop.resolve("once-more.7z");
        Files.copy(drop.resolve("fixture.7z"), again);
        Files.copy(manifest, drop.resolve("once-more.7z.yml"));
        corvee.replace(corvee.source(TestingInstallation.SOURCE).resolve("source.yml"), "title:", "# Read.\ntitle:");
        Result twice = corvee.run("refresh");
        assertThat(twice.exitCode()).isEqualTo(3);
        assertThat(twice.out())
                .contains(
                        "comext_products once-more.7z: cannot take the file: expected bytes that were not dropped before,"
                                + " found those of 'fixture.7z'; delete this one");
        assertThat(corvee.query(state())).isEqualTo("stale 9");
        assertThat(files(corvee.home().snapshots().resolve(SOURCE))).contains("fixture.7z");
        assertThat(files(corvee.home().normalized().resolve(SOURCE)))
                .contains("rows-00000.parquet")
                .noneMatch(name -> name.contains("fixture") || name.equals("unpacked"));

        Files.delete(again);
        Files.delete(drop.resolve("once-more.7z.yml"));
        Files.writeString(manifest, Files.readString(manifest) + "withdrawn: it was made up\n");
        Result withdrawn = corvee.run("refresh");
        assertThat(withdrawn.exitCode()).as(withdrawn.out()).isZero();
        assertThat(corvee.query(state())).isEqualTo("waiting 0");
    }

    private static String state() {
        return "select state || ' ' || rows_loaded from ops.source_freshness where source_id = '" + SOURCE + "'";
    }

    private static Stream<String> files(Path root) throws IOException {
        try (Stream<Path> paths = Files.walk(root)) {
            return paths.map(path -> path.getFileName().toString()).toList().stream();
        }
    }
}
