package org.corvee.format;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.regex.Pattern;
import org.corvee.problem.Location;
import org.corvee.source.ColumnSpec;
import org.corvee.source.ColumnType;
import org.corvee.source.TestingShape;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Numbers are read digit by digit, for speed; a regular expression and a BigDecimal must come to the same. */
class NumbersAreReadAsTheirShapeSaysTest {

    private static final int TEXTS = 20_000;
    private static final Pattern INTEGER = Pattern.compile("-?\\d{1,18}");
    private static final Pattern DECIMAL = Pattern.compile("-?\\d+(\\.\\d+)?");
    private static final Pattern GROUPED = Pattern.compile("-?(\\d+|\\d{1,3}(,\\d{3})+)(\\.\\d+)?");
    private static final Location LINE = Location.of("test_table", "table.csv").atLine(9);

    @Test
    void integersAreWhatTheirExpressionMatches() {
        FieldInterpreter field = FieldInterpreter.of(TestingShape.integer("n"));
        int accepted = 0;
        for (String text : texts(20261128L)) {
            BigDecimal value = INTEGER.matcher(text).matches() ? new BigDecimal(text) : null;
            assertReads(field, TestingShape.integer("n"), text, value == null ? null : value.longValueExact());
            if (value == null) {
                assertThat(field.defect(text, LINE).reason()).as(text).isEqualTo(RejectReason.NOT_AN_INTEGER);
            } else {
                accepted++;
            }
        }
        assertThat(accepted).isBetween(TEXTS / 20, TEXTS / 2);
    }

    @Test
    void decimalsAreWhatTheirExpressionMatchesAndTheirTypeHolds() {
        int accepted = 0;
        List<String> texts = texts(20261129L);
        for (ColumnSpec column : columns()) {
            FieldInterpreter field = FieldInterpreter.of(column);
            Pattern shape = column.spelling().thousands() ? GROUPED : DECIMAL;
            for (String text : texts) {
                boolean number = shape.matcher(text).matches();
                BigDecimal value = number ? held(new BigDecimal(text.replace(",", "")), text, column.type()) : null;
                assertReads(field, column, text, value);
                if (value == null) {
                    assertThat(field.defect(text, LINE).reason())
                            .as(text)
                            .isEqualTo(number ? RejectReason.TOO_MANY_DIGITS : RejectReason.NOT_A_NUMBER);
                } else {
                    accepted++;
                }
            }
        }
        assertThat(accepted).isBetween(columns().size() * TEXTS / 20, columns().size() * TEXTS / 2);
    }

    /** The value in the scale of its column; null when it has more digits than the column. */
    private static @Nullable BigDecimal held(BigDecimal value, String text, ColumnType type) {
        String[] parts = text.replace(",", "").replace("-", "").split("\\.", 0);
        String before = parts[0].replaceFirst("^0+", "");
        int after = parts.length == 1 ? 0 : parts[1].length();
        return before.length() > type.precision() - type.scale() || after > type.scale()
                ? null
                : value.setScale(type.scale());
    }

    private static void assertReads(FieldInterpreter field, ColumnSpec column, String text, @Nullable Object expected) {
        // What stands before and behind a field belongs to its neighbours.
        char[] record = ("7" + text + "7").toCharArray();
        Row row = new Row(List.of(column));
        boolean read = field.read(record, 1, record.length - 1, row, 0);
        String what = "'" + text + "' as " + column.type() + (column.spelling().thousands() ? " with commas" : "");
        assertThat(read).as(what).isEqualTo(expected != null);
        if (expected != null) {
            assertThat(row.values().get(0)).as(what).isEqualTo(expected);
        }
    }

    private static List<ColumnSpec> columns() {
        List<ColumnSpec> columns = new ArrayList<>();
        for (int[] digits : new int[][] {
            {1, 0}, {2, 2}, {5, 2}, {9, 9}, {18, 0}, {18, 6}, {18, 12}, {18, 18}, {19, 0}, {19, 4}, {24, 12}, {38, 38},
            {38, 6}
        }) {
            ColumnSpec column = TestingShape.decimal("n", digits[0], digits[1]);
            columns.add(column);
            columns.add(TestingShape.grouped(column));
        }
        return columns;
    }

    /** A third any characters, a third numbers, and a third numbers of which one character is wrong. */
    private static List<String> texts(long seed) {
        Random random = new Random(seed);
        List<String> texts = new ArrayList<>();
        while (texts.size() < TEXTS) {
            StringBuilder text = new StringBuilder();
            int kind = random.nextInt(3);
            if (kind == 0) {
                append(text, random, "0123456789.,- ", 1 + random.nextInt(8));
            } else {
                number(text, random);
            }
            if (kind == 2) {
                int at = random.nextInt(text.length());
                text.replace(
                        at, at + random.nextInt(2), String.valueOf("0123456789.,- ٣５e".charAt(random.nextInt(17))));
            }
            if (text.length() > 0) {
                texts.add(text.toString());
            }
        }
        return texts;
    }

    private static void number(StringBuilder text, Random random) {
        text.append(random.nextInt(3) == 0 ? "-" : "");
        append(text, random, "0", random.nextInt(4) == 0 ? random.nextInt(25) : 0);
        if (random.nextInt(3) == 0) {
            append(text, random, "0123456789", 1 + random.nextInt(3));
            int groups = random.nextInt(7);
            for (int i = 0; i < groups; i++) {
                append(text.append(','), random, "0123456789", 3);
            }
        } else {
            append(text, random, "0123456789", 1 + random.nextInt(random.nextBoolean() ? 5 : 40));
        }
        if (random.nextInt(2) == 0) {
            append(text.append('.'), random, "0123456789", 1 + random.nextInt(random.nextBoolean() ? 3 : 40));
        }
    }

    private static void append(StringBuilder text, Random random, String characters, int count) {
        for (int i = 0; i < count; i++) {
            text.append(characters.charAt(random.nextInt(characters.length())));
        }
    }
}
