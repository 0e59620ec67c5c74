package org.corvee.fetch;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.Period;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.corvee.digest.Sha256;
import org.corvee.problem.Location;
import org.corvee.problem.Problem;
import org.corvee.snapshot.Exchange;
import org.corvee.snapshot.Snapshot;
import org.corvee.snapshot.SnapshotStore;
import org.corvee.source.Cadence;
import org.corvee.source.Fetch;
import org.corvee.visit.Archive;
import org.corvee.visit.Finding;
import org.corvee.visit.Spell;
import org.corvee.visit.Validator;
import org.corvee.visit.VisitLog;
import org.corvee.visit.VisitState;
import org.jspecify.annotations.Nullable;

/** Fetches what is due of a source or document, keeps what changed and writes down what every visit found. */
public final class Visits {

    private final Watched watched;
    private final Fetch fetch;
    private final SnapshotStore snapshots;
    private final VisitLog visits;
    private final Path downloads;
    private final Clock clock;

    /**
     * Prepares the visits.
     *
     * @param downloads where downloads go that are not whole yet
     */
    public Visits(Watched watched, Archive archive, Path downloads, Clock clock) {
        this.watched = watched;
        this.fetch = watched.fetch();
        this.snapshots = archive.snapshots();
        this.visits = archive.visits();
        this.downloads = downloads.resolve(watched.id());
        this.clock = clock;
    }

    /**
     * What became of the requests of one source.
     *
     * @param changed the snapshots that are new
     * @param unchanged how many documents are what they were
     * @param notDue how many were seen not long ago
     * @param leftOver how many are left for another day, since the publisher wants no more in one
     * @param problem what is wrong with documents that were had before and cannot be had now; null when nothing is
     * @param waiting why documents that were never had are still not there; null when there are none
     */
    public record Report(
            List<Snapshot> changed,
            int unchanged,
            int notDue,
            int leftOver,
            @Nullable Problem problem,
            @Nullable Problem waiting) {

        public Report {
            changed = List.copyOf(changed);
        }

        /** What a person is told when all is done; empty when nothing was due. */
        public Optional<String> summary() {
            List<String> parts = new ArrayList<>();
            if (unchanged > 0) {
                parts.add(unchanged + " unchanged");
            }
            if (leftOver > 0) {
                parts.add(leftOver + " left for another day, since the publisher wants no more in one");
            }
            return parts.isEmpty() ? Optional.empty() : Optional.of(String.join(", ", parts));
        }
    }

    /** An address of each request that is due; all have the same host. */
    public Optional<URI> address(boolean asked) throws IOException {
        List<Fetch.Request> due = due(asked);
        return due.isEmpty()
                ? Optional.empty()
                : Optional.of(URI.create(due.get(0).url()));
    }

    /**
     * The requests that are due: those that were never made, then those that were made longest ago, so that none waits for
     * ever behind others that fail every night.
     *
     * @param asked whether a person asked for this source, which makes everything due
     */
    private List<Fetch.Request> due(boolean asked) throws IOException {
        if (fetch.onlyWhenAsked() && !asked) {
            return List.of();
        }
        LocalDate today = today();
        List<Fetch.Request> due = new ArrayList<>();
        Map<String, Spell> last = new HashMap<>();
        Map<String, Instant> made = new HashMap<>();
        for (Spell spell : visits.spells(watched.id())) {
            last.put(spell.file(), spell);
            made.put(spell.file(), spell.until());
        }
        for (Fetch.Request request : fetch.requests(today)) {
            Spell spell = last.get(request.file());
            if (asked || spell == null || !spell.finding().state().isAlive() || isDue(day(spell.until()), today)) {
                due.add(request);
            }
        }
        due.sort(Comparator.comparing(request -> made.getOrDefault(request.file(), Instant.MIN)));
        return due;
    }

    private boolean isDue(LocalDate seen, LocalDate today) {
        Cadence cadence = watched.cadence();
        Period every = switch (cadence) {
            case ONCE -> Period.ofYears(Short.MAX_VALUE);
            case DAILY -> Period.ofDays(1);
            case WEEKLY -> Period.ofWeeks(1);
            // A publisher may be early: a table of every month is looked at every week.
            case MONTHLY -> Period.ofWeeks(1);
            case QUARTERLY, YEARLY -> Period.ofMonths(1);
        };
        return !seen.plus(every).isAfter(today);
    }

    private LocalDate today() {
        return day(clock.instant());
    }

    private static LocalDate day(Instant time) {
        return LocalDate.ofInstant(time, ZoneOffset.UTC);
    }

    /**
     * Fetches what is due.
     *
     * @param asked whether a person asked for this source
     * @param told is told of each new snapshot
     */
    public Report run(Web web, boolean asked, Consumer<String> told) throws IOException, InterruptedException {
        String id = watched.id();
        List<Fetch.Request> due = due(asked);
        int now = (int) Math.min(due.size(), fetch.limits().requestsADay());
        List<Snapshot> changed = new ArrayList<>();
        List<Problem> problems = new ArrayList<>();
        List<Problem> waiting = new ArrayList<>();
        int unchanged = 0;
        for (Fetch.Request request : due.subList(0, now)) {
            Optional<Snapshot> before = snapshots.newest(id, request.file());
            try {
                Snapshot kept = visit(web, request, before);
                if (before.isPresent() && before.get().equals(kept)) {
                    unchanged++;
                } else {
                    changed.add(kept);
                    told.accept(
                            kept.manifest().file() + " is new, " + kept.folder().getFileName());
                }
            } catch (FetchException e) {
                boolean wasSeen = visits.lastAlive(id, request.file()).isPresent();
                (wasSeen ? problems : waiting).add(failed(request, e));
            }
        }
        int all = fetch.onlyWhenAsked() && !asked
                ? due.size()
                : fetch.requests(today()).size();
        return new Report(
                changed, unchanged, all - due.size(), due.size() - now, together(problems), together(waiting));
    }

    private Snapshot visit(Web web, Fetch.Request request, Optional<Snapshot> before)
            throws IOException, InterruptedException {
        String id = watched.id();
        @Nullable
        Validator known = visits.validator(id, request.file())
                .filter(validator -> before.filter(snapshot -> snapshot.sha256().equals(validator.sha256()))
                        .isPresent())
                .orElse(null);
        Path target = downloads.resolve(request.file());
        Order order = order(web, request, known, target);
        Received received = web.fetcher().fetch(order);
        VisitState state = received.moved() ? VisitState.MOVED : VisitState.ALIVE;
        Exchange exchange = received.exchange();
        if (!received.changed()) {
            Snapshot same = before.orElseThrow();
            Finding finding = new Finding(state, exchange.responseUrl(), null, same.sha256(), null);
            visits.add(id, request.file(), finding, clock.instant(), null);
            return same;
        }
        Sha256 sha256 = Sha256.of(target);
        Snapshot kept = snapshots.keep(
                target,
                sha256,
                new SnapshotStore.Origin(
                        id,
                        exchange.responseUrl(),
                        exchange.responseHeaders().getOrDefault("content-type", "application/octet-stream"),
                        watched.licence(),
                        request.attributes(),
                        exchange));
        Files.delete(target);
        Finding finding = new Finding(state, exchange.responseUrl(), null, sha256, null);
        visits.add(id, request.file(), finding, clock.instant(), Fetcher.validator(exchange, sha256));
        return kept;
    }

    private Order order(Web web, Fetch.Request request, @Nullable Validator known, Path target) {
        Fetch.ApiKey key = fetch.key();
        return new Order(
                request.url(),
                fetch.hosts(),
                fetch.link(),
                key,
                key == null ? null : web.secret(key).orElse(null),
                fetch.answer(),
                watched.isPage(),
                fetch.limits(),
                known,
                target);
    }

    /** Written down first, so that the message can say since when. */
    private Problem failed(Fetch.Request request, FetchException failure) throws IOException {
        String id = watched.id();
        String message = String.valueOf(failure.getMessage());
        Finding finding = new Finding(failure.state(), request.url(), failure.status(), null, message);
        visits.add(id, request.file(), finding, clock.instant(), null);
        return problem(request.file(), message);
    }

    private Problem problem(String file, String message) throws IOException {
        String id = watched.id();
        String since =
                visits.stateSince(id, file).map(time -> ", since " + day(time)).orElse("");
        String last = visits.lastAlive(id, file)
                .map(time -> "; last seen on " + day(time))
                .orElse("; never seen yet");
        return Problem.cannot(Location.of(id, file), "fetch", "the document").found(message + since + last);
    }

    /**
     * What the last visits found wrong with documents that were had before, for a night in which no publisher is asked; null
     * when nothing is.
     */
    public @Nullable Problem standing() throws IOException {
        String id = watched.id();
        Map<String, Finding> last = new HashMap<>();
        visits.spells(id).forEach(spell -> last.put(spell.file(), spell.finding()));
        List<Problem> problems = new ArrayList<>();
        for (Fetch.Request request : fetch.requests(today())) {
            Finding finding = last.get(request.file());
            if (finding != null
                    && !finding.state().isAlive()
                    && visits.lastAlive(id, request.file()).isPresent()) {
                problems.add(problem(request.file(), String.valueOf(finding.problem())));
            }
        }
        return together(problems);
    }

    private static @Nullable Problem together(List<Problem> problems) {
        if (problems.isEmpty()) {
            return null;
        }
        // By name, so that the text stays the same whichever was asked for first.
        Problem first = Collections.min(
                problems, Comparator.comparing(problem -> problem.where().file()));
        return problems.size() == 1
                ? first
                : first.found(first.found() + "; and " + (problems.size() - 1) + " more documents of the source");
    }
}
