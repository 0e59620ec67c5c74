package org.corvee.duckdb;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.Collection;
import java.util.Locale;
import java.util.stream.Collectors;

/** Quoting for the places of a statement that take no parameter. */
public final class Sql {

    private Sql() {}

    public static String literal(String text) {
        return "'" + text.replace("'", "''") + "'";
    }

    public static String literal(Path path) {
        return literal(path.toString());
    }

    public static String name(String name) {
        return '"' + name.replace("\"", "\"\"") + '"';
    }

    /** {@code schema.table} with both parts quoted. */
    public static String qualified(String dotted) {
        return Arrays.stream(dotted.split("\\.")).map(Sql::name).collect(Collectors.joining("."));
    }

    /**
     * A value as text that files hold: a list with blanks between its items, a decimal with the digits that it has (3170000,
     * not 3170000.000000), all else as DuckDB writes it.
     *
     * @param value an expression
     * @param type DuckDB's name of its type, in capitals or not
     */
    public static String text(String value, String type) {
        if (type.endsWith("[]")) {
            return "array_to_string(" + value + ", ' ')";
        }
        String text = value + "::varchar";
        boolean hasPoint = type.toUpperCase(Locale.ROOT).startsWith("DECIMAL") && !type.endsWith(",0)");
        return hasPoint ? "rtrim(rtrim(" + text + ", '0'), '.')" : text;
    }

    public static String names(Collection<String> names) {
        return names.stream().map(Sql::name).collect(Collectors.joining(", "));
    }
}
