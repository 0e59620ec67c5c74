package org.corvee.format;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.corvee.problem.ProblemException;
import org.corvee.source.ColumnSpec;
import org.corvee.source.Packing;
import org.corvee.source.SdmxCsvFormat;
import org.corvee.source.TableShape;
import org.corvee.source.TestingShape;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Messages made up in the shapes that versions 1.0 and 2.0 of the standard allow. */
class SdmxCsvIsTakenApartTest {

    private static final ColumnSpec VALUE = TestingShape.decimal("OBS_VALUE", 18, 2);

    @TempDir
    private Path folder = Path.of("");

    @Test
    void everyActionIsARecordThatSaysSo() throws IOException {
        TestingFile file = TestingFile.of(folder, """
                STRUCTURE,STRUCTURE_ID,ACTION,DIM,OBS_VALUE
                dataflow,A:B(1.0),I,a,1
                dataflow,A:B(1.0),A,b,2
                dataflow,A:B(1.0),R,c,3
                dataflow,A:B(1.0),M,d,4
                dataflow,A:B(1.0),D,,-
                dataflow,A:B(1.0),X,f,6
                """);
        TableShape shape =
                shape(',', TestingShape.text("ACTION"), TestingShape.text("DIM"), TestingShape.missing(VALUE, "-"));
        TableShape withoutAction = TestingShape.ignoring(
                shape(',', TestingShape.text("DIM"), TestingShape.missing(VALUE, "-")),
                "STRUCTURE",
                "STRUCTURE_ID",
                "ACTION");

        assertThat(file.rows(TestingShape.ignoring(shape, "STRUCTURE", "STRUCTURE_ID")))
                .filteredOn(TypedRow.class::isInstance)
                .extracting(row -> ((TypedRow) row).values().get(0))
                .containsExactly("I", "A", "R", "M", "D");
        assertThat(file.rows(withoutAction))
                .filteredOn(RejectedRow.class::isInstance)
                .extracting(row -> ((RejectedRow) row).message())
                .containsExactly(
                        "test_table table.csv:6: cannot read ACTION: expected no deletion, since the column is not read,"
                                + " found 'D'",
                        "test_table table.csv:7: cannot read ACTION: expected one of I, A, R, D, M, found 'X'");
    }

    @Test
    void labelsAreSplitOffWhereTheyAreDeclaredAndDecimalsMayHaveACommma() throws IOException {
        TestingFile file = TestingFile.of(folder, """
                STRUCTURE[|];STRUCTURE_ID;ACTION;DIM: Dimension;NOTE: Note;OBS_VALUE: Value
                dataflow;A:B(1.0): Name;I;a: An a: or so;Hint: kept;12,4
                dataflow;A:B(1.0): Name;I;b;;-1.5
                """);
        TableShape shape = TestingShape.ignoring(
                TestingShape.written(
                        new SdmxCsvFormat(';', '|', true, Packing.NONE),
                        TestingShape.text("DIM"),
                        TestingShape.text("DIM.label"),
                        TestingShape.text("NOTE"),
                        VALUE),
                "STRUCTURE",
                "STRUCTURE_ID",
                "ACTION");

        assertThat(file.records(shape))
                .extracting(record -> record.fields().subList(3, 7))
                .containsExactly(List.of("a", "An a: or so", "Hint: kept", "12.4"), List.of("b", "", "", "-1..5"));
        assertThat(file.rows(shape)).filteredOn(RejectedRow.class::isInstance).hasSize(1);
    }

    @Test
    void textInSeveralLanguagesIsAColumnForEach() throws IOException {
        TestingFile file = TestingFile.of(folder, """
                STRUCTURE[;],STRUCTURE_ID,ACTION,NAMES[],TEXT[en;fr],OBS_VALUE
                dataflow,A:B(1.0),I,X;Y,"en:One; two, <p>and
                ""three""</p>;fr:Un",1
                dataflow,A:B(1.0),I,X,fr:Un,1
                dataflow,A:B(1.0),I,,,1
                dataflow,A:B(1.0),I,X,Uno,1
                """);
        TableShape shape = TestingShape.ignoring(
                shape(
                        ',',
                        TestingShape.text("NAMES[]"),
                        TestingShape.text("TEXT.en"),
                        TestingShape.text("TEXT.fr"),
                        VALUE),
                "STRUCTURE",
                "STRUCTURE_ID",
                "ACTION");

        assertThat(file.records(shape))
                .extracting(record -> record.line() + " " + record.fields().subList(3, 6))
                .containsExactly(
                        "2 [X;Y, One; two, <p>and\n\"three\"</p>, Un]", "4 [X, , Un]", "5 [, , ]", "6 [X, Uno, Uno]");
        assertThat(file.rows(shape).get(3)).isInstanceOf(RejectedRow.class);
    }

    @Test
    void otherSeparatorOfValuesAndOtherFilesAreRefused() throws IOException {
        TestingFile other = TestingFile.of(folder, "STRUCTURE[|],STRUCTURE_ID,ACTION,OBS_VALUE\n");
        assertThatThrownBy(() -> other.header(shape(',', VALUE)))
                .isInstanceOf(ProblemException.class)
                .hasMessage("test_table table.csv:1: cannot read the header: expected values separated by ';',"
                        + " found 'STRUCTURE[|]'");

        TestingFile none = TestingFile.of(folder, "<html>,x\n");
        assertThatThrownBy(() -> none.header(shape(',', VALUE)))
                .isInstanceOf(ProblemException.class)
                .hasMessage("test_table table.csv:1: cannot read the header: expected STRUCTURE or DATAFLOW first,"
                        + " found '<html>'");
    }

    @Test
    void versionOneBeginsWithTheDataflow() throws IOException {
        TestingFile file = TestingFile.of(folder, "DATAFLOW,DIM,OBS_VALUE\nA:B(1.0),a,1.5\nA:B(1.0),a\n");
        TableShape shape = TestingShape.ignoring(shape(',', TestingShape.text("DIM"), VALUE), "DATAFLOW");

        assertThat(file.rows(shape))
                .satisfiesExactly(
                        row -> assertThat(row).isInstanceOf(TypedRow.class),
                        row -> assertThat(((RejectedRow) row).message())
                                .isEqualTo(
                                        "test_table table.csv:3: cannot read record 2: expected 3 fields, found '2'"));
    }

    private static TableShape shape(char separator, ColumnSpec... columns) {
        return TestingShape.written(new SdmxCsvFormat(separator, ';', false, Packing.NONE), columns);
    }
}
