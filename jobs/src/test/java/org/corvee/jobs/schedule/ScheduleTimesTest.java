package org.corvee.jobs.schedule;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** When clocks change. Every expected time was worked out by hand from the rules of the zone. */
class ScheduleTimesTest {

    @TempDir
    private Path folder = Path.of("");

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                // Clocks go from 02:00 to 03:00: the first moment after is 03:00, and the next night is as always.
                "0 0 2 * * *  | Europe/Berlin | 2027-03-27T12:00:00Z | 2027-03-28T01:00:00Z | 2027-03-29T00:00:00Z",
                "0 30 2 * * * | Europe/Berlin | 2027-03-27T12:00:00Z | 2027-03-28T01:00:00Z | 2027-03-29T00:30:00Z",
                // Two times that do not exist are one run.
                "0 0/30 2 * * * | Europe/Berlin | 2027-03-27T12:00:00Z | 2027-03-28T01:00:00Z | 2027-03-29T00:00:00Z",
                // Clocks go from 03:00 back to 02:00: 02:30 comes twice and runs once.
                "0 30 2 * * * | Europe/Berlin | 2026-10-24T12:00:00Z | 2026-10-25T00:30:00Z | 2026-10-26T01:30:00Z",
                "0 30 2 * * * | Europe/Berlin | 2027-10-30T12:00:00Z | 2027-10-31T00:30:00Z | 2027-11-01T01:30:00Z",
                // Asked between the two, and in the second.
                "0 30 2 * * * | Europe/Berlin | 2026-10-25T00:45:00Z | 2026-10-26T01:30:00Z | 2026-10-27T01:30:00Z",
                "0 30 2 * * * | Europe/Berlin | 2026-10-25T01:10:00Z | 2026-10-26T01:30:00Z | 2026-10-27T01:30:00Z",
                // Clocks never change.
                "0 30 2 * * * | Asia/Urumqi   | 2027-03-27T12:00:00Z | 2027-03-27T20:30:00Z | 2027-03-28T20:30:00Z",
                "0 30 2 * * * | Asia/Shanghai | 2027-03-27T12:00:00Z | 2027-03-27T18:30:00Z | 2027-03-28T18:30:00Z",
                // Clocks go forward at midnight: the day begins at 01:00.
                "0 0 0 * * *  | Asia/Beirut   | 2027-03-27T12:00:00Z | 2027-03-27T22:00:00Z | 2027-03-28T21:00:00Z",
                // Clocks move by half an hour.
                "0 15 2 * * * | Australia/Lord_Howe | 2027-10-02T12:00:00Z | 2027-10-02T15:30:00Z | 2027-10-03T15:15:00Z",
                // Exactly at a time, the next one is meant.
                "0 0 2 * * *  | Europe/Berlin | 2026-11-22T01:00:00Z | 2026-11-23T01:00:00Z | 2026-11-24T01:00:00Z",
                "0 0 14 * * SUN | Europe/Berlin | 2026-11-22T12:00:00Z | 2026-11-22T13:00:00Z | 2026-11-29T13:00:00Z",
            })
    void nextTimes(String cron, String zone, Instant after, Instant first, Instant second) throws IOException {
        assertThat(TestingSchedules.schedule(folder, cron, zone).next(after, 2)).isEqualTo(List.of(first, second));
    }

    @ParameterizedTest
    @CsvSource({
        "0 0 2 * * *, Europe/Berlin, 2027-03-28T02:00",
        "0 0 14 * * SUN, Europe/Berlin,",
        "0 0 2 * * *, Asia/Urumqi,",
        "0 0 3 * * *, Europe/Berlin,",
    })
    void timeThatClocksLeaveOutIsKnown(String cron, String zone, String leftOut) throws IOException {
        assertThat(TestingSchedules.schedule(folder, cron, zone)
                        .leftOut(Instant.parse("2026-11-28T12:00:00Z"))
                        .map(String::valueOf))
                .isEqualTo(Optional.ofNullable(leftOut));
    }
}
