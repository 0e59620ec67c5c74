package org.corvee.source;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BrokenSourceDoesNotStopTheOthersTest {

    @Test
    void everyFolderIsFoundAndEveryMistakeTold(@TempDir Path folder) throws IOException {
        TestingSourceFolder.of(folder, "b_table", TestingSourceFolder.DESCRIPTOR);
        TestingSourceFolder.of(folder, "a_table", TestingSourceFolder.DESCRIPTOR);
        TestingSourceFolder.of(folder, "misspelt_table", TestingSourceFolder.DESCRIPTOR.replace("title", "titel"));
        TestingSourceFolder.of(folder, "nonsense_table", "title: [");
        TestingSourceFolder.of(folder, "Bad", TestingSourceFolder.DESCRIPTOR);
        Files.createDirectories(folder.resolve("empty_table"));
        Files.writeString(folder.resolve("README.md"), "not a source");

        SourceCatalog catalog = SourceCatalog.read(folder);

        assertThat(catalog.names())
                .containsExactly("Bad", "a_table", "b_table", "empty_table", "misspelt_table", "nonsense_table");
        assertThat(catalog.sources()).containsOnlyKeys("a_table", "b_table");
        assertThat(catalog.all()).extracting(source -> source.id().value()).containsExactly("a_table", "b_table");
        assertThat(catalog.broken()).containsOnlyKeys("Bad", "empty_table", "misspelt_table", "nonsense_table");
        assertThat(catalog.broken().get("empty_table")).hasMessage("""
                        2 problems:
                        - empty_table stage.sql: cannot find the file
                        - empty_table source.yml: cannot find the file""");
        assertThat(catalog.find("a_table")).map(SourceDescriptor::title).contains("Transfers by region");
        assertThat(catalog.find("misspelt_table")).isEmpty();
    }
}
