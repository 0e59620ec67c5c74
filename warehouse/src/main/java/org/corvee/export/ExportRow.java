package org.corvee.export;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One row of an export.
 *
 * @param values by column, in the order of the SELECT: String, BigDecimal, LocalDate, Boolean or null; lists are left out
 * @param figureIds the figures that it rests on
 * @param footnotes numbers of its footnotes, from 1
 */
public record ExportRow(Map<String, @Nullable Object> values, List<String> figureIds, List<Integer> footnotes) {

    public ExportRow {
        values = Collections.unmodifiableMap(new LinkedHashMap<>(values));
        figureIds = List.copyOf(figureIds);
        footnotes = List.copyOf(footnotes);
    }

    /** A text, or any other value written as text; "" for null. */
    public String text(String column) {
        Object value = values.get(column);
        return value == null ? "" : value instanceof BigDecimal number ? Numbers.plain(number) : value.toString();
    }

    @Nullable
    BigDecimal number(String column) {
        return (BigDecimal) values.get(column);
    }

    LocalDate date(String column) {
        Object value = values.get(column);
        if (value instanceof LocalDate date) {
            return date;
        }
        throw new IllegalStateException("no date in column " + column + ": " + value);
    }

    ExportRow withFootnotes(List<Integer> numbers) {
        return new ExportRow(values, figureIds, numbers);
    }
}
