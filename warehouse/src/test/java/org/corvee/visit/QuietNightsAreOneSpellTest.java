package org.corvee.visit;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import org.corvee.digest.Sha256;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Years of nights in which nothing happened are one line, and what happened is never lost. */
@SuppressWarnings("NullAway.Init")
class QuietNightsAreOneSpellTest {

    private static final Finding FIRST = alive("first");
    private static final Finding SECOND = alive("second");
    private static final Finding GONE =
            new Finding(VisitState.GONE, "https://publisher.example/t", 404, null, "it is not there");
    private static final Finding ALSO_GONE =
            new Finding(VisitState.GONE, "https://publisher.example/t", 410, null, "it is not there any more");

    @TempDir
    private Path folder;

    private VisitLog log;

    @BeforeEach
    void begin() {
        log = new VisitLog(folder);
    }

    @Test
    void equalVisitsMakeASpellLonger() throws IOException {
        visit(1, FIRST);
        visit(2, FIRST);
        visit(3, SECOND);
        visit(4, GONE);
        visit(9, GONE);

        assertThat(new VisitLog(folder).spells("test_table", "t.csv"))
                .containsExactly(
                        new Spell("t.csv", FIRST, night(1), night(2)),
                        new Spell("t.csv", SECOND, night(3), night(3)),
                        new Spell("t.csv", GONE, night(4), night(9)));
        assertThat(log.lastAlive("test_table", "t.csv")).contains(night(3));
        assertThat(log.sources()).containsExactly("test_table");
    }

    @Test
    void requestsOfASourceHaveSpellsOfTheirOwn() throws IOException {
        visit(1, FIRST);
        log.add("test_table", "u.csv", GONE, night(2), null);
        visit(3, FIRST);

        assertThat(log.spells("test_table", "t.csv")).containsExactly(new Spell("t.csv", FIRST, night(1), night(3)));
        assertThat(log.spells("test_table", "u.csv")).hasSize(1);
    }

    @Test
    void stateIsTheSameThoughItsReasonIsAnother() throws IOException {
        visit(1, FIRST);
        visit(2, GONE);
        visit(3, ALSO_GONE);

        assertThat(log.stateSince("test_table", "t.csv")).contains(night(2));
        assertThat(log.spells("test_table")).hasSize(3);
    }

    @Test
    void pastIsWhatWasKnownThen() throws IOException {
        visit(1, FIRST);
        visit(5, FIRST);
        visit(6, GONE);

        assertThat(log.asOf(night(3)).spells("test_table"))
                .containsExactly(new Spell("t.csv", FIRST, night(1), night(3)));
        assertThat(log.asOf(night(0)).spells("test_table")).isEmpty();
    }

    @Test
    void quietNightGivesNothingToBuild() throws IOException {
        visit(1, FIRST);
        String before = log.inputs("test_table");
        visit(2, FIRST);

        assertThat(log.inputs("test_table")).isEqualTo(before).isNotEmpty();
        visit(3, GONE);
        assertThat(log.inputs("test_table")).isNotEqualTo(before);
    }

    @Test
    void publisherThatWasNeverReachedGivesNothingToBuild() throws IOException {
        visit(1, GONE);

        assertThat(log.inputs("test_table")).isEmpty();
        assertThat(log.inputs("other_table")).isEmpty();
    }

    private void visit(int night, Finding finding) throws IOException {
        log.add("test_table", "t.csv", finding, night(night), null);
    }

    private static Instant night(int number) {
        return Instant.parse("2026-11-01T02:00:00Z").plusSeconds(number * 86_400L);
    }

    private static Finding alive(String bytes) {
        return new Finding(VisitState.ALIVE, "https://publisher.example/t", null, Sha256.of(bytes), null);
    }
}
