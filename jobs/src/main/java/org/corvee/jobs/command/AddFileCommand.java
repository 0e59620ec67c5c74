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
import org.corvee.format.DropManifest;
import org.corvee.problem.Location;
import org.corvee.problem.Problem;
import org.corvee.problem.ProblemException;
import org.corvee.source.ColumnSpec;
import org.corvee.source.ColumnType;
import org.corvee.source.SourceCatalog;
import org.corvee.source.SourceDescriptor;
import org.corvee.source.Supply;
import org.jspecify.annotations.Nullable;
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
        if (!Files.isRegularFile(file)) {
            throw new CommandFailure(ExitCode.USAGE, "cannot find the file " + file);
        }
        String fileName = name.isEmpty() ? file.toAbsolutePath().getFileName().toString() : name;
        Path target = console.home().drop(sourceId).resolve(fileName);
        boolean inPlace = Files.exists(target) && Files.isSameFile(target, file);
        if (Files.exists(DropManifest.of(target)) && !replace) {
            throw new CommandFailure(
                    ExitCode.USAGE,
                    target + " is there already; --replace takes this file as a new version of it, --name gives it"
                            + " another name");
        }
        Map<String, String> manifest = manifest(source);
        Files.createDirectories(target.getParent());
        if (!inPlace) {
            Path partial = target.resolveSibling("." + fileName + ".partial");
            Files.copy(file, partial, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.COPY_ATTRIBUTES);
            Files.move(partial, target, StandardCopyOption.ATOMIC_MOVE);
        }
        write(DropManifest.of(target), manifest);
        DropManifest.read(DropManifest.of(target), source);
        console.out().println("dropped " + target);
        console.out().println("  ./corvee refresh --source " + sourceId + " loads it");
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
                .orElseThrow(() -> new ProblemException(
                        Problem.cannot(Location.ofFile("add-file"), "drop into", "source", sourceId)
                                .allowed(drops)
                                .nearest(sourceId, drops)));
    }

    private Map<String, String> manifest(SourceDescriptor source) throws IOException {
        Map<String, String> left = new LinkedHashMap<>(said);
        Map<String, String> manifest = new LinkedHashMap<>();
        for (ColumnSpec column : source.manifestColumns()) {
            manifest.put(column.name(), answer(column, left.remove(column.name()), ""));
        }
        manifest.put(
                Supply.Dropped.DOWNLOADED_BY,
                answer(text(Supply.Dropped.DOWNLOADED_BY), left.remove(Supply.Dropped.DOWNLOADED_BY), ""));
        String modified = LocalDate.ofInstant(Files.getLastModifiedTime(file).toInstant(), ZoneOffset.UTC)
                .toString();
        String day = left.remove(Supply.Dropped.DOWNLOADED_ON);
        manifest.put(Supply.Dropped.DOWNLOADED_ON, answer(date(Supply.Dropped.DOWNLOADED_ON), day, modified));
        if (!left.isEmpty()) {
            String key = left.keySet().iterator().next();
            List<String> keys = List.copyOf(manifest.keySet());
            throw new ProblemException(Problem.cannot(Location.ofFile("add-file"), "use", "key", key)
                    .allowed(keys)
                    .nearest(key, keys));
        }
        return manifest;
    }

    private static ColumnSpec text(String name) {
        return new ColumnSpec(name, ColumnType.TEXT, true, List.of(), null);
    }

    private static ColumnSpec date(String name) {
        return new ColumnSpec(name, ColumnType.DATE, true, List.of(), null);
    }

    /** What was said, or what a person answers; asked again until it can be used. */
    private String answer(ColumnSpec column, @Nullable String saidAlready, String otherwise) throws IOException {
        Location location = Location.ofFile("add-file");
        if (saidAlready != null) {
            Optional<Problem> problem = DropManifest.problem(column, saidAlready, location);
            if (problem.isPresent()) {
                throw new ProblemException(problem.get());
            }
            return saidAlready;
        }
        while (true) {
            console.err().print(question(column, otherwise));
            console.err().flush();
            String line = console.in().readLine();
            if (line == null) {
                console.err().println();
                throw new CommandFailure(
                        ExitCode.USAGE,
                        "nobody answered; say it with --say " + column.name() + "="
                                + (column.allowed().isEmpty()
                                        ? "…"
                                        : column.allowed().get(0)));
            }
            String text = line.strip().isEmpty() ? otherwise : line.strip();
            Optional<Problem> problem = DropManifest.problem(column, text, location);
            if (problem.isPresent()) {
                console.err().println("  " + problem.get().text());
            } else if (!text.isEmpty() || !column.required()) {
                return text;
            }
        }
    }

    private static String question(ColumnSpec column, String otherwise) {
        String kind = column.allowed().isEmpty()
                ? switch (column.type().kind()) {
                    case MONTH -> " (a month such as 202501)";
                    case DATE -> " (a day such as 2026-11-21)";
                    default -> "";
                }
                : " (" + String.join(", ", column.allowed()) + ")";
        return column.name() + kind + (otherwise.isEmpty() ? "" : " [" + otherwise + "]") + ": ";
    }

    private static void write(Path manifest, Map<String, String> entries) throws IOException {
        StringBuilder yaml = new StringBuilder();
        entries.forEach((key, value) -> {
            if (!value.isEmpty()) {
                yaml.append(key).append(": '").append(value.replace("'", "''")).append("'\n");
            }
        });
        Path partial = manifest.resolveSibling("." + manifest.getFileName() + ".partial");
        Files.writeString(partial, yaml);
        Files.move(partial, manifest, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }
}
