package org.corvee.phrase;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertAll;

import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.NamedCsvRecord;
import java.io.IOException;
import java.io.InputStreamReader;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;

/**
 * Phrases of English, Chinese, Japanese, German, Italian and Turkish reports with the quantities that a person reads out
 * of them: one row for each, and a row with nothing but the phrase where there is none.
 */
class NumberPhrasesStateTheirQuantityTest {

    private static final int FEWEST = 250;

    @Test
    void everyPhraseOfTheTableStatesWhatThePersonRead() throws IOException {
        Map<String, List<Quantity>> table = table();

        assertThat(table).hasSizeGreaterThan(FEWEST);
        assertAll(table.entrySet().stream()
                .map(entry -> (Executable) () -> assertThat(NumberPhrase.parse(entry.getKey()))
                        .as(entry.getKey())
                        .isEqualTo(entry.getValue())));
    }

    @Test
    void quantitiesAreEqualWhateverZerosTheyWereWrittenWith() {
        assertThat(new Quantity(new BigDecimal("3170000.000000"), null, new BigDecimal("3.20E+6"), Bound.AT_MOST))
                .isEqualTo(new Quantity(new BigDecimal("3170000"), null, new BigDecimal("3200000"), Bound.AT_MOST))
                .hasToString("3170000 (… 3200000, at_most)");
    }

    @Test
    void declineTurnsItsEndsAround() {
        Quantity decline = NumberPhrase.parse("over 61.3 percent").get(0);

        assertThat(decline.isNegative()).isFalse();
        assertThat(decline.negated()).hasToString("-61.3 (… -61.3, at_most)");
        assertThat(decline.negated().negated()).isEqualTo(decline);
        assertThat(NumberPhrase.parse("10-11 percent").get(0).negated()).hasToString("(-11 … -10, range)");
    }

    @Test
    void codesArePublic() {
        assertThat(Bound.codes()).containsExactly("exact", "approx", "at_least", "at_most", "range", "vague");
    }

    private static Map<String, List<Quantity>> table() throws IOException {
        Map<String, List<Quantity>> table = new LinkedHashMap<>();
        try (InputStreamReader text = new InputStreamReader(
                        Objects.requireNonNull(
                                NumberPhrasesStateTheirQuantityTest.class.getResourceAsStream("/number-phrases.csv")),
                        StandardCharsets.UTF_8);
                CsvReader<NamedCsvRecord> rows = CsvReader.builder().ofNamedCsvRecord(text)) {
            for (NamedCsvRecord row : rows) {
                List<Quantity> quantities = table.computeIfAbsent(row.getField("phrase"), phrase -> new ArrayList<>());
                if (!row.getField("bound").isEmpty()) {
                    quantities.add(new Quantity(
                            number(row, "value"),
                            number(row, "low"),
                            number(row, "high"),
                            Bound.valueOf(row.getField("bound").toUpperCase(Locale.ROOT))));
                }
            }
        }
        return table;
    }

    private static @Nullable BigDecimal number(NamedCsvRecord row, String column) {
        String text = row.getField(column);
        return text.isEmpty() ? null : new BigDecimal(text);
    }
}
