package org.corvee.load;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import org.corvee.load.TestingWarehouse.Build;
import org.corvee.problem.ProblemException;
import org.corvee.snapshot.Snapshot;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A known mistake is corrected where it is printed as expected, and nowhere else; once it is not, somebody must look. */
@Tag("slow")
class KnownMistakesAreCorrectedTest {

    private static final String HEADER = "place,year,column,expect,corrected,reason,status,noted_on\n";
    private static final String CORRECTION =
            HEADER + "Hotan,2021,value,1000,100,One zero too many.,confirmed,2026-01-02\n";
    private static final String VALUES =
            "select reading_id || ' ' || coalesce(value::varchar, 'nothing') from core.reading order by row_number";
    private static final String DRIFT =
            "select kind, column_name, expected, found, \"rows\", example, file_to_edit from ops.drift";

    private final TestingWarehouse warehouse;

    KnownMistakesAreCorrectedTest(@TempDir Path folder) throws IOException {
        warehouse = new TestingWarehouse(folder);
    }

    @Test
    void correctionIsLoadedAndListedAndThePublishedValueKept() throws IOException, SQLException {
        warehouse.describe("\"decimal(24,6)\"}", "\"decimal(24,6)\", at_most: 999}");
        warehouse.correct(CORRECTION);
        Snapshot snapshot = warehouse.deliver("2026-01-01", "Aksu,2021,7\nHotan,2021,1000.0\nHotan,2022,100\n");

        Build build = warehouse.build();

        assertThat(build.outcome().problem()).isNull();
        assertThat(build.rows(VALUES))
                .containsExactly(
                        "test_table:Aksu-2021 7.000000",
                        "test_table:Hotan-2021 100.000000",
                        "test_table:Hotan-2022 100.000000");
        assertThat(build.rows("select * from ops.correction"))
                .containsExactly("test_table|" + snapshot.sha256()
                        + "|2|value|1000|100|One zero too many.|confirmed|2026-01-02");
        assertThat(build.rows("select value from " + warehouse.normalizedRows(snapshot) + " where row_number = 2"))
                .containsExactly("1000.000000");
        assertThat(build.rows("select count(*) from core.reading where first_seen is null"))
                .containsExactly("0");
    }

    @Test
    void mendedMistakeStopsTheSourceAndTheLastGoodStateStays() throws IOException, SQLException {
        warehouse.correct(CORRECTION);
        Snapshot good = warehouse.deliver("2026-01-01", "Hotan,2021,1000\n");
        warehouse.deliver("2026-02-01", "Aksu,2021,7\nHotan,2021,100\n");

        Build build = warehouse.build();

        assertThat(build.outcome().loaded()).containsExactly(good);
        assertThat(build.outcome().state()).isEqualTo("stale");
        assertThat(build.outcome().problem())
                .isEqualTo(
                        "test_table corrections.csv:2: cannot correct value: expected '1000' in the row Hotan, 2021 of"
                                + " table.csv, found '100': the publisher has mended it, or the row is another (see ./corvee drift"
                                + " test_table)");
        assertThat(build.rows(VALUES)).containsExactly("test_table:Hotan-2021 100.000000");
        assertThat(build.rows(DRIFT))
                .containsExactly("correction_not_needed|value|'1000'|'100'|1|line 3: row Hotan, 2021|"
                        + "sql/sources/test_table/corrections.csv");
        warehouse.correct(HEADER);
        Build mended = warehouse.build();
        assertThat(mended.outcome().problem()).isNull();
        assertThat(mended.rows(VALUES))
                .containsExactly("test_table:Aksu-2021 7.000000", "test_table:Hotan-2021 100.000000");
        assertThat(mended.rows(DRIFT)).isEmpty();
        assertThat(mended.rows("select * from ops.correction")).isEmpty();
    }

    @Test
    void rowThatIsGoneStopsTheSource() throws IOException, SQLException {
        warehouse.correct(CORRECTION);
        warehouse.deliver("2026-01-01", "Hotan,2021,1000\n");
        warehouse.deliver("2026-02-01", "Aksu,2021,7\n");

        Build build = warehouse.build();

        assertThat(build.outcome().state()).isEqualTo("stale");
        assertThat(build.rows(DRIFT))
                .containsExactly("correction_not_needed|value|'1000'|no such row|0|row Hotan, 2021|"
                        + "sql/sources/test_table/corrections.csv");
    }

    @Test
    void olderStatesWithoutTheMistakeStayAsTheyWere() throws IOException, SQLException {
        warehouse.correct(CORRECTION);
        Snapshot before = warehouse.deliver("2026-01-01", "Hotan,2021,101\n");
        warehouse.deliver("2026-02-01", "Hotan,2021,1000\n");

        Build now = warehouse.build();
        Build then = warehouse.buildAsOf("2026-01-15");

        assertThat(now.outcome().problem()).isNull();
        assertThat(now.rows(VALUES)).containsExactly("test_table:Hotan-2021 100.000000");
        assertThat(then.outcome().problem()).isNull();
        assertThat(then.outcome().loaded()).containsExactly(before);
        assertThat(then.rows(VALUES)).containsExactly("test_table:Hotan-2021 101.000000");
        assertThat(then.rows("select * from ops.correction")).isEmpty();
    }

    @Test
    void snapshotThatIsShownInPlaceOfANewerOneNeedNotHaveTheMistake() throws IOException, SQLException {
        warehouse.correct(CORRECTION);
        Snapshot good = warehouse.deliver("2026-01-01", "Hotan,2021,101\n");
        warehouse.deliver("2026-02-01", "Korla,2021,1\nHotan,2021,1000\n");

        Build build = warehouse.build();

        assertThat(build.outcome().loaded()).containsExactly(good);
        assertThat(build.rows("select kind from ops.drift")).containsExactly("new_code");
        assertThat(build.rows(VALUES)).containsExactly("test_table:Hotan-2021 101.000000");
    }

    @Test
    void valueThatIsMissingOrShouldBe() throws IOException, SQLException {
        warehouse.correct(HEADER + "Hotan,2021,value,,5,Left out.,suspected,2026-01-02\n"
                + "Aksu,2021,value,0,,\"Not a zero, none.\",reported,2026-01-02\n");
        warehouse.deliver("2026-01-01", "Hotan,2021,\nAksu,2021,0\n");

        Build build = warehouse.build();

        assertThat(build.rows(VALUES))
                .containsExactly("test_table:Hotan-2021 5.000000", "test_table:Aksu-2021 nothing");
        assertThat(build.rows("select row_number, published, corrected, status from ops.correction order by all"))
                .containsExactly("1|null|5|suspected", "2|0|null|reported");
    }

    @Test
    void everyMistakeOfTheFileIsToldAtOnce() throws IOException, SQLException {
        warehouse.deliver("2026-01-01", "Hotan,2021,1000\n");
        warehouse.correct(HEADER
                + "Hotan,2021,year,2021,2022,A key.,confirmed,2026-01-02\n"
                + "Hotan,2021,value,many,100,No number.,confirmed,2026-01-02\n"
                + "Hotan,2021,value,100,100.0,The same.,confirmed,2026-01-02\n"
                + "Hotan,2021,value,1000,100,,certain,soon\n"
                + "Hotan,2021,value,1000,100,Right.,confirmed,2026-01-02\n"
                + "Hotan,2021,value,1000,10,Twice.,confirmed,2026-01-02\n"
                + ",2021,value,1000,10,No place.,confirmed,2026-01-02\n");

        assertThatThrownBy(warehouse::build)
                .isInstanceOf(ProblemException.class)
                .hasMessage("""
                        6 problems:
                        - test_table corrections.csv:2: cannot use column 'year'; allowed: value
                        - test_table corrections.csv:3: cannot parse value 'many': expected a number such as 3170000 or -61.3, no separators
                        - test_table corrections.csv:4: cannot correct value '100': expected another value in 'corrected'
                        - test_table corrections.csv:5: cannot read reason '': expected a value. Also cannot use status 'certain'; allowed: suspected, confirmed, reported. Also cannot parse noted_on 'soon': expected a date such as 2021-12-31
                        - test_table corrections.csv:8: cannot read place '': expected a value
                        - test_table corrections.csv:7: cannot correct value: expected one correction of each row and column, found another one of the row Hotan, 2021""");
    }

    @Test
    void headerOfTheFileIsHeldToItsColumns() throws IOException, SQLException {
        warehouse.deliver("2026-01-01", "Hotan,2021,1000\n");
        warehouse.correct("place,year,column,expected,corrected,reason,status,noted_on\n");

        assertThatThrownBy(warehouse::build)
                .isInstanceOf(ProblemException.class)
                .hasMessageContaining("test_table corrections.csv:1: cannot use column 'expected'")
                .hasMessageContaining("did you mean 'expect'?");
    }

    @Test
    void correctionOfADroppedFileIsOfThatFileAlone() throws IOException, SQLException {
        warehouse.becomeFileDrop();
        warehouse.describe("once: [place_code, year]", "once: [reading_id]");
        warehouse.correct("""
                file,place,year,column,expect,corrected,reason,status,noted_on
                a.csv,Hotan,2021,value,1000,100,One zero too many.,confirmed,2026-01-02
                elsewhere.csv,Hotan,2021,value,1000,100,Not dropped here.,confirmed,2026-01-02
                """);
        warehouse.drop("2026-01-01", "a.csv", manifest("export"), "Hotan,2021,1000\n");
        warehouse.drop("2026-01-02", "b.csv", manifest("import"), "Hotan,2021,1000\nAksu,2021,1\n");

        Build build = warehouse.build();

        assertThat(build.outcome().problem()).isNull();
        assertThat(build.rows("select value from core.reading where place_code = '653200' order by value"))
                .isEqualTo(List.of("100.000000", "1000.000000"));
        assertThat(build.rows("select file, corrected from ops.correction join ops.snapshot using (snapshot_sha256)"))
                .containsExactly("a.csv|100");
    }

    private static Map<String, String> manifest(String flow) {
        return Map.of("flow", flow, "month", "202601", "downloaded_by", "a test", "downloaded_on", "2026-01-01");
    }
}
