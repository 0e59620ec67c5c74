package org.corvee.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Path;
import org.corvee.problem.ProblemException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PhraseRulesNameColumnsOfTheTableTest {

    private static final String COLUMNS = """
            columns:
              as_stated: {type: text}
              value: {type: "decimal(24,6)"}
              value_low: {type: "decimal(24,6)"}
              value_high: {type: "decimal(24,6)"}
              bound: {type: text}
              note: {type: text}
            """;
    private static final String RULE =
            "{phrase: as_stated, value: value, low: value_low, high: value_high, bound: bound, note: note}";

    private final Path folder;

    PhraseRulesNameColumnsOfTheTableTest(@TempDir Path folder) {
        this.folder = folder;
    }

    @Test
    void ruleIsReadAndBelongsToTheShape() throws IOException {
        SourceDescriptor source = withRules("phrases: [" + RULE + "]").parse();

        PhraseRule rule = new PhraseRule("as_stated", "value", "value_low", "value_high", "bound", "note");
        assertThat(source.phrases()).containsExactly(rule);
        assertThat(source.shape().phrases()).containsExactly(rule);
    }

    @Test
    void tableNeedsNoRule() throws IOException {
        assertThat(TestingSourceFolder.in(folder).parse().phrases()).isEmpty();
    }

    @Test
    void everyMistakeOfARuleIsToldAtOnce() throws IOException {
        TestingSourceFolder source = withRules("""
                phrases:
                  - phrase: as_state
                    value: note
                    low: value_low
                    hihg: value_high
                    bound: bound
                    note: remarks""");

        assertThatThrownBy(source::parse).isInstanceOf(ProblemException.class).hasMessage("""
                        4 problems:
                        - test_table source.yml:21: cannot find phrase column 'as_state'; allowed: as_stated, value, value_low, value_high, bound, note, region, period, persons, share, measure; did you mean 'as_stated'?
                        - test_table source.yml:22: cannot use value column 'note': expected a column of type decimal, found type text
                        - test_table source.yml:26: cannot find note column 'remarks'; allowed: as_stated, value, value_low, value_high, bound, note, region, period, persons, share, measure
                        - test_table source.yml:24: cannot use key 'hihg'; allowed: phrase, value, low, high, bound, note; did you mean 'high'?""");
    }

    @Test
    void everyKeyOfARuleIsRequired() throws IOException {
        assertThatThrownBy(withRules("phrases: [{phrase: as_stated}]")::parse)
                .isInstanceOf(ProblemException.class)
                .hasMessageStartingWith("5 problems:\n")
                .hasMessageContaining("- test_table source.yml:20: cannot read 'phrases': expected a key 'bound'");
    }

    @Test
    void rulesAreAList() throws IOException {
        assertThatThrownBy(withRules("phrases: as_stated")::parse)
                .isInstanceOf(ProblemException.class)
                .hasMessage("test_table source.yml:20: cannot read 'phrases': expected a list");
    }

    private TestingSourceFolder withRules(String rules) throws IOException {
        return TestingSourceFolder.of(
                folder,
                "test_table",
                TestingSourceFolder.DESCRIPTOR
                        .replace("columns:\n", COLUMNS)
                        .replace("ignored: [footnote]\n", rules + "\n"));
    }
}
