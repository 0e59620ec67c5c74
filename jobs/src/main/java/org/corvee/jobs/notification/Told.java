package org.corvee.jobs.notification;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.corvee.load.LoadOutcome;
import org.corvee.run.RunOutcome;
import org.corvee.run.RunRecord;
import org.jspecify.annotations.Nullable;

/**
 * What was found out so far and what was told of it.
 *
 * @param lastRun the newest run that was looked at; null when none was
 * @param failing since when and why no run publishes; null when runs work
 * @param stale by source likewise
 * @param waiting by channel: events that it has not taken yet, the oldest first
 */
record Told(
        @Nullable String lastRun,
        @Nullable Trouble failing,
        Map<String, Trouble> stale,
        Map<String, List<Event>> waiting) {

    /** A channel that takes nothing for weeks is told the newest of what it missed. */
    private static final int MOST = 100;

    static final Told NOTHING = new Told(null, null, Map.of(), Map.of());

    Told {
        stale = Map.copyOf(stale);
        waiting = waiting.entrySet().stream()
                .collect(Collectors.toUnmodifiableMap(Map.Entry::getKey, entry -> List.copyOf(entry.getValue())));
    }

    /**
     * Something that is wrong.
     *
     * @param since the start of the run with which it began
     * @param reasons that were told since, without their numbers: a reason is told once, also when two take turns
     */
    record Trouble(Instant since, List<String> reasons) {

        Trouble {
            reasons = List.copyOf(reasons);
        }

        private Trouble with(String reason) {
            return new Trouble(
                    since, Stream.concat(reasons.stream(), Stream.of(reason)).toList());
        }
    }

    /**
     * What is known after more runs, with the events of them waiting at every channel.
     *
     * @param records runs that were not looked at yet, the oldest first
     * @param channels the channels that there are; what waits at others is dropped
     */
    Told after(List<RunRecord> records, Collection<String> channels) {
        List<Event> events = new ArrayList<>();
        String last = lastRun;
        Trouble failed = failing;
        Map<String, Trouble> sources = new TreeMap<>(stale);
        for (RunRecord record : records) {
            last = record.runId();
            boolean published = record.outcome() != RunOutcome.NOT_PUBLISHED;
            boolean ended = published && record.stages().stream().noneMatch(Told::isFailedExport);
            failed = next(
                    failed,
                    record,
                    ended ? null : record.message(),
                    null,
                    List.of(Kind.RUN_FAILED, Kind.RUN_PROBLEM_CHANGED, Kind.RUN_RECOVERED),
                    events);
            // What a run that published nothing says of its sources is not what the warehouse shows.
            if (published && !record.sources().isEmpty()) {
                sources.keySet()
                        .retainAll(record.sources().stream()
                                .map(RunRecord.Source::source)
                                .toList());
                record.sources().forEach(source -> look(source, record, sources, events));
            }
        }
        Map<String, List<Event>> all = new TreeMap<>();
        for (String channel : channels) {
            List<Event> waited = Stream.concat(waiting.getOrDefault(channel, List.of()).stream(), events.stream())
                    .toList();
            List<Event> atChannel = waited.subList(Math.max(0, waited.size() - MOST), waited.size());
            if (!atChannel.isEmpty()) {
                all.put(channel, atChannel);
            }
        }
        return new Told(last, failed, sources, all);
    }

    /** A failed part of an earlier stage is told of its source. */
    private static boolean isFailedExport(RunRecord.Stage stage) {
        return stage.failed() && stage.name().equals("export");
    }

    private static void look(
            RunRecord.Source source, RunRecord record, Map<String, Trouble> sources, List<Event> events) {
        String id = source.source();
        String problem = LoadOutcome.isAllRight(source.state())
                ? null
                : Objects.requireNonNullElse(source.problem(), source.state());
        Trouble next = next(
                sources.get(id),
                record,
                problem,
                id,
                List.of(Kind.SOURCE_STALE, Kind.SOURCE_PROBLEM_CHANGED, Kind.SOURCE_RECOVERED),
                events);
        if (next == null) {
            sources.remove(id);
        } else {
            sources.put(id, next);
        }
    }

    /** @param kinds of beginning, of change and of end */
    private static @Nullable Trouble next(
            @Nullable Trouble known,
            RunRecord record,
            @Nullable String problem,
            @Nullable String source,
            List<Kind> kinds,
            List<Event> events) {
        if (problem == null) {
            if (known != null) {
                events.add(Event.of(kinds.get(2), source, known.since(), null, record.runId()));
            }
            return null;
        }
        String reason = problem.replaceAll("\\d+", "#");
        if (known == null) {
            events.add(Event.of(kinds.get(0), source, record.startedAt(), problem, record.runId()));
            return new Trouble(record.startedAt(), List.of(reason));
        }
        if (known.reasons().contains(reason)) {
            return known;
        }
        events.add(Event.of(kinds.get(1), source, known.since(), problem, record.runId()));
        return known.with(reason);
    }

    /** The same after a channel took what waited at it. */
    Told takenBy(String channel) {
        Map<String, List<Event>> left = new TreeMap<>(waiting);
        left.remove(channel);
        return new Told(lastRun, failing, stale, left);
    }

    /** The worst event of some, the newest of equals. */
    static Event worst(List<Event> events) {
        return events.stream()
                .min(Comparator.comparing(Event::kind)
                        .thenComparing(Comparator.comparing(Event::runId).reversed()))
                .orElseThrow();
    }
}
