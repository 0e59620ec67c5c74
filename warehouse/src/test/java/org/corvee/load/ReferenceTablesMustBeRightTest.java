package org.corvee.load;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import org.corvee.problem.ProblemException;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@Tag("slow")
class ReferenceTablesMustBeRightTest {

    private static final String DESCRIPTOR = """
            title: A place.
            provenance: Made up for tests.
            key: [place_code]
            columns:
              place_code: {type: text, required: true}
              name: {type: text}
            """;

    private final TestingWarehouse warehouse;

    ReferenceTablesMustBeRightTest(@TempDir Path folder) throws IOException {
        warehouse = new TestingWarehouse(folder);
    }

    @Test
    void rowsAreLoadedInTheirOrder() throws IOException, SQLException {
        warehouse.places("name,place_code\nHotan,653200\n,652900\nKashgar,653100\n");

        assertThat(warehouse.build().rows("select * from ref.place"))
                .containsExactly("653200|Hotan", "652900|null", "653100|Kashgar");
    }

    @Test
    void changedTableIsReadAgain() throws IOException, SQLException {
        warehouse.places("place_code,name\n653200,Hotan\n");
        warehouse.build();
        warehouse.places("place_code,name\n653200,Khotan\n");

        assertThat(warehouse.build().rows("select * from ref.place")).containsExactly("653200|Khotan");
    }

    @Test
    void everyBadRowOfEveryTableStopsTheBuild() throws IOException {
        warehouse.places("place_code,name\n653200,Hotan\n,Kashgar\n652900,Aksu,again\n");
        warehouse.reference(
                "place_copy", DESCRIPTOR.replace("A place.", "Another."), "place_code,name\n,Hotan\n653200,Hotan\n");

        assertThatThrownBy(warehouse::build)
                .isInstanceOf(ProblemException.class)
                .hasMessageStartingWith("""
                        4 problems:
                        - reference place.csv:3: cannot read place_code '': expected a value
                        - reference place.csv:4: cannot read record 3: expected 2 fields, found 3
                        - reference place_copy.csv:2: cannot read place_code '': expected a value
                        - reference place_copy.csv: cannot load table 'ref.place_copy': expected a table of the migrations""");
    }

    @Test
    void keyThatIsThereTwiceStopsTheBuild() throws IOException {
        warehouse.places("place_code,name\n653200,Hotan\n653100,Kashgar\n653200,Khotan\n");

        assertThatThrownBy(warehouse::build)
                .isInstanceOf(ProblemException.class)
                .hasMessage("reference place.csv:4: cannot load key '653200': expected each key once");
    }

    @Test
    void columnsAreThoseOfTheTable() throws IOException {
        warehouse.reference("place", DESCRIPTOR + "  note: {type: text}\n", "place_code,name,note\n653200,Hotan,x\n");

        assertThatThrownBy(warehouse::build)
                .isInstanceOf(ProblemException.class)
                .hasMessage("reference place.csv: cannot load table 'ref.place': expected the columns place_code, name,"
                        + " found place_code, name, note");
    }

    @Test
    void tableThatTheStructureLacksStopsTheBuild() throws IOException {
        warehouse.reference("river", DESCRIPTOR, "place_code,name\n1,Tarim\n");

        assertThatThrownBy(warehouse::build)
                .isInstanceOf(ProblemException.class)
                .hasMessage("reference river.csv: cannot load table 'ref.river': expected a table of the migrations");
    }

    @Test
    void keyColumnThatIsNotThereIsTold() throws IOException {
        warehouse.reference(
                "place", DESCRIPTOR.replace("[place_code]", "[place_cod]"), "place_code,name\n653200,Hotan\n");

        assertThatThrownBy(warehouse::build)
                .isInstanceOf(ProblemException.class)
                .hasMessage("reference place.yml:3: cannot find key column 'place_cod'; allowed: place_code, name;"
                        + " did you mean 'place_code'?");
    }

    @Test
    void driftedHeaderStopsTheBuild() throws IOException {
        warehouse.places("place_code,title\n653200,Hotan\n");

        assertThatThrownBy(warehouse::build)
                .isInstanceOf(ProblemException.class)
                .hasMessage("""
                        2 problems:
                        - reference place.csv:1: cannot use column 'title'; allowed: place_code, name
                        - reference place.csv:1: cannot find column 'name': found place_code, title""");
    }

    @Test
    void missingFileIsTold() throws IOException {
        Files.delete(warehouse.sql().resolve("reference/place.csv"));

        assertThatThrownBy(warehouse::build)
                .isInstanceOf(ProblemException.class)
                .hasMessage("reference place.csv: cannot find the file");
    }
}
