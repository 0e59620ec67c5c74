package org.corvee.duckdb;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Opens DuckDB connections and runs small statements on them. Extensions are never fetched. */
public final class DuckDb {

    /** Written so that DuckDB clients since 1.4, the browser build among them, can open the published file. */
    public static final String STORAGE_VERSION = "v1.4.0";

    private DuckDb() {}

    public static Connection inMemory() throws SQLException {
        return open("jdbc:duckdb:", settings());
    }

    /** The URL that builds a file; also for tools that open their own connection. */
    public static String buildUrl(Path file) {
        return "jdbc:duckdb:" + file + ";storage_compatibility_version=" + STORAGE_VERSION
                + ";autoinstall_known_extensions=false;autoload_known_extensions=false";
    }

    /** Opens a file for building; creates it when it is not there. */
    public static Connection build(Path file) throws SQLException {
        return open(buildUrl(file), new Properties());
    }

    /** Opens a file read-only, for the engine's own statements. */
    public static Connection readOnly(Path file) throws SQLException {
        Properties settings = settings();
        settings.setProperty("duckdb.read_only", "true");
        return open("jdbc:duckdb:" + file, settings);
    }

    /**
     * Opens a file read-only for statements written by somebody else: no access to other files or the network, and no
     * way to change that.
     *
     * @param writable files that {@code COPY … TO} may write all the same
     */
    public static Connection locked(Path file, List<Path> writable) throws SQLException {
        Connection connection = readOnly(file);
        try {
            String paths = writable.stream().map(Sql::literal).collect(Collectors.joining(", "));
            execute(connection, "set allowed_paths = [" + paths + "]");
            // Without external access DuckDB still allows its temporary directory, to be read and written by any
            // statement: hence one of this connection's own, which DuckDB makes when it must spill.
            Path temporary = Path.of(System.getProperty("java.io.tmpdir"), "corvee-query-" + UUID.randomUUID());
            execute(connection, "set temp_directory = " + Sql.literal(temporary));
            execute(connection, "set enable_external_access = false");
            execute(connection, "set lock_configuration = true");
            return connection;
        } catch (SQLException e) {
            connection.close();
            throw e;
        }
    }

    private static Properties settings() {
        Properties settings = new Properties();
        settings.setProperty("autoinstall_known_extensions", "false");
        settings.setProperty("autoload_known_extensions", "false");
        return settings;
    }

    private static Connection open(String url, Properties settings) throws SQLException {
        Connection connection = DriverManager.getConnection(url, settings);
        try {
            // Otherwise the same instant is another day on a machine in another time zone.
            execute(connection, "set timezone = 'UTC'");
            return connection;
        } catch (SQLException e) {
            connection.close();
            throw e;
        }
    }

    public static void execute(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    /** The only value of a query that must give exactly one row. */
    public static String text(Connection connection, String sql) throws SQLException {
        List<Map<String, @Nullable String>> rows = rows(connection, sql);
        if (rows.size() != 1) {
            throw new IllegalStateException("expected one row, found " + rows.size() + ": " + sql);
        }
        String value = rows.get(0).values().iterator().next();
        if (value == null) {
            throw new IllegalStateException("expected a value, found null: " + sql);
        }
        return value;
    }

    public static long number(Connection connection, String sql) throws SQLException {
        return Long.parseLong(text(connection, sql));
    }

    /** All rows as text, for results that are known to be small. */
    public static List<Map<String, @Nullable String>> rows(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet result = statement.executeQuery(sql)) {
            int columns = result.getMetaData().getColumnCount();
            List<Map<String, @Nullable String>> rows = new ArrayList<>();
            while (result.next()) {
                Map<String, @Nullable String> row = new LinkedHashMap<>();
                for (int i = 1; i <= columns; i++) {
                    row.put(result.getMetaData().getColumnLabel(i), result.getString(i));
                }
                rows.add(row);
            }
            return rows;
        }
    }

    /** The first column of all rows, for results that are known to be small and hold no null. */
    public static List<String> column(Connection connection, String sql) throws SQLException {
        List<String> values = new ArrayList<>();
        try (Statement statement = connection.createStatement();
                ResultSet result = statement.executeQuery(sql)) {
            while (result.next()) {
                values.add(result.getString(1));
            }
        }
        return values;
    }

    /** The columns of a table or of a query, in order, with DuckDB's names of their types. */
    public static Map<String, String> columns(Connection connection, String tableOrQuery) throws SQLException {
        Map<String, String> columns = new LinkedHashMap<>();
        for (Map<String, @Nullable String> row : rows(connection, "describe " + tableOrQuery)) {
            columns.put(String.valueOf(row.get("column_name")), String.valueOf(row.get("column_type")));
        }
        return columns;
    }
}
