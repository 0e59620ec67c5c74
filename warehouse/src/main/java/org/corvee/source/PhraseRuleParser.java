package org.corvee.source;

import java.util.List;
import java.util.Optional;
import org.corvee.descriptor.YamlMapping;
import org.corvee.problem.Problem;
import org.corvee.problem.Problems;
import org.corvee.source.ColumnType.Kind;

/** Reads {@code phrases}: for each number that is printed as a phrase, the columns in which it stands. */
final class PhraseRuleParser {

    private final YamlMapping yaml;
    private final List<ColumnSpec> columns;
    private final Problems problems;

    private PhraseRuleParser(YamlMapping yaml, List<ColumnSpec> columns, Problems problems) {
        this.yaml = yaml;
        this.columns = columns;
        this.problems = problems;
    }

    static List<PhraseRule> rules(YamlMapping descriptor, List<ColumnSpec> columns, Problems problems) {
        return descriptor.mappings("phrases").stream()
                .map(yaml -> new PhraseRuleParser(yaml, columns, problems).rule())
                .toList();
    }

    private PhraseRule rule() {
        PhraseRule rule = new PhraseRule(
                column("phrase", Kind.TEXT),
                column("value", Kind.DECIMAL),
                column("low", Kind.DECIMAL),
                column("high", Kind.DECIMAL),
                column("bound", Kind.TEXT),
                column("note", Kind.TEXT));
        yaml.done();
        return rule;
    }

    /** The name of a column of the table that has a kind of type. */
    private String column(String key, Kind kind) {
        String name = yaml.text(key);
        if (name.isEmpty()) {
            return name;
        }
        List<String> names = columns.stream().map(ColumnSpec::name).toList();
        Optional<ColumnSpec> column =
                columns.stream().filter(each -> each.name().equals(name)).findFirst();
        if (column.isEmpty()) {
            problems.add(Problem.cannot(yaml.location(key), "find", key + " column", name)
                    .allowed(names)
                    .nearest(name, names));
        } else if (column.get().type().kind() != kind) {
            problems.add(Problem.cannot(yaml.location(key), "use", key + " column", name)
                    .expected("a column of type " + YamlMapping.lowerCase(kind.name()))
                    .found("type " + column.get().type()));
        }
        return name;
    }
}
