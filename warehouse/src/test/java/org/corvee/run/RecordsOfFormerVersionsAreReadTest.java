package org.corvee.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RecordsOfFormerVersionsAreReadTest {

    @TempDir
    private Path folder = Path.of("");

    @Test
    void recordWithoutStages() throws IOException {
        Files.writeString(folder.resolve("20261121T020000.000Z.json"), """
                {
                  "runId" : "20261121T020000.000Z",
                  "startedAt" : "2026-11-21T02:00:00Z",
                  "finishedAt" : "2026-11-21T02:00:05Z",
                  "outcome" : "STALE",
                  "message" : "published",
                  "sources" : [ { "source" : "a", "state" : "stale", "problem" : "gone" } ]
                }
                """);

        assertThat(new RunStore(folder).newest(5))
                .containsExactly(new RunRecord(
                        "20261121T020000.000Z",
                        Instant.parse("2026-11-21T02:00:00Z"),
                        Instant.parse("2026-11-21T02:00:05Z"),
                        RunOutcome.STALE,
                        "published",
                        List.of(new RunRecord.Source("a", "stale", "gone", null))));
    }

    @Test
    void recordWithoutFiguresAndWithAWordOfALaterOne() throws IOException {
        Files.writeString(folder.resolve("20261122T020000.000Z.json"), """
                {
                  "runId" : "20261122T020000.000Z",
                  "startedAt" : "2026-11-22T02:00:00Z",
                  "finishedAt" : "2026-11-22T02:00:05Z",
                  "outcome" : "PUBLISHED",
                  "message" : "published",
                  "sources" : [ { "source" : "a", "state" : "fresh", "normalized" : { "records" : 3, "rows" : 2, "rejected" : 1 } } ],
                  "changes" : [ { "table" : "core.figure", "rowsBefore" : 1, "rowsAfter" : 2 } ],
                  "weather" : "rain"
                }
                """);

        RunRecord record = new RunStore(folder).newest(1).get(0);

        assertThat(record.figures()).isEqualTo(RunRecord.FigureChanges.NONE);
        assertThat(record.changes()).containsExactly(new RunRecord.TableChange("core.figure", 1L, 2L));
        assertThat(record.sources())
                .containsExactly(new RunRecord.Source("a", "fresh", null, new RunRecord.Rows(3, 2, 1), null));
    }

    @Test
    void fileThatIsNoRecordIsPassedOver() throws IOException {
        RunStore store = new RunStore(folder);
        for (String day : List.of("20", "22")) {
            Instant start = Instant.parse("2026-11-" + day + "T02:00:00Z");
            store.write(new RunRecord(
                    RunStore.runId(start), start, start, RunOutcome.UNCHANGED, "no work was done", List.of()));
        }
        Files.writeString(folder.resolve("20261121T020000.000Z.json"), "");
        Files.writeString(folder.resolve("notes.txt"), "made up");

        assertThat(store.newest(5))
                .extracting(RunRecord::runId)
                .containsExactly("20261122T020000.000Z", "20261120T020000.000Z");
        assertThat(store.newest(2)).hasSize(2);
    }

    @Test
    void onlyTheRunThatHoldsTheLockIsAtWork() {
        Instant start = Instant.parse("2026-11-22T02:00:00.123Z");
        RunRecord run =
                new RunRecord(RunStore.runId(start), start, start, RunOutcome.NOT_PUBLISHED, "killed", List.of());

        assertThat(run.isAtWork(Optional.of("process 4711 since 2026-11-22T02:00:00Z")))
                .isTrue();
        assertThat(run.isAtWork(Optional.of("process 4712 since 2026-11-22T09:30:00Z")))
                .isFalse();
        assertThat(run.isAtWork(Optional.empty())).isFalse();
    }

    @Test
    void recordIsReadBackAsItWasWritten() throws IOException {
        RunRecord record = new RunRecord(
                "20261123T020000.000Z",
                Instant.parse("2026-11-23T02:00:00Z"),
                Instant.parse("2026-11-23T02:00:05.123Z"),
                RunOutcome.NOT_PUBLISHED,
                "two\nlines",
                List.of(new RunRecord.Source("a", "fresh", null, new RunRecord.Rows(3, 2, 1), 2L)),
                List.of(new RunRecord.Stage(
                        "check",
                        Instant.parse("2026-11-23T02:00:01Z"),
                        Instant.parse("2026-11-23T02:00:02Z"),
                        true,
                        null)),
                List.of(new RunRecord.BuiltModel("mart.a", 5, 12)),
                List.of(new RunRecord.FailedCheck("a.grain", "one row per a", 2)),
                List.of(new RunRecord.TableChange("core.figure", null, 2L)),
                new RunRecord.FigureChanges(
                        300, 0, 0, List.of(new RunRecord.FigureChange("a:b", "new", null, "value 1"))));
        RunStore store = new RunStore(folder);

        store.write(record);

        assertThat(store.newest(1)).containsExactly(record);
        assertThat(record.figures().more()).isEqualTo(299);
    }
}
