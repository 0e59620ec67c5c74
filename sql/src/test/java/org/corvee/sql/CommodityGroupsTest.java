package org.corvee.sql;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import org.corvee.duckdb.DuckDb;
import org.corvee.duckdb.Sql;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The groups of commodities that the documents speak of are all there, and their series break where the nomenclature did. */
class CommodityGroupsTest {

    /** The first word of a sector and the day of its designation. */
    private static final String SECTORS = """
            select concat_ws(' ', regexp_extract(lower(name), '^uflpa: ([a-z]+)', 1),
                regexp_extract(defined_by, '[0-9]{4}-[0-9]{2}-[0-9]{2}'))
            from ref.commodity_group where kind = 'uflpa_sector' order by 1""";

    private static Connection reference;

    @BeforeAll
    static void readReference() throws IOException, SQLException {
        reference = TestingStructure.empty();
        for (String table :
                List.of("commodity_group", "commodity_group_member", "commodity_concordance", "hs_revision")) {
            Path file = TestingWarehouse.CONTENT.resolve("reference/" + table + ".csv");
            DuckDb.execute(reference, "insert into ref." + table + " by name select * from " + csv(file));
        }
        TestingStructure.build(reference, "mart.commodity_group_break");
    }

    @AfterAll
    static void close() throws SQLException {
        reference.close();
    }

    @Test
    void everyTopicHasADefinitionARationaleAndCodes() throws SQLException {
        assertThat(DuckDb.column(reference, """
                        select commodity_group from ref.commodity_group
                        where kind = 'topic' and length(defined_by) > 5 and length(rationale) > 20
                        order by 1"""))
                .containsExactly(
                        "aluminium",
                        "apparel",
                        "bags",
                        "cotton",
                        "electric_vehicles",
                        "electronics",
                        "footwear",
                        "furniture",
                        "hair_products",
                        "labour_intensive",
                        "lithium_batteries",
                        "peppers",
                        "plastic_articles",
                        "polysilicon",
                        "seafood",
                        "solar",
                        "textiles",
                        "tomatoes",
                        "toys",
                        "vehicle_parts");
        assertThat(DuckDb.column(reference, """
                        select commodity_group.commodity_group
                        from ref.commodity_group
                        left join ref.commodity_group_member as member
                            on member.commodity_group = commodity_group.commodity_group and not member.is_excluded
                        group by 1
                        having count(distinct member.hs_revision) < 3
                        order by 1"""))
                .as("groups without codes in H4, H5 or H6")
                .isEmpty();
    }

    /** One code of each topic that the group would be wrong without, and one that it would be wrong with. */
    @Test
    void groupsHoldWhatTheirNamesSayAndNotTheirNeighbours() throws SQLException {
        assertThat(standing("textiles", "520512", "H6")).isEqualTo("true");
        assertThat(standing("textiles", "520100", "H6")).isEqualTo("false");
        assertThat(standing("apparel", "610910", "H6")).isEqualTo("true");
        assertThat(standing("footwear", "640399", "H6")).isEqualTo("true");
        assertThat(standing("footwear", "640610", "H6")).isEqualTo("false");
        assertThat(standing("bags", "420212", "H6")).isEqualTo("true");
        assertThat(standing("toys", "950300", "H6")).isEqualTo("true");
        assertThat(standing("furniture", "940360", "H6")).isEqualTo("true");
        assertThat(standing("furniture", "940120", "H6")).isEqualTo("false");
        assertThat(standing("plastic_articles", "392690", "H6")).isEqualTo("true");
        assertThat(standing("plastic_articles", "390410", "H6")).isEqualTo("false");
        assertThat(standing("cotton", "520100", "H6")).isEqualTo("true");
        assertThat(standing("tomatoes", "200290", "H6")).isEqualTo("true");
        assertThat(standing("peppers", "090421", "H6")).isEqualTo("true");
        assertThat(standing("peppers", "090411", "H6")).isEqualTo("false");
        assertThat(standing("seafood", "030389", "H6")).isEqualTo("true");
        assertThat(standing("polysilicon", "280461", "H6")).isEqualTo("true");
        assertThat(standing("solar", "854143", "H6")).isEqualTo("true");
        assertThat(standing("solar", "854141", "H6")).isEqualTo("false");
        assertThat(standing("lithium_batteries", "850760", "H6")).isEqualTo("true");
        assertThat(standing("aluminium", "760110", "H6")).isEqualTo("true");
        assertThat(standing("vehicle_parts", "870829", "H6")).isEqualTo("true");
        assertThat(standing("hair_products", "670420", "H6")).isEqualTo("true");
        assertThat(standing("electronics", "851713", "H6")).isEqualTo("true");
    }

    @Test
    void prioritySectorsAreTheTwelveWithTheDaysOfTheirDesignation() throws SQLException {
        assertThat(DuckDb.column(reference, SECTORS))
                .containsExactly(
                        "aluminum 2024-07-09",
                        "apparel 2022-06-17",
                        "caustic 2025-08-19",
                        "copper 2025-08-19",
                        "cotton 2022-06-17",
                        "lithium 2025-08-19",
                        "polyvinyl 2024-07-09",
                        "red 2025-08-19",
                        "seafood 2024-07-09",
                        "silica 2022-06-17",
                        "steel 2025-08-19",
                        "tomatoes 2022-06-17");
    }

    /** The table of sectors is kept beside the clone; where it is not there, the test says so and does not run. */
    @Test
    void prioritySectorsAreThoseOfTheStrategy() throws SQLException {
        TestingSharedData.require(CommodityGroupsTest.class);
        Path file = TestingSharedData.FOLDER.resolve("forced_labor/uflpa_high_priority_sectors.csv");
        assertThat(file).isRegularFile();

        assertThat(DuckDb.column(reference, """
                        select concat_ws(' ', regexp_extract(lower(sector), '^[a-z]+'),
                            regexp_extract(designated_in, '[0-9]{4}-[0-9]{2}-[0-9]{2}'))
                        from %s order by 1""".formatted(csv(file))))
                .hasSize(12)
                .isEqualTo(DuckDb.column(reference, SECTORS));
        assertThat(DuckDb.column(reference, """
                        with prefix as (
                            select regexp_extract(lower(sector), '^[a-z]+') as sector,
                                unnest(string_split(hts_prefixes, ';')) as prefix
                            from %s)
                        select sector || ' ' || prefix from prefix
                        where not exists (
                            select 1 from ref.commodity_group
                            join ref.commodity_group_member as member using (commodity_group)
                            where kind = 'uflpa_sector' and starts_with(lower(name), 'uflpa: ' || sector)
                                and (starts_with(code_prefix, prefix) or starts_with(prefix, code_prefix)))
                        """.formatted(csv(file))))
                .as("prefixes of the strategy that no code of the sector begins with")
                .isEmpty();
    }

    @Test
    void seriesBreakWhereCodesWereSplitAcrossTheBorderOfAGroup() throws SQLException {
        assertThat(breaks("solar")).containsExactly("H5 H6 854140");
        assertThat(breaks("electric_vehicles")).containsExactly("H4 H5 870210");
        assertThat(breaks("toys")).containsExactly("H5 H6 950300");
        assertThat(breaks("cotton")).isEmpty();
        assertThat(breaks("polysilicon")).isEmpty();
    }

    /** Whether the longest prefix of a group takes a code in. */
    private static String standing(String group, String code, String revision) throws SQLException {
        return DuckDb.text(reference, """
                select coalesce(arg_max(not is_excluded, length(code_prefix)), false)::varchar
                from ref.commodity_group_member
                where commodity_group = '%s' and hs_revision = '%s' and starts_with('%s', code_prefix)
                """.formatted(group, revision, code));
    }

    private static List<String> breaks(String group) throws SQLException {
        return DuckDb.column(
                reference,
                "select concat_ws(' ', from_revision, to_revision, first_code) from mart.commodity_group_break"
                        + " where commodity_group = '" + group + "' order by from_revision");
    }

    private static String csv(Path file) {
        return "read_csv(" + Sql.literal(file) + ", all_varchar = true, header = true, delim = ',', nullstr = '')";
    }
}
