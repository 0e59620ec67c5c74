package org.corvee.jobs;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import org.corvee.jobs.TestingInstallation.Result;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Adding a source is one new folder and no other edit, also when it brings new documents and indicators. */
@Tag("slow")
class NewSourceTest {

    @TempDir
    private Path folder = Path.of("");

    @Test
    void droppedFolderIsLoadedBesideTheOthers() throws IOException, SQLException {
        TestingInstallation corvee = new TestingInstallation(folder);
        Path original = corvee.source(TestingInstallation.SOURCE);
        Path added = Files.createDirectories(corvee.source("example_other_report"));
        for (String file : new String[] {"source.yml", "stage.sql"}) {
            Files.writeString(
                    added.resolve(file),
                    Files.readString(original.resolve(file))
                            .replace(TestingInstallation.SOURCE, "example_other_report")
                            .replace("jamestown-china-brief-2022", "example-other-report")
                            .replace("rows_at_least: 68", "rows_at_least: 1"));
        }
        Files.writeString(added.resolve("document.csv"), """
                document_id,title,author,publisher,published,published_precision,url,archived_url,language,citation_key,note,nearness,series
                example-other-report,Made up,,Nobody,2023-01-01,year,,,en,nobody2023,,press,
                """);
        Files.writeString(added.resolve("indicator.csv"), """
                indicator,subject,name,stock_or_flow,description
                made_up_indicator,labor_transfer,Made up,flow,Made up for a test.
                """);
        String header = Files.readAllLines(original.resolve("figures.csv")).get(0);
        Files.writeString(
                added.resolve("figures.csv"),
                header + "\nmade_up,Made up ¶1,labor_transfer,labor_transfers,all,Xinjiang,,2021-01-01,2021-12-31,year,"
                        + "actual,level,,,,,,person_times,3300000,3250000,3350000,exact,3.3 million,,,A,\n"
                        + "also_made_up,Made up ¶2,labor_transfer,made_up_indicator,all,Xinjiang,,2021-01-01,2021-12-31,"
                        + "year,actual,level,,,,,,person_times,10,10,10,exact,ten,,,A,\n");

        Result result = corvee.run("refresh");

        assertThat(result.exitCode()).isZero();
        assertThat(result.out())
                .contains("load       example_other_report: 2 rows")
                .contains("load       jamestown_china_brief_2022: 68 rows");
        assertThat(corvee.query("select rivals || ' ' || array_to_string(figure_ids, ' ') from mart.labor_transfer"
                        + " where indicator = 'labor_transfers' and statistic = 'level'"))
                .isEqualTo("2 example_other_report:made_up jamestown_china_brief_2022:transfers_2021"
                        + " jamestown_china_brief_2022:transfers_2021_record");
        assertThat(corvee.query("select document from mart.figure_source where source_id = 'example_other_report'"
                        + " and as_stated = 'ten'"))
                .isEqualTo("Made up. Nobody. 2023");
        assertThat(corvee.run("sources").out()).contains("example_other_report\n");
    }
}
