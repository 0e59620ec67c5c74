package org.corvee.duckdb;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.corvee.problem.Location;
import org.corvee.problem.Problem;
import org.corvee.problem.ProblemException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The tables that a SELECT reads, as DuckDB's own parser sees them. */
public final class TableReferences {

    private static final JsonMapper JSON = JsonMapper.builder().build();

    /** Table functions that compute from their arguments; all others read files or the network. */
    private static final Set<String> FUNCTIONS = Set.of("generate_series", "range", "unnest");

    /** DuckDB's own lists of tables, columns and comments, for checks. */
    private static final String CATALOG_FUNCTION = "duckdb_";

    private TableReferences() {}

    /**
     * Lists {@code schema.table} of every table that a statement reads.
     *
     * @throws ProblemException when the text is not one SELECT, names a table without its schema or reads a file
     */
    public static Set<String> of(Connection connection, Location location, String sql) throws SQLException {
        JsonNode parsed = parse(connection, location, sql);
        Set<String> tables = new TreeSet<>();
        Set<String> unqualified = new TreeSet<>();
        Set<String> names = new TreeSet<>();
        collect(parsed, tables, unqualified, names);
        requireFunctions(location, parsed);
        unqualified.removeAll(names);
        if (!unqualified.isEmpty()) {
            throw new ProblemException(Problem.cannot(location, "use", "table", String.join(", ", unqualified))
                    .expected("schema.table, or the name of a CTE of this statement"));
        }
        return tables;
    }

    /**
     * Requires that a text is one statement that only reads: SELECT, FROM, VALUES, DESCRIBE or SUMMARIZE.
     *
     * @throws ProblemException when it is anything else, such as COPY, or more than one
     */
    public static void requireOneThatReads(Connection connection, Location location, String sql) throws SQLException {
        JsonNode parsed = serialize(connection, sql);
        Problem problem = Problem.cannot(location, "run", "the statement");
        if (parsed.path("error").asBoolean()) {
            String message = parsed.path("error_message").asString();
            throw new ProblemException(
                    message.startsWith("Only SELECT")
                            ? problem.expected("one that only reads: select, from, values, describe or summarize")
                            : problem.found("Parser Error: " + message));
        }
        if (parsed.path("statements").size() != 1) {
            throw new ProblemException(problem.expected("one statement")
                    .found(String.valueOf(parsed.path("statements").size())));
        }
    }

    /**
     * Requires that a SELECT reads nothing but some tables.
     *
     * @param allowed tables as {@code schema.table}, or whole schemas as {@code schema.}
     * @throws ProblemException when it reads another table, or a file
     */
    public static void requireOnly(Connection connection, Location location, String sql, List<String> allowed)
            throws SQLException {
        for (String table : of(connection, location, sql)) {
            String schema = table.substring(0, table.indexOf('.') + 1);
            if (!allowed.contains(table) && !allowed.contains(schema)) {
                throw new ProblemException(
                        Problem.cannot(location, "read", "table", table).allowed(allowed));
            }
        }
    }

    private static JsonNode serialize(Connection connection, String sql) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement("select json_serialize_sql(?)")) {
            statement.setString(1, sql);
            try (ResultSet result = statement.executeQuery()) {
                result.next();
                return JSON.readTree(result.getString(1));
            }
        }
    }

    private static JsonNode parse(Connection connection, Location location, String sql) throws SQLException {
        JsonNode parsed = serialize(connection, sql);
        if (parsed.path("error").asBoolean()) {
            throw new ProblemException(Problem.cannot(location, "read", "the statement")
                    .expected("one SELECT")
                    .found(parsed.path("error_message").asString()));
        }
        if (parsed.path("statements").size() != 1) {
            throw new ProblemException(Problem.cannot(location, "read", "the statement")
                    .expected("one SELECT")
                    .found(parsed.path("statements").size() + " statements"));
        }
        return parsed;
    }

    private static void requireFunctions(Location location, JsonNode node) {
        if (node.path("type").asString("").equals("TABLE_FUNCTION")) {
            String name = node.path("function").path("function_name").asString("");
            if (!FUNCTIONS.contains(name) && !name.startsWith(CATALOG_FUNCTION)) {
                throw new ProblemException(Problem.cannot(location, "use", "table function", name)
                        .allowed(FUNCTIONS.stream().sorted().toList()));
            }
        }
        node.forEach(child -> requireFunctions(location, child));
    }

    private static void collect(JsonNode node, Set<String> tables, Set<String> unqualified, Set<String> names) {
        if (node.path("type").asString("").equals("BASE_TABLE")) {
            String schema = node.path("schema_name").asString("");
            String table = node.path("table_name").asString("");
            (schema.isEmpty() ? unqualified : tables).add(schema.isEmpty() ? table : schema + "." + table);
        }
        JsonNode map = node.path("cte_map").path("map");
        map.forEach(entry -> names.add(entry.path("key").asString("")));
        node.forEach(child -> collect(child, tables, unqualified, names));
    }
}
