package org.corvee.load;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import org.corvee.load.TestingWarehouse.Build;
import org.corvee.snapshot.Snapshot;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@Tag("slow")
class LastGoodSnapshotIsLoadedTest {

    private static final String READINGS =
            "select reading_id, place_code, year, value, row_number from core.reading order by row_number";
    private static final String REJECTED =
            "select row_number, line, column_name, reason, message from ops.rejected_row order by snapshot_sha256, line";

    private final TestingWarehouse warehouse;

    LastGoodSnapshotIsLoadedTest(@TempDir Path folder) throws IOException {
        warehouse = new TestingWarehouse(folder);
    }

    @Test
    void newestSnapshotIsLoaded() throws IOException, SQLException {
        warehouse.deliver("2026-01-01", "Hotan,2021,1.5\n");
        Snapshot newest = warehouse.deliver("2026-02-01", "Hotan,2021,2.5\nKashgar,2021,\n");

        Build build = warehouse.build();

        assertThat(build.outcome()).isEqualTo(new LoadOutcome("test_table", newest, List.of(newest), 2, null));
        assertThat(build.outcome().state()).isEqualTo("fresh");
        assertThat(build.rows(READINGS))
                .containsExactly(
                        "test_table:Hotan-2021|653200|2021|2.500000|1", "test_table:Kashgar-2021|653100|2021|null|2");
        assertThat(build.rows("select distinct source_id, snapshot_sha256 from core.reading"))
                .containsExactly("test_table|" + newest.sha256());
    }

    @Test
    void unknownNameIsRejectedWithWhatWasMeant() throws IOException, SQLException {
        warehouse.rejectNewCodes();
        warehouse.describe("rejected_at_most: 0", "rejected_at_most: 5");
        warehouse.deliver("2026-01-01", "Hotan,2021,1\nKashgr,2021,2\nNowhere,2021,3\n");

        Build build = warehouse.build();

        assertThat(build.rows("select place_code from core.reading")).containsExactly("653200");
        assertThat(build.rows(REJECTED))
                .containsExactly(
                        "2|3|place|unknown_name|test_table table.csv:3: cannot use place 'Kashgr': expected a value of"
                                + " ref.place.name; did you mean 'Kashgar'?",
                        "3|4|place|unknown_name|test_table table.csv:4: cannot use place 'Nowhere': expected a value of"
                                + " ref.place.name");
        assertThat(build.rows("select raw_text from ops.rejected_row where line = 3"))
                .containsExactly("{\"row_number\":2,\"line\":3,\"place\":\"Kashgr\",\"year\":2021,\"value\":2.000000}");
    }

    @Test
    void rowThatIsLeftOutOnPurposeIsToldAndCountsAgainstNoBound() throws IOException, SQLException {
        warehouse.describe("refers_to: ref.place.name", "refers_to: ref.place.name, left_out: 'Else.*'");
        warehouse.deliver("2026-01-01", "Hotan,2021,1\nElsewhere,2021,2\nElsewhere,2021,3\n");

        Build build = warehouse.build();

        assertThat(build.outcome().problem()).isNull();
        assertThat(build.rows("select place_code from core.reading")).containsExactly("653200");
        assertThat(build.rows(REJECTED))
                .containsExactly(
                        "2|3|place|left_out|test_table table.csv:3: cannot use place 'Elsewhere': expected none of the rows"
                                + " that the source leaves out on purpose",
                        "3|4|place|left_out|test_table table.csv:4: cannot use place 'Elsewhere': expected none of the rows"
                                + " that the source leaves out on purpose");
        assertThat(build.rows("select rows_in - rows_out - rows_rejected from ops.reconciliation"))
                .containsOnly("0");
    }

    @Test
    void nameThatCouldMeanTwoPlacesIsUnknown() throws IOException, SQLException {
        warehouse.describe("refers_to: ref.place.name", "refers_to: ref.place_by_name.name");
        Files.writeString(
                warehouse.sql().resolve("migrations/V003__view.sql"),
                "create view ref.place_by_name as select name, any_value(place_code) as place_code from ref.place"
                        + " group by name having count(*) = 1;");
        warehouse.places("place_code,name\n653200,Hotan\n653221,Hotan\n653100,Kashgar\n");
        warehouse.deliver("2026-01-01", "Kashgar,2021,1\n");
        Snapshot ambiguous = warehouse.deliver("2026-02-01", "Hotan,2021,1\nKashgar,2021,1\n");

        Build build = warehouse.build();

        assertThat(build.outcome().newest()).isEqualTo(ambiguous);
        assertThat(build.outcome().state()).isEqualTo("stale");
        assertThat(build.rows(REJECTED))
                .containsExactly("1|2|place|unknown_name|test_table table.csv:2: cannot use place 'Hotan': expected a"
                        + " value of ref.place_by_name.name");
    }

    @Test
    void repeatedKeyIsRejectedAndTheFirstStays() throws IOException, SQLException {
        warehouse.describe("rejected_at_most: 0", "rejected_at_most: 5");
        warehouse.deliver("2026-01-01", "Hotan,2021,1\nKashgar,2021,2\nHotan,2021,3\nHotan,2022,4\nHotan,2021,5\n");

        Build build = warehouse.build();

        assertThat(build.rows("select value from core.reading order by row_number"))
                .containsExactly("1.000000", "2.000000", "4.000000");
        assertThat(build.rows(REJECTED))
                .containsExactly(
                        "3|4|place|duplicate_key|test_table table.csv:4: cannot load key 'Hotan, 2021': expected each"
                                + " key once, found it first on line 2",
                        "5|6|place|duplicate_key|test_table table.csv:6: cannot load key 'Hotan, 2021': expected each"
                                + " key once, found it first on line 2");
    }

    @Test
    void everyDefectOfARowIsTold() throws IOException, SQLException {
        warehouse.rejectNewCodes();
        warehouse.describe("rejected_at_most: 0", "rejected_at_most: 5");
        warehouse.deliver("2026-01-01", "Hotan,2021,1\nNowhere,2021,2\nNowhere,2021,3\n");

        assertThat(warehouse.build().rows(REJECTED))
                .containsExactly(
                        "2|3|place|unknown_name|test_table table.csv:3: cannot use place 'Nowhere': expected a value of"
                                + " ref.place.name",
                        "3|4|place|duplicate_key|test_table table.csv:4: cannot load key 'Nowhere, 2021': expected each"
                                + " key once, found it first on line 3. Also cannot use place 'Nowhere': expected a"
                                + " value of ref.place.name");
    }

    @Test
    void moreRejectedRowsThanAllowedRefuseTheSnapshot() throws IOException, SQLException {
        warehouse.rejectNewCodes();
        Snapshot good = warehouse.deliver("2026-01-01", "Hotan,2021,1\n");
        Snapshot bad = warehouse.deliver("2026-02-01", "Hotan,2021,1\nKashgar,2021,many\nNowhere,2021,3\n");

        Build build = warehouse.build();

        assertThat(build.outcome())
                .isEqualTo(new LoadOutcome(
                        "test_table",
                        bad,
                        List.of(good),
                        1,
                        "test_table table.csv: cannot load the snapshot: expected at most 0 rejected rows, found 2 of"
                                + " 3; first: test_table table.csv:3: cannot parse value 'many': expected a number such"
                                + " as 3170000 or -61.3, no separators (see ./corvee drift test_table)"));
        assertThat(build.outcome().state()).isEqualTo("stale");
        assertThat(build.rows(READINGS)).containsExactly("test_table:Hotan-2021|653200|2021|1.000000|1");
    }

    @Test
    void rejectedRowsOfARefusedSnapshotAreKept() throws IOException, SQLException {
        warehouse.deliver("2026-01-01", "Hotan,2021,1\n");
        Snapshot bad = warehouse.deliver("2026-02-01", "Hotan,2021,1\nKashgar,2021,many\nNowhere,2021,3\n");

        assertThat(warehouse
                        .build()
                        .rows("select source_id, snapshot_sha256, file, row_number, reason, raw_text"
                                + " from ops.rejected_row order by row_number"))
                .containsExactly(
                        "test_table|" + bad.sha256() + "|table.csv|2|not_a_number|Kashgar,2021,many",
                        "test_table|" + bad.sha256() + "|table.csv|3|unknown_name|"
                                + "{\"row_number\":3,\"line\":4,\"place\":\"Nowhere\",\"year\":2021,\"value\":3.000000}");
    }

    @Test
    void fewerRowsThanTheFloorRefuseTheSnapshot() throws IOException, SQLException {
        warehouse.describe("rows_at_least: 1", "rows_at_least: 2");
        Snapshot good = warehouse.deliver("2026-01-01", "Hotan,2021,1\nHotan,2022,1\n");
        Snapshot bad = warehouse.deliver("2026-02-01", "Hotan,2021,1\n");

        assertThat(warehouse.build().outcome())
                .isEqualTo(new LoadOutcome(
                        "test_table",
                        bad,
                        List.of(good),
                        2,
                        "test_table table.csv: cannot load the snapshot: expected at least 2 rows, found 1 (see ./corvee"
                                + " drift test_table)"));
    }

    @Test
    void snapshotThatWasNeverNormalizedIsPassedOver() throws IOException, SQLException {
        Snapshot good = warehouse.deliver("2026-01-01", "Hotan,2021,1\n");
        Snapshot drifted = warehouse.keep("2026-02-01", "place,jahr,value\nHotan,2021,1\n");

        assertThat(warehouse
                        .build(Map.of(
                                "test_table",
                                List.of(new Refusal(
                                        drifted.sha256(), "test_table table.csv:1: the header drifted", List.of()))))
                        .outcome())
                .isEqualTo(new LoadOutcome(
                        "test_table", drifted, List.of(good), 1, "test_table table.csv:1: the header drifted"));
    }

    @Test
    void sourceWithoutAnyGoodSnapshotIsMissing() throws IOException, SQLException {
        Snapshot bad = warehouse.deliver("2026-01-01", "Nowhere,2021,1\n");

        Build build = warehouse.build();

        assertThat(build.outcome().state()).isEqualTo("missing");
        assertThat(build.outcome().newest()).isEqualTo(bad);
        assertThat(build.outcome().loaded()).isEmpty();
        assertThat(build.rows("select count(*) from core.reading")).containsExactly("0");
        assertThat(build.rows("select count(*) from ops.reconciliation")).containsExactly("0");
        assertThat(build.rows("select count(*) from ops.rejected_row")).containsExactly("1");
    }

    @Test
    void sourceThatWasNeverTakenIsMissing() throws IOException, SQLException {
        assertThat(warehouse.build().outcome())
                .isEqualTo(new LoadOutcome("test_table", null, List.of(), 0, "no snapshot was ever taken"));
    }

    @Test
    void nothingOfARefusedSnapshotStaysInCore() throws IOException, SQLException {
        // The first row can be loaded; the second breaks stage.sql, which no bound can foresee.
        warehouse.restage(
                "staged.value,",
                "(1 / case staged.year when 0 then error('year 0') else 1 end)::decimal(24,6) as value,");
        Snapshot good = warehouse.deliver("2026-01-01", "Hotan,2021,1\n");
        Snapshot bad = warehouse.deliver("2026-02-01", "Kashgar,2020,1\nHotan,0,1\n");

        Build build = warehouse.build();

        assertThat(build.outcome())
                .isEqualTo(new LoadOutcome(
                        "test_table",
                        bad,
                        List.of(good),
                        1,
                        "test_table stage.sql: cannot load table 'core.reading': found Invalid Input Error: year 0"));
        assertThat(build.rows("select distinct snapshot_sha256 from core.reading"))
                .containsExactly(good.sha256().hex());
        assertThat(build.rows("select distinct snapshot_sha256 from ops.reconciliation"))
                .containsExactly(good.sha256().hex());
    }

    @Test
    void rowsOfASnapshotThatIsRefusedAfterLoadingAreTakenBack() throws IOException, SQLException {
        // The rows are in core when their reconciliation, here a constraint, refuses the snapshot.
        Files.writeString(warehouse.sql().resolve("migrations/V003__strict.sql"), """
                drop table ops.reconciliation;
                create table ops.reconciliation (
                    source_id varchar, snapshot_sha256 varchar, stage varchar, table_name varchar,
                    rows_in bigint, rows_out bigint, rows_rejected bigint,
                    check (rows_in = rows_out + rows_rejected)
                );
                """);
        warehouse.restage("on place.name = staged.place", "on place.name = staged.place and staged.year > 2020");
        Snapshot good = warehouse.deliver("2026-01-01", "Hotan,2021,1\n");
        warehouse.deliver("2026-02-01", "Hotan,2022,1\nHotan,2020,1\n");

        Build build = warehouse.build();

        assertThat(build.outcome().loaded()).containsExactly(good);
        assertThat(build.outcome().problem()).contains("Constraint Error");
        assertThat(build.rows("select distinct snapshot_sha256 from core.reading"))
                .containsExactly(good.sha256().hex());
        assertThat(build.rows("select distinct snapshot_sha256 from ops.reconciliation"))
                .containsExactly(good.sha256().hex());
    }

    @Test
    void stageOfOtherColumnsIsTold() throws IOException, SQLException {
        warehouse.restage("staged.value,", "staged.value as amount,");
        Snapshot snapshot = warehouse.deliver("2026-01-01", "Hotan,2021,1\n");

        assertThat(warehouse.build().outcome())
                .isEqualTo(new LoadOutcome(
                        "test_table",
                        snapshot,
                        List.of(),
                        0,
                        "test_table stage.sql: cannot use the columns: expected value DECIMAL(24,6),"
                                + " found amount DECIMAL(24,6)"));
    }

    @Test
    void stageOfAnotherTypeIsTold() throws IOException, SQLException {
        warehouse.restage("staged.year::integer as year", "staged.year");
        warehouse.deliver("2026-01-01", "Hotan,2021,1\n");

        assertThat(warehouse.build().outcome().problem())
                .isEqualTo("test_table stage.sql: cannot use the columns: expected year INTEGER, found year BIGINT");
    }

    @Test
    void stageThatFailsIsTold() throws IOException, SQLException {
        warehouse.restage("staged.value,", "staged.amount as value,");
        warehouse.deliver("2026-01-01", "Hotan,2021,1\n");

        assertThat(warehouse.build().outcome().problem())
                .startsWith("test_table stage.sql: cannot run the statement: found Binder Error:");
    }

    @Test
    void tableThatTheStructureLacksIsAProblemOfOneSource() throws IOException, SQLException {
        warehouse.describe("feeds: core.reading", "feeds: core.nothing");
        warehouse.deliver("2026-01-01", "Hotan,2021,1\n");

        LoadOutcome outcome = warehouse.build().outcome();

        assertThat(outcome.state()).isEqualTo("missing");
        assertThat(outcome.problem())
                .startsWith("test_table table.csv: cannot load the snapshot: found Catalog Error: Table with name"
                        + " nothing does not exist!");
    }

    @Test
    void referenceThatTheStructureLacksIsAProblemOfOneSource() throws IOException, SQLException {
        warehouse.describe("refers_to: ref.place.name", "refers_to: ref.city.name");
        warehouse.deliver("2026-01-01", "Hotan,2021,1\n");

        assertThat(warehouse.build().outcome().problem())
                .startsWith("test_table table.csv: cannot load the snapshot: found Catalog Error: Table with name city"
                        + " does not exist!");
    }

    @Test
    void olderSnapshotWithoutANewColumnIsNoGoodState() throws IOException, SQLException {
        warehouse.deliver("2026-01-01", "Hotan,2021,1\n");
        warehouse.describe("  year:", "  place2: {type: text, refers_to: ref.place.name}\n  year:");
        warehouse.deliverFile("2026-02-01", "place,place2,year,value\nNowhere,Hotan,2021,1\n");

        LoadOutcome outcome = warehouse.build().outcome();

        assertThat(outcome.state()).isEqualTo("missing");
        assertThat(outcome.problem()).contains("cannot use place 'Nowhere'");
    }

    @Test
    void rowsAreSeenFromTheirFirstToTheirLastSnapshot() throws IOException, SQLException {
        warehouse.deliver("2026-01-01", "Hotan,2021,1\nAksu,2021,1\n");
        warehouse.deliver("2026-02-01", "Hotan,2021,2\nKashgar,2021,1\n");
        warehouse.deliver("2026-03-01", "Aksu,2021,1\nHotan,2021,2\nKashgar,2021,1\nHotan,2022,1\n");

        assertThat(warehouse
                        .build()
                        .rows("select reading_id, first_seen, last_seen from core.reading order by reading_id"))
                .containsExactly(
                        "test_table:Aksu-2021|2026-01-01|2026-03-01",
                        "test_table:Hotan-2021|2026-01-01|2026-03-01",
                        "test_table:Hotan-2022|2026-03-01|2026-03-01",
                        "test_table:Kashgar-2021|2026-02-01|2026-03-01");
    }

    @Test
    void rowsInAreRowsOutAndRejectedAtEveryHop() throws IOException, SQLException {
        warehouse.rejectNewCodes();
        warehouse.describe("rejected_at_most: 0", "rejected_at_most: 5");
        Snapshot snapshot = warehouse.deliver(
                "2026-01-01", "Hotan,2021,1\nKashgar,2021,many\nNowhere,2021,3\nHotan,2021,9\nAksu,2021,1\n");

        assertThat(warehouse.build().rows("select * from ops.reconciliation order by stage desc"))
                .containsExactly(
                        "test_table|" + snapshot.sha256() + "|normalize|core.reading|5|4|1",
                        "test_table|" + snapshot.sha256() + "|load|core.reading|4|2|2");
    }

    @Test
    void rowThatStageLosesShowsInTheReconciliation() throws IOException, SQLException {
        warehouse.restage("on place.name = staged.place", "on place.name = staged.place and staged.year > 2020");
        warehouse.deliver("2026-01-01", "Hotan,2021,1\nHotan,2020,1\n");

        assertThat(warehouse
                        .build()
                        .rows("select rows_in, rows_out, rows_rejected from ops.reconciliation where stage = 'load'"))
                .containsExactly("2|1|0");
    }

    @Test
    void everySnapshotIsListedAndTheLoadedOneMarked() throws IOException, SQLException {
        Snapshot good = warehouse.deliver("2026-01-01", "Hotan,2021,1\n");
        Snapshot bad = warehouse.deliver("2026-02-01", "Nowhere,2021,1\n");

        Build build = warehouse.build();

        assertThat(build.rows("select snapshot_sha256, folder, file, size_bytes, is_loaded from ops.snapshot"
                        + " order by retrieved_at"))
                .containsExactly(
                        good.sha256() + "|2026-01-01-" + good.sha256().shortHex() + "|table.csv|30|true",
                        bad.sha256() + "|2026-02-01-" + bad.sha256().shortHex() + "|table.csv|32|false");
        assertThat(build.rows("select state, snapshot_sha256, rows_loaded from ops.source_freshness"))
                .isEqualTo(List.of("stale|" + good.sha256() + "|1"));
    }

    @Test
    void stageSchemaIsNotPartOfTheFile() throws IOException, SQLException {
        warehouse.deliver("2026-01-01", "Hotan,2021,1\n");
        warehouse.deliver("2026-02-01", "Nowhere,2021,1\n");

        assertThat(warehouse.build().rows("select count(*) from duckdb_schemas() where schema_name = 'stage'"))
                .containsExactly("0");
    }
}
