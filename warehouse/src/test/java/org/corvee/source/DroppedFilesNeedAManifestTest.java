package org.corvee.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.corvee.format.DropFolder;
import org.corvee.format.DropManifest;
import org.corvee.problem.Problem;
import org.corvee.problem.ProblemException;
import org.corvee.problem.Problems;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A dropped file is taken when one manifest, and no other, says all that must be said of it. */
class DroppedFilesNeedAManifestTest {

    private static final String DROP = """
            drop:
              manifest:
                flow: {type: text, required: true, allowed: [import, export], description: The file does not tell.}
                month: {type: month, required: true}
                taken: {type: date}
                code: {type: text, pattern: "\\\\d{2}"}
                pages: {type: integer}
                rate: {type: "decimal(5,2)"}
                until: {type: month}
              not_before: {until: month}
              once: [region, period]
              truncated_at: 10000
            """;

    private static final String COMPLETE = """
            flow: export
            month: 202601
            downloaded_by: MK
            downloaded_on: 2026-11-21
            """;

    private final Path drop;
    private final SourceDescriptor source;

    DroppedFilesNeedAManifestTest(@TempDir Path folder) throws IOException {
        drop = Files.createDirectories(folder.resolve("drop"));
        source = TestingSourceFolder.with(folder, "data: table.csv\n", DROP).parse();
    }

    @Test
    void descriptorOfAFileDropSaysWhatAManifestMustSay() {
        assertThat(source.dataFile()).isEmpty();
        assertThat(source.manifestColumns())
                .extracting(ColumnSpec::name)
                .containsExactly("flow", "month", "taken", "code", "pages", "rate", "until");
        assertThat(source.supply()).isInstanceOfSatisfying(Supply.Dropped.class, dropped -> {
            assertThat(dropped.meanings()).containsExactly(Map.entry("flow", "The file does not tell."));
            assertThat(dropped.once()).containsExactly("region", "period");
            assertThat(dropped.truncatedAt()).isEqualTo(10_000);
        });
    }

    @Test
    void completeManifestIsRead() throws IOException {
        assertThat(read(COMPLETE))
                .containsExactly(
                        Map.entry("flow", "export"),
                        Map.entry("month", "202601"),
                        Map.entry("downloaded_by", "MK"),
                        Map.entry("downloaded_on", "2026-11-21"));
    }

    @Test
    void manifestMaySayMoreThanItMust() throws IOException {
        assertThat(read(COMPLETE + """
                        taken: 2026-11-20
                        code: "07"
                        pages: -3
                        rate: 7.10
                        withdrawn: the publisher replaced it
                        """))
                .containsExactly(
                        Map.entry("flow", "export"),
                        Map.entry("month", "202601"),
                        Map.entry("taken", "2026-11-20"),
                        Map.entry("code", "07"),
                        Map.entry("pages", "-3"),
                        Map.entry("rate", "7.10"),
                        Map.entry("downloaded_by", "MK"),
                        Map.entry("downloaded_on", "2026-11-21"),
                        Map.entry("withdrawn", "the publisher replaced it"));
    }

    @Test
    void everythingThatIsNotSaidIsTold() {
        assertThatThrownBy(() -> read("taken: 2026-11-20\n"))
                .isInstanceOf(ProblemException.class)
                .hasMessage("""
                        4 problems:
                        - test_table exports.csv.yml: cannot read 'exports.csv.yml': expected a key 'flow'
                        - test_table exports.csv.yml: cannot read 'exports.csv.yml': expected a key 'month'
                        - test_table exports.csv.yml: cannot read 'exports.csv.yml': expected a key 'downloaded_by'
                        - test_table exports.csv.yml: cannot read 'exports.csv.yml': expected a key 'downloaded_on'""");
    }

    @Test
    void keyThatNoManifestHasIsToldWithWhatWasMeant() {
        assertThatThrownBy(() -> read(COMPLETE.replace("downloaded_by:", "download_by:")))
                .isInstanceOf(ProblemException.class)
                .hasMessage("test_table exports.csv.yml:3: cannot use key 'download_by'; allowed: flow, month, taken,"
                        + " code, pages, rate, until, downloaded_by, downloaded_on, withdrawn; did you mean 'downloaded_by' or"
                        + " 'downloaded_on'?");
    }

    @Test
    void dayThatDoesNotExistIsTold() {
        for (String day : List.of("2026-02-30", "21.11.2026", "2026-11", "20261121", "+12026-11-21")) {
            assertThatThrownBy(() -> read(COMPLETE.replace("2026-11-21", day)))
                    .isInstanceOf(ProblemException.class)
                    .hasMessage("test_table exports.csv.yml:4: cannot read downloaded_on '" + day
                            + "': expected a date such as 2026-11-21");
        }
    }

    @Test
    void valueThatIsNotAllowedIsToldWithWhatWasMeant() {
        assertThatThrownBy(() -> read(COMPLETE.replace("flow: export", "flow: exports")))
                .isInstanceOf(ProblemException.class)
                .hasMessage("test_table exports.csv.yml:1: cannot use flow 'exports'; allowed: import, export;"
                        + " did you mean 'export'?");
    }

    @Test
    void valueOfAnotherTypeOrPatternIsTold() {
        assertThatThrownBy(() -> read(COMPLETE.replace("202601", "202613")))
                .hasMessage("test_table exports.csv.yml:2: cannot use month '202613': expected a month such as 202501");
        assertThatThrownBy(() -> read(COMPLETE + "taken: 2026-02-30\n"))
                .hasMessage("test_table exports.csv.yml:5: cannot use taken '2026-02-30': expected a date such as"
                        + " 2026-11-21");
        assertThatThrownBy(() -> read(COMPLETE + "code: 007\n"))
                .hasMessage("test_table exports.csv.yml:5: cannot use code '007': expected text that matches \\d{2}");
        assertThatThrownBy(() -> read(COMPLETE + "pages: 3.5\n"))
                .hasMessage("test_table exports.csv.yml:5: cannot use pages '3.5': expected a value of type integer");
        assertThatThrownBy(() -> read(COMPLETE + "rate: 7,1\n"))
                .hasMessage("test_table exports.csv.yml:5: cannot use rate '7,1': expected a value of type"
                        + " decimal(5,2)");
    }

    @Test
    void monthBeforeOneThatItMustNotPrecedeIsTold() throws IOException {
        assertThat(read(COMPLETE + "until: 202601\n")).containsEntry("until", "202601");
        assertThatThrownBy(() -> read(COMPLETE + "until: 202512\n"))
                .hasMessage(
                        "test_table exports.csv.yml:5: cannot use until '202512': expected not before month '202601'");
    }

    @Test
    void orderIsOfMonthsOrDatesOfTheManifest(@TempDir Path other) throws IOException {
        assertThatThrownBy(() -> TestingSourceFolder.with(
                                other,
                                "data: table.csv\n",
                                DROP.replace("{until: month}", "{until: taken, mont: flow}"))
                        .parse())
                .hasMessageContaining("cannot use until 'taken': expected two months or two dates of the manifest")
                .hasMessageContaining("cannot use mont 'flow': expected two months or two dates of the manifest");
    }

    @Test
    void numberOfMoreDigitsThanItsTypeIsTold() {
        for (String rate : List.of("1000", "7.105", "-1000.00")) {
            assertThatThrownBy(() -> read(COMPLETE + "rate: " + rate + "\n"))
                    .as(rate)
                    .isInstanceOf(ProblemException.class)
                    .hasMessage("test_table exports.csv.yml:5: cannot use rate '" + rate
                            + "': expected a value of type decimal(5,2)");
        }
    }

    @Test
    void filesWithAManifestAreTakenInTheOrderOfTheirNames() throws IOException {
        drop("imports.csv", "imports.csv.yml", "exports.csv", "exports.csv.yml");

        assertThat(taken()).containsExactly("exports.csv", "imports.csv");
    }

    @Test
    void hiddenFilesAndFoldersArePassedOver() throws IOException {
        drop(".DS_Store", ".exports.csv.swp", ".old.yml", "exports.csv", "exports.csv.yml");
        Files.createDirectories(drop.resolve("old.csv"));

        assertThat(taken()).containsExactly("exports.csv");
    }

    @Test
    void folderThatIsNotThereHoldsNoFiles() throws IOException {
        Problems problems = new Problems();

        assertThat(DropFolder.files(drop.resolve("nowhere"), source, problems)).isEmpty();
        assertThat(problems.list()).isEmpty();
    }

    @Test
    void fileWithoutAManifestIsToldHowToGetOne() throws IOException {
        drop("imports.csv", "exports.csv", "exports.csv.yml");

        assertThat(taken("test_table imports.csv: cannot take the file: expected a manifest imports.csv.yml that says"
                        + " what it holds, found none; ./corvee sources add-file test_table "
                        + drop.resolve("imports.csv") + " writes it"))
                .containsExactly("exports.csv");
    }

    @Test
    void commandThatMendsADropCanBeCopiedWhateverTheFileIsCalled() throws IOException {
        drop("it's 下载 (1).csv");

        assertThat(taken("test_table it's 下载 (1).csv: cannot take the file: expected a manifest it's 下载 (1).csv.yml"
                        + " that says what it holds, found none; ./corvee sources add-file test_table '"
                        + drop.resolve("it'\\''s 下载 (1).csv") + "' writes it"))
                .isEmpty();
    }

    @Test
    void fileWithTwoManifestsIsNotTaken() throws IOException {
        drop("exports.csv", "exports.csv.yml", "exports.csv.yaml", "imports.csv", "imports.csv.yml");

        assertThat(taken(
                        "test_table exports.csv: cannot take the file: expected one manifest, found exports.csv.yml and"
                                + " exports.csv.yaml"))
                .containsExactly("imports.csv");
    }

    @Test
    void manifestOfAnotherEndingIsToldByItsName() throws IOException {
        drop("exports.csv", "exports.csv.yaml");

        assertThat(taken("test_table exports.csv: cannot take the file: expected a manifest exports.csv.yml that says"
                        + " what it holds, found exports.csv.yaml: rename it"))
                .isEmpty();
    }

    @Test
    void manifestWithoutAFileIsTold() throws IOException {
        drop("exports.csv", "exports.csv.yml", "imports.csv.yml");

        assertThat(taken("test_table imports.csv.yml: cannot find the file that the manifest tells of"))
                .containsExactly("exports.csv");
    }

    private Map<String, String> read(String manifest) throws IOException {
        return DropManifest.read(Files.writeString(drop.resolve("exports.csv.yml"), manifest), source);
    }

    private void drop(String... names) throws IOException {
        for (String name : names) {
            Files.writeString(drop.resolve(name), COMPLETE);
        }
    }

    /** The names of the files that are taken, when these and no other problems are told. */
    private List<String> taken(String... problems) throws IOException {
        Problems found = new Problems();
        List<Path> files = DropFolder.files(drop, source, found);
        assertThat(found.list()).extracting(Problem::toString).containsExactly(problems);
        return files.stream().map(file -> file.getFileName().toString()).toList();
    }
}
