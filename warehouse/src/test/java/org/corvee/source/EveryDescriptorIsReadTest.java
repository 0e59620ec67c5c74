package org.corvee.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.corvee.problem.ProblemException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EveryDescriptorIsReadTest {

    @Test
    void everyFolderIsASourceInAlphabeticalOrder(@TempDir Path folder) throws IOException {
        TestingSourceFolder.of(folder, "b_table", TestingSourceFolder.DESCRIPTOR);
        TestingSourceFolder.of(folder, "a_table", TestingSourceFolder.DESCRIPTOR);
        Files.writeString(folder.resolve("README.md"), "not a source");

        SourceCatalog catalog = SourceCatalog.read(folder);

        assertThat(catalog.names()).containsExactly("a_table", "b_table");
        assertThat(catalog.find("a_table")).map(SourceDescriptor::title).contains("Transfers by region");
        assertThat(catalog.find("c_table")).isEmpty();
    }

    @Test
    void everyMistakeOfEveryDescriptorIsToldAtOnce(@TempDir Path folder) throws IOException {
        TestingSourceFolder.of(folder, "a_table", TestingSourceFolder.DESCRIPTOR);
        TestingSourceFolder.of(folder, "nonsense_table", "title: [");
        TestingSourceFolder.of(folder, "Bad", TestingSourceFolder.DESCRIPTOR);
        Files.createDirectories(folder.resolve("empty_table"));

        assertThatThrownBy(() -> SourceCatalog.read(folder))
                .isInstanceOf(ProblemException.class)
                .hasMessageStartingWith("""
                        4 problems:
                        - Bad source.yml: cannot use folder name 'Bad': expected <publisher>_<table> in lower snake case
                        - empty_table stage.sql: cannot find the file
                        - empty_table source.yml: cannot find the file
                        - nonsense_table source.yml:""");
    }
}
