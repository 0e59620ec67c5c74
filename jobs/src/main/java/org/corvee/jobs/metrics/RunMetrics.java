package org.corvee.jobs.metrics;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.binder.MeterBinder;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.corvee.load.LoadOutcome;
import org.corvee.run.RunOutcome;
import org.corvee.run.RunRecord;
import org.corvee.run.RunStore;

/** The newest run as gauges. Each text is made of a registry of its own, so that what a run has no more is gone. */
final class RunMetrics implements MeterBinder {

    /** Further back no good run is looked for. */
    private static final int RUNS = 400;

    private static final List<String> STATES = List.of("fresh", "stale", "missing", "waiting");

    private final RunRecord record;
    private final Optional<RunRecord> lastSuccess;
    private final List<RunRecord.Source> published;

    /** @param earlier records from this one on, the newest first */
    private RunMetrics(RunRecord record, List<RunRecord> earlier) {
        this.record = record;
        this.lastSuccess = earlier.stream().filter(RunMetrics::isSuccess).findFirst();
        this.published = earlier.stream()
                .filter(run -> isSuccess(run) && !run.sources().isEmpty())
                .findFirst()
                .map(RunRecord::sources)
                .orElse(List.of());
    }

    /**
     * The text of Prometheus for the newest run; empty when there was none.
     *
     * @param running whether a run is at work, whose record does not count yet
     */
    static String text(RunStore runs, boolean running) throws IOException {
        int first = running ? 1 : 0;
        List<RunRecord> newest = runs.newest(first + 1);
        if (newest.size() <= first) {
            return "";
        }
        RunRecord record = newest.get(first);
        List<RunRecord> earlier = isSuccess(record) && !record.sources().isEmpty()
                ? List.of(record)
                : runs.newest(RUNS).stream().skip(first).toList();
        PrometheusMeterRegistry registry = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
        new RunMetrics(record, earlier).bindTo(registry);
        return registry.scrape();
    }

    private static boolean isSuccess(RunRecord record) {
        return record.outcome() != RunOutcome.NOT_PUBLISHED;
    }

    @Override
    public void bindTo(MeterRegistry registry) {
        for (RunOutcome outcome : RunOutcome.values()) {
            gauge(
                    registry,
                    "corvee.run.outcome",
                    "1 for how the newest run ended, 0 for the other ways",
                    "",
                    record.outcome() == outcome ? 1 : 0,
                    Tags.of("outcome", outcome.name().toLowerCase(Locale.ROOT)));
        }
        gauge(
                registry,
                "corvee.run.duration",
                "How long the newest run took",
                "seconds",
                seconds(record.startedAt(), record.finishedAt()),
                Tags.empty());
        gauge(
                registry,
                "corvee.run.finished.timestamp",
                "When the newest run ended, since 1970",
                "seconds",
                seconds(Instant.EPOCH, record.finishedAt()),
                Tags.empty());
        lastSuccess.ifPresent(run -> gauge(
                registry,
                "corvee.last.success.timestamp",
                "When the newest run ended that published or had nothing to do, since 1970",
                "seconds",
                seconds(Instant.EPOCH, run.finishedAt()),
                Tags.empty()));
        gauge(
                registry,
                "corvee.checks.failed",
                "Checks that kept the newest run from publishing",
                "",
                record.failedChecks().size(),
                Tags.empty());
        record.stages()
                .forEach(stage -> gauge(
                        registry,
                        "corvee.stage.duration",
                        "How long a stage of the newest run took",
                        "seconds",
                        seconds(stage.startedAt(), stage.finishedAt()),
                        Tags.of("stage", stage.name())));
        for (RunRecord.BuiltModel model : record.models()) {
            Tags tags = Tags.of("model", model.table());
            double seconds = Duration.ofMillis(model.millis()).toNanos() / 1e9;
            gauge(registry, "corvee.model.duration", "How long a mart took to build", "seconds", seconds, tags);
            gauge(registry, "corvee.model.rows", "Rows of a mart that was built", "", model.rows(), tags);
        }
        bindSources(registry);
    }

    private void bindSources(MeterRegistry registry) {
        if (!published.isEmpty()) {
            gauge(
                    registry,
                    "corvee.sources.stale",
                    "Sources that show an older state or none",
                    "",
                    published.stream()
                            .filter(source -> !LoadOutcome.isAllRight(source.state()))
                            .count(),
                    Tags.empty());
        }
        for (RunRecord.Source source : published) {
            for (String state : STATES) {
                gauge(
                        registry,
                        "corvee.source.state",
                        "1 for the state of a source as it is published, 0 for the others",
                        "",
                        source.state().equals(state) ? 1 : 0,
                        Tags.of("source", source.source(), "state", state));
            }
        }
        for (RunRecord.Source source : record.sources()) {
            RunRecord.Rows rows = source.normalized();
            if (rows != null) {
                Tags tags = Tags.of("source", source.source());
                gauge(registry, "corvee.rows.read", "Records that the newest run read", "", rows.records(), tags);
                gauge(registry, "corvee.rows.written", "Rows that the newest run made of them", "", rows.rows(), tags);
                gauge(registry, "corvee.rows.rejected", "Rows that it rejected", "", rows.rejected(), tags);
            }
        }
    }

    private static double seconds(Instant from, Instant to) {
        return Duration.between(from, to).toMillis() / 1e3;
    }

    private static void gauge(MeterRegistry registry, String name, String help, String unit, Number value, Tags tags) {
        Gauge.builder(name, () -> value)
                .description(help)
                .baseUnit(unit.isEmpty() ? null : unit)
                .tags(tags)
                .register(registry);
    }
}
