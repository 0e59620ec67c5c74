package org.corvee.format;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import org.corvee.source.ColumnSpec;
import org.corvee.source.TestingShape;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class AcceptedRowsKeepTheirValueTest {

    @Test
    void textKeepsItsZerosAndSpaces() {
        assertThat(value(TestingShape.text("code"), "0101")).isEqualTo("0101");
        assertThat(value(TestingShape.text("code"), " 墨玉 ")).isEqualTo(" 墨玉 ");
    }

    @Test
    void emptyFieldIsAMissingValueWhateverItsType() {
        for (ColumnSpec column : List.of(
                TestingShape.text("a"),
                TestingShape.integer("a"),
                TestingShape.date("a"),
                TestingShape.decimal("a", 5, 2),
                TestingShape.allowing(TestingShape.text("a"), "x"))) {
            assertThat(value(column, "")).isNull();
        }
    }

    @Test
    void decimalsHaveTheScaleOfTheirColumn() {
        assertThat(value(TestingShape.decimal("share", 5, 2), "61.3")).isEqualTo(new BigDecimal("61.30"));
        assertThat(value(TestingShape.decimal("share", 5, 2), "-61.30")).isEqualTo(new BigDecimal("-61.30"));
        assertThat(value(TestingShape.decimal("share", 5, 2), "0")).isEqualTo(new BigDecimal("0.00"));
    }

    @Test
    void leadingZerosAreNotDigitsThatCount() {
        assertThat(value(TestingShape.decimal("share", 5, 2), "000999.99")).isEqualTo(new BigDecimal("999.99"));
    }

    @Test
    void columnWithoutDigitsBeforeThePointHoldsZero() {
        assertThat(value(TestingShape.decimal("share", 2, 2), "0")).isEqualTo(new BigDecimal("0.00"));
        assertThat(value(TestingShape.decimal("share", 2, 2), "0.0")).isEqualTo(new BigDecimal("0.00"));
        assertThat(value(TestingShape.decimal("share", 2, 2), "-0.25")).isEqualTo(new BigDecimal("-0.25"));
    }

    @Test
    void greatestDecimalFits() {
        String most = "9".repeat(36) + ".99";
        assertThat(value(TestingShape.decimal("value", 38, 2), most)).isEqualTo(new BigDecimal(most));
        assertThat(value(TestingShape.decimal("value", 38, 2), "-" + most)).isEqualTo(new BigDecimal("-" + most));
    }

    @Test
    void integersAndDates() {
        assertThat(value(TestingShape.integer("persons"), "-42")).isEqualTo(-42L);
        assertThat(value(TestingShape.integer("persons"), "999999999999999999")).isEqualTo(999_999_999_999_999_999L);
        assertThat(value(TestingShape.date("published"), "2020-02-29")).isEqualTo(LocalDate.of(2020, 2, 29));
    }

    @Test
    void valuesComeInTheOrderOfTheDescriptor() {
        assertThat(new TestingInterpreter(
                                TestingShape.ignoring(
                                        TestingShape.of(TestingShape.text("region"), TestingShape.integer("persons")),
                                        "note"),
                                List.of("persons", "note", "region"))
                        .interpret(new RawRecord(3, 5, List.of("42", "x", "Hotan"))))
                .isEqualTo(new TypedRow(3, 5, Arrays.asList("Hotan", 42L)));
    }

    private static @Nullable Object value(ColumnSpec column, String text) {
        Object row = new TestingInterpreter(TestingShape.of(column), List.of(column.name()))
                .interpret(new RawRecord(1, 2, List.of(text)));
        assertThat(row).as(text).isInstanceOf(TypedRow.class);
        return ((TypedRow) row).values().get(0);
    }
}
