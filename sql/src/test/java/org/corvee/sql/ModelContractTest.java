package org.corvee.sql;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.corvee.duckdb.DuckDb;
import org.corvee.duckdb.Sql;
import org.corvee.model.Model;
import org.corvee.model.ModelCatalog;
import org.corvee.model.ModelDescriptor.Example;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Every mart turns the rows that its descriptor gives into the rows that it expects. */
class ModelContractTest {

    private static Connection structure;

    @BeforeAll
    static void makeStructure() throws SQLException {
        structure = TestingStructure.empty();
    }

    @AfterAll
    static void dropStructure() throws SQLException {
        structure.close();
    }

    static List<Model> models() throws IOException {
        return ModelCatalog.read(TestingWarehouse.CONTENT.resolve("marts"));
    }

    static Stream<Arguments> examples() throws IOException {
        return models().stream()
                .flatMap(model -> model.descriptor().examples().stream()
                        .map(example -> Arguments.of(model.name() + ": " + example.name(), model, example)));
    }

    @Test
    void everyMartHasAnExample() throws IOException {
        assertThat(models())
                .isNotEmpty()
                .allSatisfy(model -> assertThat(model.descriptor().examples())
                        .as(model.name())
                        .isNotEmpty());
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("examples")
    void givenRowsBecomeExpectedRows(String name, Model model, Example example) throws IOException, SQLException {
        // What an example writes is taken back: one structure serves all of them.
        DuckDb.execute(structure, "begin transaction");
        try {
            for (Map.Entry<String, List<Map<String, @Nullable String>>> table :
                    example.given().entrySet()) {
                for (Map<String, @Nullable String> row : table.getValue()) {
                    insert(structure, table.getKey(), row);
                }
            }
            TestingStructure.build(structure, model.table());

            List<Map<String, @Nullable String>> found =
                    DuckDb.rows(structure, "select * from " + Sql.qualified(model.table()));

            assertThat(found).as(name).hasSameSizeAs(example.expect());
            for (Map<String, @Nullable String> expected : example.expect()) {
                assertThat(found.stream().map(row -> only(row, expected)).toList())
                        .as(name)
                        .contains(expected);
            }
        } finally {
            DuckDb.execute(structure, "rollback");
        }
    }

    private static Map<String, @Nullable String> only(
            Map<String, @Nullable String> row, Map<String, @Nullable String> expected) {
        Map<String, @Nullable String> some = new LinkedHashMap<>();
        expected.keySet().forEach(column -> some.put(column, row.get(column)));
        return some;
    }

    private static void insert(Connection connection, String table, Map<String, @Nullable String> row)
            throws SQLException {
        List<String> columns = new ArrayList<>(row.keySet());
        String places = columns.stream().map(column -> "?").collect(Collectors.joining(", "));
        try (PreparedStatement insert = connection.prepareStatement(
                "insert into " + Sql.qualified(table) + " (" + Sql.names(columns) + ") values (" + places + ")")) {
            for (int i = 0; i < columns.size(); i++) {
                insert.setString(i + 1, row.get(columns.get(i)));
            }
            insert.executeUpdate();
        }
    }
}
