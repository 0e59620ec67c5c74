package org.corvee.load;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.corvee.load.TestingWarehouse.Build;
import org.corvee.snapshot.Snapshot;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Every kind of difference refuses the snapshot, is told with the file to edit, and is gone once that file is edited. */
@Tag("slow")
class DriftStopsItsSourceTest {

    private static final String DRIFT = "select kind, column_name, expected, found, \"rows\", example, file_to_edit"
            + " from ops.drift order by all";
    private static final String DESCRIPTOR = "|sql/sources/test_table/source.yml";

    private final TestingWarehouse warehouse;

    DriftStopsItsSourceTest(@TempDir Path folder) throws IOException {
        warehouse = new TestingWarehouse(folder);
    }

    private Build buildAfter(String lastGood, String drifted) throws IOException, SQLException {
        Snapshot good = warehouse.deliver("2026-01-01", lastGood);
        warehouse.deliver("2026-02-01", drifted);
        Build build = warehouse.build();
        assertThat(build.outcome().loaded()).containsExactly(good);
        assertThat(build.outcome().state()).isEqualTo("stale");
        assertThat(build.outcome().problem())
                .endsWith("see ./corvee drift test_table)")
                .doesNotContain("\n");
        return build;
    }

    /** The same bytes once the descriptor, a table or {@code stage.sql} was edited. */
    private void assertMended(String drifted) throws IOException, SQLException {
        Snapshot snapshot = warehouse.deliver("2026-02-02", drifted);
        Build build = warehouse.build();
        assertThat(build.outcome().problem()).isNull();
        assertThat(build.outcome().loaded()).extracting(Snapshot::sha256).containsExactly(snapshot.sha256());
        assertThat(build.rows(DRIFT)).isEmpty();
    }

    @Test
    void newNameFreezesWhateverShareMayBeRejected() throws IOException, SQLException {
        warehouse.describe("rejected_at_most: 0", "rejected_at_most: 90%");
        String drifted = "Hotan,2021,1\nKorla,2021,2\nKorla,2022,3\nKashgr,2021,4\n";

        Build build = buildAfter("Hotan,2021,1\n", drifted);

        assertThat(build.outcome().problem())
                .isEqualTo("test_table table.csv:3: cannot use place 'Korla': expected a value of ref.place.name"
                        + " (and 1 more; see ./corvee drift test_table)");
        assertThat(build.rows(DRIFT))
                .containsExactly(
                        "new_code|place|a value of ref.place.name|Kashgr|1|line 5: {\"row_number\":4,\"line\":5,"
                                + "\"place\":\"Kashgr\",\"year\":2021,\"value\":4.000000}|sql/reference/place.csv",
                        "new_code|place|a value of ref.place.name|Korla|2|line 3: {\"row_number\":2,\"line\":3,"
                                + "\"place\":\"Korla\",\"year\":2021,\"value\":2.000000}|sql/reference/place.csv");
        warehouse.places("place_code,name\n653200,Hotan\n652801,Korla\n653100,Kashgr\n");
        assertMended(drifted);
    }

    @Test
    void newCodeFreezesAlsoBehindAnotherDefectOfItsRow() throws IOException, SQLException {
        warehouse.describe("rejected_at_most: 0", "rejected_at_most: 5");
        warehouse.describe("value: {type: \"decimal(24,6)\"}", """
                value: {type: "decimal(24,6)"}
                  kind: {type: text, optional: true, allowed: [plan, "it's \\"done\\""]}""");
        String header = "place,year,value,kind\n";
        warehouse.deliver("2026-01-01", "Hotan,2021,1\n");
        warehouse.deliverFile(
                "2026-02-01", header + "Hotan,2021,1,plan\nAksu,2021,many,aim\nAksu,2022,1,\"q\"\"\\\"\n");

        Build build = warehouse.build();

        assertThat(build.outcome().problem())
                .isEqualTo("test_table table.csv:3: cannot use kind 'aim'; allowed: plan, it's \"done\""
                        + " (and 1 more; see ./corvee drift test_table)");
        assertThat(build.rows(DRIFT))
                .containsExactly(
                        "new_code|kind|one of plan, it's \"done\"|aim|1|line 3: Aksu,2021,many,aim" + DESCRIPTOR,
                        "new_code|kind|one of plan, it's \"done\"|q\"\\|1|line 4: Aksu,2022,1,\"q\"\"\\\""
                                + DESCRIPTOR);
        warehouse.describe("allowed: [plan,", "new_code: reject, allowed: [plan,");
        warehouse.deliverFile(
                "2026-02-02", header + "Hotan,2021,1,plan\nAksu,2021,many,aim\nAksu,2022,1,\"q\"\"\\\"\n");
        Build mended = warehouse.build();
        assertThat(mended.outcome().problem()).isNull();
        assertThat(mended.outcome().rowsLoaded()).isEqualTo(1);
        assertThat(mended.rows(DRIFT)).isEmpty();
    }

    @Test
    void manyNewCodesAreToldInAFewRows() throws IOException, SQLException {
        String drifted = IntStream.range(0, 250)
                .mapToObj(i -> String.format("Place %03d,2021,1%n", i))
                .collect(Collectors.joining());

        Build build = buildAfter("Hotan,2021,1\n", drifted);

        assertThat(build.rows("select count(*), sum(\"rows\") from ops.drift where kind = 'new_code'"))
                .containsExactly("101|250");
        assertThat(build.rows("select found, \"rows\" from ops.drift order by \"rows\" desc limit 1"))
                .containsExactly("150 more codes|150");
    }

    @Test
    void rowsBelowTheFloor() throws IOException, SQLException {
        warehouse.describe("rows_at_least: 1", "rows_at_least: 2");

        Build build = buildAfter("Hotan,2021,1\nHotan,2022,1\n", "Hotan,2021,1\n");

        assertThat(build.rows(DRIFT)).containsExactly("rows_below_floor|null|at least 2 rows|1|1|null" + DESCRIPTOR);
        warehouse.describe("rows_at_least: 2", "rows_at_least: 1");
        assertMended("Hotan,2021,1\n");
    }

    @Test
    void rowsAboveTheCeiling() throws IOException, SQLException {
        warehouse.describe("rows_at_least: 1", "rows_at_least: 1, rows_at_most: 2");
        String drifted = "Hotan,2021,1\nHotan,2022,1\nHotan,2023,1\n";

        Build build = buildAfter("Hotan,2021,1\nHotan,2022,1\n", drifted);

        assertThat(build.outcome().problem())
                .isEqualTo("test_table table.csv: cannot load the snapshot: expected at most 2 rows, found 3"
                        + " (see ./corvee drift test_table)");
        assertThat(build.rows(DRIFT)).containsExactly("rows_above_ceiling|null|at most 2 rows|3|3|null" + DESCRIPTOR);
        warehouse.describe("rows_at_most: 2", "rows_at_most: 3");
        assertMended(drifted);
    }

    @Test
    void valuesOutOfBounds() throws IOException, SQLException {
        warehouse.describe(
                "year: {type: integer, required: true}", "year: {type: integer, required: true, at_least: 1949}");
        warehouse.describe("\"decimal(24,6)\"}", "\"decimal(24,6)\", at_least: -0.5, at_most: 100}");
        String drifted = "Hotan,1948,100\nAksu,2021,100.000001\nHotan,2021,-0.5\nHotan,2022,1000\nAksu,2022,\n";

        Build build = buildAfter("Hotan,2021,100\n", drifted);

        assertThat(build.outcome().problem())
                .isEqualTo("test_table table.csv:2: cannot use year '1948': expected at least 1949"
                        + " (and 1 more; see ./corvee drift test_table)");
        assertThat(build.rows(DRIFT))
                .containsExactly(
                        "value_out_of_bounds|value|at most 100|1000|2|line 5: {\"row_number\":4,\"line\":5,"
                                + "\"place\":\"Hotan\",\"year\":2022,\"value\":1000.000000}" + DESCRIPTOR,
                        "value_out_of_bounds|year|at least 1949|1948|1|line 2: {\"row_number\":1,\"line\":2,"
                                + "\"place\":\"Hotan\",\"year\":1948,\"value\":100.000000}" + DESCRIPTOR);
        warehouse.describe("at_least: 1949", "at_least: 1948");
        warehouse.describe("at_most: 100", "at_most: 1000");
        assertMended(drifted);
    }

    @Test
    void daysAndMonthsOutOfBounds() throws IOException, SQLException {
        warehouse.describe("\"decimal(24,6)\"}", """
                "decimal(24,6)"}
                  day: {type: date, optional: true, at_most: 2026-12-31}
                  month: {type: month, optional: true, at_least: 199201}""");
        warehouse.deliver("2026-01-01", "Hotan,2021,1\n");
        warehouse.deliverFile(
                "2026-02-01",
                "place,year,value,day,month\nHotan,2021,1,2026-12-31,199201\nHotan,2022,1,2027-01-01,199112\n");

        assertThat(warehouse.build().rows("select column_name, expected, found from ops.drift order by all"))
                .containsExactly("day|at most 2026-12-31|2027-01-01", "month|at least 199201|199112");
    }

    @Test
    void tooManyRejectedRowsAreCountedWithoutThoseOfNewCodes() throws IOException, SQLException {
        warehouse.describe("rejected_at_most: 0", "rejected_at_most: 1");
        String drifted = "Hotan,2021,1\nHotan,x,1\nAksu,y,1\nKorla,2021,2\nKorla,2022,2\n";

        Build build = buildAfter("Hotan,2021,1\n", drifted);

        assertThat(build.rows(DRIFT))
                .contains("too_many_rejected|null|at most 1 rejected rows|2 of 5|2|line 3: Hotan,x,1" + DESCRIPTOR)
                .hasSize(2);
        assertThat(build.outcome().problem()).startsWith("test_table table.csv:5: cannot use place 'Korla'");
    }

    @Test
    void rowsOfANewCodeAreNotMissing() throws IOException, SQLException {
        warehouse.describe("rows_at_least: 1", "rows_at_least: 2");

        assertThat(buildAfter("Hotan,2021,1\nHotan,2022,1\n", "Hotan,2021,1\nKorla,2022,1\n")
                        .rows("select kind from ops.drift"))
                .containsExactly("new_code");
    }

    @Test
    void changedHeaderIsKeptBesideTheOneThatWasKnown() throws IOException, SQLException {
        warehouse.deliver("2026-01-01", "Hotan,2021,1\n");
        String file = "place,an,value,value,note\n";
        Throwable failure = catchThrowable(() -> warehouse.deliverFile("2026-02-01", file));
        Snapshot drifted = warehouse.newest();

        Build build =
                warehouse.build(Map.of("test_table", List.of(Refusal.of("test_table", drifted.sha256(), failure))));

        assertThat(build.outcome().problem())
                .isEqualTo("test_table table.csv:1: cannot use column 'an'; allowed: place, year, value"
                        + " (and 3 more; see ./corvee drift test_table)");
        assertThat(build.rows(DRIFT))
                .containsExactly(
                        "column_missing|year|null|null|null|null" + DESCRIPTOR,
                        "column_twice|value|null|value, value|null|null" + DESCRIPTOR,
                        "column_unknown|an|null|an|null|null" + DESCRIPTOR,
                        "column_unknown|note|null|note|null|null" + DESCRIPTOR,
                        "header_changed|null|[\"place\",\"year\",\"value\"]|[\"place\",\"an\",\"value\",\"value\",\"note\"]"
                                + "|null|null" + DESCRIPTOR);
        assertThat(build.rows("select distinct snapshot_sha256 from ops.drift"))
                .containsExactly(drifted.sha256().hex());
    }

    @Test
    void sourceWithoutAnyGoodSnapshotTellsItsDriftToo() throws IOException, SQLException {
        warehouse.deliver("2026-01-01", "Korla,2021,1\n");

        Build build = warehouse.build();

        assertThat(build.outcome().state()).isEqualTo("missing");
        assertThat(build.rows("select kind, found from ops.drift")).containsExactly("new_code|Korla");
    }

    @Test
    void codesOfAViewAreToldWithTheTablesThatItReads() throws IOException, SQLException {
        warehouse.describe("refers_to: ref.place.name", "refers_to: ref.place_by_name.name");
        Files.writeString(
                warehouse.sql().resolve("migrations/V003__view.sql"),
                "create view ref.any_place as select place_code, name from ref.place;"
                        + "create view ref.place_by_name as select name from ref.any_place;");

        assertThat(buildAfter("Hotan,2021,1\n", "Korla,2021,1\n").rows("select file_to_edit from ops.drift"))
                .containsExactly("sql/reference/place.csv");
    }

    @Test
    void otherFilesOfADropStayAsTheyAre() throws IOException, SQLException {
        warehouse.becomeFileDrop();
        Map<String, String> manifest =
                Map.of("flow", "export", "month", "202601", "downloaded_by", "a test", "downloaded_on", "2026-01-01");
        Snapshot good = warehouse.drop("2026-01-01", "a.csv", manifest, "Hotan,2021,1\n");
        Snapshot drifted = warehouse.drop("2026-01-02", "b.csv", manifest, "Korla,2021,1\n");

        Build build = warehouse.build();

        assertThat(build.outcome().loaded()).containsExactly(good);
        assertThat(build.rows("select snapshot_sha256 from ops.drift"))
                .containsExactly(drifted.sha256().hex());
    }
}
