package org.corvee.source;

import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.EnumSet;
import java.util.Set;
import org.corvee.descriptor.YamlMapping;
import org.corvee.problem.Problem;
import org.corvee.problem.Problems;
import org.corvee.source.ColumnSpec.NewCode;
import org.jspecify.annotations.Nullable;

/** Reads {@code at_least}, {@code at_most} and {@code new_code} of a column. */
final class LimitsParser {

    private static final Set<ColumnType.Kind> ORDERED =
            EnumSet.of(ColumnType.Kind.INTEGER, ColumnType.Kind.DECIMAL, ColumnType.Kind.DATE, ColumnType.Kind.MONTH);

    private LimitsParser() {}

    static ColumnSpec.Limits limits(YamlMapping column, ColumnType type, boolean refers, Problems problems) {
        String least = limit(column, "at_least", type, problems);
        String most = limit(column, "at_most", type, problems);
        if (least != null && most != null && isAfter(least, most, type)) {
            problems.add(Problem.cannot(column.location("at_most"), "use", "at_most", most)
                    .expected("no less than at_least, " + least));
        }
        NewCode newCode = NewCode.FREEZE;
        if (column.has("new_code")) {
            newCode = column.oneOf("new_code", NewCode.class);
            if (!refers && !column.has("allowed")) {
                problems.add(Problem.cannot(column.location("new_code"), "use", "new_code")
                        .expected("it for a column with 'allowed' or 'refers_to'"));
            }
        }
        return new ColumnSpec.Limits(least, most, newCode);
    }

    private static @Nullable String limit(YamlMapping column, String key, ColumnType type, Problems problems) {
        String text = column.textOrNull(key);
        if (text == null) {
            return null;
        }
        if (!ORDERED.contains(type.kind())) {
            problems.add(Problem.cannot(column.location(key), "use", key)
                    .expected("it for a column of type integer, decimal, date or month"));
            return null;
        }
        if (!fits(text, type)) {
            problems.add(Problem.cannot(column.location(key), "use", key, text).expected("a value of type " + type));
            return null;
        }
        return text;
    }

    private static boolean fits(String text, ColumnType type) {
        return switch (type.kind()) {
            case TEXT -> false;
            case INTEGER -> text.matches("-?\\d{1,18}");
            case DECIMAL -> text.matches("-?\\d{1,38}(\\.\\d{1,38})?") && fits(new BigDecimal(text), type);
            case DATE -> text.matches("\\d{4}-\\d{2}-\\d{2}") && isDay(text);
            case MONTH -> text.matches("\\d{4}(0[1-9]|1[0-2])");
        };
    }

    private static boolean fits(BigDecimal number, ColumnType type) {
        BigDecimal stripped = number.stripTrailingZeros();
        int scale = Math.max(stripped.scale(), 0);
        return scale <= type.scale() && stripped.precision() - stripped.scale() <= type.precision() - type.scale();
    }

    private static boolean isDay(String text) {
        try {
            return LocalDate.parse(text).toString().equals(text);
        } catch (DateTimeException e) {
            return false;
        }
    }

    private static boolean isAfter(String one, String other, ColumnType type) {
        boolean text = type.kind() == ColumnType.Kind.DATE || type.kind() == ColumnType.Kind.MONTH;
        return text ? one.compareTo(other) > 0 : new BigDecimal(one).compareTo(new BigDecimal(other)) > 0;
    }
}
