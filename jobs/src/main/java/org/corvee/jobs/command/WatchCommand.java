package org.corvee.jobs.command;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.corvee.digest.Sha256;
import org.corvee.document.CitedPhrase;
import org.corvee.document.DocumentChange;
import org.corvee.document.KeptDocument;
import org.corvee.duckdb.DuckDb;
import org.corvee.duckdb.Sql;
import org.corvee.fetch.Pause;
import org.corvee.fetch.Visits;
import org.corvee.fetch.Watched;
import org.corvee.fetch.Web;
import org.corvee.jobs.publish.Inputs;
import org.corvee.problem.Location;
import org.corvee.problem.Problem;
import org.corvee.problem.ProblemException;
import org.corvee.publish.RefreshLock;
import org.corvee.query.Wrap;
import org.corvee.snapshot.Snapshot;
import org.corvee.visit.Archive;
import org.corvee.visit.Spell;
import org.corvee.visit.VisitState;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

@Command(
        name = "watch",
        mixinStandardHelpOptions = true,
        description = {
            "Visits the documents that figures cite: are they still where they were?",
            "What is there is kept; what changed, moved, is gone or blocked is told, and so is",
            "every cited phrase that is no longer in its document. A document is visited once",
            "a week at most, unless it is named. The next refresh has it in mart.source_history."
        },
        footerHeading = "%nExamples:%n",
        footer = {"  ./corvee watch", "  ./corvee watch jamestown-china-brief-2022"})
final class WatchCommand implements Callable<Integer> {

    private static final int SIDE_BY_SIDE = 8;

    private static final Pattern CHARSET = Pattern.compile("charset=\"?([A-Za-z0-9_.:-]+)");

    /** How many changed blocks of a document are told one by one. */
    private static final int TOLD = 20;

    private final Console console;

    @Parameters(paramLabel = "DOCUMENT", description = "Ids of documents as in ref.document; all when none is given.")
    private List<String> documents = new ArrayList<>();

    WatchCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() throws Exception {
        Map<String, String> urls = urls();
        requireKnown(urls.keySet());
        int known = urls.size();
        if (!documents.isEmpty()) {
            urls.keySet().retainAll(documents);
        }
        try (RefreshLock lock =
                RefreshLock.take(console.home().refreshLock(), console.clock().instant())) {
            visit(urls, known);
        } catch (RefreshLock.HeldException e) {
            throw new CommandFailure(ExitCode.NOT_PUBLISHED, String.valueOf(e.getMessage()));
        }
        return ExitCode.DONE;
    }

    private Map<String, String> urls() throws SQLException {
        Path published = console.published();
        Map<String, String> urls = new LinkedHashMap<>();
        try (Connection connection = DuckDb.readOnly(published)) {
            for (Map<String, @Nullable String> row : DuckDb.rows(
                    connection,
                    "select document_id, url from ref.document where url is not null order by document_id")) {
                urls.put(String.valueOf(row.get("document_id")), String.valueOf(row.get("url")));
            }
        }
        return urls;
    }

    private void requireKnown(Set<String> known) {
        for (String document : documents) {
            if (!known.contains(document)) {
                throw new ProblemException(Problem.cannot(Location.ofFile("watch"), "find", "document", document)
                        .expected("a document of ref.document that has an address")
                        .nearest(document, known));
            }
        }
    }

    private void visit(Map<String, String> urls, int known) throws Exception {
        Archive archive = Archive.of(console.home(), console.clock());
        ExecutorService visitors = Executors.newFixedThreadPool(SIDE_BY_SIDE);
        try (Web web = new Web(
                console.network(), console.settings().variables(), Inputs.version(), console.clock(), Pause.REAL)) {
            Map<String, Visits> due = new LinkedHashMap<>();
            List<URI> hosts = new ArrayList<>();
            for (Map.Entry<String, String> document : urls.entrySet()) {
                String id = document.getKey();
                Visits visits = new Visits(
                        Watched.document(id, document.getValue()),
                        archive,
                        console.home().downloads(),
                        console.clock());
                Optional<URI> address = visits.address(!documents.isEmpty());
                address.ifPresent(hosts::add);
                address.ifPresent(uri -> due.put(id, visits));
            }
            console.out().println(due.size() + " of " + known + " documents are due");
            web.lookAt(hosts);
            List<Future<?>> running = new ArrayList<>();
            due.forEach((id, visits) -> running.add(visitors.submit(() -> visitOne(id, visits, web, archive))));
            for (Future<?> one : running) {
                one.get();
            }
            summarize(due.keySet(), archive);
            Map<String, List<Snapshot>> kept = archive.snapshots().list(Archive.DOCUMENT).stream()
                    .collect(Collectors.groupingBy(
                            snapshot -> snapshot.manifest().file()));
            for (String id : urls.keySet()) {
                tellChanges(id, kept.getOrDefault(id, List.of()));
            }
        } catch (ExecutionException e) {
            throw e.getCause() instanceof Exception cause ? cause : e;
        } finally {
            visitors.shutdownNow();
        }
    }

    private Void visitOne(String id, Visits visits, Web web, Archive archive) throws IOException, InterruptedException {
        Visits.Report report = visits.run(web, true, done -> {});
        Problem problem = report.problem() == null ? report.waiting() : report.problem();
        List<Spell> spells = archive.visits().spells(Archive.DOCUMENT, id);
        Spell last = spells.get(spells.size() - 1);
        String state = last.finding().state() == VisitState.ALIVE && versions(spells) > 1
                ? report.changed().isEmpty() ? "alive" : "changed"
                : last.finding().state().code();
        String text = problem == null ? id : id + ": " + problem.found();
        synchronized (console) {
            console.out().println(Wrap.hanging(String.format("  %-11s ", state), text, console.width()));
        }
        return null;
    }

    private static long versions(List<Spell> spells) {
        return spells.stream()
                .map(spell -> spell.finding().sha256())
                .filter(sha256 -> sha256 != null)
                .distinct()
                .count();
    }

    /**
     * What is there now beside what was there first.
     *
     * @param kept the snapshots of the document, newest first
     */
    private void tellChanges(String id, List<Snapshot> kept) throws IOException, SQLException {
        if (kept.size() < 2) {
            return;
        }
        Snapshot first = kept.get(kept.size() - 1);
        Snapshot newest = kept.get(0);
        if (!newest.manifest().mediaType().startsWith("text/")) {
            line("", id + ": its bytes are not what they were on " + first.day() + "; its text is not compared");
            return;
        }
        DocumentChange change = DocumentChange.between(id, document(first), document(newest), phrases(id));
        if (change.isNone()) {
            return;
        }
        line(
                "",
                id + ": blocks of text that are not what they were on " + first.day() + ": "
                        + change.blocks().size());
        for (DocumentChange.ChangedBlock block :
                change.blocks().subList(0, Math.min(TOLD, change.blocks().size()))) {
            if (block.before() != null) {
                line("  - ", block.before());
            }
            if (block.after() != null) {
                line("  + ", block.after());
            }
        }
        if (change.blocks().size() > TOLD) {
            line("  ", "and " + (change.blocks().size() - TOLD) + " more");
        }
        for (DocumentChange.LostPhrase phrase : change.lostPhrases()) {
            line("  gone: ", "“" + phrase.asStated() + "”, cited by " + String.join(", ", phrase.figureIds()));
        }
        if (change.lostPhrases().isEmpty()) {
            line("  ", "every cited phrase that was there is still there");
        }
    }

    private void line(String label, String text) {
        console.out().println(Wrap.hanging(label, text, console.width()));
    }

    private static KeptDocument document(Snapshot snapshot) throws IOException {
        snapshot.requireBytes(Sha256.of(snapshot.file()));
        String mediaType = snapshot.manifest().mediaType();
        Matcher charset = CHARSET.matcher(mediaType);
        return new KeptDocument(
                Files.readAllBytes(snapshot.file()), mediaType, charset.find() ? charset.group(1) : null);
    }

    private List<CitedPhrase> phrases(String id) throws SQLException {
        List<CitedPhrase> phrases = new ArrayList<>();
        try (Connection connection = DuckDb.readOnly(console.home().published())) {
            for (Map<String, @Nullable String> row : DuckDb.rows(
                    connection,
                    "select figure_id, as_stated from core.figure where document_id = " + Sql.literal(id)
                            + " order by figure_id")) {
                phrases.add(
                        new CitedPhrase(String.valueOf(row.get("figure_id")), String.valueOf(row.get("as_stated"))));
            }
        }
        return phrases;
    }

    private void summarize(Iterable<String> visited, Archive archive) throws IOException {
        Map<VisitState, Integer> counts = new EnumMap<>(VisitState.class);
        for (String id : visited) {
            List<Spell> spells = archive.visits().spells(Archive.DOCUMENT, id);
            counts.merge(spells.get(spells.size() - 1).finding().state(), 1, Integer::sum);
        }
        if (!counts.isEmpty()) {
            console.out()
                    .println(counts.entrySet().stream()
                            .map(count ->
                                    count.getValue() + " " + count.getKey().code())
                            .collect(Collectors.joining(", ")));
        }
    }
}
