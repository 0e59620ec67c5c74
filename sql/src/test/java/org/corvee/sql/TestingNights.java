package org.corvee.sql;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.corvee.run.RunOutcome;
import org.corvee.run.RunRecord;
import org.corvee.run.RunRecord.BuiltModel;
import org.corvee.run.RunRecord.FailedCheck;
import org.corvee.run.RunRecord.FigureChange;
import org.corvee.run.RunRecord.FigureChanges;
import org.corvee.run.RunRecord.Rows;
import org.corvee.run.RunRecord.Source;
import org.corvee.run.RunRecord.Stage;
import org.corvee.run.RunRecord.TableChange;
import org.corvee.run.RunStore;
import org.jspecify.annotations.Nullable;

/** A week of nights, all made up. */
final class TestingNights {

    static final String HOSTILE = "<script>document.title = 'broken'</script> & \"more\" 'still'";

    private TestingNights() {}

    /** The newest first: unchanged, bad, stale, good, the first one, and one of a former version. */
    static List<RunRecord> all() {
        return List.of(unchanged(), bad(), stale(), good(), first(), former());
    }

    static RunRecord former() {
        Instant start = Instant.parse("2026-11-17T01:00:00Z");
        return new RunRecord(
                RunStore.runId(start),
                start,
                start.plusSeconds(30),
                RunOutcome.PUBLISHED,
                "published warehouse/corvee.duckdb",
                List.of(fresh("example_trade", null, 1_200_000)));
    }

    static RunRecord first() {
        return night(
                "2026-11-18T01:00:00Z",
                31_000,
                RunOutcome.PUBLISHED,
                "published warehouse/corvee.duckdb",
                List.of(
                        fresh("example_bulletin", new Rows(68, 68, 0), 68),
                        fresh("example_trade", new Rows(1_200_012, 1_200_000, 12), 1_200_000)),
                stages(1.0, null),
                List.of(),
                List.of(
                        new TableChange("core.figure", null, 68L),
                        new TableChange("core.trade_flow", null, 1_200_000L)),
                FigureChanges.NONE);
    }

    static RunRecord good() {
        List<FigureChange> figures = new ArrayList<>();
        figures.add(new FigureChange(
                "example_bulletin:transfers_2021",
                "changed",
                "as_stated 3.17 million; value 3170000",
                "as_stated 3.19 million; value 3190000"));
        figures.add(new FigureChange(
                "example_bulletin:withdrawn", "gone", "as_stated over 38,000; value 38000; unit person", null));
        IntStream.range(0, FigureChanges.LISTED - 2)
                .mapToObj(i -> new FigureChange(
                        String.format("example_bulletin:new_%03d", i), "new", null, "value " + i + "; unit person"))
                .forEach(figures::add);
        return night(
                "2026-11-19T01:00:00Z",
                33_400,
                RunOutcome.PUBLISHED,
                "published warehouse/corvee.duckdb",
                List.of(
                        fresh("example_bulletin", new Rows(1300, 1297, 3), 1297),
                        fresh("example_trade", null, 1_200_000),
                        new Source("example_drop", "waiting", null, null, 0L)),
                stages(1.1, null),
                List.of(),
                List.of(
                        new TableChange("core.figure", 68L, 1297L),
                        new TableChange("mart.coverage", 40L, 40L),
                        new TableChange("mart.labor_transfer", 1240L, 1238L),
                        new TableChange("mart.new_one", null, 5L),
                        new TableChange("ref.old_one", 7L, null)),
                new FigureChanges(1228, 1, 1, figures));
    }

    static RunRecord stale() {
        return night(
                "2026-11-20T01:00:00Z",
                29_000,
                RunOutcome.STALE,
                "published warehouse/corvee.duckdb",
                List.of(
                        fresh("example_bulletin", null, 1297),
                        new Source(
                                "example_trade",
                                "stale",
                                "example_trade trade.csv:1: cannot use column 'valeur'; allowed: value, quantity",
                                null,
                                1_200_000L)),
                stages(0.9, null),
                List.of(),
                List.of(),
                FigureChanges.NONE);
    }

    static RunRecord bad() {
        return night(
                "2026-11-21T01:00:00Z",
                27_000,
                RunOutcome.NOT_PUBLISHED,
                "check region_year.grain: cannot publish the warehouse: expected mart.region_year has one row per indicator,"
                        + " region_code, year, found 3 rows that break it, such as {indicator=labor_transfers}\n"
                        + "check hostile: cannot publish the warehouse: found " + HOSTILE,
                List.of(
                        fresh("example_bulletin", new Rows(1300, 1290, 7), 1290),
                        new Source("example_" + HOSTILE, "missing", "cannot ask example.org: " + HOSTILE, null, 0L),
                        new Source(
                                "example_trade",
                                "stale",
                                "example_trade trade.csv:1: cannot use column 'valeur'; allowed: value, quantity",
                                null,
                                1_200_000L)),
                stages(1.0, "check"),
                List.of(
                        new FailedCheck(
                                "region_year.grain",
                                "mart.region_year has one row per indicator, region_code, year",
                                3),
                        new FailedCheck("hostile", HOSTILE, 1)),
                List.of(),
                FigureChanges.NONE);
    }

    static RunRecord unchanged() {
        Instant start = Instant.parse("2026-11-22T01:00:00Z");
        return new RunRecord(
                RunStore.runId(start),
                start,
                start.plusMillis(2_900),
                RunOutcome.UNCHANGED,
                "nothing changed since the published warehouse was built; no work was done",
                List.of(fresh("example_bulletin", null, 1297), fresh("example_trade", null, 1_200_000)),
                List.of(stage("snapshot", start, 1_500, 2_300, false), stage("normalize", start, 2_310, 2_490, false)),
                List.of(),
                List.of(),
                List.of());
    }

    private static Source fresh(String name, @Nullable Rows rows, long loaded) {
        return new Source(name, "fresh", null, rows, loaded);
    }

    private static RunRecord night(
            String start,
            long millis,
            RunOutcome outcome,
            String message,
            List<Source> sources,
            List<Stage> stages,
            List<FailedCheck> failedChecks,
            List<TableChange> changes,
            FigureChanges figures) {
        Instant startedAt = Instant.parse(start);
        List<BuiltModel> models = IntStream.rangeClosed(1, 14)
                .mapToObj(i -> new BuiltModel("mart.example_" + i, i * 1000L, 11L * i * i))
                .toList();
        return new RunRecord(
                RunStore.runId(startedAt),
                startedAt,
                startedAt.plusMillis(millis),
                outcome,
                message,
                sources,
                stages.stream()
                        .map(stage -> stage(
                                stage.name(),
                                startedAt,
                                stage.startedAt().toEpochMilli(),
                                stage.finishedAt().toEpochMilli(),
                                stage.failed()))
                        .toList(),
                models,
                failedChecks,
                changes,
                figures);
    }

    /** The stages of a night that began at the epoch, up to the one that fails; null when none does. */
    private static List<Stage> stages(double slowness, @Nullable String failing) {
        List<Stage> stages = new ArrayList<>();
        long at = 100;
        long[] millis = {6_000, 4_500, 12, 7_200, 3_900, 2_100, 400, 3_000};
        List<String> names = List.of("snapshot", "normalize", "commit", "load", "mart", "check", "publish", "export");
        for (int i = 0; i < names.size(); i++) {
            long took = (long) (millis[i] * slowness);
            boolean fails = names.get(i).equals(failing);
            stages.add(stage(names.get(i), Instant.EPOCH, at, at + took, fails));
            at += took + 20;
            if (fails) {
                break;
            }
        }
        return stages;
    }

    private static Stage stage(String name, Instant start, long from, long to, boolean failed) {
        return new Stage(name, start.plusMillis(from), start.plusMillis(to), failed, null);
    }
}
