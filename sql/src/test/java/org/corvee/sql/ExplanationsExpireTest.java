package org.corvee.sql;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.stream.Stream;
import org.corvee.duckdb.DuckDb;
import org.corvee.load.LoadOutcome;
import org.corvee.model.CheckResult;
import org.corvee.source.SourceCatalog;
import org.corvee.source.SourceDescriptor;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** An explanation closes a contradiction that is there, and fails the build when its figures do not contradict. */
@Tag("slow")
class ExplanationsExpireTest {

    @TempDir
    private Path folder = Path.of("");

    private Path content = Path.of("");

    @BeforeEach
    void copyContent() throws IOException {
        content = folder.resolve("sql");
        try (Stream<Path> paths = Files.walk(TestingWarehouse.CONTENT)) {
            for (Path path : paths.filter(path -> !path.startsWith(TestingWarehouse.CONTENT.resolve("target")))
                    .toList()) {
                Path target = content.resolve(
                        TestingWarehouse.CONTENT.relativize(path).toString());
                if (Files.isDirectory(path)) {
                    Files.createDirectories(target);
                } else {
                    Files.copy(path, target);
                }
            }
        }
    }

    @Test
    void anExplanationOfAContradictionHolds() throws IOException, SQLException {
        explain(
                "jamestown_china_brief_2022:training_before_14th_plan",
                "jamestown_china_brief_2024:training_before_14th_plan");
        TestingWarehouse warehouse = build();

        assertThat(failed(warehouse.buildMarts())).isEmpty();
        try (Connection connection = warehouse.connect()) {
            assertThat(DuckDb.text(
                            connection,
                            "select state || ': ' || explanation from mart.contradiction where gap = 100000"))
                    .isEqualTo("explained: Made up for a test.");
        }
    }

    @Test
    void anExplanationOfFiguresWhoseBandsMeetFailsTheBuild() throws IOException, SQLException {
        explain("jamestown_china_brief_2022:transfers_2021", "jamestown_china_brief_2022:transfers_2021_record");
        TestingWarehouse warehouse = build();

        List<CheckResult> failed = failed(warehouse.buildMarts());

        assertThat(failed).extracting(CheckResult::name).containsExactly("explanation_has_a_contradiction");
        assertThat(String.join("\n", failed.get(0).sample()))
                .contains("jamestown_china_brief_2022:transfers_2021_record");
    }

    private void explain(String figure, String rival) throws IOException {
        Files.writeString(
                content.resolve("reference/contradiction_explanation.csv"),
                "figure_id,rival_figure_id,state,explanation,decided_on\n" + figure + "," + rival
                        + ",explained,Made up for a test.,2026-11-25\n");
    }

    private TestingWarehouse build() throws IOException, SQLException {
        TestingWarehouse warehouse = new TestingWarehouse(content, folder);
        List<SourceDescriptor> sources = SourceCatalog.read(content.resolve("sources")).sources().stream()
                .filter(source -> source.id().value().startsWith("jamestown"))
                .toList();
        assertThat(warehouse.load(sources)).extracting(LoadOutcome::problem).containsOnlyNulls();
        return warehouse;
    }

    private static List<CheckResult> failed(List<CheckResult> results) {
        return results.stream().filter(result -> !result.holds()).toList();
    }
}
