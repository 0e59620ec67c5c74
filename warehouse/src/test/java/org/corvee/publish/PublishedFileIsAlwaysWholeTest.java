package org.corvee.publish;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import org.corvee.digest.Sha256;
import org.corvee.duckdb.DuckDb;
import org.corvee.duckdb.TableDigest;
import org.corvee.home.DataHome;
import org.corvee.load.Migrations;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@Tag("slow")
class PublishedFileIsAlwaysWholeTest {

    /** The project's own structure of {@code ops}; the other schemas stay empty, which makes the tests quick. */
    private static final Path OPS = Path.of("..", "sql", "migrations");

    @TempDir
    private static Path shared;

    private final DataHome home;
    private final Publication publication;

    PublishedFileIsAlwaysWholeTest(@TempDir Path folder) throws IOException {
        home = new DataHome(folder);
        publication = new Publication(home);
        Files.createDirectories(home.warehouse());
    }

    @BeforeAll
    static void layTheStructure() throws IOException {
        Path migrations = Files.createDirectory(shared.resolve("migrations"));
        for (String name : List.of("V001__ops.sql", "V009__builds.sql")) {
            Files.copy(OPS.resolve(name), migrations.resolve(name));
        }
        Migrations.migrate(shared.resolve("empty.duckdb"), migrations);
    }

    @Test
    void buildIsSealedVerifiedAndRenamed() throws IOException, SQLException {
        build(1);

        publish("a");

        assertThat(publication.buildFile()).doesNotExist();
        assertThat(Seal.differences(home.published())).isEmpty();
        try (Connection connection = DuckDb.readOnly(home.published())) {
            assertThat(DuckDb.rows(
                            connection,
                            "select run_id, epoch_ms(built_at) as built_at, inputs_sha256, code_sha256, corvee_version,"
                                    + " storage_version from ops.run"))
                    .singleElement()
                    .hasToString("{run_id=20261121T020000.000Z, built_at="
                            + Instant.parse("2026-11-21T02:00:01Z").toEpochMilli() + ", inputs_sha256="
                            + Sha256.of("a") + ", code_sha256=" + Sha256.of("code")
                            + ", corvee_version=0.1.0, storage_version=v1.4.0}");
            assertThat(DuckDb.column(connection, "select table_name from ops.table_digest order by 1"))
                    .containsExactly("core.c", "mart.m", "ref.r");
            assertThat(DuckDb.text(connection, "select digest from ops.table_digest where table_name = 'mart.m'"))
                    .isEqualTo(TableDigest.of(connection, "mart.m").digest());
        }
    }

    @Test
    void publishedInputsAreThoseOfTheSeal() throws IOException, SQLException {
        assertThat(publication.publishedRun("inputs_sha256")).isEmpty();
        build(1);
        publish("a");

        assertThat(publication.publishedRun("inputs_sha256"))
                .contains(Sha256.of("a").hex());
    }

    @Test
    void changedCellIsFound() throws IOException, SQLException {
        String sealed = tamper("update mart.m set a = 2");

        assertThat(Seal.differences(home.published()))
                .containsExactly("mart.m was sealed with 1 rows and digest " + sealed + ", found 1 rows and digest "
                        + digestOf("select 2 as a"));
    }

    @Test
    void addedRowIsFound() throws IOException, SQLException {
        String sealed = tamper("insert into mart.m values (1)");

        assertThat(Seal.differences(home.published()))
                .containsExactly("mart.m was sealed with 1 rows and digest " + sealed + ", found 2 rows and digest "
                        + digestOf("select 1 as a from range(2)"));
    }

    @Test
    void droppedTableIsFound() throws IOException, SQLException {
        String sealed = tamper("drop table mart.m");

        assertThat(Seal.differences(home.published()))
                .containsExactly("mart.m was sealed with 1 rows and digest " + sealed + ", found no such table");
    }

    @Test
    void tableThatWasAddedIsFound() throws IOException, SQLException {
        tamper("create table mart.other as select 1 as a");

        assertThat(Seal.differences(home.published())).containsExactly("mart.other was not sealed");
    }

    @Test
    void secondRunRowIsFound() throws IOException, SQLException {
        tamper("insert into ops.run select * from ops.run");

        assertThat(Seal.differences(home.published())).containsExactly("ops.run does not hold one row");
    }

    @Test
    void fileThatDoesNotVerifyIsNotPublished() throws IOException, SQLException {
        build(1);
        publish("a");
        build(2);
        try (Connection connection = DuckDb.build(publication.buildFile())) {
            DuckDb.execute(
                    connection,
                    "insert into ops.run values ('x', '2026-11-21T00:00:00Z', 'x', 'x', 'x', 'x', 'x', 'x', null, null)");
        }

        assertThatThrownBy(() -> publish("b"))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("cannot publish " + publication.buildFile() + ": ops.run does not hold one row");

        assertThat(published()).isEqualTo(1);
        assertThat(publication.publishedRun("inputs_sha256"))
                .contains(Sha256.of("a").hex());
    }

    @Test
    void fileThatCannotBeSealedIsNotPublished() throws IOException, SQLException {
        build(1);
        publish("a");
        build(2);
        try (Connection connection = DuckDb.build(publication.buildFile())) {
            DuckDb.execute(connection, "drop table ops.run");
        }

        assertThatThrownBy(() -> publish("b")).isInstanceOf(SQLException.class);

        assertThat(published()).isEqualTo(1);
        assertThat(Seal.differences(home.published())).isEmpty();
    }

    @Test
    void readerOfTheOldFileKeepsIt() throws IOException, SQLException {
        build(1);
        publish("a");
        try (Connection reader = DuckDb.readOnly(home.published())) {
            assertThat(DuckDb.number(reader, "select a from mart.m")).isEqualTo(1);
            build(2);
            publish("b");

            assertThat(DuckDb.number(reader, "select a from mart.m")).isEqualTo(1);
            assertThat(DuckDb.text(reader, "select inputs_sha256 from ops.run"))
                    .isEqualTo(Sha256.of("a").hex());
        }
        assertThat(published()).isEqualTo(2);
    }

    @Test
    void staleWriteAheadLogIsRemoved() throws IOException, SQLException {
        build(1);
        publish("a");
        Path log = Files.writeString(home.warehouse().resolve("corvee.duckdb.wal"), "of another file");
        build(2);

        publish("b");

        assertThat(log).doesNotExist();
        assertThat(published()).isEqualTo(2);
    }

    @Test
    void whatAnEarlierBuildLeftIsRemoved() throws IOException, SQLException {
        build(1);
        publish("a");
        build(2);
        Path log = Files.writeString(home.warehouse().resolve(".building.duckdb.wal"), "left");

        publication.removeBuild();

        assertThat(publication.buildFile()).doesNotExist();
        assertThat(log).doesNotExist();
        assertThat(published()).isEqualTo(1);
    }

    private void build(int value) throws IOException, SQLException {
        Files.copy(shared.resolve("empty.duckdb"), publication.buildFile());
        try (Connection connection = DuckDb.build(publication.buildFile())) {
            DuckDb.execute(connection, "create table core.c as select 'x' as b");
            DuckDb.execute(connection, "create table ref.r as select 'y' as c where false");
            DuckDb.execute(connection, "create table mart.m as select " + value + " as a");
        }
    }

    private String tamper(String statement) throws IOException, SQLException {
        build(1);
        publish("a");
        try (Connection connection = DuckDb.build(home.published())) {
            String sealed = DuckDb.text(connection, "select digest from ops.table_digest where table_name = 'mart.m'");
            DuckDb.execute(connection, statement);
            return sealed;
        }
    }

    private static String digestOf(String rows) throws SQLException {
        try (Connection connection = DuckDb.inMemory()) {
            return TableDigest.of(connection, "mart.m", "(" + rows + ") as m").digest();
        }
    }

    private long published() throws SQLException {
        try (Connection connection = DuckDb.readOnly(home.published())) {
            return DuckDb.number(connection, "select a from mart.m");
        }
    }

    private void publish(String inputs) throws SQLException, IOException {
        publication.seal(seal(inputs));
        publication.swap();
    }

    private static Seal seal(String inputs) {
        return new Seal(
                "20261121T020000.000Z",
                Instant.parse("2026-11-21T02:00:01Z"),
                Sha256.of(inputs),
                Sha256.of("files"),
                Sha256.of("code"),
                "0.1.0",
                null,
                null);
    }
}
