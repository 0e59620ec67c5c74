package org.corvee.jobs.command;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.corvee.format.DropFolder;
import org.corvee.format.DropManifest;
import org.corvee.problem.Location;
import org.corvee.problem.Problem;
import org.corvee.problem.ProblemException;
import org.corvee.problem.Problems;
import org.corvee.query.Wrap;
import org.corvee.source.ColumnSpec;
import org.corvee.source.ColumnType;
import org.corvee.source.SourceCatalog;
import org.corvee.source.SourceDescriptor;
import org.corvee.source.Supply;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
        name = "add-file",
        mixinStandardHelpOptions = true,
        description = {
            "Puts a downloaded file into the drop folder of a source and writes its manifest:",
            "what the file itself does not tell, such as whether it holds exports or imports.",
            "What is not said with --say is asked for. The next refresh loads the file."
        },
        footerHeading = "%nExamples:%n",
        footer = {
            "  ./corvee sources add-file gacc_trade ~/Downloads/download.csv",
            "  ./corvee sources add-file gacc_trade download.csv --name exports_2025.csv \\",
            "      --say flow=export --say first_month=202501 --say last_month=202512 \\",
            "      --say currency=usd --say scope=all --say downloaded_by=MK",
            "",
            "To take a file out again write 'withdrawn: <why>' into its manifest; its",
            "snapshot stays. A file that is there already is only replaced with --replace."
        })
final class AddFileCommand implements Callable<Integer> {

    private static final Location HERE = Location.ofFile("add-file");

    private final Console console;

    @Parameters(index = "0", paramLabel = "SOURCE", description = "A source that is a file drop.")
    private String sourceId = "";

    @Parameters(index = "1", paramLabel = "FILE", description = "The file as it was downloaded.")
    private Path file = Path.of("");

    @Option(names = "--say", paramLabel = "KEY=VALUE", description = "An entry of the manifest.")
    private Map<String, String> said = new LinkedHashMap<>();

    @Option(
            names = "--name",
            paramLabel = "NAME",
            description = "Name in the drop folder, by which a later version replaces it; default is that of FILE.")
    private String name = "";

    @Option(names = "--replace", description = "Take the file as a new version of the one of that name.")
    private boolean replace;

    AddFileCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() throws Exception {
        SourceDescriptor source = source();
        Path target = console.home().drop(sourceId).resolve(fileName());
        boolean inPlace = Files.exists(target) && Files.isSameFile(target, file);
        requireFree(target, inPlace);
        drop(target, inPlace, manifest(source), source);
        console.out().println("dropped " + target);
        // The first refresh is one of all sources: of one alone it would publish that the others are missing.
        String refresh = Files.exists(console.home().published()) ? "refresh --source " + sourceId : "refresh";
        console.out().println("  ./corvee " + refresh + " loads it");
        return ExitCode.DONE;
    }

    private SourceDescriptor source() throws IOException {
        SourceCatalog catalog = SourceCatalog.read(console.installation().sql().resolve("sources"));
        List<String> drops = catalog.sources().stream()
                .filter(SourceDescriptor::takesDrops)
                .map(source -> source.id().value())
                .toList();
        return catalog.find(sourceId)
                .filter(source -> drops.contains(sourceId))
                .orElseThrow(() -> new ProblemException(Problem.cannot(HERE, "drop into", "source", sourceId)
                        .allowed(drops)
                        .nearest(sourceId, drops)));
    }

    /** The name in the drop folder. */
    private String fileName() {
        if (!Files.isRegularFile(file)) {
            throw new ProblemException(Problem.cannot(HERE, "drop", "file", file.toString())
                    .expected("a file that was downloaded")
                    .found(Files.isDirectory(file) ? "a folder" : "nothing of that name"));
        }
        String fileName = name.isEmpty() ? file.toAbsolutePath().getFileName().toString() : name;
        if (!DropFolder.takes(fileName)) {
            throw new ProblemException(Problem.cannot(HERE, "use", "name", fileName)
                    .expected("a name without a folder, a point at its start, or the ending .yml or .yaml of a manifest"
                            + (name.isEmpty() ? "; --name gives the file another one" : "")));
        }
        return fileName;
    }

    /** Nothing that lies in the drop folder is written over unless that is asked for. */
    private void requireFree(Path target, boolean inPlace) {
        List<Path> there = Stream.concat(
                        inPlace ? Stream.empty() : Stream.of(target), DropManifest.spellings(target).stream())
                .filter(Files::exists)
                .toList();
        if (!replace && !there.isEmpty()) {
            throw new CommandFailure(
                    ExitCode.USAGE,
                    there.get(0) + " is there already; "
                            + (inPlace
                                    ? "--replace writes it anew"
                                    : "--replace takes this file as a new version of it, --name gives it another name"));
        }
    }

    /** What the manifest says: every entry that was said or answered. */
    private Map<String, String> manifest(SourceDescriptor source) throws IOException {
        List<ColumnSpec> entries = Stream.concat(
                        source.manifestColumns().stream(),
                        Stream.of(
                                new ColumnSpec(Supply.Dropped.DOWNLOADED_BY, ColumnType.TEXT, true, List.of(), null),
                                new ColumnSpec(Supply.Dropped.DOWNLOADED_ON, ColumnType.DATE, true, List.of(), null)))
                .toList();
        requireUsable(entries, source);
        Map<String, String> meanings = new LinkedHashMap<>(
                source.supply().files().map(Supply.Dropped::meanings).orElse(Map.of()));
        meanings.put(Supply.Dropped.DOWNLOADED_BY, "Who downloaded it: a role or initials, no name.");
        meanings.put(Supply.Dropped.DOWNLOADED_ON, "When; Enter takes the day on which the file was written.");
        String modified = LocalDate.ofInstant(Files.getLastModifiedTime(file).toInstant(), ZoneOffset.UTC)
                .toString();
        Map<String, String> manifest = new LinkedHashMap<>();
        Map<String, String> known = new LinkedHashMap<>(said);
        for (ColumnSpec entry : entries) {
            String otherwise = entry.name().equals(Supply.Dropped.DOWNLOADED_ON) ? modified : "";
            String saidAlready = said.get(entry.name());
            String text = saidAlready == null
                    ? answer(entry, meanings.getOrDefault(entry.name(), ""), otherwise, known, source)
                    : saidAlready;
            if (!text.isEmpty()) {
                manifest.put(entry.name(), text);
                known.put(entry.name(), text);
            }
        }
        return manifest;
    }

    /** Before anything is asked: nobody should answer five questions to learn that the sixth was said wrongly. */
    private void requireUsable(List<ColumnSpec> entries, SourceDescriptor source) {
        Problems problems = new Problems();
        List<String> keys = entries.stream().map(ColumnSpec::name).toList();
        said.forEach((key, text) -> {
            Optional<ColumnSpec> entry =
                    entries.stream().filter(one -> one.name().equals(key)).findFirst();
            if (entry.isEmpty()) {
                problems.add(
                        Problem.cannot(HERE, "use", "key", key).allowed(keys).nearest(key, keys));
            } else {
                problem(entry.get(), text).ifPresent(problems::add);
            }
        });
        if (problems.isEmpty()) {
            DropManifest.disorder(source, said, key -> HERE).ifPresent(problems::add);
        }
        problems.throwIfAny();
    }

    private static Optional<Problem> problem(ColumnSpec entry, String text) {
        if (text.isBlank() && entry.required()) {
            Problem problem =
                    Problem.cannot(HERE, "go on without", entry.name()).allowed(entry.allowed());
            return Optional.of(
                    entry.allowed().isEmpty() && entry.type().kind() != ColumnType.Kind.TEXT
                            ? problem.expected(DropManifest.form(entry.type()))
                            : problem);
        }
        return DropManifest.problem(entry, text, HERE);
    }

    /** What a person answers; asked again until it can be used. */
    private String answer(
            ColumnSpec entry, String meaning, String otherwise, Map<String, String> known, SourceDescriptor source)
            throws IOException {
        console.err().println(Wrap.hanging(entry.name() + ": ", meaning, console.width()));
        while (true) {
            console.err().print(question(entry, otherwise));
            console.err().flush();
            String line = console.in().readLine();
            if (line == null) {
                console.err().println();
                throw new ProblemException(Problem.cannot(HERE, "go on without", entry.name())
                        .expected("an answer, or --say " + entry.name() + "=…")
                        .found("the end of the answers; nothing was dropped")
                        .allowed(entry.allowed()));
            }
            String text = line.isBlank() ? otherwise : line.strip();
            Optional<Problem> problem = problem(entry, text).or(() -> {
                Map<String, String> together = new LinkedHashMap<>(known);
                together.put(entry.name(), text);
                return DropManifest.disorder(source, together, key -> HERE);
            });
            if (problem.isEmpty()) {
                return text;
            }
            console.err().println(Wrap.hanging("  ", problem.get().text(), console.width()));
        }
    }

    private static String question(ColumnSpec entry, String otherwise) {
        String form = entry.allowed().isEmpty()
                ? entry.type().kind() == ColumnType.Kind.TEXT ? "in words" : DropManifest.form(entry.type())
                : String.join(" or ", entry.allowed());
        return "  " + form
                + (entry.required() ? "" : ", or nothing")
                + (otherwise.isEmpty() ? "" : " [" + otherwise + "]")
                + ": ";
    }

    /**
     * Lays both down whole. Between the two moves the folder has a file without a manifest, which a refresh refuses, and
     * never a file with the manifest of another one.
     */
    private void drop(Path target, boolean inPlace, Map<String, String> entries, SourceDescriptor source)
            throws IOException {
        Path manifest = DropManifest.of(target);
        Path partialManifest = partial(manifest);
        Path partialFile = partial(target);
        try {
            Files.createDirectories(target.getParent());
            write(partialManifest, entries);
            DropManifest.read(partialManifest, source);
            if (!inPlace) {
                Files.copy(file, partialFile, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.COPY_ATTRIBUTES);
            }
            for (Path former : DropManifest.spellings(target)) {
                Files.deleteIfExists(former);
            }
            if (!inPlace) {
                Files.move(partialFile, target, StandardCopyOption.ATOMIC_MOVE);
            }
            Files.move(partialManifest, manifest, StandardCopyOption.ATOMIC_MOVE);
        } finally {
            Files.deleteIfExists(partialFile);
            Files.deleteIfExists(partialManifest);
        }
    }

    private static Path partial(Path file) {
        return file.resolveSibling("." + file.getFileName() + ".partial");
    }

    private static void write(Path manifest, Map<String, String> entries) throws IOException {
        StringBuilder yaml = new StringBuilder();
        entries.forEach((key, value) ->
                yaml.append(key).append(": '").append(value.replace("'", "''")).append("'\n"));
        Files.writeString(manifest, yaml);
    }
}
