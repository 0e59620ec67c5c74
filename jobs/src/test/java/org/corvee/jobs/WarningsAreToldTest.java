package org.corvee.jobs;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.corvee.jobs.TestingInstallation.Result;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A customs line with a code that is in no revision is published as it is, and the refresh and the status say so. */
@Tag("slow")
class WarningsAreToldTest {

    private static final int WIDTH = 1000;

    @TempDir
    private Path folder = Path.of("");

    @Test
    void unknownCodeIsToldAndBlocksNothing() throws IOException {
        TestingInstallation corvee = TestingInstallation.of(folder, "gacc_trade");
        Path drop = Files.createDirectories(corvee.home().drop("gacc_trade"));
        // Made up: 292990 is a code of HS 2022, 299999 of no revision.
        Files.writeString(
                drop.resolve("lines.csv"),
                "\"US dollar\",\"Commodity code\",\n\"1,000\",\"29299000\",\n\"7\",\"29999990\",\n\"5\",\"98050000\",\n");
        Files.writeString(drop.resolve("lines.csv.yml"), """
                flow: import
                first_month: '202501'
                last_month: '202503'
                currency: usd
                scope: three codes
                downloaded_by: nobody
                downloaded_on: 2026-11-21
                """);

        Result refresh = corvee.run(WIDTH, "refresh");
        Result status = corvee.run(WIDTH, "status");

        String told =
                "The first six digits of every customs line are a code of the revision of the Harmonized System that the"
                        + " line says. Rows that break it: 1, such as {source_id=gacc_trade, hs_revision=H6,"
                        + " commodity_code=29999990, currency=usd, first_day=2025-01-01, last_day=2025-03-31, lines=1,"
                        + " value=7.000, value_of_totals=null}";
        assertThat(refresh.err()).isEmpty();
        assertThat(refresh.exitCode()).isZero();
        assertThat(refresh.out())
                .contains("warning    " + told
                        + " (all of them: ./corvee sql -f sql/checks/warnings/trade_code_is_of_its_revision.sql)\n")
                .contains("published " + corvee.home().published());
        assertThat(status.out()).contains("warnings   " + told + " (trade_code_is_of_its_revision)\n");
        assertThat(status.exitCode()).isZero();
    }
}
