package org.corvee.source;

import java.nio.charset.Charset;
import java.nio.charset.IllegalCharsetNameException;
import java.nio.charset.StandardCharsets;
import java.nio.charset.UnsupportedCharsetException;
import java.util.Arrays;
import java.util.List;
import org.corvee.descriptor.YamlMapping;
import org.corvee.problem.Problem;
import org.corvee.problem.Problems;

/** Reads the {@code format} of a descriptor. */
final class TableFormatParser {

    private static final List<String> KINDS = List.of("delimited", "json");

    private TableFormatParser() {}

    static TableFormat format(YamlMapping yaml, Problems problems) {
        String kind = yaml.text("kind");
        if (!kind.isEmpty() && !KINDS.contains(kind)) {
            problems.add(Problem.cannot(yaml.location("kind"), "use", "format kind", kind)
                    .allowed(KINDS)
                    .nearest(kind, KINDS));
        }
        Packing packing = packing(yaml, problems);
        TableFormat format = kind.equals("json") ? json(yaml, packing, problems) : delimited(yaml, packing, problems);
        yaml.done();
        return format;
    }

    private static Packing packing(YamlMapping yaml, Problems problems) {
        if (!yaml.has("container")) {
            return Packing.NONE;
        }
        long limit = yaml.integer("unpacked_at_most", Packing.USUAL_LIMIT);
        String text = yaml.text("container");
        List<String> names = Arrays.stream(Packing.Container.values())
                .filter(container -> container != Packing.Container.NONE)
                .map(container ->
                        container == Packing.Container.SEVEN_ZIP ? "7z" : YamlMapping.lowerCase(container.name()))
                .toList();
        int index = names.indexOf(text);
        if (index < 0 && !text.isEmpty()) {
            problems.add(Problem.cannot(yaml.location("container"), "use", "container", text)
                    .allowed(names)
                    .nearest(text, names));
        }
        List<Packing.Container> containers = List.of(Packing.Container.values());
        return new Packing(containers.get(index + 1), limit);
    }

    private static TableFormat json(YamlMapping yaml, Packing packing, Problems problems) {
        boolean rows = yaml.flag("rows");
        if (rows == yaml.has("records")) {
            problems.add(Problem.cannot(yaml.location("kind"), "use", "format kind", "json")
                    .expected("either 'records', the key of the array of objects, or 'rows: true'"));
        }
        return new JsonFormat(
                rows ? null : yaml.textOrNull("records"),
                rows ? null : yaml.textOrNull("count"),
                rows ? null : yaml.textOrNull("error"),
                rows && yaml.flag("repeats"),
                packing);
    }

    private static TableFormat delimited(YamlMapping yaml, Packing packing, Problems problems) {
        String name = yaml.text("charset");
        Charset charset = StandardCharsets.UTF_8;
        if (!name.isEmpty()) {
            try {
                charset = Charset.forName(name);
            } catch (IllegalCharsetNameException | UnsupportedCharsetException e) {
                problems.add(Problem.cannot(yaml.location("charset"), "use", "charset", name)
                        .expected("a name such as utf-8, gb18030 or windows-1252"));
            }
        }
        String separator = yaml.has("separator") ? yaml.text("separator") : ",";
        if (separator.length() != 1) {
            problems.add(Problem.cannot(yaml.location("separator"), "use", "separator", separator)
                    .expected("one character"));
            separator = ",";
        }
        return new DelimitedFormat(charset, separator.charAt(0), packing);
    }
}
