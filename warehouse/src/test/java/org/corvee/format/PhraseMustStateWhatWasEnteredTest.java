package org.corvee.format;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.corvee.source.ColumnSpec;
import org.corvee.source.PhraseRule;
import org.corvee.source.TableShape;
import org.corvee.source.TestingShape;
import org.junit.jupiter.api.Test;

class PhraseMustStateWhatWasEnteredTest {

    private static final TableShape SHAPE = TestingShape.stating(
            TestingShape.of(
                    TestingShape.text("as_stated"),
                    TestingShape.decimal("value", 24, 6),
                    TestingShape.decimal("value_low", 24, 6),
                    TestingShape.decimal("value_high", 24, 6),
                    TestingShape.text("bound"),
                    TestingShape.text("note")),
            new PhraseRule("as_stated", "value", "value_low", "value_high", "bound", "note"));

    @Test
    void phraseThatStatesTheValueWithItsIntervalIsAccepted() {
        assertAccepted("transferring 3.2 million", "3200000", "3150000", "3250000", "exact", "");
        assertAccepted("over 38,000", "38000.000000", "38000", "", "at_least", "");
        assertAccepted("up to 1.6 million", "1600000", "", "1600000", "at_most", "");
        assertAccepted("20,000 to 25,000", "", "20000", "25000", "range", "");
        assertAccepted("hundreds of thousands", "", "200000", "1000000", "vague", "");
    }

    @Test
    void aNumberPrintedInFullMayBeCountedToTheUnitWhenANoteSaysSo() {
        assertAccepted("490 (14 percent)", "490", "490", "490", "exact", "Counted to the unit.");
        assertAccepted("1,120", "1120", "1120", "1120", "exact", "Counted to the unit.");
        assertDisagrees("490 (14 percent)", "490", "490", "490", "exact", "");
        assertDisagrees("1,490", "490", "490", "490", "exact", "Counted to the unit.");
        assertDisagrees("3.17 million", "3170000", "3170000", "3170000", "exact", "Counted to the unit.");
    }

    @Test
    void anyOfTheQuantitiesOfThePhraseMayBeMeant() {
        assertAccepted("105.7, 273.6 and 99 percent", "105.7", "105.65", "105.75", "exact", "");
        assertAccepted("105.7, 273.6 and 99 percent", "99", "98.5", "99.5", "exact", "");
    }

    @Test
    void anotherNumberIsRejectedWithWhatThePhraseStates() {
        assertRejected(
                "cannot match as_stated 'transferring 3.2 million': expected one of 3200000 (3150000 … 3250000, exact),"
                        + " found 3170000 (3165000 … 3175000, exact)",
                "transferring 3.2 million",
                "3170000",
                "3165000",
                "3175000",
                "exact",
                "A note does not help.");
        assertRejected(
                "cannot match as_stated '1,323 (37 percent)': expected one of 1323 (1323 … 1323, exact);"
                        + " 37 (36.5 … 37.5, exact), found (1300 … 1400, range)",
                "1,323 (37 percent)",
                "",
                "1300",
                "1400",
                "range",
                "");
    }

    @Test
    void intervalAndBoundMustAgreeToo() {
        assertDisagrees("2.2 million", "2200000", "2195000", "2205000", "exact", "");
        assertDisagrees("2.2 million", "2200000", "2150000", "2250000", "approx", "");
        assertDisagrees("about 2.2 million", "2200000", "2150000", "2250000", "exact", "");
        assertDisagrees("over 38,000", "38000", "38000", "38500", "at_least", "");
        assertDisagrees("over 38,000", "38000", "", "", "at_least", "");
        assertDisagrees("20,000 to 25,000", "", "20000", "24000", "range", "");
        assertDisagrees("hundreds of thousands", "", "200000", "", "vague", "");
    }

    @Test
    void declineMayBeEnteredAsANegativeNumber() {
        assertAccepted("declined 61.3 percent", "-61.3", "-61.35", "-61.25", "exact", "");
        assertAccepted("declined by over 30 percent", "-30", "", "-30", "at_most", "");
        assertAccepted("10-11 percent fewer", "", "-11", "-10", "range", "");
        assertDisagrees("declined 61.3 percent", "-61.3", "-61.25", "-61.35", "exact", "");
        assertDisagrees("-61.3%", "61.3", "61.25", "61.35", "exact", "");
    }

    @Test
    void phraseWithoutANumberNeedsANote() {
        assertAccepted("full quarterly campaigns", "4", "4", "4", "exact", "Quarterly is four a year.");
        assertRejected(
                "cannot match as_stated 'full quarterly campaigns': expected a note, since the phrase states no number",
                "full quarterly campaigns",
                "4",
                "4",
                "4",
                "exact",
                "");
        assertRejected(
                "cannot match as_stated '': expected a note, since the phrase states no number",
                "",
                "4",
                "4",
                "4",
                "exact",
                "");
    }

    @Test
    void boundThatIsNoneIsTold() {
        assertRejected(
                "cannot match as_stated 'over 30': expected one of 30 (30 …, at_least), found bound 'over'",
                "over 30",
                "30",
                "30",
                "",
                "over",
                "");
    }

    @Test
    void rowWithOtherDefectsIsNotCompared() {
        assertThat(interpret("3.2 million", "many", "", "", "exact", ""))
                .isInstanceOfSatisfying(RejectedRow.class, row -> {
                    assertThat(row.reason()).isEqualTo(RejectReason.NOT_A_NUMBER);
                    assertThat(row.message()).doesNotContain("as_stated");
                });
    }

    private static void assertAccepted(String... fields) {
        assertThat(interpret(fields)).isInstanceOf(TypedRow.class);
    }

    private static void assertDisagrees(String... fields) {
        assertThat(interpret(fields))
                .isInstanceOfSatisfying(
                        RejectedRow.class, row -> assertThat(row.reason()).isEqualTo(RejectReason.PHRASE_DISAGREES));
    }

    private static void assertRejected(String message, String... fields) {
        assertThat(interpret(fields)).isInstanceOfSatisfying(RejectedRow.class, row -> {
            assertThat(row.column()).isEqualTo("as_stated");
            assertThat(row.reason()).isEqualTo(RejectReason.PHRASE_DISAGREES);
            assertThat(row.message()).isEqualTo("test_table table.csv:9: " + message);
        });
    }

    private static Object interpret(String... fields) {
        List<String> header = SHAPE.columns().stream().map(ColumnSpec::name).toList();
        return new TestingInterpreter(SHAPE, header).interpret(new RawRecord(7, 9, List.of(fields)));
    }
}
