package org.corvee.format;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.corvee.source.ColumnSpec;
import org.corvee.source.TestingShape;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RejectedRowsKeepTheirReasonTest {

    private static final ColumnSpec MEASURE =
            TestingShape.allowing(TestingShape.text("measure"), "actual", "target", "plan", "estimate");

    @Test
    void fieldTooFew() {
        assertThat(interpret(List.of(TestingShape.text("region"), TestingShape.integer("persons")), "Hotan"))
                .isEqualTo(new RejectedRow(
                        7,
                        9,
                        null,
                        RejectReason.FIELD_COUNT,
                        "test_table table.csv:9: cannot read record 7: expected 2 fields, found 1",
                        "Hotan"));
    }

    @Test
    void fieldTooMany() {
        assertThat(interpret(List.of(TestingShape.text("region")), "Hotan", "42"))
                .isEqualTo(new RejectedRow(
                        7,
                        9,
                        null,
                        RejectReason.FIELD_COUNT,
                        "test_table table.csv:9: cannot read record 7: expected 1 fields, found 2",
                        "Hotan,42"));
    }

    @Test
    void requiredValueIsMissing() {
        assertThat(interpret(List.of(TestingShape.required(TestingShape.text("region"))), ""))
                .isEqualTo(new RejectedRow(
                        7,
                        9,
                        "region",
                        RejectReason.MISSING_VALUE,
                        "test_table table.csv:9: cannot read region '': expected a value",
                        ""));
    }

    @Test
    void wordIsNoNumber() {
        assertThat(interpret(List.of(TestingShape.decimal("value", 24, 6)), "3,170,000"))
                .isEqualTo(new RejectedRow(
                        7,
                        9,
                        "value",
                        RejectReason.NOT_A_NUMBER,
                        "test_table table.csv:9: cannot parse value '3,170,000': expected a number such as 3170000 or"
                                + " -61.3, no separators",
                        "\"3,170,000\""));
    }

    @Test
    void nothingThatLooksLikeANumberIsGuessed() {
        for (String text : List.of("1e3", ".5", "5.", "+5", " 5", "5 ", "−5", "٣", "５", "NaN", "0x1F", "-", "5%")) {
            assertThat(reason(TestingShape.decimal("value", 24, 6), text)).isEqualTo(RejectReason.NOT_A_NUMBER);
        }
    }

    @Test
    void fractionIsNoInteger() {
        assertThat(interpret(List.of(TestingShape.integer("persons")), "42.0"))
                .isEqualTo(new RejectedRow(
                        7,
                        9,
                        "persons",
                        RejectReason.NOT_AN_INTEGER,
                        "test_table table.csv:9: cannot parse persons '42.0': expected a whole number such as 42",
                        "42.0"));
    }

    @Test
    void dateThatDoesNotExist() {
        assertThat(interpret(List.of(TestingShape.date("published")), "2021-02-29"))
                .isEqualTo(new RejectedRow(
                        7,
                        9,
                        "published",
                        RejectReason.NOT_A_DATE,
                        "test_table table.csv:9: cannot parse published '2021-02-29': expected a date such as"
                                + " 2021-12-31",
                        "2021-02-29"));
    }

    @Test
    void datesOfOtherShapesAreNotGuessed() {
        for (String text : List.of("2021-2-1", "31.12.2021", "2021/12/31", "20211231", "2021-12", "2021-12-31T00:00")) {
            assertThat(reason(TestingShape.date("published"), text)).isEqualTo(RejectReason.NOT_A_DATE);
        }
    }

    @Test
    void tooManyDigitsAfterThePoint() {
        assertThat(interpret(List.of(TestingShape.decimal("share", 5, 2)), "61.305"))
                .isEqualTo(new RejectedRow(
                        7,
                        9,
                        "share",
                        RejectReason.TOO_MANY_DIGITS,
                        "test_table table.csv:9: cannot parse share '61.305': expected at most 3 digits before and 2"
                                + " after the point",
                        "61.305"));
    }

    @Test
    void tooManyDigitsBeforeThePoint() {
        assertThat(interpret(List.of(TestingShape.decimal("share", 5, 2)), "-1000"))
                .isEqualTo(new RejectedRow(
                        7,
                        9,
                        "share",
                        RejectReason.TOO_MANY_DIGITS,
                        "test_table table.csv:9: cannot parse share '-1000': expected at most 3 digits before and 2"
                                + " after the point",
                        "-1000"));
    }

    @Test
    void valueThatIsNotAllowedIsToldWithWhatWasMeant() {
        assertThat(interpret(List.of(MEASURE), "actuals"))
                .isEqualTo(new RejectedRow(
                        7,
                        9,
                        "measure",
                        RejectReason.NOT_ALLOWED,
                        "test_table table.csv:9: cannot use measure 'actuals'; allowed: actual, target, plan, estimate;"
                                + " did you mean 'actual'?",
                        "actuals",
                        List.of(new RejectedRow.NewCode("measure", "actuals"))));
    }

    @Test
    void valueThatIsFarFromAllAllowedOnesHasNoSuggestion() {
        assertThat(interpret(List.of(MEASURE), "x"))
                .isEqualTo(new RejectedRow(
                        7,
                        9,
                        "measure",
                        RejectReason.NOT_ALLOWED,
                        "test_table table.csv:9: cannot use measure 'x'; allowed: actual, target, plan, estimate",
                        "x",
                        List.of(new RejectedRow.NewCode("measure", "x"))));
    }

    @Test
    void nulCharacter() {
        assertThat(interpret(List.of(TestingShape.text("region")), "Ho\0tan"))
                .isEqualTo(new RejectedRow(
                        7,
                        9,
                        "region",
                        RejectReason.NUL_CHARACTER,
                        "test_table table.csv:9: cannot read region 'Ho␀tan': expected text without a NUL character",
                        "Ho\0tan"));
    }

    @Test
    void textThatSwallowedHalfAFile() {
        String most = "x".repeat(1_000_000);
        assertThat(interpret(List.of(TestingShape.text("note")), most + "x"))
                .isEqualTo(new RejectedRow(
                        7,
                        9,
                        "note",
                        RejectReason.TOO_LONG,
                        "test_table table.csv:9: cannot parse note 'xxxxxxxxxx…': expected at most 1000000 characters,"
                                + " found 1000001",
                        most + "x"));
        assertThat(interpret(List.of(TestingShape.text("note")), most)).isInstanceOf(TypedRow.class);
    }

    @Test
    void textThatSwallowedHalfAFileIsNotTheEndOfTheFile(@TempDir Path folder) throws IOException {
        String swallowed = "和".repeat(1_000_001);
        TestingFile file = TestingFile.of(folder, "region,note\nHotan,\"" + swallowed + "\"\nKashgar,a\n");

        assertThat(file.rows(TestingShape.of(TestingShape.text("region"), TestingShape.text("note"))))
                .satisfiesExactly(
                        first -> assertThat(first)
                                .isInstanceOfSatisfying(
                                        RejectedRow.class,
                                        row -> assertThat(row.reason()).isEqualTo(RejectReason.TOO_LONG)),
                        second -> assertThat(second).isEqualTo(new TypedRow(2, 3, List.of("Kashgar", "a"))));
    }

    @Test
    void textThatDoesNotMatchItsPattern() {
        assertThat(interpret(List.of(TestingShape.matching(TestingShape.text("code"), "\\d{8}")), "5201000"))
                .isEqualTo(new RejectedRow(
                        7,
                        9,
                        "code",
                        RejectReason.PATTERN_MISMATCH,
                        "test_table table.csv:9: cannot parse code '5201000': expected text that matches \\d{8}",
                        "5201000"));

        for (String text : List.of("520100001", "52010000 ", "x52010000", "52010000\n")) {
            assertThat(reason(TestingShape.matching(TestingShape.text("code"), "\\d{8}"), text))
                    .isEqualTo(RejectReason.PATTERN_MISMATCH);
        }
    }

    @Test
    void valueThatIsSaidToBeMissingIsMissedWhereItIsRequired() {
        assertThat(interpret(
                        List.of(TestingShape.missing(TestingShape.required(TestingShape.integer("persons")), "-")),
                        "-"))
                .isEqualTo(new RejectedRow(
                        7,
                        9,
                        "persons",
                        RejectReason.MISSING_VALUE,
                        "test_table table.csv:9: cannot read persons '-': expected a value",
                        "-"));
    }

    @Test
    void groupsOfTwoDigitsAreNotGuessed() {
        assertThat(interpret(List.of(TestingShape.grouped(TestingShape.decimal("value", 24, 6))), "12,34"))
                .isEqualTo(new RejectedRow(
                        7,
                        9,
                        "value",
                        RejectReason.NOT_A_NUMBER,
                        "test_table table.csv:9: cannot parse value '12,34': expected a number such as 3,170,000 or"
                                + " -61.3",
                        "\"12,34\""));
    }

    @Test
    void commasThatPartNoGroupsOfThreeAreNotGuessed() {
        for (ColumnSpec column : List.of(TestingShape.decimal("value", 18, 6), TestingShape.decimal("value", 24, 6))) {
            for (String text : List.of(
                    "1,23",
                    "12,34",
                    ",123",
                    "1,,234",
                    "1234,567",
                    "1,2345",
                    "1,234,",
                    "1,234,56",
                    "-,123",
                    "1.234,567")) {
                assertThat(reason(TestingShape.grouped(column), text)).isEqualTo(RejectReason.NOT_A_NUMBER);
            }
            assertThat(reason(column, "1,234")).isEqualTo(RejectReason.NOT_A_NUMBER);
        }
    }

    @Test
    void oneDigitMoreThanAColumnHoldsIsTooMany() {
        for (int precision : List.of(18, 19, 38)) {
            ColumnSpec column = TestingShape.decimal("value", precision, 2);
            for (String text : List.of(
                    "1" + "0".repeat(precision - 2), "-1" + "0".repeat(precision - 2) + ".5", "0.001", "0.000")) {
                assertThat(reason(column, text)).isEqualTo(RejectReason.TOO_MANY_DIGITS);
            }
        }
    }

    @Test
    void monthThatDoesNotExist() {
        assertThat(interpret(List.of(TestingShape.month("period")), "202113"))
                .isEqualTo(new RejectedRow(
                        7,
                        9,
                        "period",
                        RejectReason.NOT_A_DATE,
                        "test_table table.csv:9: cannot parse period '202113': expected a month such as 202112",
                        "202113"));
    }

    @Test
    void monthsOfOtherShapesAreNotGuessed() {
        for (String text : List.of("202100", "2021-12", "20211", "2021120", "202112 ", "-02112", "２０２１１２", "2021Q4")) {
            assertThat(reason(TestingShape.month("period"), text)).isEqualTo(RejectReason.NOT_A_DATE);
        }
    }

    @Test
    void everyDefectOfARowIsToldAndTheFirstGivesTheReason() {
        assertThat(interpret(
                        List.of(
                                TestingShape.text("region"),
                                TestingShape.integer("persons"),
                                MEASURE,
                                TestingShape.required(TestingShape.date("published"))),
                        "Hotan",
                        "many",
                        "aim",
                        ""))
                .isEqualTo(new RejectedRow(
                        7,
                        9,
                        "persons",
                        RejectReason.NOT_AN_INTEGER,
                        "test_table table.csv:9: cannot parse persons 'many': expected a whole number such as 42."
                                + " Also cannot use measure 'aim'; allowed: actual, target, plan, estimate."
                                + " Also cannot read published '': expected a value",
                        "Hotan,many,aim,",
                        List.of(new RejectedRow.NewCode("measure", "aim"))));
    }

    @Test
    void rawTextKeepsSpacesAtItsEnd() {
        assertThat(interpret(List.of(TestingShape.integer("persons"), TestingShape.text("note")), "many", "see p. 2 "))
                .isInstanceOfSatisfying(
                        RejectedRow.class, row -> assertThat(row.rawText()).isEqualTo("many,see p. 2 "));
    }

    @Test
    void codesArePublic() {
        assertThat(List.of(RejectReason.values()).stream().map(RejectReason::code))
                .containsExactly(
                        "field_count",
                        "unreadable_cell",
                        "missing_value",
                        "not_a_number",
                        "not_an_integer",
                        "not_a_date",
                        "too_many_digits",
                        "not_allowed",
                        "nul_character",
                        "too_long",
                        "pattern_mismatch",
                        "phrase_disagrees",
                        "unknown_name",
                        "duplicate_key",
                        "left_out");
    }

    private static RejectReason reason(ColumnSpec column, String text) {
        Object row = interpret(List.of(column), text);
        assertThat(row).as(text).isInstanceOf(RejectedRow.class);
        return ((RejectedRow) row).reason();
    }

    private static Object interpret(List<ColumnSpec> columns, String... fields) {
        List<String> header = columns.stream().map(ColumnSpec::name).toList();
        return new TestingInterpreter(TestingShape.of(columns.toArray(new ColumnSpec[0])), header)
                .interpret(new RawRecord(7, 9, List.of(fields)));
    }
}
