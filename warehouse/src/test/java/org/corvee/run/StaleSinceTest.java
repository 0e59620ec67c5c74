package org.corvee.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Since when a source is stale, told by made-up records. */
class StaleSinceTest {

    @Test
    void firstOfTheNightsInARowCounts() {
        assertThat(StaleSince.of(List.of(
                        night(5, "a stale", "b fresh"),
                        night(4, "a missing", "b stale"),
                        night(3, "a fresh", "b stale"),
                        night(2, "a stale", "b fresh"))))
                .containsOnlyKeys("a")
                .containsEntry("a", new StaleSince("run 4", day(4), false));
    }

    @Test
    void whatNoRecordSawWellMayBeOlder() {
        StaleSince since = Objects.requireNonNull(
                StaleSince.of(List.of(night(5, "a stale"), night(4, "a stale"))).get("a"));

        assertThat(since).isEqualTo(new StaleSince("run 4", day(4), true));
        assertThat(since.told()).isEqualTo(" since 2026-11-04 01:00 UTC or earlier");
    }

    @Test
    void runThatSaysNothingOfSourcesIsPassedOver() {
        assertThat(StaleSince.of(
                        List.of(night(6), night(5, "a stale"), night(4), night(3, "a stale"), night(2, "a waiting"))))
                .containsEntry("a", new StaleSince("run 3", day(3), false));
    }

    @Test
    void sourceThatWasNotThereBeforeIsStaleSinceItCame() {
        assertThat(StaleSince.of(List.of(night(5, "a missing", "b fresh"), night(4, "b fresh"))))
                .containsEntry("a", new StaleSince("run 5", day(5), false));
    }

    @Test
    void nothingIsStaleWhereTheNewestNightWasWell() {
        assertThat(StaleSince.of(List.of(night(5, "a fresh"), night(4, "a stale"))))
                .isEmpty();
        assertThat(StaleSince.of(List.of())).isEmpty();
    }

    private static Instant day(int day) {
        return Instant.parse("2026-11-0" + day + "T01:00:00Z");
    }

    private static RunRecord night(int day, String... sources) {
        return new RunRecord(
                "run " + day,
                day(day),
                day(day),
                RunOutcome.STALE,
                "made up",
                Stream.of(sources)
                        .map(source -> new RunRecord.Source(source.substring(0, 1), source.substring(2), null, null))
                        .toList());
    }
}
