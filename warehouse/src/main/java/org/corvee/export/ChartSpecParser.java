package org.corvee.export;

import java.util.ArrayList;
import java.util.List;
import org.corvee.descriptor.YamlMapping;
import org.corvee.export.ChartSpec.AmountColumns;
import org.corvee.export.ChartSpec.Axis;
import org.corvee.problem.Problem;
import org.corvee.problem.Problems;
import org.jspecify.annotations.Nullable;

/** Reads {@code chart} of the descriptor of an export. */
final class ChartSpecParser {

    private enum Kind {
        TREND,
        DOTS,
        GRID
    }

    private final Problems problems;

    ChartSpecParser(Problems problems) {
        this.problems = problems;
    }

    ExportSpec.Charted parse(YamlMapping yaml) {
        ChartSpec spec = switch (yaml.oneOf("kind", Kind.class)) {
            case TREND -> trend(yaml);
            case DOTS -> dots(yaml);
            case GRID ->
                new ChartSpec.Grid(
                        width(yaml),
                        yaml.text("column"),
                        yaml.text("row"),
                        yaml.text("share"),
                        yaml.text("text"),
                        yaml.text("legend"));
        };
        String note = yaml.textOrNull("note");
        yaml.done();
        return new ExportSpec.Charted(spec, note == null ? "" : note);
    }

    private ChartSpec trend(YamlMapping yaml) {
        String panel = yaml.textOrNull("panel");
        List<Axis> axes = new ArrayList<>();
        for (YamlMapping axis : yaml.mappings("axes")) {
            axes.add(axis(axis, panel == null ? null : axis.text("panel")));
        }
        if (axes.isEmpty() || (panel == null && axes.size() > 1)) {
            problems.add(Problem.cannot(yaml.location("axes"), "read", "axes")
                    .expected(panel == null ? "one axis, or a key 'panel' that names a column" : "one axis per panel")
                    .found(String.valueOf(axes.size())));
        }
        return new ChartSpec.Trend(width(yaml), axes, panel, yaml.text("series"), amount(yaml));
    }

    private ChartSpec dots(YamlMapping yaml) {
        List<String> names = yaml.texts("name");
        if (names.isEmpty()) {
            problems.add(Problem.cannot(yaml.location("name"), "read", "name").expected("the columns that name a row"));
        }
        return new ChartSpec.Dots(
                width(yaml), axis(yaml.mapping("axis"), null), yaml.texts("group"), names, amount(yaml));
    }

    private Axis axis(YamlMapping yaml, @Nullable String panel) {
        String title = yaml.text("title");
        long scale = yaml.integer("scale", 1);
        String digits = String.valueOf(scale);
        if (!digits.matches("10*")) {
            problems.add(Problem.cannot(yaml.location("scale"), "read", "scale", digits)
                    .expected("a power of ten, so that no digit changes"));
        }
        yaml.done();
        return new Axis(panel, title, digits.length() - 1);
    }

    private static AmountColumns amount(YamlMapping yaml) {
        return new AmountColumns(
                columnOr(yaml, "value", "value"),
                columnOr(yaml, "low", "value_low"),
                columnOr(yaml, "high", "value_high"));
    }

    private static String columnOr(YamlMapping yaml, String key, String otherwise) {
        String column = yaml.textOrNull(key);
        return column == null ? otherwise : column;
    }

    private int width(YamlMapping yaml) {
        long width = yaml.integer("width", 0);
        if (width != 85 && width != 170) {
            problems.add(Problem.cannot(yaml.location("width"), "read", "width", String.valueOf(width))
                    .expected("the printed width in millimetres")
                    .allowed(List.of("85", "170")));
        }
        return Math.toIntExact(Math.min(width, 1_000));
    }
}
