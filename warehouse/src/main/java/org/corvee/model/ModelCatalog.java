package org.corvee.model;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.corvee.descriptor.YamlMapping;
import org.corvee.model.ModelDescriptor.Column;
import org.corvee.model.ModelDescriptor.Example;
import org.corvee.model.ModelDescriptor.Rule;
import org.corvee.problem.Location;
import org.corvee.problem.Problem;
import org.corvee.problem.Problems;
import org.jspecify.annotations.Nullable;

/** Finds the marts in {@code sql/marts/<subject>/<name>.sql} with their {@code .yml}. */
public final class ModelCatalog {

    private ModelCatalog() {}

    /**
     * Reads all models, in alphabetical order.
     *
     * @throws org.corvee.problem.ProblemException with every mistake of every descriptor
     */
    public static List<Model> read(Path folder) throws IOException {
        Problems problems = new Problems();
        List<Model> models = new ArrayList<>();
        for (SqlFile file : SqlFile.list(folder)) {
            Location location = Location.of("mart", file.subject() + "/" + file.name() + ".yml");
            if (Files.isRegularFile(file.descriptor())) {
                Optional<YamlMapping> yaml = YamlMapping.read(location, file.descriptor(), problems);
                if (yaml.isPresent()) {
                    models.add(new Model(file.subject(), file.name(), file.read(), descriptor(yaml.get(), problems)));
                }
            } else {
                problems.add(Problem.cannot(location, "find", "the descriptor of", file.name() + ".sql"));
            }
        }
        problems.throwIfAny();
        return models;
    }

    private static ModelDescriptor descriptor(YamlMapping yaml, Problems problems) {
        List<Column> columns = new ArrayList<>();
        YamlMapping columnsYaml = yaml.mapping("columns");
        for (String name : columnsYaml.keys()) {
            YamlMapping column = columnsYaml.mapping(name);
            columns.add(new Column(name, column.text("type").toLowerCase(Locale.ROOT), column.text("description")));
            column.done();
        }
        List<String> names = columns.stream().map(Column::name).toList();
        List<String> grain = yaml.texts("grain");
        List<String> notNull = yaml.texts("not_null");
        for (String name : Stream.concat(grain.stream(), notNull.stream()).toList()) {
            if (!names.contains(name)) {
                problems.add(Problem.cannot(yaml.location("grain"), "find", "column", name)
                        .allowed(names)
                        .nearest(name, names));
            }
        }
        if (grain.isEmpty()) {
            problems.add(Problem.cannot(yaml.location("grain"), "read", "grain")
                    .expected("the columns that identify a row"));
        }
        List<Rule> rules = new ArrayList<>();
        for (YamlMapping rule : yaml.mappings("rules")) {
            rules.add(new Rule(rule.text("name"), rule.text("violating")));
            rule.done();
        }
        List<Example> examples = new ArrayList<>();
        for (YamlMapping example : yaml.mappings("examples")) {
            examples.add(example(example));
        }
        ModelDescriptor descriptor = new ModelDescriptor(yaml.text("title"), grain, columns, notNull, rules, examples);
        yaml.done();
        return descriptor;
    }

    private static Example example(YamlMapping yaml) {
        Map<String, List<Map<String, @Nullable String>>> given = new LinkedHashMap<>();
        YamlMapping tables = yaml.mapping("given");
        for (String table : tables.keys()) {
            given.put(
                    table,
                    tables.mappings(table).stream().map(YamlMapping::scalars).toList());
        }
        List<Map<String, @Nullable String>> expect =
                yaml.mappings("expect").stream().map(YamlMapping::scalars).toList();
        Example example = new Example(yaml.text("name"), given, expect);
        yaml.done();
        return example;
    }
}
