package org.corvee.source;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;

/** Shapes of small tables for tests: owner {@code test_table}, separated by commas. */
public final class TestingShape {

    private TestingShape() {}

    public static TableShape of(ColumnSpec... columns) {
        return in(StandardCharsets.UTF_8, columns);
    }

    public static TableShape in(Charset charset, ColumnSpec... columns) {
        return new TableShape(
                "test_table", new DelimitedFormat(charset, ','), List.of(columns), Ignored.NONE, List.of());
    }

    /** A table in JSON, its records under {@code data}. */
    public static TableShape json(ColumnSpec... columns) {
        return written(
                JsonFormat.of("data", new JsonFormat.Beside("count", "error", Map.of(), false), Packing.NONE), columns);
    }

    /** A table in JSON as an array of arrays, in which columns may be repeated. */
    public static TableShape jsonRows(ColumnSpec... columns) {
        return written(JsonFormat.rows(true, Packing.NONE), columns);
    }

    public static TableShape written(TableFormat format, ColumnSpec... columns) {
        return new TableShape("test_table", format, List.of(columns), Ignored.NONE, List.of());
    }

    public static TableShape ignoring(TableShape shape, String... names) {
        return new TableShape(
                shape.owner(), shape.format(), shape.columns(), Ignored.of(List.of(names)), shape.phrases());
    }

    public static TableShape ignoringMatching(TableShape shape, String pattern, int columns) {
        return new TableShape(
                shape.owner(),
                shape.format(),
                shape.columns(),
                new Ignored(List.of(), pattern, columns),
                shape.phrases());
    }

    public static TableShape separatedBy(TableShape shape, char separator) {
        DelimitedFormat format = new DelimitedFormat(((DelimitedFormat) shape.format()).charset(), separator);
        return new TableShape(shape.owner(), format, shape.columns(), shape.ignored(), shape.phrases());
    }

    public static TableShape stating(TableShape shape, PhraseRule... rules) {
        return new TableShape(shape.owner(), shape.format(), shape.columns(), shape.ignored(), List.of(rules));
    }

    public static ColumnSpec text(String name) {
        return new ColumnSpec(name, ColumnType.TEXT, false, List.of(), null);
    }

    public static ColumnSpec integer(String name) {
        return new ColumnSpec(name, ColumnType.INTEGER, false, List.of(), null);
    }

    public static ColumnSpec date(String name) {
        return new ColumnSpec(name, ColumnType.DATE, false, List.of(), null);
    }

    public static ColumnSpec month(String name) {
        return new ColumnSpec(name, ColumnType.MONTH, false, List.of(), null);
    }

    public static ColumnSpec decimal(String name, int precision, int scale) {
        ColumnType type = new ColumnType(ColumnType.Kind.DECIMAL, precision, scale);
        return new ColumnSpec(name, type, false, List.of(), null);
    }

    public static ColumnSpec required(ColumnSpec column) {
        return new ColumnSpec(
                column.name(),
                column.type(),
                true,
                column.allowed(),
                column.refersTo(),
                column.spelling(),
                column.presence());
    }

    public static ColumnSpec allowing(ColumnSpec column, String... values) {
        return new ColumnSpec(
                column.name(),
                column.type(),
                column.required(),
                List.of(values),
                column.refersTo(),
                column.spelling(),
                column.presence());
    }

    /** With texts that mean, like an empty field, that there is no value. */
    public static ColumnSpec missing(ColumnSpec column, String... texts) {
        return spelled(column, new ColumnSpec.Spelling(List.of(texts), null, false));
    }

    public static ColumnSpec matching(ColumnSpec column, String pattern) {
        return spelled(column, new ColumnSpec.Spelling(List.of(), pattern, false));
    }

    /** Filled up with blanks; {@code NA} is no value. */
    public static ColumnSpec padded(ColumnSpec column) {
        return spelled(column, new ColumnSpec.Spelling(List.of("NA"), null, false, true));
    }

    /** With commas between groups of three digits. */
    public static ColumnSpec grouped(ColumnSpec column) {
        return spelled(column, new ColumnSpec.Spelling(List.of(), null, true));
    }

    /** With headers of other files of the same source. */
    public static ColumnSpec alias(ColumnSpec column, String... names) {
        return present(column, new ColumnSpec.Presence(List.of(names), false, Map.of()));
    }

    public static ColumnSpec optional(ColumnSpec column) {
        return present(column, new ColumnSpec.Presence(List.of(), true, Map.of()));
    }

    /** In files of whose manifest this is said. */
    public static ColumnSpec when(ColumnSpec column, String key, String value) {
        return present(column, new ColumnSpec.Presence(List.of(), false, Map.of(key, value)));
    }

    public static ColumnSpec spelled(ColumnSpec column, ColumnSpec.Spelling spelling) {
        return new ColumnSpec(
                column.name(),
                column.type(),
                column.required(),
                column.allowed(),
                column.refersTo(),
                spelling,
                column.presence());
    }

    public static ColumnSpec present(ColumnSpec column, ColumnSpec.Presence presence) {
        return new ColumnSpec(
                column.name(),
                column.type(),
                column.required(),
                column.allowed(),
                column.refersTo(),
                column.spelling(),
                presence);
    }
}
