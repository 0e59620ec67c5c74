package org.corvee.jobs.lineage;

import io.openlineage.client.OpenLineage;
import io.openlineage.client.OpenLineage.DatasetFacets;
import io.openlineage.client.OpenLineage.InputDataset;
import io.openlineage.client.OpenLineage.OutputDataset;
import io.openlineage.client.dataset.Naming;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.corvee.home.DataHome;
import org.corvee.model.ModelDescriptor;
import org.jspecify.annotations.Nullable;

/** What is read and written, named as OpenLineage says: the same thing has the same name in every event. */
final class Datasets {

    private static final Pattern ADDRESS = Pattern.compile("(https?://[^/?#]+)(.*)");

    private final OpenLineage lineage;
    private final String warehouse;

    Datasets(OpenLineage lineage, DataHome home) {
        this.lineage = lineage;
        this.warehouse = "duckdb://" + home.published();
    }

    /** Where a publisher has a table: the namespace is the host, the name the path. */
    InputDataset address(String url, String title) {
        Matcher address = ADDRESS.matcher(url);
        boolean web = address.matches();
        String path = web ? address.group(2) : url;
        DatasetFacets facets = lineage.newDatasetFacetsBuilder()
                .documentation(lineage.newDocumentationDatasetFacet(title, "text/plain"))
                .build();
        return lineage.newInputDataset(web ? address.group(1) : "publisher", path.isEmpty() ? "/" : path, facets, null);
    }

    /** A file that is read. */
    InputDataset file(Path file, String version) {
        Naming.LocalFileSystem name = name(file);
        DatasetFacets facets = lineage.newDatasetFacetsBuilder()
                .version(lineage.newDatasetVersionDatasetFacet(version))
                .build();
        return lineage.newInputDataset(name.getNamespace(), name.getName(), facets, null);
    }

    /** A file that is written. */
    OutputDataset written(Path file) {
        Naming.LocalFileSystem name = name(file);
        return lineage.newOutputDataset(name.getNamespace(), name.getName(), null, null);
    }

    private static Naming.LocalFileSystem name(Path file) {
        return Naming.LocalFileSystem.builder()
                .path(file.toAbsolutePath().toString())
                .build();
    }

    /** A table of the warehouse that is read. */
    InputDataset table(String table) {
        return lineage.newInputDataset(warehouse, table, null, null);
    }

    /**
     * A table of the warehouse that is written.
     *
     * @param rows that it has; null when that is not known
     */
    OutputDataset filled(String table, @Nullable Long rows) {
        return lineage.newOutputDataset(warehouse, table, null, statistics(rows));
    }

    /** A mart likewise, with its columns and their meaning. */
    OutputDataset mart(String table, ModelDescriptor descriptor, @Nullable Long rows) {
        DatasetFacets facets = lineage.newDatasetFacetsBuilder()
                .documentation(lineage.newDocumentationDatasetFacet(descriptor.title(), "text/plain"))
                .schema(lineage.newSchemaDatasetFacet(descriptor.columns().stream()
                        .map(column -> lineage.newSchemaDatasetFacetFieldsBuilder()
                                .name(column.name())
                                .type(column.type())
                                .description(column.description())
                                .build())
                        .toList()))
                .build();
        return lineage.newOutputDataset(warehouse, table, facets, statistics(rows));
    }

    private OpenLineage.@Nullable OutputDatasetOutputFacets statistics(@Nullable Long rows) {
        return rows == null
                ? null
                : lineage.newOutputDatasetOutputFacetsBuilder()
                        .outputStatistics(lineage.newOutputStatisticsOutputDatasetFacet(rows, null, null))
                        .build();
    }
}
