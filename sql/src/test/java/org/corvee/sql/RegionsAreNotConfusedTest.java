package org.corvee.sql;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import org.corvee.duckdb.DuckDb;
import org.corvee.duckdb.Sql;
import org.corvee.source.SourceCatalog;
import org.corvee.source.SourceDescriptor;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A name means one region or none, and a code that ended is never taken for one in force. */
class RegionsAreNotConfusedTest {

    @TempDir
    private static Path folder = Path.of("");

    private static TestingWarehouse warehouse = new TestingWarehouse(TestingWarehouse.CONTENT, folder);

    @BeforeAll
    static void loadTheDimensions() throws IOException, SQLException {
        List<SourceDescriptor> one = SourceCatalog.read(TestingWarehouse.CONTENT.resolve("sources")).sources().stream()
                .filter(source -> source.id().value().equals("jamestown_china_brief_2022"))
                .toList();
        warehouse = new TestingWarehouse(TestingWarehouse.CONTENT, folder);
        warehouse.load(one);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Hotan", "Khotan", "Hetian", "和田", "Kashgar", "喀什", "Aksu", "阿克苏", "Turpan", "Hami", "Lhasa", "Nagqu"
            })
    void aBareNameThatCouldBeTwoRegionsIsNone(String name) throws SQLException {
        assertThat(codes(name)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "Hotan Prefecture, 653200",
        "Khotan Prefecture, 653200",
        "Hetian Prefecture, 653200",
        "和田地区, 653200",
        "Hotan County, 653221",
        "和田县, 653221",
        "Hotan City, 653201",
        "Karakax County, 653222",
        "Moyu County, 653222",
        "墨玉县, 653222",
        "قاراقاش ناھىيىسى, 653222",
        "Yarkand County, 653125",
        "Shache County, 653125",
        "Shigatse City, 540200",
        "ཆབ་མདོ་གྲོང་ཁྱེར, 540300",
        "Kashgar and Hotan, CN-XJ-KASHGAR-HOTAN"
    })
    void everySpellingOfANameMeansTheSameRegion(String name, String code) throws SQLException {
        assertThat(codes(name)).containsExactly(code);
    }

    @Test
    void macroRegionsHaveRivalDefinitionsThatAreNeverMixed() throws SQLException {
        assertThat(column("select definition || ': ' || count(*) from ref.region_member"
                        + " where macro_region_code = 'CN-XJ-SOUTH' group by definition order by count(*)"))
                .hasSize(3)
                .satisfies(found -> assertThat(found.get(0)).endsWith(": 3"))
                .satisfies(found -> assertThat(found.get(1)).endsWith(": 4"))
                .satisfies(found -> assertThat(found.get(2)).endsWith(": 5"));
    }

    @Test
    void citiesOfTheCorpsAreFlaggedAndNothingElseIs() throws SQLException {
        assertThat(column("select region_code from ref.region"
                        + " where (overlaps_prefectures = 'true') <> (substr(region_code, 1, 4) = '6590')"))
                .isEmpty();
    }

    @Test
    void everyRecodedPrefectureHasBothCodesAndOnlyOneInForce() throws SQLException {
        assertThat(column("select region_code from ref.region where region_code in"
                        + " ('542300', '542100', '542600', '652100', '542200', '652200', '542400', '652400', '654100')"
                        + " and (valid_to is not null or note like 'Not in force%')"))
                .hasSize(9);
        assertThat(column("select region_code from ref.region where region_code in"
                        + " ('540200', '540300', '540400', '650400', '540500', '650500', '540600', '654000')"
                        + " and valid_to is null and coalesce(note, '') not like 'Not in force%'"))
                .hasSize(8);
    }

    private static List<String> codes(String name) throws SQLException {
        return column("select region_code from ref.region_by_name where name = " + Sql.literal(name));
    }

    private static List<String> column(String sql) throws SQLException {
        try (Connection connection = warehouse.connect()) {
            return DuckDb.column(connection, sql);
        }
    }
}
