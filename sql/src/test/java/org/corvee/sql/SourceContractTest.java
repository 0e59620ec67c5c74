package org.corvee.sql;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.corvee.duckdb.DuckDb;
import org.corvee.duckdb.Sql;
import org.corvee.load.LoadOutcome;
import org.corvee.model.CheckResult;
import org.corvee.source.Bounds;
import org.corvee.source.SourceCatalog;
import org.corvee.source.SourceDescriptor;
import org.corvee.source.Supply;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every source turns its fixture into the rows that were worked out by hand. {@code -Dsource=ID} runs one alone. */
class SourceContractTest {

    @TempDir
    private Path folder = Path.of("");

    static Stream<SourceDescriptor> shipped() throws IOException {
        return sources().filter(source -> source.dataFile().isPresent());
    }

    static Stream<SourceDescriptor> sources() throws IOException {
        String only = System.getProperty("source", "");
        return SourceCatalog.read(TestingWarehouse.CONTENT.resolve("sources")).sources().stream()
                .filter(source -> only.isEmpty() || source.id().value().equals(only));
    }

    @ParameterizedTest
    @MethodSource("sources")
    void fixtureGivesTheExpectedRows(SourceDescriptor source) throws IOException, SQLException {
        TestingWarehouse warehouse = new TestingWarehouse(TestingWarehouse.CONTENT, folder);

        List<LoadOutcome> outcomes = warehouse.load(List.of(withFixture(source)), drops(source));

        assertThat(outcomes).extracting(LoadOutcome::problem).containsOnlyNulls();
        Path expected = source.folder().resolve("expected.csv");
        try (Connection connection = warehouse.connect()) {
            DuckDb.execute(
                    connection,
                    "create temp table expected as select * from read_csv(" + Sql.literal(expected)
                            + ", all_varchar = true, header = true, delim = ',', quote = '\"', escape = '\"',"
                            + " nullstr = '')");
            List<String> columns =
                    List.copyOf(DuckDb.columns(connection, "expected").keySet());
            assertThat(DuckDb.columns(connection, Sql.qualified(source.feeds())).keySet())
                    .as("columns of expected.csv")
                    .containsAll(columns);
            String found = "select "
                    + columns.stream()
                            .map(column -> Sql.name(column) + "::varchar as " + Sql.name(column))
                            .collect(Collectors.joining(", "))
                    + " from " + Sql.qualified(source.feeds());
            assertThat(DuckDb.rows(connection, found + " except all select * from expected"))
                    .as("rows that were not expected")
                    .isEmpty();
            assertThat(DuckDb.rows(connection, "select * from expected except all " + found))
                    .as("rows that were expected and are not there")
                    .isEmpty();
        }
    }

    @Tag("slow")
    @ParameterizedTest(allowZeroInvocations = true)
    @MethodSource("shipped")
    void theTableThatShipsIsLoadedWholeAndPassesEveryCheck(SourceDescriptor source) throws IOException, SQLException {
        TestingWarehouse warehouse = new TestingWarehouse(TestingWarehouse.CONTENT, folder);

        List<LoadOutcome> outcomes = warehouse.load(List.of(source));
        List<CheckResult> checks = warehouse.buildMarts();

        assertThat(outcomes).extracting(LoadOutcome::problem).containsOnlyNulls();
        long lines = Files.readString(source.dataFile().orElseThrow()).lines().count();
        assertThat(outcomes.get(0).rowsLoaded()).isPositive().isLessThan(lines);
        assertThat(checks).isNotEmpty().allMatch(CheckResult::holds);
    }

    /** Every file of a file drop whose name begins with fixture, with its manifest, as a person would drop them. */
    private Path drops(SourceDescriptor source) throws IOException {
        Path drops = folder.resolve("drops");
        Path drop = Files.createDirectories(drops.resolve(source.id().value()));
        try (Stream<Path> files = Files.list(source.folder())) {
            for (Path file : files.filter(path -> path.getFileName().toString().startsWith("fixture"))
                    .toList()) {
                Files.copy(file, drop.resolve(file.getFileName()));
            }
        }
        return drops;
    }

    /** The same source with its fixture for data, and without the bounds that are meant for the whole table. */
    private static SourceDescriptor withFixture(SourceDescriptor source) {
        return new SourceDescriptor(
                source.id(),
                source.folder(),
                source.title(),
                source.publisher(),
                source.licence(),
                source.redistribution(),
                source.url(),
                source.cadence(),
                source.dataFile().isPresent() ? new Supply.Shipped("fixture.csv") : source.supply(),
                source.format(),
                source.columns(),
                source.ignored(),
                source.key(),
                source.phrases(),
                source.feeds(),
                new Bounds(1, new Bounds.Share(0, false)),
                source.digest());
    }
}
