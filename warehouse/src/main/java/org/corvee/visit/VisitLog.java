package org.corvee.visit;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.corvee.home.Folders;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/**
 * What the visits to the requests of each source found, one file for each source. A visit that finds what the one before it
 * found makes that spell longer, so that years of quiet nights are a few lines.
 */
public final class VisitLog {

    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final String ENDING = ".json";

    private final Path root;
    private final Instant lastTime;

    public VisitLog(Path root) {
        this(root, Instant.MAX);
    }

    private VisitLog(Path root, Instant lastTime) {
        this.root = root;
        this.lastTime = lastTime;
    }

    /** The same log as it was known at a time. */
    public VisitLog asOf(Instant time) {
        return new VisitLog(root, time);
    }

    /** What is kept of one source. */
    private record Book(
            @Nullable List<Spell> spells, @Nullable Map<String, Validator> validators) {

        static final Book EMPTY = new Book(List.of(), Map.of());

        List<Spell> known() {
            return spells == null ? List.of() : spells;
        }

        Map<String, Validator> validating() {
            return validators == null ? Map.of() : validators;
        }
    }

    /**
     * Writes down a visit.
     *
     * @param file the name under which answers to the request are kept
     * @param validator of the document when it was seen; null leaves the one that is known
     */
    public synchronized void add(String source, String file, Finding finding, Instant at, @Nullable Validator validator)
            throws IOException {
        Book book = read(source);
        List<Spell> spells = new ArrayList<>(book.known());
        Optional<Spell> last = last(spells, file);
        if (last.isPresent() && last.get().finding().equals(finding)) {
            int index = spells.lastIndexOf(last.get());
            spells.set(index, new Spell(file, finding, last.get().since(), at));
        } else {
            spells.add(new Spell(file, finding, at, at));
        }
        Map<String, Validator> validators = new TreeMap<>(book.validating());
        if (validator != null) {
            validators.put(file, validator);
        }
        write(source, new Book(spells, validators));
    }

    private void write(String source, Book book) throws IOException {
        Files.createDirectories(root);
        Path partial = root.resolve(Folders.PARTIAL + source + ENDING);
        Files.write(partial, JSON.writerWithDefaultPrettyPrinter().writeValueAsBytes(book));
        Folders.force(partial);
        Folders.replace(partial, root.resolve(source + ENDING));
    }

    /** All spells of a source, in the order in which they began. */
    public List<Spell> spells(String source) throws IOException {
        return read(source).known().stream()
                .filter(spell -> !spell.since().isAfter(lastTime))
                .map(spell -> spell.endingBy(lastTime))
                .toList();
    }

    /** The spells of a request, in the order in which they began. */
    public List<Spell> spells(String source, String file) throws IOException {
        return spells(source).stream()
                .filter(spell -> spell.file().equals(file))
                .toList();
    }

    /** When the document of a request was last seen. */
    public Optional<Instant> lastAlive(String source, String file) throws IOException {
        return spells(source, file).stream()
                .filter(spell -> spell.finding().state().isAlive())
                .map(Spell::until)
                .reduce((earlier, later) -> later);
    }

    /** Since when every visit to a request found the state that the last one found; empty before the first visit. */
    public Optional<Instant> stateSince(String source, String file) throws IOException {
        List<Spell> spells = spells(source, file);
        @Nullable Instant since = null;
        for (int i = spells.size() - 1; i >= 0; i--) {
            if (spells.get(i).finding().state()
                    != spells.get(spells.size() - 1).finding().state()) {
                break;
            }
            since = spells.get(i).since();
        }
        return Optional.ofNullable(since);
    }

    public Optional<Validator> validator(String source, String file) throws IOException {
        return Optional.ofNullable(read(source).validating().get(file));
    }

    /** The sources that were ever visited. */
    public List<String> sources() throws IOException {
        if (!Files.isDirectory(root)) {
            return List.of();
        }
        try (Stream<Path> files = Files.list(root)) {
            return files.map(file -> file.getFileName().toString())
                    .filter(name -> name.endsWith(ENDING) && !name.startsWith(Folders.PARTIAL))
                    .map(name -> name.substring(0, name.length() - ENDING.length()))
                    .sorted()
                    .toList();
        }
    }

    /**
     * What the log says of a source, for the digest that tells whether there is anything to build: without the ends of spells,
     * which move every night, and empty for a source of which nothing was ever seen.
     */
    public String inputs(String source) throws IOException {
        List<Spell> spells = spells(source);
        if (spells.stream().noneMatch(spell -> spell.finding().state().isAlive())) {
            return "";
        }
        Map<String, String> lines = new LinkedHashMap<>();
        for (Spell spell : spells) {
            lines.put(spell.file() + " " + spell.since(), spell.finding().toString());
        }
        return lines.toString();
    }

    private Book read(String source) throws IOException {
        Path file = root.resolve(source + ENDING);
        return Files.isRegularFile(file) ? JSON.readValue(file.toFile(), Book.class) : Book.EMPTY;
    }

    private static Optional<Spell> last(List<Spell> spells, String file) {
        return spells.stream().filter(spell -> spell.file().equals(file)).reduce((earlier, later) -> later);
    }
}
