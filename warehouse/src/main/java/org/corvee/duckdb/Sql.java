package org.corvee.duckdb;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.Collection;
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

    public static String names(Collection<String> names) {
        return names.stream().map(Sql::name).collect(Collectors.joining(", "));
    }
}
