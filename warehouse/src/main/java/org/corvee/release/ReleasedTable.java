package org.corvee.release;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.corvee.duckdb.DuckDb;
import org.corvee.duckdb.Sql;
import org.jspecify.annotations.Nullable;

/**
 * A public table as it stands in a release.
 *
 * @param name {@code schema.table}
 * @param description its comment
 * @param rows how many
 * @param columns in order
 */
record ReleasedTable(String name, String description, long rows, List<Column> columns) {

    ReleasedTable {
        columns = List.copyOf(columns);
    }

    /**
     * One column.
     *
     * @param type DuckDB's name of its type
     * @param description its comment
     */
    record Column(String name, String type, String description) {

        /** The word of the Table Schema specification for its type. Lists are written as words with a blank between. */
        String schemaType() {
            String base = type.contains("(") ? type.substring(0, type.indexOf('(')) : type;
            return switch (base) {
                case "BOOLEAN" -> "boolean";
                case "INTEGER", "BIGINT", "HUGEINT", "SMALLINT", "UBIGINT" -> "integer";
                case "DECIMAL", "DOUBLE" -> "number";
                case "DATE" -> "date";
                case "TIMESTAMP WITH TIME ZONE", "TIMESTAMP" -> "datetime";
                default -> "string";
            };
        }

        /** The column as it is written to CSV. */
        String csv() {
            String quoted = Sql.name(name);
            String text = type.startsWith("TIMESTAMP")
                    ? "strftime(" + quoted + ", '%Y-%m-%dT%H:%M:%S.%gZ')"
                    : Sql.text(quoted, type);
            return text + " as " + quoted;
        }
    }

    /** All tables of the public schemas, in alphabetical order; not Flyway's own. */
    static List<ReleasedTable> all(Connection connection) throws SQLException {
        List<ReleasedTable> tables = new ArrayList<>();
        for (Map<String, @Nullable String> table : DuckDb.rows(
                connection,
                "select schema_name || '.' || table_name as name, coalesce(comment, '') as comment from duckdb_tables()"
                        + " where schema_name in ('core', 'mart', 'ops', 'ref') and table_name <> 'schema_history' order by 1")) {
            String name = String.valueOf(table.get("name"));
            List<Column> columns = new ArrayList<>();
            for (Map<String, @Nullable String> column : DuckDb.rows(
                    connection,
                    "select column_name, data_type, coalesce(comment, '') as comment from duckdb_columns()"
                            + " where schema_name || '.' || table_name = " + Sql.literal(name)
                            + " order by column_index")) {
                columns.add(new Column(
                        String.valueOf(column.get("column_name")),
                        String.valueOf(column.get("data_type")),
                        String.valueOf(column.get("comment"))));
            }
            tables.add(new ReleasedTable(
                    name,
                    String.valueOf(table.get("comment")),
                    DuckDb.number(connection, "select count(*) from " + Sql.qualified(name)),
                    columns));
        }
        return tables;
    }

    String csvFile() {
        return "csv/" + name + ".csv";
    }

    String parquetFile() {
        return "parquet/" + name + ".parquet";
    }
}
