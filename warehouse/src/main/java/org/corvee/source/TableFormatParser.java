package org.corvee.source;

import java.nio.charset.Charset;
import java.nio.charset.IllegalCharsetNameException;
import java.nio.charset.StandardCharsets;
import java.nio.charset.UnsupportedCharsetException;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.corvee.descriptor.YamlMapping;
import org.corvee.problem.Problem;
import org.corvee.problem.Problems;

/** Reads the {@code format} of a descriptor. */
final class TableFormatParser {

    private static final long MOST_HEADER_ROWS = 100;

    private TableFormatParser() {}

    static TableFormat format(YamlMapping yaml, Problems problems) {
        TableFormat.Kind kind = yaml.oneOf("kind", TableFormat.Kind.class);
        Packing packing = packing(yaml, problems);
        TableFormat format = switch (kind) {
            case DELIMITED -> delimited(yaml, packing, problems);
            case JSON -> json(yaml, packing, problems);
            case HTML -> html(yaml, packing, problems);
            case XLSX -> xlsx(yaml, packing, problems);
            case SDMX_CSV -> sdmxCsv(yaml, packing, problems);
            case SDMX_ML, SDMX_JSON -> new SdmxFormat(kind, packing);
        };
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
        Packing.Container container = containers.get(index + 1);
        String entry = yaml.textOrNull("entry");
        if (entry != null && container == Packing.Container.GZIP) {
            problems.add(Problem.cannot(yaml.location("entry"), "use", "entry", entry)
                    .expected("a container that can hold several files"));
        }
        if (entry != null && !SourceDescriptorParser.requireExpression(yaml, "entry", entry, problems)) {
            entry = null;
        }
        return new Packing(container, limit, entry);
    }

    private static TableFormat json(YamlMapping yaml, Packing packing, Problems problems) {
        boolean rows = yaml.flag("rows");
        if (rows == yaml.has("records")) {
            problems.add(Problem.cannot(yaml.location("kind"), "use", "format kind", "json")
                    .expected("either 'records', the path of the array of objects, or 'rows: true'"));
        }
        String records = yaml.textOrNull("records");
        if (rows || records == null) {
            return JsonFormat.rows(yaml.flag("repeats"), packing);
        }
        JsonFormat.Beside beside = new JsonFormat.Beside(
                yaml.textOrNull("count"), yaml.textOrNull("error"), texts(yaml, "expect"), yaml.flag("may_be_empty"));
        return new JsonFormat(records, pairs(yaml, problems), beside, false, packing);
    }

    private static Map<String, JsonFormat.Pair> pairs(YamlMapping yaml, Problems problems) {
        Map<String, JsonFormat.Pair> pairs = new LinkedHashMap<>();
        if (yaml.has("pairs")) {
            YamlMapping names = yaml.mapping("pairs");
            for (String name : names.keys()) {
                List<String> keys = names.texts(name);
                if (keys.size() == 2) {
                    pairs.put(name, new JsonFormat.Pair(keys.get(0), keys.get(1)));
                } else {
                    problems.add(Problem.cannot(names.location(name), "use", "pairs of", name)
                            .expected("two keys: the one that names a column and the one that holds its value"));
                }
            }
        }
        return pairs;
    }

    private static Map<String, String> texts(YamlMapping yaml, String key) {
        Map<String, String> texts = new LinkedHashMap<>();
        if (yaml.has(key)) {
            YamlMapping mapping = yaml.mapping(key);
            mapping.keys().forEach(name -> texts.put(name, mapping.text(name)));
            mapping.done();
        }
        return texts;
    }

    private static TableFormat html(YamlMapping yaml, Packing packing, Problems problems) {
        List<String> with = yaml.texts("tables_with");
        if (with.isEmpty()) {
            problems.add(Problem.cannot(yaml.location("tables_with"), "read", "tables_with")
                    .expected("a text in the header of each table that is to be read"));
        }
        return new HtmlFormat(
                charset(yaml, problems),
                with,
                Math.toIntExact(Math.min(yaml.integer("header_rows", 0), MOST_HEADER_ROWS)),
                Math.toIntExact(Math.min(yaml.integer("tables_at_least", 1), Integer.MAX_VALUE)),
                packing);
    }

    private static TableFormat xlsx(YamlMapping yaml, Packing packing, Problems problems) {
        String skipped = yaml.textOrNull("skipped_rows");
        if (skipped != null && !SourceDescriptorParser.requireExpression(yaml, "skipped_rows", skipped, problems)) {
            skipped = null;
        }
        if (yaml.has("header_with") && yaml.has("header_row")) {
            problems.add(Problem.cannot(yaml.location("header_row"), "use", "header_row")
                    .expected("either it or header_with"));
        }
        return new XlsxFormat(
                yaml.texts("sheets"),
                yaml.texts("header_with"),
                Math.toIntExact(Math.min(yaml.integer("header_row", 0), MOST_HEADER_ROWS)),
                Math.toIntExact(Math.min(yaml.integer("header_rows", 1), MOST_HEADER_ROWS)),
                skipped,
                packing);
    }

    private static TableFormat delimited(YamlMapping yaml, Packing packing, Problems problems) {
        Charset charset = charset(yaml, problems);
        return new DelimitedFormat(
                charset, character(yaml, "separator", ',', problems), packing, yaml.flag("open_end"));
    }

    private static TableFormat sdmxCsv(YamlMapping yaml, Packing packing, Problems problems) {
        return new SdmxCsvFormat(
                character(yaml, "separator", ',', problems),
                character(yaml, "sub_separator", ';', problems),
                yaml.flag("decimal_comma"),
                packing);
    }

    private static char character(YamlMapping yaml, String key, char otherwise, Problems problems) {
        String text = yaml.has(key) ? yaml.text(key) : String.valueOf(otherwise);
        if (text.length() != 1) {
            problems.add(Problem.cannot(yaml.location(key), "use", key, text).expected("one character"));
            return otherwise;
        }
        return text.charAt(0);
    }

    private static Charset charset(YamlMapping yaml, Problems problems) {
        String name = yaml.text("charset");
        if (!name.isEmpty()) {
            try {
                return Charset.forName(name);
            } catch (IllegalCharsetNameException | UnsupportedCharsetException e) {
                problems.add(Problem.cannot(yaml.location("charset"), "use", "charset", name)
                        .expected("a name such as utf-8, gb18030 or windows-1252"));
            }
        }
        return StandardCharsets.UTF_8;
    }
}
