package org.corvee.jobs;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.corvee.jobs.TestingInstallation.Result;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A person drops a download: by answers, by options, and by the command that a refusal tells. The file is made up. */
class AddFileTest {

    private static final String SOURCE = "gacc_trade";
    private static final int TERMINAL = 80;
    private static final List<String> SAID = List.of(
            "--say=flow=export",
            "--say=first_month=202401",
            "--say=last_month=202412",
            "--say=currency=cny",
            "--say=scope=two codes",
            "--say=downloaded_by=MK");

    @TempDir
    private Path folder = Path.of("");

    private TestingInstallation corvee;
    private Path download = Path.of("");
    private Path dropped = Path.of("");

    @BeforeEach
    void download() throws IOException {
        corvee = TestingInstallation.of(folder, SOURCE);
        download = folder.resolve("download (1).csv");
        Files.copy(corvee.source(SOURCE).resolve("fixture.csv"), download);
        Files.setLastModifiedTime(download, FileTime.from(Instant.parse("2026-11-20T23:30:00Z")));
        dropped = corvee.home().drop(SOURCE).resolve("download (1).csv");
    }

    @Test
    void answersBecomeAManifestAndWhatCannotBeUsedIsAskedAgain() throws IOException {
        Result result = corvee.answering(TERMINAL, """
                exports

                export
                2024-01
                202401
                202312
                202412
                cny
                 it's all: 100 % of '29'\s
                MK
                20.11.2026

                """, "sources", "add-file", SOURCE, download.toString());

        assertThat(result.err()).isEqualTo("""
                flow: Exports and imports look the same in the file.
                  export or import:   cannot use flow 'exports'; allowed: export, import; did you mean 'export'?
                  export or import:   cannot go on without flow; allowed: export, import
                  export or import: first_month: First month that was asked for, as 202501.
                  a month such as 202501:   cannot use first_month '2024-01': expected a month such as 202501
                  a month such as 202501: last_month: Last month that was asked for.
                  a month such as 202501:   cannot use last_month '202312': expected not before first_month '202401'
                  a month such as 202501: currency: The last column must be of it.
                  cny or usd: scope: all, or which commodities, partners, regimes or regions were asked for.
                  in words: downloaded_by: Who downloaded it: a role or initials, no name.
                  in words: downloaded_on: When; Enter takes the day on which the file was written.
                  a date such as 2026-11-21 [2026-11-20]:   cannot use downloaded_on '20.11.2026': expected a date such as 2026-11-21
                  a date such as 2026-11-21 [2026-11-20]:\s""");
        assertThat(result.out())
                .isEqualTo("dropped " + dropped + System.lineSeparator() + "  ./corvee refresh loads it"
                        + System.lineSeparator());
        assertThat(result.exitCode()).isZero();
        assertThat(Files.readString(dropped.resolveSibling("download (1).csv.yml")))
                .isEqualTo("""
                flow: 'export'
                first_month: '202401'
                last_month: '202412'
                currency: 'cny'
                scope: 'it''s all: 100 % of ''29'''
                downloaded_by: 'MK'
                downloaded_on: '2026-11-20'
                """);
        assertThat(dropped).hasSameBinaryContentAs(download);
        assertThat(inDrop()).containsExactly("download (1).csv", "download (1).csv.yml");
    }

    @Test
    void onlyWhatIsNotSaidIsAsked() throws IOException {
        Result result = add("", "--say=downloaded_on=2026-11-19", "--name=exports.csv");

        assertThat(result.err()).isEmpty();
        assertThat(result.exitCode()).isZero();
        assertThat(inDrop()).containsExactly("exports.csv", "exports.csv.yml");
        assertThat(Files.readString(dropped.resolveSibling("exports.csv.yml")))
                .contains("scope: 'two codes'", "downloaded_on: '2026-11-19'");
    }

    @Test
    void everythingThatIsSaidWronglyIsToldBeforeAnythingIsAsked() throws IOException {
        Result result = corvee.answering(
                TERMINAL,
                "",
                "sources",
                "add-file",
                SOURCE,
                download.toString(),
                "--say=flow=exprot",
                "--say=first_month=202413",
                "--say=currncy=cny",
                "--say=scope=",
                "--say=downloaded_on=yesterday");

        assertThat(result.err()).isEqualTo("""
                5 problems:
                - add-file: cannot use flow 'exprot'; allowed: export, import; did you mean 'export'?
                - add-file: cannot use first_month '202413': expected a month such as 202501
                - add-file: cannot use key 'currncy'; allowed: flow, first_month, last_month, currency, scope,\
                 downloaded_by, downloaded_on; did you mean 'currency'?
                - add-file: cannot go on without scope
                - add-file: cannot use downloaded_on 'yesterday': expected a date such as 2026-11-21
                """);
        assertThat(result.exitCode()).isEqualTo(2);
        assertThat(inDrop()).isEmpty();
    }

    @Test
    void monthsInTheWrongOrderAreTold() throws IOException {
        Result result = add("\n", "--say=last_month=202312");

        assertThat(result.err())
                .isEqualTo("add-file: cannot use last_month '202312': expected not before first_month '202401'"
                        + System.lineSeparator());
        assertThat(inDrop()).isEmpty();
    }

    @Test
    void endOfTheAnswersLeavesNothingBehind() throws IOException {
        Result result =
                corvee.answering(TERMINAL, "export\n202401\n", "sources", "add-file", SOURCE, download.toString());

        assertThat(result.err()).endsWith("""
                        last_month: Last month that was asked for.
                          a month such as 202501:\s
                        add-file: cannot go on without last_month: expected an answer, or --say last_month=…, found the end\
                         of the answers; nothing was dropped
                        """);
        assertThat(result.out()).isEmpty();
        assertThat(result.exitCode()).isEqualTo(2);
        assertThat(inDrop()).isEmpty();
    }

    @Test
    void fileInTheDropIsOnlyReplacedWhenThatIsAskedFor() throws IOException {
        assertThat(add("\n").exitCode()).isZero();
        byte[] former = Files.readAllBytes(dropped);
        Files.writeString(download, "other bytes\n");

        Result refused = add("\n");
        assertThat(refused.err())
                .isEqualTo(dropped + " is there already; --replace takes this file as a new version of it,"
                        + " --name gives it another name" + System.lineSeparator());
        assertThat(refused.exitCode()).isEqualTo(2);
        assertThat(dropped).hasBinaryContent(former);

        Files.delete(dropped.resolveSibling("download (1).csv.yml"));
        assertThat(add("\n").exitCode())
                .as("a file without a manifest is as dear")
                .isEqualTo(2);
        assertThat(dropped).hasBinaryContent(former);

        Files.writeString(dropped.resolveSibling("download (1).csv.yaml"), "flow: export");
        assertThat(add("\n", "--replace").exitCode()).isZero();
        assertThat(dropped).hasContent("other bytes");
        assertThat(inDrop()).as("one manifest").containsExactly("download (1).csv", "download (1).csv.yml");
    }

    @Test
    void manifestOfAFileInTheDropIsWrittenAnew() throws IOException {
        assertThat(add("\n").exitCode()).isZero();
        download = dropped;

        assertThat(add("\n").err())
                .isEqualTo(dropped + ".yml is there already; --replace writes it anew" + System.lineSeparator());
        assertThat(add("2026-11-18\n", "--replace").exitCode()).isZero();
        assertThat(Files.readString(dropped.resolveSibling("download (1).csv.yml")))
                .contains("2026-11-18");
        assertThat(dropped).isNotEmptyFile();
    }

    @Test
    void whatCannotBeDroppedIsToldWithWhatCan() throws IOException {
        corvee.add(TestingInstallation.SOURCE);
        assertThat(corvee.run("sources", "add-file", TestingInstallation.SOURCE, download.toString())
                        .err())
                .startsWith("add-file: cannot drop into source 'jamestown_china_brief_2022'; allowed: gacc_trade");
        assertThat(corvee.run("sources", "add-file", "gac_trade", download.toString())
                        .err())
                .startsWith(
                        "add-file: cannot drop into source 'gac_trade'; allowed: gacc_trade; did you mean 'gacc_trade'?");
        assertThat(corvee.run("sources", "add-file", SOURCE, "nowhere.csv").err())
                .startsWith(
                        "add-file: cannot drop file 'nowhere.csv': expected a file that was downloaded, found nothing of"
                                + " that name");
        assertThat(corvee.run("sources", "add-file", SOURCE, folder.toString()).err())
                .startsWith("add-file: cannot drop file '" + folder
                        + "': expected a file that was downloaded, found a folder");
        for (String name : List.of("../outside.csv", "below/exports.csv", ".hidden.csv", "exports.csv.yml", "a.yaml")) {
            Result result = add("\n", "--name=" + name);
            assertThat(result.err())
                    .startsWith(
                            "add-file: cannot use name '" + name + "': expected a name without a folder, a point at its"
                                    + " start, or the ending .yml or .yaml of a manifest");
            assertThat(result.exitCode()).isEqualTo(2);
        }
        assertThat(corvee.home().drop(SOURCE)).doesNotExist();
    }

    @Test
    void helpFitsATerminal() {
        Result result = corvee.run("sources", "add-file", "--help");

        assertThat(result.exitCode()).isZero();
        assertThat(result.out()).contains("Examples:\n  ./corvee sources add-file gacc_trade");
        assertThat(result.out().lines()).allMatch(line -> line.length() <= TERMINAL);
    }

    @Test
    @Tag("slow")
    void fileWithoutAManifestIsRefusedWithTheCommandThatMendsIt()
            throws IOException, InterruptedException, SQLException {
        corvee.add(TestingInstallation.SOURCE);
        Files.createDirectories(dropped.getParent());
        Files.move(download, dropped);
        Result refused = corvee.run(TERMINAL, "refresh");
        assertThat(refused.exitCode()).isEqualTo(3);
        Matcher command = Pattern.compile("found none; \\./corvee (sources add-file .*) writes it")
                .matcher(refused.out());
        assertThat(command.find()).as(refused.out()).isTrue();

        Result mended = corvee.answering(
                TERMINAL,
                "export\n202401\n202412\ncny\ntwo codes\nMK\n\n",
                wordsOfAShell(command.group(1)).toArray(String[]::new));
        assertThat(mended.exitCode()).as(mended.err()).isZero();
        Matcher next =
                Pattern.compile("\\./corvee (refresh --source .*) loads it").matcher(mended.out());
        assertThat(next.find()).as(mended.out()).isTrue();

        Result loaded = corvee.run(wordsOfAShell(next.group(1)).toArray(String[]::new));
        assertThat(loaded.exitCode()).as(loaded.out()).isZero();
        assertThat(corvee.query("select concat_ws(' ', flow, period_start, period_end, scope, sum(value), count(*))"
                        + " from core.trade_flow group by flow, period_start, period_end, scope"))
                .isEqualTo("export 2024-01-01 2024-12-31 two codes 5887677.000 2");
    }

    private Result add(String answers, String... options) {
        List<String> arguments = Stream.of(
                        List.of("sources", "add-file", SOURCE, download.toString()), SAID, List.of(options))
                .flatMap(List::stream)
                .toList();
        return corvee.answering(0, answers, arguments.toArray(String[]::new));
    }

    private List<String> inDrop() throws IOException {
        Path drop = corvee.home().drop(SOURCE);
        if (!Files.exists(drop)) {
            return List.of();
        }
        try (Stream<Path> files = Files.list(drop)) {
            return files.map(file -> file.getFileName().toString()).sorted().toList();
        }
    }

    /** A command as a shell takes it apart. */
    private static List<String> wordsOfAShell(String command) throws IOException, InterruptedException {
        Process shell = new ProcessBuilder("sh", "-c", "for word in " + command + "; do echo \"$word\"; done").start();
        String words = new String(shell.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(shell.waitFor()).isZero();
        return words.lines().toList();
    }
}
