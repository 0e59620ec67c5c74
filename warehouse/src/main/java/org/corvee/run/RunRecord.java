package org.corvee.run;

import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * One refresh, written when it ends.
 *
 * @param runId the instant of its start in UTC, as 20261121T020000.000Z
 * @param startedAt when it began
 * @param finishedAt when it ended
 * @param outcome how it ended
 * @param message one line for a person
 * @param sources what became of each source
 * @param stages what it did, in order; empty in records of former versions
 * @param models the marts that it built, in order
 * @param failedChecks the checks that kept it from publishing
 * @param changes the tables that differ from those published before; empty when nothing was
 */
public record RunRecord(
        String runId,
        Instant startedAt,
        Instant finishedAt,
        RunOutcome outcome,
        String message,
        List<Source> sources,
        List<Stage> stages,
        List<BuiltModel> models,
        List<FailedCheck> failedChecks,
        List<TableChange> changes) {

    public RunRecord {
        sources = List.copyOf(sources);
        stages = copy(stages);
        models = copy(models);
        failedChecks = copy(failedChecks);
        changes = copy(changes);
    }

    /** A record of a former version has no such list. */
    private static <T> List<T> copy(@Nullable List<T> list) {
        return List.copyOf(Objects.requireNonNullElse(list, List.of()));
    }

    /** A run that came to no stage. */
    public RunRecord(
            String runId,
            Instant startedAt,
            Instant finishedAt,
            RunOutcome outcome,
            String message,
            List<Source> sources) {
        this(runId, startedAt, finishedAt, outcome, message, sources, List.of(), List.of(), List.of(), List.of());
    }

    /**
     * Records that came in and what became of them: records = rows + rejected.
     *
     * @param records that were read
     * @param rows that were written
     * @param rejected rows
     */
    public record Rows(long records, long rows, long rejected) {

        /** The sum of two. */
        public Rows plus(Rows other) {
            return new Rows(records + other.records, rows + other.rows, rejected + other.rejected);
        }
    }

    /**
     * What became of one source.
     *
     * @param source the source id
     * @param state fresh, stale, missing or waiting
     * @param problem what is wrong; null when nothing is
     * @param normalized what this run read of it; null when nothing was to read
     */
    public record Source(
            String source,
            String state,
            @Nullable String problem,
            @Nullable Rows normalized) {}

    /**
     * One stage.
     *
     * @param name snapshot, normalize, commit, load, mart, check, publish or export
     * @param startedAt when it began
     * @param finishedAt when it ended
     * @param failed whether it, or a part of it, failed
     * @param rows what it read; null for a stage that reads no records
     */
    public record Stage(
            String name,
            Instant startedAt,
            Instant finishedAt,
            boolean failed,
            @Nullable Rows rows) {}

    /**
     * One mart that was built.
     *
     * @param table as mart.labor_transfer
     * @param rows that it has
     * @param millis that it took
     */
    public record BuiltModel(String table, long rows, long millis) {}

    /**
     * A check that does not hold.
     *
     * @param name of the check
     * @param question what should hold
     * @param violations rows that break it
     */
    public record FailedCheck(String name, String question, long violations) {}

    /**
     * A table whose content differs from that of the warehouse published before.
     *
     * @param table as core.figure
     * @param rowsBefore rows before; null when it was not there
     * @param rowsAfter rows now; null when it is gone
     */
    public record TableChange(
            String table,
            @Nullable Long rowsBefore,
            @Nullable Long rowsAfter) {}
}
