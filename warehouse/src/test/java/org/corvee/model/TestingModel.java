package org.corvee.model;

import java.util.Arrays;
import java.util.List;
import org.corvee.model.ModelDescriptor.Column;
import org.corvee.model.ModelDescriptor.Rule;

/** Models of a few words for tests, in the subject {@code test}. */
final class TestingModel {

    private TestingModel() {}

    /** A model of which nothing is promised; for its SQL alone. */
    static Model of(String name, String sql) {
        return new Model(
                "test",
                name,
                sql,
                new ModelDescriptor("Title.", List.of(), List.of(), List.of(), List.of(), List.of()));
    }

    /** @param columns each as {@code name type} */
    static Model promising(String name, String sql, String... columns) {
        List<Column> promised = Arrays.stream(columns)
                .map(column -> column.split(" ", 2))
                .map(parts -> new Column(parts[0], parts[1], "What " + parts[0] + " means; it's \"so\"."))
                .toList();
        return new Model(
                "test",
                name,
                sql,
                new ModelDescriptor(
                        "What a row tells.",
                        List.of(promised.get(0).name()),
                        promised,
                        List.of(),
                        List.of(),
                        List.of()));
    }

    static Model checked(Model model, List<String> grain, List<String> notNull, Rule... rules) {
        ModelDescriptor descriptor = model.descriptor();
        return new Model(
                model.subject(),
                model.name(),
                model.sql(),
                new ModelDescriptor(
                        descriptor.title(), grain, descriptor.columns(), notNull, List.of(rules), List.of()));
    }
}
