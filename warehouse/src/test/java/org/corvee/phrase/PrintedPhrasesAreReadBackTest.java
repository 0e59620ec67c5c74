package org.corvee.phrase;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("slow")
class PrintedPhrasesAreReadBackTest {

    private static final int PHRASES = 5_000;
    private static final List<String> SILENT = List.of(
            "",
            "the region",
            "laborers were moved by the bureau",
            "in southern Xinjiang",
            "新疆",
            "农村富余劳动力",
            "（转移就业）",
            "as the report says",
            "in 2021");

    @Test
    void printedQuantityIsReadAsTheSame() {
        TestingPhrases phrases = new TestingPhrases(20261125L);
        Set<Bound> bounds = new HashSet<>();
        for (int i = 0; i < PHRASES; i++) {
            String phrase = phrases.phrase();
            for (Quantity quantity : NumberPhrase.parse(phrase)) {
                bounds.add(quantity.bound());
                assertThat(NumberPhrase.parse(NumberPhrase.print(quantity)))
                        .as(phrase)
                        .containsExactly(quantity);
            }
        }
        assertThat(bounds).containsExactlyInAnyOrder(Bound.values());
    }

    @Test
    void intervalHoldsItsValue() {
        TestingPhrases phrases = new TestingPhrases(20261126L);
        for (int i = 0; i < PHRASES; i++) {
            String phrase = phrases.phrase();
            for (Quantity quantity : NumberPhrase.parse(phrase)) {
                assertThat(quantity).as(phrase).satisfies(PrintedPhrasesAreReadBackTest::isOrdered);
            }
        }
    }

    @Test
    void anyTextCanBeReadAndWhatItStatesPrinted() {
        TestingPhrases texts = new TestingPhrases(20261127L);
        int stated = 0;
        for (int i = 0; i < PHRASES; i++) {
            String text = texts.text();
            for (Quantity quantity : NumberPhrase.parse(text)) {
                stated++;
                assertThat(NumberPhrase.parse(NumberPhrase.print(quantity)))
                        .as(text)
                        .containsExactly(quantity);
            }
        }
        assertThat(stated).isGreaterThan(PHRASES);
    }

    @Test
    void wordsWithoutNumbersChangeNothing() {
        TestingPhrases phrases = new TestingPhrases(20261128L);
        for (int i = 0; i < PHRASES; i++) {
            String phrase = phrases.phrase();
            String longer = phrases.any(SILENT) + "; " + phrase + "; " + phrases.any(SILENT);
            assertThat(NumberPhrase.parse(longer)).as(longer).isEqualTo(NumberPhrase.parse(phrase));
        }
    }

    @Test
    void usualPhrasesAreTheOnesPrinted() {
        for (String phrase : List.of(
                "3.17 million",
                "about 25,000",
                "nearly 1.45 million",
                "over 38,000",
                "up to 1.6 million",
                "20,000 to 25,000",
                "2,165",
                "57 percent",
                "5.8",
                "100 percent",
                "hundreds of thousands",
                "several billion",
                "dozens",
                "most")) {
            assertThat(NumberPhrase.print(NumberPhrase.parse(phrase).get(0))).isEqualTo(phrase);
        }
    }

    @Test
    void quantityThatNoPhraseStatesIsNotPrinted() {
        Quantity outside = new Quantity(new BigDecimal(5), new BigDecimal(6), new BigDecimal(7), Bound.EXACT);

        assertThatThrownBy(() -> NumberPhrase.print(outside))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("cannot print quantity '5 (6 … 7, exact)': expected one that a phrase states");
    }

    private static void isOrdered(Quantity quantity) {
        BigDecimal value = quantity.value();
        BigDecimal low = quantity.low();
        BigDecimal high = quantity.high();
        if (value != null && low != null) {
            assertThat(low).isLessThanOrEqualTo(value);
        }
        if (value != null && high != null) {
            assertThat(high).isGreaterThanOrEqualTo(value);
        }
        if (low != null && high != null) {
            assertThat(low).isLessThanOrEqualTo(high);
        }
        assertThat(low != null || high != null).isTrue();
    }
}
