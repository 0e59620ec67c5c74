package org.corvee.run;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
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
 * @param changes the tables that differ from those published before; empty when nothing was published, and all of them,
 *     without rows before, when there was no warehouse to compare with
 * @param figures the figures of {@code core.figure} that differ from those published before
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
        List<TableChange> changes,
        FigureChanges figures) {

    public RunRecord {
        sources = List.copyOf(sources);
        stages = copy(stages);
        models = copy(models);
        failedChecks = copy(failedChecks);
        changes = copy(changes);
        figures = Objects.requireNonNullElse(figures, FigureChanges.NONE);
    }

    /** A record of a former version has no such list. */
    private static <T> List<T> copy(@Nullable List<T> list) {
        return List.copyOf(Objects.requireNonNullElse(list, List.of()));
    }

    /** A run in which no figure changed. */
    public RunRecord(
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
        this(
                runId,
                startedAt,
                finishedAt,
                outcome,
                message,
                sources,
                stages,
                models,
                failedChecks,
                changes,
                FigureChanges.NONE);
    }

    /**
     * Whether this is the run that holds the refresh lock: others hold it too, such as a visit to documents.
     *
     * @param holder what the lock says of its holder; empty when nobody holds it
     */
    public boolean isAtWork(Optional<String> holder) {
        String since = "since " + startedAt.truncatedTo(ChronoUnit.SECONDS);
        return holder.filter(text -> text.endsWith(since)).isPresent();
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

        /** Whether no record was lost on the way. */
        public boolean addUp() {
            return records == rows + rejected;
        }

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
     * @param loaded rows that are in the warehouse, whichever run read them; null in records of former versions
     */
    public record Source(
            String source,
            String state,
            @Nullable String problem,
            @Nullable Rows normalized,
            @Nullable Long loaded) {

        /** A source whose rows in the warehouse were not counted. */
        public Source(String source, String state, @Nullable String problem, @Nullable Rows normalized) {
            this(source, state, problem, normalized, null);
        }
    }

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

    /**
     * What became of the figures.
     *
     * @param added figures that were not there before
     * @param changed figures that say something else
     * @param gone figures that are not there any more
     * @param listed at most {@link #LISTED} of them: first those that changed, then those that are gone, then the new ones
     */
    public record FigureChanges(long added, long changed, long gone, List<FigureChange> listed) {

        /** How many are listed at most, so that a record stays small. */
        public static final int LISTED = 200;

        /** Nothing changed. */
        public static final FigureChanges NONE = new FigureChanges(0, 0, 0, List.of());

        public FigureChanges {
            listed = List.copyOf(listed);
        }

        /** How many there are that are not listed. */
        public long more() {
            return added + changed + gone - listed.size();
        }
    }

    /**
     * One figure that differs.
     *
     * @param figureId its id
     * @param kind new, changed or gone
     * @param before what it said; of a changed one, what now reads otherwise; null when it is new
     * @param after what it says; null when it is gone
     */
    public record FigureChange(
            String figureId,
            String kind,
            @Nullable String before,
            @Nullable String after) {}
}
