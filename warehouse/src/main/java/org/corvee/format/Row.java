package org.corvee.format;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.corvee.source.ColumnSpec;
import org.corvee.source.ColumnType;
import org.jspecify.annotations.Nullable;

/**
 * The typed values of one record, in the order of the descriptor's columns. The same row is filled anew for each record.
 * An integer, a date (days since 1970) and a decimal of at most 18 digits (without its point) are kept as a number, a
 * longer decimal (without its point) and a text as an object.
 */
public final class Row {

    private final List<ColumnSpec> columns;
    private final long[] numbers;
    private final @Nullable Object[] objects;
    private final boolean[] present;
    private long number;
    private long line;

    public Row(List<ColumnSpec> columns) {
        this.columns = List.copyOf(columns);
        this.numbers = new long[columns.size()];
        this.objects = new @Nullable Object[columns.size()];
        this.present = new boolean[columns.size()];
    }

    void begin(long recordNumber, long recordLine) {
        number = recordNumber;
        line = recordLine;
    }

    void setNull(int column) {
        present[column] = false;
    }

    void set(int column, long value) {
        present[column] = true;
        numbers[column] = value;
    }

    void set(int column, Text value) {
        present[column] = true;
        objects[column] = value;
    }

    void set(int column, BigInteger unscaled) {
        present[column] = true;
        objects[column] = unscaled;
    }

    /** 1-based position among the records after the header. */
    public long number() {
        return number;
    }

    /** 1-based line on which the record starts. */
    public long line() {
        return line;
    }

    public boolean isNull(int column) {
        return !present[column];
    }

    /** An integer, the days of a date, or the digits of a decimal of at most 18 digits. */
    public long asLong(int column) {
        return numbers[column];
    }

    public Text asText(int column) {
        return (Text) object(column);
    }

    /** The digits of a decimal of more than 18 digits. */
    public BigInteger asBigInteger(int column) {
        return (BigInteger) object(column);
    }

    private Object object(int column) {
        Object value = objects[column];
        if (value == null) {
            throw new IllegalStateException("column " + column + " holds no text and no long decimal");
        }
        return value;
    }

    /** The values as String, Long, LocalDate, BigDecimal or null: for what looks at a whole row, not for millions. */
    List<@Nullable Object> values() {
        List<@Nullable Object> values = new ArrayList<>(columns.size());
        for (int i = 0; i < columns.size(); i++) {
            values.add(present[i] ? value(i, columns.get(i).type()) : null);
        }
        return values;
    }

    private Object value(int column, ColumnType type) {
        return switch (type.kind()) {
            case TEXT -> asText(column).toString();
            case INTEGER -> asLong(column);
            case DATE, MONTH -> LocalDate.ofEpochDay(asLong(column));
            case DECIMAL ->
                type.fitsLong()
                        ? BigDecimal.valueOf(asLong(column), type.scale())
                        : new BigDecimal(asBigInteger(column), type.scale());
        };
    }
}
