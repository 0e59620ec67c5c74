package org.corvee.format;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.corvee.problem.ProblemException;
import org.corvee.source.TableShape;
import org.corvee.source.TestingShape;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Files of one source may name a column otherwise, or lack it, where the descriptor says so and nowhere else. */
class HeadersOfOtherFilesAreUnderstoodTest {

    private static final TableShape NAMED = TestingShape.of(
            TestingShape.alias(TestingShape.text("region"), "地区", "Region name"), TestingShape.integer("persons"));
    private static final TableShape OPTIONAL = TestingShape.of(
            TestingShape.text("region"), TestingShape.optional(TestingShape.required(TestingShape.integer("persons"))));
    private static final TableShape CONDITIONAL = TestingShape.of(
            TestingShape.text("region"), TestingShape.when(TestingShape.integer("persons"), "flow", "export"));

    private final Path folder;

    HeadersOfOtherFilesAreUnderstoodTest(@TempDir Path folder) {
        this.folder = folder;
    }

    @Test
    void columnIsFoundUnderEachOfItsNames() throws IOException {
        for (String name : List.of("region", "地区", "Region name")) {
            assertThat(TestingFile.of(folder, "persons," + name + "\n42,Hotan\n")
                            .rows(NAMED))
                    .containsExactly(new TypedRow(1, 2, List.of("Hotan", 42L)));
        }
    }

    @Test
    void columnUnderTwoOfItsNamesIsTold() throws IOException {
        TestingFile file = TestingFile.of(folder, "persons,地区,region\n42,Hotan,Hotan\n");

        assertThatThrownBy(() -> file.header(NAMED))
                .isInstanceOf(ProblemException.class)
                .hasMessage("test_table table.csv:1: cannot use column '地区': expected one column of this meaning,"
                        + " found 'region' too");
    }

    @Test
    void columnUnderNoneOfItsNamesIsTold() throws IOException {
        TestingFile file = TestingFile.of(folder, "persons,place\n42,Hotan\n");

        assertThatThrownBy(() -> file.header(NAMED))
                .isInstanceOf(ProblemException.class)
                .hasMessage("""
                        2 problems:
                        - test_table table.csv:1: cannot use column 'place'; allowed: region, persons
                        - test_table table.csv:1: cannot find column 'region': found persons, place""");
    }

    @Test
    void optionalColumnThatIsNotThereHasNoValues() throws IOException {
        assertThat(TestingFile.of(folder, "region\nHotan\n").rows(OPTIONAL))
                .containsExactly(new TypedRow(1, 2, Arrays.asList("Hotan", null)));
        assertThat(TestingFile.of(folder, "persons,region\n42,Hotan\n").rows(OPTIONAL))
                .containsExactly(new TypedRow(1, 2, List.of("Hotan", 42L)));
    }

    @Test
    void optionalColumnThatIsThereIsReadAsStrictlyAsAnyOther() throws IOException {
        assertThat(TestingFile.of(folder, "persons,region\n,Hotan\n").rows(OPTIONAL))
                .containsExactly(new RejectedRow(
                        1,
                        2,
                        "persons",
                        RejectReason.MISSING_VALUE,
                        "test_table table.csv:2: cannot read persons '': expected a value",
                        ",Hotan"));
    }

    @Test
    void columnOfSomeManifestsMustBeInTheirFiles() throws IOException {
        TestingFile file = TestingFile.of(folder, "region\nHotan\n");

        assertThat(header(file, Map.of("flow", "import", "month", "202601")).positions())
                .containsExactly(0, -1);
        assertThatThrownBy(() -> header(file, Map.of("flow", "export", "month", "202601")))
                .isInstanceOf(ProblemException.class)
                .hasMessage("test_table table.csv:1: cannot find column 'persons': found region");
    }

    @Test
    void columnOfSomeManifestsMustNotBeInOtherFiles() throws IOException {
        TestingFile file = TestingFile.of(folder, "persons,region\n42,Hotan\n");

        assertThat(header(file, Map.of("flow", "export", "month", "202601")).positions())
                .containsExactly(1, 0);
        assertThatThrownBy(() -> header(file, Map.of("month", "202601", "flow", "import")))
                .isInstanceOf(ProblemException.class)
                .hasMessage("test_table table.csv:1: cannot use column 'persons': expected a file whose manifest says"
                        + " flow: export, found flow: import, month: 202601");
    }

    @Test
    void fileOfWhichNothingIsSaidMayHaveTheColumnOrNot() throws IOException {
        assertThat(TestingFile.of(folder, "region\nHotan\n").rows(CONDITIONAL))
                .containsExactly(new TypedRow(1, 2, Arrays.asList("Hotan", null)));
        assertThat(TestingFile.of(folder, "persons,region\n42,Hotan\n").rows(CONDITIONAL))
                .containsExactly(new TypedRow(1, 2, List.of("Hotan", 42L)));
    }

    private static Header header(TestingFile file, Map<String, String> manifest) throws IOException {
        return PublishedFile.open(CONDITIONAL, file.path(), manifest).header();
    }
}
