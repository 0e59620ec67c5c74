package org.corvee.jobs.lineage;

import io.openlineage.client.OpenLineage;
import io.openlineage.client.OpenLineage.InputDataset;
import io.openlineage.client.OpenLineage.JobFacets;
import io.openlineage.client.OpenLineage.OutputDataset;
import io.openlineage.client.OpenLineage.RunEvent;
import io.openlineage.client.OpenLineage.RunEvent.EventType;
import io.openlineage.client.utils.UUIDUtils;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.corvee.duckdb.DuckDb;
import org.corvee.duckdb.TableReferences;
import org.corvee.export.ExportSpec;
import org.corvee.home.DataHome;
import org.corvee.home.Installation;
import org.corvee.jobs.publish.ChangeDecider;
import org.corvee.jobs.publish.Inputs;
import org.corvee.model.Model;
import org.corvee.model.ModelCatalog;
import org.corvee.run.RunOutcome;
import org.corvee.run.RunRecord;
import org.corvee.source.SourceCatalog;
import org.corvee.source.SourceDescriptor;
import org.jspecify.annotations.Nullable;

/** Says of one run what was read and written, in the words of OpenLineage. */
final class RunEvents {

    private static final String NAMESPACE = "corvee";
    private static final String JOB = "corvee.refresh";

    private final OpenLineage lineage;
    private final Datasets datasets;
    private final Installation installation;
    private final DataHome home;
    private final Instant startedAt;
    private String engine = "";

    RunEvents(Installation installation, DataHome home, Instant startedAt) {
        // A name, not a place: where this program comes from differs from copy to copy.
        this.lineage = new OpenLineage(URI.create("urn:corvee:" + Inputs.version()));
        this.datasets = new Datasets(lineage, home);
        this.installation = installation;
        this.home = home;
        this.startedAt = startedAt;
    }

    /**
     * One job of a run.
     *
     * @param name of the job
     * @param facets what it is
     * @param stage when it was at work
     * @param inputs that it read
     * @param outputs that it wrote
     * @param problem why its newest input was not used; null when it was
     */
    private record Child(
            String name,
            JobFacets facets,
            RunRecord.Stage stage,
            List<InputDataset> inputs,
            List<OutputDataset> outputs,
            @Nullable String problem) {}

    /** That the run began. */
    RunEvent start() {
        return event(EventType.START, startedAt, JOB, type("JOB").build(), null, List.of(), List.of());
    }

    /**
     * How the run ended; before it the jobs of which it consisted, as far as it published or exported something.
     *
     * @throws SQLException when the published file cannot be read
     */
    List<RunEvent> end(RunRecord record) throws IOException, SQLException {
        List<RunEvent> events = new ArrayList<>();
        for (Child child : children(record)) {
            events.add(event(
                    EventType.START,
                    child.stage().startedAt(),
                    child.name(),
                    child.facets(),
                    null,
                    List.of(),
                    List.of()));
            boolean nothing = child.outputs().isEmpty();
            events.add(event(
                    nothing ? EventType.FAIL : EventType.COMPLETE,
                    child.stage().finishedAt(),
                    child.name(),
                    child.facets(),
                    child.problem(),
                    child.inputs(),
                    child.outputs()));
        }
        boolean failed = record.outcome() == RunOutcome.NOT_PUBLISHED;
        events.add(event(
                failed ? EventType.FAIL : EventType.COMPLETE,
                record.finishedAt(),
                JOB,
                type("JOB").build(),
                failed ? record.message() : null,
                List.of(),
                List.of()));
        return events;
    }

    private List<Child> children(RunRecord record) throws IOException, SQLException {
        List<Child> children = new ArrayList<>();
        boolean published = done(record, "publish").isPresent();
        Optional<RunRecord.Stage> export = done(record, "export");
        if (!published && export.isEmpty()) {
            return children;
        }
        try (Connection connection = DuckDb.readOnly(home.published())) {
            engine = DuckDb.text(connection, "select version()");
            if (published) {
                Optional<RunRecord.Stage> load = done(record, "load");
                if (load.isPresent()) {
                    loads(connection, record, load.get(), children);
                }
                Optional<RunRecord.Stage> mart = done(record, "mart");
                if (mart.isPresent()) {
                    marts(connection, mart.get(), children);
                }
            }
            if (export.isPresent()) {
                exports(connection, export.get(), children);
            }
        }
        return children;
    }

    private static Optional<RunRecord.Stage> done(RunRecord record, String name) {
        return record.stages().stream()
                .filter(stage -> stage.name().equals(name) && !stage.failed())
                .findFirst();
    }

    private void loads(Connection connection, RunRecord record, RunRecord.Stage stage, List<Child> children)
            throws IOException, SQLException {
        Map<String, List<InputDataset>> snapshots = new HashMap<>();
        for (Map<String, @Nullable String> row : DuckDb.rows(connection, """
                select source_id, folder, file, snapshot_sha256 from ops.snapshot where is_loaded
                order by source_id, folder, file
                """)) {
            String source = String.valueOf(row.get("source_id"));
            Path file = home.snapshots()
                    .resolve(source)
                    .resolve(String.valueOf(row.get("folder")))
                    .resolve(String.valueOf(row.get("file")));
            snapshots
                    .computeIfAbsent(source, id -> new ArrayList<>())
                    .add(datasets.file(file, String.valueOf(row.get("snapshot_sha256"))));
        }
        Map<String, Long> rows = counts(connection, "select source_id, rows_loaded from ops.source_freshness");
        SourceCatalog catalog = SourceCatalog.read(installation.sql().resolve("sources"));
        for (RunRecord.Source told : record.sources()) {
            SourceDescriptor source = catalog.find(told.source()).orElse(null);
            List<InputDataset> loaded = snapshots.getOrDefault(told.source(), List.of());
            if (source == null || (loaded.isEmpty() && told.problem() == null)) {
                continue;
            }
            List<InputDataset> inputs = new ArrayList<>();
            inputs.add(datasets.address(source.url(), source.title()));
            inputs.addAll(loaded);
            children.add(new Child(
                    JOB + ".load." + told.source(),
                    type("TASK")
                            .documentation(lineage.newDocumentationJobFacet(source.title(), "text/plain"))
                            .build(),
                    stage,
                    inputs,
                    loaded.isEmpty() ? List.of() : List.of(datasets.filled(source.feeds(), rows.get(told.source()))),
                    told.problem()));
        }
    }

    private void marts(Connection connection, RunRecord.Stage stage, List<Child> children)
            throws IOException, SQLException {
        Map<String, Long> rows = counts(connection, "select table_name, \"rows\" from ops.table_digest");
        for (Model model : ModelCatalog.read(installation.sql().resolve("marts"))) {
            children.add(new Child(
                    JOB + "." + model.table(),
                    type("QUERY")
                            .sql(lineage.newSQLJobFacet(model.sql(), "duckdb"))
                            .documentation(lineage.newDocumentationJobFacet(
                                    model.descriptor().title(), "text/plain"))
                            .build(),
                    stage,
                    tables(TableReferences.of(connection, model.location(), model.sql())),
                    List.of(datasets.mart(model.table(), model.descriptor(), rows.get(model.table()))),
                    null));
        }
    }

    private void exports(Connection connection, RunRecord.Stage stage, List<Child> children)
            throws IOException, SQLException {
        List<String> files = Files.readAllLines(ChangeDecider.exportsOf(home)).stream()
                .skip(1)
                .toList();
        for (ExportSpec export : ExportSpec.readAll(installation.sql().resolve("exports"))) {
            children.add(new Child(
                    JOB + ".export." + export.name(),
                    type("QUERY")
                            .sql(lineage.newSQLJobFacet(export.sql(), "duckdb"))
                            .documentation(lineage.newDocumentationJobFacet(export.title(), "text/plain"))
                            .build(),
                    stage,
                    tables(TableReferences.of(connection, export.location(), export.sql())),
                    files.stream()
                            .filter(file -> file.startsWith(export.name() + "."))
                            .map(file -> datasets.written(home.exports().resolve(file)))
                            .toList(),
                    null));
        }
    }

    private List<InputDataset> tables(Iterable<String> tables) {
        List<InputDataset> inputs = new ArrayList<>();
        tables.forEach(table -> inputs.add(datasets.table(table)));
        return inputs;
    }

    /** @param sql returns a name and a number */
    private static Map<String, Long> counts(Connection connection, String sql) throws SQLException {
        Map<String, Long> counts = new HashMap<>();
        for (Map<String, @Nullable String> row : DuckDb.rows(connection, sql)) {
            List<@Nullable String> values = new ArrayList<>(row.values());
            counts.put(String.valueOf(values.get(0)), Long.valueOf(Objects.requireNonNull(values.get(1))));
        }
        return counts;
    }

    private OpenLineage.JobFacetsBuilder type(String jobType) {
        return lineage.newJobFacetsBuilder().jobType(lineage.newJobTypeJobFacet("BATCH", "CORVEE", jobType, null));
    }

    private RunEvent event(
            EventType type,
            Instant at,
            String job,
            JobFacets facets,
            @Nullable String problem,
            List<InputDataset> inputs,
            List<OutputDataset> outputs) {
        OpenLineage.RunFacetsBuilder run =
                lineage.newRunFacetsBuilder().nominalTime(lineage.newNominalTimeRunFacet(time(startedAt), null));
        if (!job.equals(JOB)) {
            run.processing_engine(lineage.newProcessingEngineRunFacet(engine, "DuckDB", null));
            UUID parent = id(JOB);
            run.parent(lineage.newParentRunFacet(
                    lineage.newParentRunFacetRun(parent, null),
                    lineage.newParentRunFacetJob(NAMESPACE, JOB, null),
                    lineage.newParentRunFacetRoot(
                            lineage.newRootRun(parent, null), lineage.newRootJob(NAMESPACE, JOB, null))));
        }
        if (problem != null) {
            run.errorMessage(lineage.newErrorMessageRunFacet(problem, "JAVA", null));
        }
        return lineage.newRunEvent(
                time(at),
                type,
                lineage.newRun(id(job), run.build()),
                lineage.newJob(NAMESPACE, job, facets),
                inputs,
                outputs);
    }

    /** The same for all events of a job in this run, from whichever process they come. */
    private UUID id(String job) {
        return UUIDUtils.generateStaticUUID(startedAt, job.getBytes(StandardCharsets.UTF_8));
    }

    private static ZonedDateTime time(Instant at) {
        return at.atZone(ZoneOffset.UTC);
    }
}
