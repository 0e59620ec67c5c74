package org.corvee.load;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.corvee.descriptor.YamlMapping;
import org.corvee.digest.Sha256;
import org.corvee.normalized.Provenance;
import org.corvee.problem.Location;
import org.corvee.problem.Problem;
import org.corvee.problem.Problems;
import org.corvee.source.ColumnSpec;
import org.corvee.source.DelimitedFormat;
import org.corvee.source.Ignored;
import org.corvee.source.SourceDescriptor;
import org.corvee.source.SourceDescriptorParser;
import org.corvee.source.TableShape;

/**
 * A table that the project itself keeps, {@code sql/reference/<name>.csv} with its {@code .yml}.
 *
 * @param name of the table in schema {@code ref}
 * @param title one sentence: what a row tells
 * @param provenance where the facts come from, and their licence
 * @param file the CSV, UTF-8
 * @param shape its columns
 * @param key columns that identify a row
 * @param digest of the descriptor
 */
public record ReferenceTable(
        String name, String title, String provenance, Path file, TableShape shape, List<String> key, Sha256 digest) {

    private static final String OWNER = "reference";

    public ReferenceTable {
        key = List.copyOf(key);
    }

    /**
     * The rows that a source brings along, such as the documents that it cites: {@code <name>.csv} in its folder, with
     * the columns of this table.
     */
    Optional<ReferenceTable> broughtBy(SourceDescriptor source) {
        Path brought = source.folder().resolve(name + ".csv");
        if (!Files.isRegularFile(brought) || source.dataFile().equals(Optional.of(brought))) {
            return Optional.empty();
        }
        TableShape same =
                new TableShape(source.id().value(), shape.format(), shape.columns(), shape.ignored(), shape.phrases());
        return Optional.of(new ReferenceTable(name, title, provenance, brought, same, key, digest));
    }

    /** What its normalized form is made from. */
    Provenance normalizedFrom() throws IOException {
        String owner = shape.owner().equals(OWNER) ? "" : "_" + shape.owner();
        return new Provenance("reference_" + name + owner, file.getFileName().toString(), Sha256.of(file), digest);
    }

    /**
     * Reads every descriptor of a folder, in alphabetical order.
     *
     * @throws org.corvee.problem.ProblemException with every mistake of every descriptor
     */
    public static List<ReferenceTable> readAll(Path folder) throws IOException {
        Problems problems = new Problems();
        List<ReferenceTable> tables = new ArrayList<>();
        try (Stream<Path> files = Files.list(folder)) {
            for (Path descriptor : files.filter(file -> file.toString().endsWith(".yml"))
                    .sorted()
                    .toList()) {
                read(descriptor, problems).ifPresent(tables::add);
            }
        }
        problems.throwIfAny();
        return tables;
    }

    private static Optional<ReferenceTable> read(Path descriptor, Problems problems) throws IOException {
        String fileName = descriptor.getFileName().toString();
        String name = fileName.replace(".yml", "");
        Optional<YamlMapping> read = YamlMapping.read(Location.of("reference", fileName), descriptor, problems);
        if (read.isEmpty()) {
            return Optional.empty();
        }
        YamlMapping yaml = read.get();
        List<ColumnSpec> columns = SourceDescriptorParser.columns(yaml.mapping("columns"), problems);
        Path file = descriptor.resolveSibling(name + ".csv");
        if (!Files.isRegularFile(file)) {
            problems.add(Problem.cannot(Location.of("reference", name + ".csv"), "find", "the file"));
        }
        List<String> key = SourceDescriptorParser.key(yaml, columns, problems);
        ReferenceTable table = new ReferenceTable(
                name,
                yaml.text("title"),
                yaml.text("provenance"),
                file,
                new TableShape(
                        OWNER, new DelimitedFormat(StandardCharsets.UTF_8, ','), columns, Ignored.NONE, List.of()),
                key,
                Sha256.of(descriptor));
        yaml.done();
        return Optional.of(table);
    }
}
