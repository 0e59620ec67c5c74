package org.corvee.format;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import org.corvee.source.ColumnSpec;
import org.corvee.source.ColumnType;
import org.jspecify.annotations.Nullable;

/** Rows with values that no text is read as, such as the least number of 64 bits. */
public final class TestingRow {

    private TestingRow() {}

    /**
     * A row of the given position.
     *
     * @param values one for each column: String, Long, LocalDate, BigDecimal or null
     */
    public static Row of(long number, List<ColumnSpec> columns, List<@Nullable Object> values) {
        Row row = new Row(columns);
        row.begin(number, number + 1);
        for (int i = 0; i < columns.size(); i++) {
            set(row, i, columns.get(i).type(), values.get(i));
        }
        return row;
    }

    private static void set(Row row, int column, ColumnType type, @Nullable Object value) {
        if (value == null) {
            row.setNull(column);
        } else if (value instanceof String text) {
            row.set(column, new Text(text));
        } else if (value instanceof Long number) {
            row.set(column, number.longValue());
        } else if (value instanceof LocalDate date) {
            row.set(column, date.toEpochDay());
        } else if (value instanceof BigDecimal decimal && type.fitsLong()) {
            row.set(column, decimal.setScale(type.scale()).unscaledValue().longValueExact());
        } else if (value instanceof BigDecimal decimal) {
            row.set(column, decimal.setScale(type.scale()).unscaledValue());
        } else {
            throw new IllegalArgumentException("no value of a row: " + value);
        }
    }
}
