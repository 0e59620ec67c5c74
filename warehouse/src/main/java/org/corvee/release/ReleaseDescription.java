package org.corvee.release;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.corvee.model.Model;
import org.corvee.source.SourceDescriptor;
import org.snakeyaml.engine.v2.api.Dump;
import org.snakeyaml.engine.v2.api.DumpSettings;
import org.snakeyaml.engine.v2.common.FlowStyle;
import tools.jackson.databind.json.JsonMapper;

/** The files by which people and programs understand a release: how to cite it, its tables, its parts, its licences. */
final class ReleaseDescription {

    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final String TITLE = "Corvée: figures on state-imposed labour transfers and trade";
    private static final String ABSTRACT =
            "A data warehouse of figures on state-imposed labour transfers in Xinjiang and"
                    + " Tibet, training, and the trade linked to them. Each figure keeps who said it, where, in which words and"
                    + " unit, how precisely, and when it was seen; figures that contradict each other stand side by side.";
    private static final String CODE_LICENCE = "Apache-2.0";
    private static final String PUBLISHER = "The Corvée developers";

    private final ReleaseId release;
    private final Bag bag;
    private final Path data;
    private final List<ReleasedTable> tables;
    private final List<Model> models;
    private final List<SourceDescriptor> released;
    private final List<SourceDescriptor> withheld;

    /**
     * Describes what lies in a bag.
     *
     * @param bag that is filled
     * @param released the sources whose rows are part of it
     * @param withheld the sources whose rows may not be
     */
    ReleaseDescription(
            ReleaseId release,
            Bag bag,
            List<ReleasedTable> tables,
            List<Model> models,
            List<SourceDescriptor> released,
            List<SourceDescriptor> withheld) {
        this.release = release;
        this.bag = bag;
        this.data = bag.data();
        this.tables = tables;
        this.models = models;
        this.released = released;
        this.withheld = withheld;
    }

    void write() throws IOException {
        write("CITATION.cff", citation());
        write("LICENCES.md", licences());
        write("README.md", readme());
        write("datapackage.json", JSON.writerWithDefaultPrettyPrinter().writeValueAsString(dataPackage()) + "\n");
        // Last: it lists all other files.
        write("ro-crate-metadata.json", JSON.writerWithDefaultPrettyPrinter().writeValueAsString(crate()) + "\n");
    }

    private void write(String name, String text) throws IOException {
        Files.writeString(data.resolve(name), text);
    }

    private String citation() {
        Map<String, Object> citation = new LinkedHashMap<>();
        citation.put("cff-version", "1.2.0");
        citation.put("message", "Please cite this release, and the documents of the figures that you use.");
        citation.put("type", "dataset");
        citation.put("title", TITLE);
        citation.put("version", release.toString());
        citation.put("date-released", release.day().toString());
        citation.put("abstract", ABSTRACT);
        citation.put("authors", List.of(Map.of("name", PUBLISHER)));
        citation.put("keywords", List.of("forced labour", "labour transfer", "Xinjiang", "Tibet", "trade"));
        return new Dump(DumpSettings.builder()
                        .setDefaultFlowStyle(FlowStyle.BLOCK)
                        .setWidth(100)
                        .build())
                .dumpToString(citation);
    }

    private String licences() {
        StringBuilder text = new StringBuilder(
                "# Licences\n\nThe program and the tables that the project keeps by hand: " + CODE_LICENCE
                        + ". Facts are nobody's property; each source\nsays below what may be done with its rows.\n");
        text.append("\n## In this release\n\n");
        released.forEach(source -> describe(text, source));
        text.append("\n## Left out, because no licence lets anybody pass their rows on\n\n");
        if (withheld.isEmpty()) {
            text.append("None.\n");
        }
        withheld.forEach(source -> describe(text, source));
        return text.toString();
    }

    private static void describe(StringBuilder text, SourceDescriptor source) {
        text.append("- `")
                .append(source.id())
                .append("`: ")
                .append(source.title())
                .append(". ")
                .append(source.publisher())
                .append(". ")
                .append(source.licence())
                .append(" <")
                .append(source.url())
                .append(">\n");
    }

    private String readme() {
        return "# " + TITLE + ", release " + release + "\n\n" + ABSTRACT + "\n\n"
                + "| file | what it is |\n|---|---|\n"
                + "| `corvee.duckdb` | the warehouse; open it read-only with DuckDB 1.4 or newer |\n"
                + "| `parquet/`, `csv/` | every public table, one file each |\n"
                + "| `codebook.html`, `codebook.md` | every table and column |\n"
                + "| `diff.html`, `diff.csv` | what changed since the release before, and why |\n"
                + "| `digests.csv` | what each table holds, whatever the order of its rows |\n"
                + "| `datapackage.json` | Frictionless data package: tables, columns, types, licences |\n"
                + "| `ro-crate-metadata.json` | RO-Crate 1.1 description |\n"
                + "| `CITATION.cff` | how to cite it |\n"
                + "| `LICENCES.md` | what may be done with the rows of each source, and what was left out |\n"
                + "| `sbom.cdx.json` | the libraries of the program that made it (CycloneDX) |\n\n"
                + "The folder above is a bag (BagIt 1.0): `sha256sum -c manifest-sha256.txt` there proves every file.\n"
                + "Texts of documents and names of private persons are not part of it.\n";
    }

    private Map<String, Object> dataPackage() throws IOException {
        Map<String, Object> dataPackage = new LinkedHashMap<>();
        dataPackage.put("profile", "tabular-data-package");
        dataPackage.put("name", "corvee");
        dataPackage.put("id", "corvee-" + release);
        dataPackage.put("title", TITLE);
        dataPackage.put("description", ABSTRACT);
        dataPackage.put("version", release.toString());
        dataPackage.put("created", release.day() + "T00:00:00Z");
        dataPackage.put(
                "licenses",
                List.of(Map.of("name", CODE_LICENCE, "title", "The project's own tables; see LICENCES.md")));
        dataPackage.put(
                "sources",
                released.stream()
                        .map(source -> Map.of("title", source.title(), "path", source.url()))
                        .toList());
        dataPackage.put("contributors", List.of(Map.of("title", PUBLISHER, "role", "author")));
        List<Object> resources = new ArrayList<>();
        for (ReleasedTable table : tables) {
            resources.add(resource(table));
        }
        dataPackage.put("resources", resources);
        return dataPackage;
    }

    private Map<String, Object> resource(ReleasedTable table) throws IOException {
        Path file = data.resolve(table.csvFile());
        Map<String, Object> schema = new LinkedHashMap<>();
        List<Object> fields = new ArrayList<>();
        for (ReleasedTable.Column column : table.columns()) {
            Map<String, Object> field = new LinkedHashMap<>();
            field.put("name", column.name());
            field.put("type", column.schemaType());
            field.put("description", column.description());
            fields.add(field);
        }
        schema.put("fields", fields);
        // A grain with a column that may be null is no primary key by that specification.
        models.stream()
                .filter(model -> model.table().equals(table.name()))
                .filter(model -> model.descriptor()
                        .notNull()
                        .containsAll(model.descriptor().grain()))
                .findFirst()
                .ifPresent(model -> schema.put("primaryKey", model.descriptor().grain()));
        Map<String, Object> resource = new LinkedHashMap<>();
        resource.put("name", table.name().replace('.', '-'));
        resource.put("path", table.csvFile());
        resource.put("profile", "tabular-data-resource");
        resource.put("title", table.name());
        resource.put("description", table.description());
        resource.put("format", "csv");
        resource.put("mediatype", "text/csv");
        resource.put("encoding", "utf-8");
        resource.put("bytes", Files.size(file));
        resource.put("hash", "sha256:" + bag.hash(file).hex());
        resource.put("schema", schema);
        return resource;
    }

    private Map<String, Object> crate() throws IOException {
        List<Object> graph = new ArrayList<>();
        graph.add(entity(
                "ro-crate-metadata.json",
                "CreativeWork",
                Map.of(
                        "about", Map.of("@id", "./"),
                        "conformsTo", Map.of("@id", "https://w3id.org/ro/crate/1.1"))));
        List<Object> parts = new ArrayList<>();
        List<Object> files = new ArrayList<>();
        for (String name : files()) {
            Path file = data.resolve(name);
            Map<String, Object> properties = new LinkedHashMap<>();
            properties.put("name", name);
            properties.put("encodingFormat", mediaType(name));
            properties.put("contentSize", String.valueOf(Files.size(file)));
            properties.put("sha256", bag.hash(file).hex());
            files.add(entity(name, "File", properties));
            parts.add(Map.of("@id", name));
        }
        Map<String, Object> root = new LinkedHashMap<>();
        root.put("name", TITLE + ", release " + release);
        root.put("description", ABSTRACT);
        root.put("version", release.toString());
        root.put("datePublished", release.day().toString());
        root.put("license", Map.of("@id", "LICENCES.md"));
        root.put("author", Map.of("@id", "#developers"));
        root.put(
                "isBasedOn",
                released.stream()
                        .map(source -> Map.of("@id", source.url()))
                        .distinct()
                        .toList());
        root.put("hasPart", parts);
        graph.add(entity("./", "Dataset", root));
        graph.add(entity("#developers", "Organization", Map.of("name", PUBLISHER)));
        released.stream()
                .collect(
                        LinkedHashMap<String, SourceDescriptor>::new,
                        (byUrl, source) -> byUrl.putIfAbsent(source.url(), source),
                        Map::putAll)
                .forEach((url, source) -> graph.add(
                        entity(url, "CreativeWork", Map.of("name", source.title(), "publisher", source.publisher()))));
        graph.addAll(files);
        Map<String, Object> crate = new LinkedHashMap<>();
        crate.put("@context", "https://w3id.org/ro/crate/1.1/context");
        crate.put("@graph", graph);
        return crate;
    }

    private static Map<String, Object> entity(String id, String type, Map<String, Object> properties) {
        Map<String, Object> entity = new LinkedHashMap<>();
        entity.put("@id", id);
        entity.put("@type", type);
        properties.entrySet().stream()
                .sorted(Map.Entry.comparingByKey())
                .forEach(property -> entity.put(property.getKey(), property.getValue()));
        return entity;
    }

    private List<String> files() throws IOException {
        try (Stream<Path> paths = Files.walk(data)) {
            return paths.filter(Files::isRegularFile)
                    .map(path -> data.relativize(path).toString().replace('\\', '/'))
                    .sorted()
                    .toList();
        }
    }

    private static String mediaType(String name) {
        String extension = name.substring(name.lastIndexOf('.') + 1);
        return switch (extension) {
            case "csv" -> "text/csv";
            case "parquet" -> "application/vnd.apache.parquet";
            case "json" -> "application/json";
            case "md" -> "text/markdown";
            case "html" -> "text/html";
            case "svg" -> "image/svg+xml";
            case "cff" -> "application/yaml";
            case "duckdb" -> "application/vnd.duckdb.file";
            default -> "application/octet-stream";
        };
    }
}
