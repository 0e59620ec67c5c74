package org.corvee.jobs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.corvee.jobs.TestingInstallation.SOURCE;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.corvee.digest.Sha256;
import org.corvee.duckdb.DuckDb;
import org.corvee.duckdb.Sql;
import org.corvee.jobs.TestingInstallation.Result;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A release is whole, described, proven by hashes, free of what may not be passed on, and the same on every machine. */
@Tag("slow")
class ReleaseTest {

    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final String WITHHELD = "gacc_trade";

    @TempDir
    private static Path shared;

    private static TestingInstallation corvee;
    private static final Set<PosixFilePermission> READ_ONLY = PosixFilePermissions.fromString("r--r--r--");

    private static Result result = new Result(1, "", "");
    private static String id = "";

    @BeforeAll
    static void release() throws IOException {
        corvee = new TestingInstallation(shared);
        corvee.add(WITHHELD);
        Path drop = Files.createDirectories(corvee.home().drop(WITHHELD));
        for (String name : List.of("fixture.csv", "fixture.csv.yml")) {
            Files.copy(corvee.source(WITHHELD).resolve(name), drop.resolve(name));
        }
        assertThat(corvee.run("refresh").exitCode()).isZero();
        result = corvee.run("release");
        assertThat(result.exitCode()).as(result.err()).isZero();
        id = corvee.run("release", "--list").out().strip();
    }

    private static Path bag() {
        return corvee.home().releases().resolve(id);
    }

    private static Path data() {
        return bag().resolve("data");
    }

    @Test
    void everyFileIsInTheManifestWithItsHash() throws IOException {
        Map<String, String> found = new TreeMap<>();
        try (Stream<Path> files = Files.walk(data())) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                found.put(bag().relativize(file).toString(), Sha256.of(file).hex());
                assertThat(Files.getPosixFilePermissions(file)).isEqualTo(READ_ONLY);
            }
        }

        assertThat(Files.readAllLines(bag().resolve("manifest-sha256.txt")))
                .containsExactlyElementsOf(found.entrySet().stream()
                        .map(file -> file.getValue() + "  " + file.getKey())
                        .toList());
        assertThat(bag().resolve("bagit.txt")).hasContent("BagIt-Version: 1.0\nTag-File-Character-Encoding: UTF-8");
        assertThat(found.keySet())
                .contains(
                        "data/corvee.duckdb",
                        "data/CITATION.cff",
                        "data/LICENCES.md",
                        "data/README.md",
                        "data/codebook.html",
                        "data/codebook.md",
                        "data/datapackage.json",
                        "data/diff.csv",
                        "data/diff.html",
                        "data/digests.csv",
                        "data/ro-crate-metadata.json",
                        "data/sbom.cdx.json",
                        "data/csv/core.figure.csv",
                        "data/parquet/mart.labor_transfer.parquet");
    }

    @Test
    void whatMayNotBePassedOnStaysOut() throws IOException, SQLException {
        assertThat(corvee.query("select count(*)::varchar from core.trade_flow"))
                .isNotEqualTo("0");
        assertThat(result.out()).contains("sources    1 in, 1 left out by their licence: " + WITHHELD + "\n");
        try (Connection connection = DuckDb.readOnly(data().resolve("corvee.duckdb"))) {
            assertThat(DuckDb.number(connection, "select count(*) from core.trade_flow"))
                    .isZero();
            assertThat(DuckDb.number(connection, "select count(*) from mart.trade_by_partner"))
                    .isZero();
            assertThat(DuckDb.column(connection, "select distinct source_id from ops.snapshot"))
                    .containsExactly(SOURCE);
            assertThat(DuckDb.text(connection, "select release_id from ops.run"))
                    .isEqualTo(id);
        }
        assertThat(Files.readString(data().resolve("LICENCES.md")))
                .containsSubsequence("In this release", "`" + SOURCE + "`", "Left out", "`" + WITHHELD + "`");
    }

    @Test
    void dataPackageDescribesEveryTableAsItIs() throws IOException, SQLException {
        JsonNode resources =
                JSON.readTree(data().resolve("datapackage.json").toFile()).path("resources");
        try (Connection connection = DuckDb.inMemory()) {
            for (JsonNode resource : resources) {
                Path file = data().resolve(resource.path("path").asString());
                assertThat(resource.path("hash").asString()).isEqualTo("sha256:" + Sha256.of(file));
                assertThat(resource.path("bytes").asLong()).isEqualTo(Files.size(file));
                List<String> fields = resource.path("schema")
                        .path("fields")
                        .valueStream()
                        .map(field -> field.path("name").asString())
                        .toList();
                String csv = "read_csv(" + Sql.literal(file) + ", all_varchar = true)";
                assertThat(DuckDb.columns(connection, "from " + csv).keySet()).containsExactlyElementsOf(fields);
                String parquet = file.toString().replace("/csv/", "/parquet/").replace(".csv", ".parquet");
                assertThat(DuckDb.number(connection, "select count(*) from " + csv))
                        .as(file.toString())
                        .isEqualTo(DuckDb.number(
                                connection, "select count(*) from read_parquet(" + Sql.literal(parquet) + ")"));
                for (JsonNode field : resource.path("schema").path("fields")) {
                    assertThat(field.path("description").asString()).isNotEmpty();
                }
            }
        }
        assertThat(resources.size()).isGreaterThan(50);
    }

    @Test
    void crateListsEveryOtherFile() throws IOException {
        JsonNode graph =
                JSON.readTree(data().resolve("ro-crate-metadata.json").toFile()).path("@graph");
        List<String> listed = graph.valueStream()
                .filter(entity -> entity.path("@type").asString().equals("File"))
                .map(entity -> entity.path("@id").asString())
                .toList();
        List<String> found;
        try (Stream<Path> files = Files.walk(data())) {
            found = files.filter(Files::isRegularFile)
                    .map(file -> data().relativize(file).toString())
                    .filter(name -> !name.equals("ro-crate-metadata.json"))
                    .toList();
        }

        assertThat(listed).containsExactlyInAnyOrderElementsOf(found);
        assertThat(JSON.readTree(data().resolve("sbom.cdx.json").toFile())
                        .path("bomFormat")
                        .asString())
                .isEqualTo("CycloneDX");
    }

    @Test
    void whatIsDamagedOrWithoutItsDiffIsTold() throws IOException {
        assertThat(corvee.run("verify").out()).contains("release     " + id + ", every file hashed again", "all holds");
        Path figures = data().resolve("csv/core.figure.csv");
        byte[] whole = Files.readAllBytes(figures);
        Path diff = data().resolve("diff.html");
        Path aside = shared.resolve("diff.html");

        rewrite(figures, "x".getBytes(StandardCharsets.UTF_8));
        Result damaged = corvee.run("verify");
        rewrite(figures, whole);
        Files.move(diff, aside);
        Result withoutDiff = corvee.run("sql", "--release", id, "select 1");
        Files.move(aside, diff);

        assertThat(damaged.exitCode()).isEqualTo(4);
        assertThat(damaged.err()).contains("release " + id + ": data/csv/core.figure.csv has other bytes");
        assertThat(withoutDiff.err())
                .contains(
                        "cannot use the release: expected its diff.html, which tells what changed since the one before");
        assertThat(corvee.run("sql", "--release", id, "--format", "csv", "select count(*) as n from core.figure")
                        .out())
                .isEqualTo("n\n68\n");
    }

    private static void rewrite(Path file, byte[] bytes) throws IOException {
        Files.delete(file);
        Files.write(file, bytes);
        Files.setPosixFilePermissions(file, READ_ONLY);
    }

    @Test
    void whatIsNotPublishedIsNotReleased(@TempDir Path folder) throws IOException {
        TestingInstallation edited = new TestingInstallation(folder);
        assertThat(edited.run("release").err())
                .isEqualTo("no warehouse is published in " + edited.home().root() + "; run ./corvee refresh first\n");
        assertThat(edited.run("refresh").exitCode()).isZero();
        edited.replace(edited.sql().resolve("reference/indicator.csv"), ",Labor transfers,", ",Transfers of labor,");

        Result refused = edited.run("release");

        assertThat(refused.exitCode()).isEqualTo(2);
        assertThat(refused.err())
                .isEqualTo("release: cannot release the warehouse: expected a published warehouse of the snapshots, SQL"
                        + " and program as they are now, found one of others; run ./corvee refresh first\n");
        assertThat(edited.home().releases()).isEmptyDirectory();
    }

    /** The same snapshots and the same code, in another folder and another time zone. */
    @Test
    void anotherMachineMakesTheSameRelease(@TempDir Path folder) throws Exception {
        TestingInstallation other = new TestingInstallation(folder.resolve("elsewhere"));
        other.add(WITHHELD);
        TestingInstallation.copy(corvee.home().snapshots(), other.home().snapshots());

        for (String[] command : new String[][] {{"refresh", "--offline"}, {"release"}}) {
            Process process = other.startIn("Asia/Urumqi", command);
            assertThat(process.waitFor(5, TimeUnit.MINUTES)).isTrue();
            assertThat(process.exitValue()).isZero();
        }

        Path elsewhere;
        try (Stream<Path> releases = Files.list(other.home().releases())) {
            elsewhere = releases.findFirst().orElseThrow().resolve("data");
        }
        assertThat(elsewhere.resolve("digests.csv")).hasSameTextualContentAs(data().resolve("digests.csv"));
        try (Stream<Path> files = Files.list(data().resolve("csv"))) {
            for (Path file : files.filter(file -> !file.getFileName().toString().startsWith("ops."))
                    .toList()) {
                assertThat(elsewhere.resolve("csv").resolve(file.getFileName())).hasSameBinaryContentAs(file);
            }
        }
        for (String name : List.of("LICENCES.md", "codebook.md", "codebook.html", "sbom.cdx.json")) {
            assertThat(elsewhere.resolve(name)).hasSameBinaryContentAs(data().resolve(name));
        }
    }
}
