package org.corvee.format;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
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
    void monthIsItsFirstDay() {
        assertThat(value(TestingShape.month("period"), "202601")).isEqualTo(LocalDate.of(2026, 1, 1));
        assertThat(value(TestingShape.month("period"), "199212")).isEqualTo(LocalDate.of(1992, 12, 1));
    }

    @Test
    void textsThatMeanThatThereIsNoValueAreNone() {
        for (ColumnSpec column : List.of(
                TestingShape.text("a"),
                TestingShape.integer("a"),
                TestingShape.date("a"),
                TestingShape.month("a"),
                TestingShape.decimal("a", 5, 2),
                TestingShape.decimal("a", 24, 6),
                TestingShape.allowing(TestingShape.text("a"), "x"))) {
            ColumnSpec spelled = TestingShape.missing(column, "-", "n.a.", "…");
            for (String text : List.of("", "-", "n.a.", "…")) {
                assertThat(value(spelled, text)).as(text).isNull();
            }
        }
        ColumnSpec text = TestingShape.missing(TestingShape.text("a"), "-", "n.a.");
        assertThat(value(text, "--")).isEqualTo("--");
        assertThat(value(text, "n.a")).isEqualTo("n.a");
        assertThat(value(text, "N.A.")).isEqualTo("N.A.");
        assertThat(value(TestingShape.missing(TestingShape.integer("a"), "-"), "-1"))
                .isEqualTo(-1L);
    }

    @Test
    void textThatMatchesItsPatternAsAWhole() {
        ColumnSpec code = TestingShape.matching(TestingShape.text("code"), "\\d{2}|\\d{4}");
        assertThat(value(code, "52")).isEqualTo("52");
        assertThat(value(code, "5201")).isEqualTo("5201");
        assertThat(value(code, "")).isNull();
    }

    @Test
    void textsThatComeAgainAreTheSameAndOthersAreNotTakenForThem() {
        // Aa and BB, and everything made of them, have one hash code.
        List<String> alike =
                List.of("AaAa", "BBBB", "AaBB", "BBAa", "AaAa", "BBAa", "AaBB", "BBBB", "AaAaAa", "BBBBBB");

        assertThat(values(TestingShape.text("code"), alike)).isEqualTo(alike);
        assertThat(values(TestingShape.month("period"), List.of("202601", "202601", "202602", "202601")))
                .extracting(String::valueOf)
                .containsExactly("2026-01-01", "2026-01-01", "2026-02-01", "2026-01-01");
    }

    @Test
    void newTextsAreReadWhenTheRememberedOnesFillTheMemory() {
        List<Object> texts = new ArrayList<>();
        for (int i = 0; i < 60_000; i++) {
            texts.add("region " + i % 40_000);
        }
        assertThat(values(TestingShape.text("region"), texts)).isEqualTo(texts);
    }

    @Test
    void textIsAllowedOrNotHoweverOftenItComes() {
        ColumnSpec measure = TestingShape.allowing(TestingShape.text("measure"), "actual");
        RowInterpreter interpreter =
                new TestingInterpreter(TestingShape.of(measure), List.of("measure")).rowInterpreter();
        Row row = new Row(List.of(measure));
        for (String text : List.of("target", "target", "actual", "target", "actual")) {
            RejectedRow rejected = interpreter.interpret(new RawRecord(1, 2, List.of(text)).buffer(), row);
            assertThat(rejected == null).as(text).isEqualTo(text.equals("actual"));
        }
    }

    @Test
    void groupsOfThreeDigitsMayBePartedByCommas() {
        for (ColumnSpec column : List.of(TestingShape.decimal("value", 18, 1), TestingShape.decimal("value", 24, 1))) {
            for (String text : List.of(
                    "0",
                    "1",
                    "12",
                    "123",
                    "1,234",
                    "12,345",
                    "123,456",
                    "12,345,678",
                    "1234567",
                    "-1,234.5",
                    "1234.5",
                    "0,001",
                    "-0")) {
                assertThat(value(TestingShape.grouped(column), text))
                        .as(text)
                        .isEqualTo(new BigDecimal(text.replace(",", "")).setScale(1));
            }
        }
    }

    @Test
    void numbersOfEighteenAndOfMoreDigitsAreReadAlike() {
        for (int precision : List.of(5, 17, 18, 19, 20, 38)) {
            ColumnSpec column = TestingShape.decimal("value", precision, 2);
            String most = "9".repeat(precision - 2) + ".99";
            for (String text :
                    List.of(most, "-" + most, "0", "-0", "-0.00", "0.01", "-0.01", "000999.99", "0000000", "7.5")) {
                assertThat(value(column, text))
                        .as(text + " as " + column.type())
                        .isEqualTo(new BigDecimal(text).setScale(2));
            }
        }
        assertThat(value(TestingShape.decimal("value", 18, 18), "0.123456789012345678"))
                .isEqualTo(new BigDecimal("0.123456789012345678"));
        assertThat(value(TestingShape.decimal("value", 18, 0), "-999999999999999999"))
                .isEqualTo(new BigDecimal("-999999999999999999"));
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

    /** What one interpreter reads, one after the other. */
    private static List<@Nullable Object> values(ColumnSpec column, List<?> texts) {
        RowInterpreter interpreter =
                new TestingInterpreter(TestingShape.of(column), List.of(column.name())).rowInterpreter();
        Row row = new Row(List.of(column));
        List<@Nullable Object> values = new ArrayList<>();
        for (Object text : texts) {
            assertThat(interpreter.interpret(new RawRecord(1, 2, List.of(text.toString())).buffer(), row))
                    .isNull();
            values.addAll(row.values());
        }
        return values;
    }

    private static @Nullable Object value(ColumnSpec column, String text) {
        Object row = new TestingInterpreter(TestingShape.of(column), List.of(column.name()))
                .interpret(new RawRecord(1, 2, List.of(text)));
        assertThat(row).as(text).isInstanceOf(TypedRow.class);
        return ((TypedRow) row).values().get(0);
    }
}
