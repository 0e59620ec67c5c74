package org.corvee.format;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.corvee.problem.ProblemException;
import org.corvee.source.ColumnSpec;
import org.corvee.source.TableShape;
import org.corvee.source.TestingShape;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HeaderDriftIsToldTest {

    private static final TableShape SHAPE = TestingShape.of(
            TestingShape.text("region"), TestingShape.integer("persons"), TestingShape.date("published"));

    @Test
    void orderOfTheColumnsIsFree(@TempDir Path folder) throws IOException {
        TestingFile file = TestingFile.of(folder, "published,region,persons\n2021-12-31,Hotan,42\n");

        assertThat(file.header(SHAPE)).containsExactly("published", "region", "persons");
        assertThat(file.rows(SHAPE))
                .containsExactly(new TypedRow(1, 2, List.of("Hotan", 42L, LocalDate.of(2021, 12, 31))));
    }

    @Test
    void renamedColumnIsToldWithWhatWasMeant(@TempDir Path folder) throws IOException {
        TestingFile file = TestingFile.of(folder, "region,person,published\nHotan,42,2021-12-31\n");

        assertThatThrownBy(() -> file.records(SHAPE))
                .isInstanceOf(ProblemException.class)
                .hasMessage("""
                        2 problems:
                        - test_table table.csv:1: cannot use column 'person'; allowed: region, persons, published; did you mean 'persons'?
                        - test_table table.csv:1: cannot find column 'persons': found region, person, published""");
    }

    @Test
    void newColumnIsNotPassedOver(@TempDir Path folder) throws IOException {
        TestingFile file = TestingFile.of(folder, "region,persons,published,households\n");

        assertThatThrownBy(() -> file.records(SHAPE))
                .isInstanceOf(ProblemException.class)
                .hasMessage("test_table table.csv:1: cannot use column 'households';"
                        + " allowed: region, persons, published");
    }

    @Test
    void columnThatIsThereTwiceIsTold(@TempDir Path folder) throws IOException {
        TestingFile file = TestingFile.of(folder, "region,persons,persons,published\n");

        assertThatThrownBy(() -> file.records(SHAPE))
                .isInstanceOf(ProblemException.class)
                .hasMessage("test_table table.csv:1: cannot use column 'persons': expected each column once,"
                        + " found it twice");
    }

    @Test
    void namesAreComparedLetterByLetter(@TempDir Path folder) throws IOException {
        TestingFile file = TestingFile.of(folder, "Region,persons ,published\n");

        assertThatThrownBy(() -> file.records(SHAPE))
                .isInstanceOf(ProblemException.class)
                .hasMessage("""
                        4 problems:
                        - test_table table.csv:1: cannot use column 'Region'; allowed: region, persons, published; did you mean 'region'?
                        - test_table table.csv:1: cannot use column 'persons '; allowed: region, persons, published; did you mean 'persons'?
                        - test_table table.csv:1: cannot find column 'region': found Region, persons , published
                        - test_table table.csv:1: cannot find column 'persons': found Region, persons , published""");
    }

    @Test
    void ignoredColumnMayBeThereOrNot(@TempDir Path folder) throws IOException {
        TableShape shape = TestingShape.ignoring(SHAPE, "footnote");
        Object expected = new TypedRow(1, 2, List.of("Hotan", 42L, LocalDate.of(2021, 12, 31)));

        assertThat(TestingFile.of(folder, "region,footnote,persons,published\nHotan,a,42,2021-12-31\n")
                        .rows(shape))
                .containsExactly(expected);
        assertThat(TestingFile.of(folder, "region,persons,published\nHotan,42,2021-12-31\n")
                        .rows(shape))
                .containsExactly(expected);
    }

    @Test
    void byteOrderMarkIsNotPartOfTheFirstName(@TempDir Path folder) throws IOException {
        assertThat(TestingFile.of(folder, "\uFEFFregion,persons,published\n").header(SHAPE))
                .containsExactly("region", "persons", "published");
        assertThat(TestingFile.of(folder, "\uFEFFregion,persons,published\n", StandardCharsets.UTF_16LE)
                        .header(TestingShape.in(
                                StandardCharsets.UTF_16LE, SHAPE.columns().toArray(new ColumnSpec[0]))))
                .containsExactly("region", "persons", "published");
    }

    @Test
    void emptyFileIsTold(@TempDir Path folder) throws IOException {
        TestingFile file = TestingFile.of(folder, "");

        assertThatThrownBy(() -> file.records(SHAPE))
                .isInstanceOf(ProblemException.class)
                .hasMessage("test_table table.csv: cannot read the header: expected region, persons, published,"
                        + " found an empty file (0 bytes)");
    }

    @Test
    void headerAloneIsATableWithoutRows(@TempDir Path folder) throws IOException {
        assertThat(TestingFile.of(folder, "region,persons,published\n").records(SHAPE))
                .isEmpty();
    }

    @Test
    void refusedFileIsNotHeldOpen(@TempDir Path folder) throws IOException {
        TestingFile file = TestingFile.of(folder, "something,else\n");

        assertThatThrownBy(() -> file.records(SHAPE)).isInstanceOf(ProblemException.class);

        assertThat(openFiles(folder)).isEmpty();
        PublishedFile accepted = PublishedFile.open(
                TestingShape.of(TestingShape.text("something"), TestingShape.text("else")), file.path(), Map.of());
        assertThat(accepted.header().names()).hasSize(2);
        assertThat(openFiles(folder)).isEmpty();
        try (RecordReader reader = accepted.read(accepted.parts(Long.MAX_VALUE).get(0))) {
            assertThat(reader.next()).isNull();
            assertThat(openFiles(folder)).containsExactly(file.path().toRealPath());
        }
    }

    /** The files of a folder that this process holds, as Linux tells them. */
    private static List<Path> openFiles(Path folder) throws IOException {
        try (Stream<Path> links = Files.list(Path.of("/proc/self/fd"))) {
            return links.filter(Files::isRegularFile)
                    .flatMap(HeaderDriftIsToldTest::target)
                    .filter(file -> file.startsWith(folder))
                    .toList();
        }
    }

    private static Stream<Path> target(Path link) {
        try {
            return Stream.of(link.toRealPath());
        } catch (IOException closedMeanwhile) {
            return Stream.empty();
        }
    }

    @Test
    void nameThatIsIgnoredStandsForAColumnOnlyWhereNoOtherDoes(@TempDir Path folder) throws IOException {
        ColumnSpec region = TestingShape.present(
                TestingShape.text("region_code"), new ColumnSpec.Presence(List.of("region"), false, Map.of()));
        TableShape shape = TestingShape.ignoring(TestingShape.of(region), "region");

        assertThat(TestingFile.of(folder, "region,region_code\nHotan,653200\n").rows(shape))
                .containsExactly(new TypedRow(1, 2, List.of("653200")));
        assertThat(TestingFile.of(folder, "region\n653200\n").rows(shape))
                .containsExactly(new TypedRow(1, 2, List.of("653200")));
    }

    @Test
    void blanksThatFillUpAColumnAreNoPartOfItsValues(@TempDir Path folder) throws IOException {
        TableShape shape = TestingShape.of(TestingShape.padded(TestingShape.integer("q")), TestingShape.text("name"));

        assertThat(TestingFile.of(folder, "q,name\n   12, a\n     NA,b\n   ,c\n 1 2,d\n")
                        .rows(shape))
                .satisfiesExactly(
                        row -> assertThat(row).isEqualTo(new TypedRow(1, 2, List.of(12L, " a"))),
                        row -> assertThat(row).isEqualTo(new TypedRow(2, 3, Arrays.asList(null, "b"))),
                        row -> assertThat(row).isEqualTo(new TypedRow(3, 4, Arrays.asList(null, "c"))),
                        row -> assertThat(((RejectedRow) row).message())
                                .isEqualTo("test_table table.csv:5: cannot parse q '1 2': expected a whole number such"
                                        + " as 42"));
    }
}
