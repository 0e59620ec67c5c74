package org.corvee.model;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What is promised of a mart, beside its SQL.
 *
 * @param title one sentence: what a row tells
 * @param grain the columns that identify a row
 * @param columns every column in order
 * @param notNull columns that always have a value
 * @param rules conditions that no row may meet
 * @param examples rows given and rows expected
 */
public record ModelDescriptor(
        String title,
        List<String> grain,
        List<Column> columns,
        List<String> notNull,
        List<Rule> rules,
        List<Example> examples) {

    public ModelDescriptor {
        grain = List.copyOf(grain);
        columns = List.copyOf(columns);
        notNull = List.copyOf(notNull);
        rules = List.copyOf(rules);
        examples = List.copyOf(examples);
    }

    /**
     * One column that the model promises.
     *
     * @param name of the column
     * @param type DuckDB's name of its type, in lower case
     * @param description meaning, unit, and when it is null
     */
    public record Column(String name, String type, String description) {}

    /**
     * A condition that must hold for every row.
     *
     * @param name a sentence that is true when the rule holds
     * @param violating an SQL condition that is true for a row that breaks it
     */
    public record Rule(String name, String violating) {}

    /**
     * Rows of the input tables and the rows that the model must make of them.
     *
     * @param name what the example shows
     * @param given rows by {@code schema.table}; columns that are left out are null
     * @param expect rows of the result; only the columns that are named are compared
     */
    public record Example(
            String name,
            Map<String, List<Map<String, @Nullable String>>> given,
            List<Map<String, @Nullable String>> expect) {}
}
