package org.corvee.duckdb;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import org.junit.jupiter.api.Test;

class SqlQuotingTest {

    @Test
    void literalsComeBackAsTheyWere() throws SQLException {
        try (Connection connection = DuckDb.inMemory()) {
            for (String text : List.of("it's", "''", "\\", "a\nb", "; drop table t --", "和田", "$1", "?")) {
                assertThat(DuckDb.text(connection, "select " + Sql.literal(text)))
                        .isEqualTo(text);
            }
        }
    }

    @Test
    void namesComeBackAsTheyWere() throws SQLException {
        try (Connection connection = DuckDb.inMemory()) {
            for (String name : List.of("rows", "a \"b\"", "select", "人次", "a.b", "it's")) {
                assertThat(DuckDb.columns(connection, "select 1 as " + Sql.name(name)))
                        .containsOnlyKeys(name);
            }
        }
    }

    @Test
    void pathsAreLiterals() {
        assertThat(Sql.literal(Path.of("/data/o'brien"))).isEqualTo("'/data/o''brien'");
    }

    @Test
    void bothPartsOfATableAreQuoted() {
        assertThat(Sql.qualified("mart.order")).isEqualTo("\"mart\".\"order\"");
        assertThat(Sql.names(List.of("a", "b\"c"))).isEqualTo("\"a\", \"b\"\"c\"");
    }
}
