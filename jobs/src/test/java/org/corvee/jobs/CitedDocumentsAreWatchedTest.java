package org.corvee.jobs;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import org.corvee.jobs.TestingInstallation.Result;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A document that figures cite is visited, and what is no longer in it is told. */
@Tag("slow")
class CitedDocumentsAreWatchedTest {

    private static final String PAGE = """
            <html><body><h1>Bulletin</h1>
            <p>In Hotan 1.200 persons were moved in 2022.</p>
            <p>In Kashgar 2.300 persons were moved in 2022 and 2.500 in 2023.</p></body></html>
            """;

    @TempDir
    private Path folder = Path.of("");

    @Test
    void phrasesThatAreNoLongerThereAreTold() throws IOException, java.sql.SQLException {
        try (TestingPublisher table = new TestingPublisher(TestingWebSource.TABLE);
                TestingPublisher page = new TestingPublisher(PAGE, "text/html; charset=utf-8")) {
            TestingInstallation corvee = new TestingInstallation(folder).online(Map.of());
            TestingWebSource.add(corvee, table.url(), page.url());
            assertThat(corvee.on("2026-11-20").run("refresh").exitCode()).isZero();

            Result first = corvee.run("watch", "example-bulletin");
            page.revises(" and 2.500 in 2023", "");
            Result second = corvee.on("2026-11-28").run("watch", "example-bulletin");
            page.answersWith(410);
            Result third = corvee.on("2026-12-06").run("watch", "example-bulletin");
            Result wrong = corvee.run("watch", "example-buletin");
            assertThat(corvee.run("refresh", "--offline").exitCode()).isZero();

            assertThat(first.exitCode()).isZero();
            assertThat(first.out()).contains("  alive       example-bulletin\n", "1 alive");
            assertThat(second.out())
                    .contains(
                            "  changed     example-bulletin\n",
                            "example-bulletin: blocks of text that are not what they were on 2026-11-20: 1",
                            "  - In Kashgar 2.300 persons were moved in 2022 and 2.500 in 2023.",
                            "  + In Kashgar 2.300 persons were moved in 2022.",
                            "  gone: “2.500”, cited by example_bulletin:653100_2023");
            assertThat(third.out())
                    .contains("  gone        example-bulletin: ", "since 2026-12-06; last seen on 2026-11-28");
            assertThat(wrong.exitCode()).isEqualTo(2);
            assertThat(wrong.err()).contains("did you mean 'example-bulletin'?");
            assertThat(corvee.query(
                            "select concat_ws(' ', state, cast(state_since as date), cast(last_seen_alive as date),"
                                    + " versions, figures) from mart.source_history where source_id = 'document'"
                                    + " and file = 'example-bulletin'"))
                    .isEqualTo("gone 2026-12-06 2026-11-28 2 3");
            assertThat(corvee.query("select count(*)::varchar from ops.snapshot where source_id = 'document'"))
                    .isEqualTo("2");
            assertThat(corvee.run("verify").exitCode()).isZero();
        }
    }
}
