package org.corvee.sql;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import org.corvee.duckdb.DuckDb;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Every code says from when to when it was in force, as its revision does, and the check tells where it does not. */
class CommodityCodesAreDatedTest {

    @Test
    void oneCodeIsInForceFromRevisionToRevision() throws IOException, SQLException {
        try (Connection connection = TestingDefaultContent.connect()) {
            assertThat(DuckDb.column(
                            connection,
                            "select concat_ws(' ', hs_revision, valid_from, coalesce(valid_to::varchar, 'today'))"
                                    + " from ref.commodity where commodity_code = '854140' order by valid_from"))
                    .containsExactly(
                            "H0 1988-01-01 1995-12-31",
                            "H1 1996-01-01 2001-12-31",
                            "H2 2002-01-01 2006-12-31",
                            "H3 2007-01-01 2011-12-31",
                            "H4 2012-01-01 2016-12-31",
                            "H5 2017-01-01 2021-12-31");
            assertThat(DuckDb.column(
                            connection,
                            "select concat_ws(' ', hs_revision, valid_from, coalesce(valid_to::varchar, 'today'))"
                                    + " from ref.commodity where commodity_code = '854143'"))
                    .containsExactly("H6 2022-01-01 today");
            assertThat(DuckDb.column(
                            connection, "select distinct hs_revision from ref.commodity where valid_to is null"))
                    .containsExactly("H6");
            assertThat(DuckDb.number(
                            connection,
                            "select count(*) from ref.commodity as commodity join ref.hs_revision as revision"
                                    + " using (hs_revision, valid_from)"
                                    + " where commodity.valid_to is not distinct from revision.valid_to"))
                    .isEqualTo(DuckDb.number(connection, "select count(*) from ref.commodity"));
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "commodity   | valid_from = '2017-01-02'                          | H5",
                "commodity   | valid_to = null                                    | H5",
                "commodity   | valid_to = '2030-12-31'                            | H6",
                "hs_revision | valid_to = '2022-01-01'                            | H5",
                "hs_revision | valid_from = '2021-12-31'                          | H6",
            })
    void anotherDateThanThatOfTheRevisionIsTold(String table, String set, String revision)
            throws IOException, SQLException {
        assertThat(told("update ref." + table + " set " + set + " where hs_revision = '" + revision + "'"))
                .contains(revision);
    }

    @Test
    void revisionsThatOverlapAreTold() throws IOException, SQLException {
        assertThat(told("update ref.hs_revision set valid_to = null; update ref.commodity set valid_to = null"))
                .contains("H5");
    }

    @Test
    void soundDatesAreNot() throws IOException, SQLException {
        assertThat(told("select 1")).isEmpty();
    }

    /** The revisions that the check tells after a change. */
    private static List<String> told(String change) throws IOException, SQLException {
        String check =
                Files.readString(TestingWarehouse.CONTENT.resolve("checks/commodity_is_dated_as_its_revision.sql"));
        try (Connection connection = TestingStructure.empty()) {
            for (String table : List.of("hs_revision", "commodity")) {
                DuckDb.execute(
                        connection,
                        "insert into ref." + table + " (hs_revision, valid_from, valid_to"
                                + (table.equals("commodity") ? ", commodity_code" : "") + ") select *"
                                + (table.equals("commodity") ? ", '854140'" : "")
                                + " from (values ('H5', date '2017-01-01', date '2021-12-31'), ('H6', date '2022-01-01', null))");
            }
            DuckDb.execute(connection, change);
            return DuckDb.column(connection, "select distinct hs_revision from (" + check + ") order by 1");
        }
    }
}
