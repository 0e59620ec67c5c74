package org.corvee.jobs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.corvee.jobs.TestingInstallation.SOURCE;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import org.corvee.duckdb.DuckDb;
import org.corvee.duckdb.Sql;
import org.corvee.jobs.TestingInstallation.Result;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A figure is corrected, a publisher revises, an indicator is renamed, a mart computes otherwise: each is told as that. */
@Tag("slow")
class ChangesHaveACauseTest {

    private static final String CUSTOMS = "census_imports";

    @TempDir
    private Path folder = Path.of("");

    private TestingInstallation corvee;
    private Path drop;

    @BeforeEach
    void releaseOnce() throws IOException {
        corvee = new TestingInstallation(folder).on("2026-11-20");
        corvee.add(CUSTOMS);
        drop = Files.createDirectories(corvee.home().drop(CUSTOMS));
        for (String name : List.of("fixture.json", "fixture.json.yml")) {
            Files.copy(corvee.source(CUSTOMS).resolve(name), drop.resolve(name));
        }
        refresh();
        release();
    }

    private void refresh() {
        Result result = corvee.run("refresh");
        assertThat(result.exitCode()).as(result.out() + result.err()).isZero();
    }

    private void release() {
        Result result = corvee.run("release");
        assertThat(result.exitCode()).as(result.out() + result.err()).isZero();
    }

    /** The causes of a difference by table, as {@code table cause}, and its whole text. */
    private List<String> diff(String before, String after) throws SQLException {
        Result result = corvee.run(
                "diff", before, after, "--out", folder.resolve("changes").toString());
        assertThat(result.exitCode()).as(result.err()).isZero();
        try (Connection connection = DuckDb.inMemory()) {
            return DuckDb.column(
                    connection,
                    "select distinct table_name || ' ' || cause from read_csv("
                            + Sql.literal(folder.resolve("changes/diff.csv")) + ", all_varchar = true) order by 1");
        }
    }

    @Test
    void everyCauseIsToldAsWhatItIs() throws IOException, SQLException {
        corvee.on("2026-11-21");
        corvee.replace(
                corvee.source(SOURCE).resolve("figures.csv"),
                "person_times,3170000,3165000,3175000,exact,3.17 million surplus",
                "person_times,3190000,3185000,3195000,exact,3.19 million surplus");
        corvee.replace(corvee.source(SOURCE).resolve("figures.csv"), "training_2021,", "training_in_2021,");
        refresh();
        assertThat(diff("2026-11-20", "2026-11-21"))
                .contains("core.figure curated", "mart.labor_transfer curated", "mart.region_year curated")
                .allMatch(change -> change.endsWith(" curated"));
        assertThat(corvee.run("diff", "2026-11-20", "2026-11-21").out())
                .startsWith("what was known on 2026-11-20 → what was known on 2026-11-21\ncurated ")
                .contains("changed core.figure: " + SOURCE + ":transfers_2021\n")
                .contains("    value: 3170000 → 3190000\n")
                .contains("    curated: source " + SOURCE + ", snapshot ")
                .contains("removed core.figure: " + SOURCE + ":training_2021\n")
                .contains("added core.figure: " + SOURCE + ":training_in_2021\n");
        assertThat(Files.readString(folder.resolve("changes/diff.html")))
                .contains("<td>3170000</td><td>3190000</td>", "<strong>curated</strong>");

        corvee.on("2026-11-22");
        corvee.replace(drop.resolve("fixture.json"), "1234567", "1234999");
        corvee.replace(drop.resolve("fixture.json"), "1235567", "1235999");
        refresh();
        assertThat(diff("2026-11-21", "2026-11-22"))
                .contains("core.trade_flow publisher revised", "mart.trade_by_partner publisher revised")
                .allMatch(change -> change.endsWith(" publisher revised"));
        assertThat(diff("2026-11-20", "2026-11-22"))
                .contains("core.figure curated", "mart.trade_by_partner publisher revised");

        release();
        corvee.replace(
                corvee.sql().resolve("reference/indicator.csv"), ",Labor transfers,flow", ",Transfers of labor,flow");
        refresh();
        release();
        assertThat(diff("2026-11-22.1", "2026-11-22.2"))
                .contains("ref.indicator definition", "mart.labor_transfer definition")
                .allMatch(change -> change.endsWith(" definition"));

        corvee.replace(
                corvee.sql().resolve("marts/ledger/contradiction.sql"),
                "the same fact in different precision",
                "the same fact");
        refresh();
        release();
        assertThat(diff("2026-11-22.2", "2026-11-22.3")).containsExactly("mart.contradiction code changed");
        assertThat(diff("2026-11-22.3", "published")).isEmpty();
        requireStatesThatAreThere();
    }

    private void requireStatesThatAreThere() {
        assertThat(corvee.run("diff", "2026-11-20.2", "published").err())
                .isEqualTo(
                        "release: cannot find release '2026-11-20.2': expected one that was made; allowed:"
                                + " 2026-11-20.1, 2026-11-22.1, 2026-11-22.2, 2026-11-22.3; did you mean '2026-11-20.1' or '2026-11-22.1' or '2026-11-22.2'?\n");
        assertThat(corvee.run("diff", "last week", "published").err())
                .isEqualTo("diff: cannot find state 'last week': expected a day such as 2026-11-24, a release such as"
                        + " 2026-11-25.1, or published\n");
    }
}
