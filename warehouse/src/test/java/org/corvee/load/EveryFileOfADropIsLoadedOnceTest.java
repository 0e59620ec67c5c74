package org.corvee.load;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import org.corvee.load.TestingWarehouse.Build;
import org.corvee.snapshot.Snapshot;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The files that lie in a drop stand side by side; a file of the same name takes the place of the former one. */
@Tag("slow")
class EveryFileOfADropIsLoadedOnceTest {

    private static final Map<String, String> EXPORT = Map.of(
            "flow", "export", "month", "202601", "downloaded_by", "MK", "downloaded_on", "2026-01-01", "rate", "7.1");
    private static final Map<String, String> IMPORT =
            Map.of("flow", "import", "month", "202602", "downloaded_by", "MK", "downloaded_on", "2026-01-01");
    private static final String READINGS = "select reading_id, value from core.reading order by reading_id";

    private final TestingWarehouse warehouse;

    EveryFileOfADropIsLoadedOnceTest(@TempDir Path folder) throws IOException {
        warehouse = new TestingWarehouse(folder);
        warehouse.becomeFileDrop();
    }

    @Test
    void filesOfADropAreLoadedSideBySideWithWhatTheirManifestsSay() throws IOException, SQLException {
        Snapshot first = warehouse.drop("2026-01-01", "a.csv", EXPORT, "Hotan,2021,1\nKashgar,2021,2\n");
        Snapshot second = warehouse.drop("2026-01-02", "b.csv", IMPORT, "Hotan,2022,3\n");

        Build build = warehouse.build();

        assertThat(build.outcome()).isEqualTo(new LoadOutcome("test_table", second, List.of(second, first), 3, null));
        assertThat(build.outcome().state()).isEqualTo("fresh");
        assertThat(build.rows(READINGS))
                .containsExactly(
                        "test_table:export-2026-01-01-7.10-false-Hotan-2021|1.000000",
                        "test_table:export-2026-01-01-7.10-false-Kashgar-2021|2.000000",
                        "test_table:import-2026-02-01--false-Hotan-2022|3.000000");
        assertThat(build.rows("select snapshot_sha256, count(*) from core.reading group by all order by 2"))
                .containsExactly(second.sha256() + "|1", first.sha256() + "|2");
        assertThat(build.rows("select state, snapshot_sha256, rows_loaded from ops.source_freshness"))
                .containsExactly("fresh|" + second.sha256() + "|3");
    }

    @Test
    void attributesOfEverySnapshotAreKept() throws IOException, SQLException {
        warehouse.drop("2026-01-01", "a.csv", EXPORT, "Hotan,2021,1\n");
        warehouse.drop("2026-01-02", "b.csv", IMPORT, "Hotan,2022,1\n");

        assertThat(warehouse
                        .build()
                        .rows("select file, is_loaded, attributes::json ->> '$.flow', attributes::json ->> '$.rate',"
                                + " attributes::json ->> '$.downloaded_by', warning from ops.snapshot order by file"))
                .containsExactly("a.csv|true|export|7.1|MK|null", "b.csv|true|import|null|MK|null");
    }

    @Test
    void columnsOfTheManifestHaveTheirTypes() throws IOException, SQLException {
        warehouse.restage("staged.value,", """
                (case when typeof(staged.flow) = 'VARCHAR' and typeof(staged.month) = 'DATE'
                    and typeof(staged.rate) = 'DECIMAL(5,2)' and typeof(staged.is_truncated) = 'BOOLEAN' then 1 end
                )::decimal(24,6) as value,""");
        warehouse.drop("2026-01-01", "a.csv", IMPORT, "Hotan,2021,5\n");

        assertThat(warehouse.build().rows("select value from core.reading")).containsExactly("1.000000");
    }

    @Test
    void fileOfTheSameNameTakesThePlaceOfTheFormerOne() throws IOException, SQLException {
        warehouse.drop("2026-01-01", "a.csv", EXPORT, "Hotan,2021,1\nKashgar,2021,2\n");
        Snapshot other = warehouse.drop("2026-01-02", "b.csv", EXPORT, "Hotan,2022,3\n");
        Snapshot newer = warehouse.drop("2026-02-01", "a.csv", EXPORT, "Hotan,2021,4\n");

        Build build = warehouse.build();

        assertThat(build.outcome()).isEqualTo(new LoadOutcome("test_table", newer, List.of(newer, other), 2, null));
        assertThat(build.rows("select year, value, first_seen, last_seen from core.reading order by year"))
                .containsExactly("2021|4.000000|2026-01-01|2026-02-01", "2022|3.000000|2026-01-02|2026-01-02");
        assertThat(build.rows("select file, is_loaded from ops.snapshot order by retrieved_at"))
                .containsExactly("a.csv|false", "b.csv|true", "a.csv|true");
    }

    @Test
    void fileOfWhichSomethingElseIsSaidTakesThePlaceOfTheFormerOne() throws IOException, SQLException {
        warehouse.drop("2026-01-01", "a.csv", EXPORT, "Hotan,2021,1\n");
        Snapshot corrected = warehouse.drop("2026-02-01", "a.csv", IMPORT, "Hotan,2021,1\n");

        Build build = warehouse.build();

        assertThat(build.outcome()).isEqualTo(new LoadOutcome("test_table", corrected, List.of(corrected), 1, null));
        assertThat(build.rows(READINGS)).containsExactly("test_table:import-2026-02-01--false-Hotan-2021|1.000000");
    }

    @Test
    void newerFileThatIsRefusedLeavesTheFormerOne() throws IOException, SQLException {
        Snapshot good = warehouse.drop("2026-01-01", "a.csv", EXPORT, "Hotan,2021,1\n");
        Snapshot other = warehouse.drop("2026-01-02", "b.csv", EXPORT, "Hotan,2022,3\n");
        Snapshot bad = warehouse.drop("2026-02-01", "a.csv", EXPORT, "Nowhere,2021,4\n");

        LoadOutcome outcome = warehouse.build().outcome();

        assertThat(outcome.newest()).isEqualTo(bad);
        assertThat(outcome.loaded()).containsExactly(good, other);
        assertThat(outcome.state()).isEqualTo("stale");
        assertThat(outcome.problem()).startsWith("test_table a.csv:2: cannot use place 'Nowhere'");
    }

    @Test
    void withdrawnFileIsNotLoadedNorIsAFormerOneOfItsName() throws IOException, SQLException {
        warehouse.drop("2026-01-01", "a.csv", EXPORT, "Hotan,2021,1\n");
        Snapshot other = warehouse.drop("2026-01-02", "b.csv", EXPORT, "Hotan,2022,3\n");
        Map<String, String> withdrawn =
                Map.of("flow", "export", "month", "202601", "rate", "7.1", "withdrawn", "the publisher took it back");
        Snapshot newest = warehouse.drop("2026-02-01", "a.csv", withdrawn, "Hotan,2021,1\n");

        Build build = warehouse.build();

        assertThat(build.outcome()).isEqualTo(new LoadOutcome("test_table", newest, List.of(other), 1, null));
        assertThat(build.rows("select year from core.reading")).containsExactly("2022");
        assertThat(build.rows("select is_loaded from ops.snapshot order by retrieved_at"))
                .containsExactly("false", "true", "false");
    }

    @Test
    void dropOfWhichEveryFileIsWithdrawnWaits() throws IOException, SQLException {
        warehouse.drop("2026-01-01", "a.csv", Map.of("flow", "export", "withdrawn", "wrong"), "Hotan,2021,1\n");

        assertThat(warehouse.build().rows("select state, problem from ops.source_freshness"))
                .containsExactly("waiting|null");
    }

    @Test
    void lineThatTwoFilesHoldIsLoadedFromTheLaterOne() throws IOException, SQLException {
        Snapshot first = warehouse.drop(
                "2026-01-01", "a.csv", EXPORT, "Aksu,2021,9\nHotan,2021,1\nKashgar,2021,2\nAksu,2022,9\n");
        Snapshot later = warehouse.drop("2026-01-02", "b.csv", EXPORT, "Hotan,2022,3\nKashgar,2021,2\nHotan,2021,1\n");

        Build build = warehouse.build();

        assertThat(build.outcome())
                .isEqualTo(new LoadOutcome(
                        "test_table",
                        later,
                        List.of(later),
                        3,
                        "test_table a.csv: cannot load the file: expected lines that no other file of the drop holds,"
                                + " found 2 lines, the first of them record 2, that stand in the snapshot "
                                + later.sha256().shortHex()
                                + " too, which was dropped later; withdraw one of the two in its manifest"));
        assertThat(build.outcome().state()).isEqualTo("stale");
        assertThat(build.rows("select distinct snapshot_sha256 from core.reading"))
                .containsExactly(later.sha256().hex());
        assertThat(build.rows("select is_loaded from ops.snapshot where snapshot_sha256 = '" + first.sha256() + "'"))
                .containsExactly("false");
        assertThat(build.rows("select distinct snapshot_sha256 from ops.reconciliation"))
                .containsExactly(later.sha256().hex());
    }

    @Test
    void fileThatItsPublisherCutIsLoadedAndToldOf() throws IOException, SQLException {
        warehouse.drop("2026-01-01", "a.csv", EXPORT, "Hotan,2021,1\nKashgar,2021,2\nAksu,2021,3\n");
        warehouse.drop("2026-01-02", "b.csv", EXPORT, "Hotan,2022,1\nKashgar,2022,2\nAksu,2022,3\nAksu,2023,1\n");

        Build build = warehouse.build();

        assertThat(build.outcome().state()).isEqualTo("fresh");
        assertThat(build.rows("select count(*) from core.reading where reading_id like '%-true-%' and year = 2021"))
                .containsExactly("3");
        assertThat(build.rows("select count(*) from core.reading where reading_id like '%-false-%' and year > 2021"))
                .containsExactly("4");
        assertThat(build.rows("select file, warning from ops.snapshot order by file"))
                .containsExactly(
                        "a.csv|it has exactly 3 records, the most that the publisher gives out: it is cut."
                                + " Ask for it in smaller parts, by partner or regime",
                        "b.csv|null");
    }

    @Test
    void rejectedRecordsCountWhenAFileWasCut() throws IOException, SQLException {
        warehouse.describe("rejected_at_most: 0", "rejected_at_most: 50%");
        warehouse.drop("2026-01-01", "a.csv", EXPORT, "Hotan,2021,1\nKashgar,2021,many\nAksu,2021,3\n");

        Build build = warehouse.build();

        assertThat(build.outcome().problem()).isNull();
        assertThat(build.rows("select count(*) from core.reading where reading_id like '%-true-%'"))
                .containsExactly("2");
    }

    @Test
    void dropWithoutFilesWaits() throws IOException, SQLException {
        Build build = warehouse.build();

        assertThat(build.outcome()).isEqualTo(new LoadOutcome("test_table", null, List.of(), 0, null));
        assertThat(build.outcome().state()).isEqualTo("waiting");
        assertThat(build.rows("select state, snapshot_sha256, rows_loaded, problem from ops.source_freshness"))
                .containsExactly("waiting|null|0|null");
    }

    @Test
    void dropOfWhichNoFileCouldBeTakenIsMissing() throws IOException, SQLException {
        LoadOutcome outcome = warehouse
                .build(Map.of(
                        "test_table", List.of(new Refusal(null, "test_table a.csv: cannot take the file", List.of()))))
                .outcome();

        assertThat(outcome.state()).isEqualTo("missing");
        assertThat(outcome.problem()).isEqualTo("test_table a.csv: cannot take the file");
    }
}
