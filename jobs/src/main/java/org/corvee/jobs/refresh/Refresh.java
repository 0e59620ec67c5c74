package org.corvee.jobs.refresh;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.corvee.duckdb.DuckDb;
import org.corvee.fetch.Web;
import org.corvee.home.DataHome;
import org.corvee.home.Installation;
import org.corvee.jobs.database.JobDatabase;
import org.corvee.jobs.publish.ChangeDecider;
import org.corvee.jobs.settings.Setting;
import org.corvee.jobs.settings.Settings;
import org.corvee.jobs.stage.LogContext;
import org.corvee.jobs.stage.Progress;
import org.corvee.jobs.stage.RefreshRequest;
import org.corvee.jobs.stage.RefreshState;
import org.corvee.load.LoadOutcome;
import org.corvee.normalized.NormalizedStore;
import org.corvee.problem.Causes;
import org.corvee.problem.Location;
import org.corvee.problem.Problem;
import org.corvee.problem.ProblemException;
import org.corvee.publish.Publication;
import org.corvee.publish.RefreshLock;
import org.corvee.run.RunOutcome;
import org.corvee.run.RunRecord;
import org.corvee.run.RunStore;
import org.corvee.snapshot.SnapshotStore;
import org.corvee.source.SourceCatalog;
import org.h2.api.ErrorCode;
import org.h2.jdbc.JdbcException;
import org.jspecify.annotations.Nullable;
import org.postgresql.util.PSQLException;
import org.slf4j.MDC;
import org.springframework.batch.core.BatchStatus;
import org.springframework.batch.core.job.Job;
import org.springframework.batch.core.job.JobExecution;
import org.springframework.batch.core.job.JobExecutionException;
import org.springframework.batch.core.job.parameters.JobParameters;
import org.springframework.batch.core.job.parameters.JobParametersBuilder;
import org.springframework.batch.core.launch.JobOperator;
import org.springframework.batch.core.repository.JobRepository;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ApplicationContextInitializer;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.support.GenericApplicationContext;
import org.springframework.dao.OptimisticLockingFailureException;

/** One refresh from beginning to end: the lock, the recovery of a killed run, the job and the record of the run. */
public final class Refresh {

    private static final int MOST_ATTEMPTS = 10;

    private final Installation installation;
    private final DataHome home;
    private final Settings settings;
    private final PrintStream out;
    private final boolean terminal;
    private final Clock clock;
    private final Web web;
    private final AfterRun afterRun;

    /** @param web where new snapshots of sources that are fetched come from */
    public Refresh(
            Installation installation,
            DataHome home,
            Settings settings,
            PrintStream out,
            boolean terminal,
            Clock clock,
            Web web) {
        this.installation = installation;
        this.home = home;
        this.settings = settings;
        this.out = out;
        this.terminal = terminal;
        this.clock = clock;
        this.web = web;
        this.afterRun = new AfterRun(installation, home, settings, out, clock);
    }

    /**
     * Runs the nightly job.
     *
     * @return how it ended
     * @throws ProblemException when a source is asked for that is not there
     * @throws RefreshLock.HeldException when another refresh is at work
     */
    public RunOutcome run(RefreshRequest request) throws IOException, SQLException, RefreshLock.HeldException {
        Instant startedAt = clock.instant();
        try (RefreshLock lock = RefreshLock.take(home.refreshLock(), startedAt);
                MDC.MDCCloseable logged = MDC.putCloseable(LogContext.RUN, RunStore.runId(startedAt))) {
            new SnapshotStore(home.snapshots(), clock).removePartial();
            new NormalizedStore(home.normalized()).removePartial();
            new Publication(home).removeBuild();
            RunStore runs = new RunStore(home.runs());
            SourceCatalog catalog;
            try {
                catalog = SourceCatalog.read(installation.sql().resolve("sources"));
            } catch (ProblemException e) {
                // A descriptor is part of the program: without it nobody knows what the source is.
                afterRun.begin(startedAt);
                return end(runs, notPublished(startedAt, String.valueOf(e.getMessage())));
            }
            requireKnown(request, catalog);
            afterRun.begin(startedAt);
            // Written first, so that a run that is killed, or ends in a fault, is remembered as what it is.
            runs.write(notPublished(startedAt, "the run did not end: it was killed, or the machine stopped"));
            try (ConfigurableApplicationContext context = startOrRenew(request, catalog)) {
                return end(runs, run(context, request, startedAt));
            } catch (ProblemException e) {
                return end(runs, notPublished(startedAt, String.valueOf(e.getMessage())));
            } catch (RuntimeException | IOException | SQLException e) {
                if (settings.sharesJobs() && isOfTheServer(e)) {
                    return end(runs, notPublished(startedAt, "jobs_url cannot be reached any more: " + message(e)));
                }
                end(runs, notPublished(startedAt, "a fault: " + message(e)));
                throw e;
            }
        }
    }

    private static boolean isOfTheServer(Throwable failure) {
        return Causes.of(failure).stream()
                .anyMatch(cause -> cause instanceof PSQLException || cause instanceof SQLTransientConnectionException);
    }

    private RunOutcome end(RunStore runs, RunRecord record) throws IOException {
        runs.write(record);
        tell(record);
        afterRun.run(record);
        return record.outcome();
    }

    private RunRecord notPublished(Instant startedAt, String message) {
        return new RunRecord(
                RunStore.runId(startedAt), startedAt, clock.instant(), RunOutcome.NOT_PUBLISHED, message, List.of());
    }

    private static void requireKnown(RefreshRequest request, SourceCatalog catalog) {
        List<String> known = catalog.names();
        for (String source : request.sources()) {
            if (!known.contains(source)) {
                throw new ProblemException(Problem.cannot(Location.ofFile("refresh"), "find", "source", source)
                        .allowed(known)
                        .nearest(source, known));
            }
        }
    }

    /**
     * The job history holds nothing that the next run needs: when its file is damaged it is set aside and begun anew. That on
     * a server is its keeper's.
     */
    private ConfigurableApplicationContext startOrRenew(RefreshRequest request, SourceCatalog catalog)
            throws IOException {
        JobDatabase.requireReachable(settings);
        try {
            return start(request, catalog);
        } catch (RuntimeException e) {
            if (Causes.of(e).stream().anyMatch(Refresh::saysThatItIsOpen)) {
                throw new ProblemException(
                        Problem.cannot(Location.ofFile(home.jobs().toString()), "open", "the job history")
                                .expected("a file that no other program has open")
                                .found("one that some program has"));
            }
            if (Causes.of(e).stream().noneMatch(JdbcException.class::isInstance)) {
                throw e;
            }
            Path aside = home.root().resolve("jobs.damaged-" + RunStore.runId(clock.instant()));
            Files.move(home.jobs(), aside);
            out.println("the job history cannot be read; it is set aside as " + aside.getFileName());
            return start(request, catalog);
        }
    }

    private static boolean saysThatItIsOpen(Throwable cause) {
        return cause instanceof SQLException failure && failure.getErrorCode() == ErrorCode.DATABASE_ALREADY_OPEN_1;
    }

    private ConfigurableApplicationContext start(RefreshRequest request, SourceCatalog catalog) {
        ApplicationContextInitializer<GenericApplicationContext> beans = context -> {
            context.registerBean(Installation.class, () -> installation);
            context.registerBean(DataHome.class, () -> home);
            context.registerBean(Settings.class, () -> settings);
            context.registerBean(RefreshRequest.class, () -> request);
            context.registerBean(SourceCatalog.class, () -> catalog);
            context.registerBean(Progress.class, () -> new Progress(out, terminal));
            context.registerBean(Clock.class, () -> clock);
            context.registerBean(Web.class, () -> web, definition -> definition.setDestroyMethodName(""));
        };
        SpringApplication application = new SpringApplicationBuilder(RefreshApplication.class)
                .web(WebApplicationType.NONE)
                .initializers(beans)
                .properties(JobDatabase.properties(settings, home))
                .properties(Map.of(
                        "corvee.log-format",
                        settings.text(Setting.LOG_FORMAT).orElse("text"),
                        "logging.file.name",
                        home.logs().resolve("corvee.log").toString()))
                .build();
        return application.run();
    }

    private RunRecord run(ConfigurableApplicationContext context, RefreshRequest request, Instant startedAt)
            throws IOException, SQLException {
        JobExecution execution;
        Instant jobStartedAt = clock.instant();
        try {
            execution = recoverAndStart(context, request, startedAt);
        } catch (JobExecutionException e) {
            throw new IllegalStateException("cannot start the refresh", e);
        }
        RefreshState state = context.getBean(RefreshState.class);
        Instant finishedAt = clock.instant();
        if (execution.getStatus() != BatchStatus.COMPLETED) {
            String failure = execution.getStepExecutions().stream()
                    .filter(step -> RefreshJobConfiguration.STAGES.contains(step.getStepName()))
                    .flatMap(step -> step.getFailureExceptions().stream())
                    .map(Refresh::message)
                    .findFirst()
                    .orElseGet(() -> execution.getAllFailureExceptions().stream()
                            .map(Refresh::message)
                            .findFirst()
                            .orElse("the run was interrupted"));
            boolean onlyExports = execution.getStepExecutions().stream()
                            .anyMatch(step -> step.getStepName().equals("export"))
                    && !state.isPublished();
            RunOutcome outcome = state.isPublished() || onlyExports ? RunOutcome.STALE : RunOutcome.NOT_PUBLISHED;
            // What was loaded into a build that is not published is not in the warehouse.
            List<RunRecord.Source> sources = outcome == RunOutcome.NOT_PUBLISHED
                    ? state.sources().stream()
                            .map(source -> new RunRecord.Source(
                                    source.source(), source.state(), source.problem(), source.normalized()))
                            .toList()
                    : state.sources();
            return record(execution, state, startedAt, jobStartedAt, finishedAt, outcome, failure, sources);
        }
        boolean published = state.isPublished();
        List<RunRecord.Source> sources = published ? state.sources() : publishedSources(state);
        boolean stale = sources.stream().anyMatch(source -> !LoadOutcome.isAllRight(source.state()));
        RunOutcome outcome = stale ? RunOutcome.STALE : published ? RunOutcome.PUBLISHED : RunOutcome.UNCHANGED;
        String message = "published " + home.published();
        if (!published) {
            boolean exported = !execution.getExitStatus().getExitCode().equals(ChangeDecider.UNCHANGED);
            message = "nothing changed since the published warehouse was built; "
                    + (exported ? "only the exports were written again" : "no work was done");
        }
        return record(execution, state, startedAt, jobStartedAt, finishedAt, outcome, message, sources);
    }

    private static RunRecord record(
            JobExecution execution,
            RefreshState state,
            Instant startedAt,
            Instant jobStartedAt,
            Instant finishedAt,
            RunOutcome outcome,
            String message,
            List<RunRecord.Source> sources) {
        return new RunRecord(
                String.valueOf(execution.getJobParameters().getString("run_id")),
                startedAt,
                finishedAt,
                outcome,
                message,
                sources,
                RunStages.of(execution, jobStartedAt),
                state.models(),
                state.failedChecks(),
                state.changes().tables(),
                state.changes().figures());
    }

    /**
     * Marks runs that were killed as failed and starts a new one. A killed run is not taken up again: every stage skips
     * by content what is already done, and what a publisher or an editor changed meanwhile is seen.
     */
    private JobExecution recoverAndStart(
            ConfigurableApplicationContext context, RefreshRequest request, Instant startedAt)
            throws JobExecutionException {
        JobOperator operator = context.getBean(JobOperator.class);
        JobRepository repository = context.getBean(JobRepository.class);
        RunStore runs = new RunStore(home.runs());
        for (JobExecution running : repository.findRunningJobExecutions(RefreshJobConfiguration.JOB)) {
            String runId = String.valueOf(running.getJobParameters().getString("run_id"));
            // A server may have runs of other data homes, which are not ours to judge.
            if (!settings.sharesJobs() || runs.knows(runId)) {
                recover(operator, repository, running);
                out.println("run " + runId + " was killed; it is recovered");
            }
        }
        out.println("refresh " + request.told());
        JobParameters parameters = new JobParametersBuilder()
                .addString("run_id", RunStore.runId(startedAt))
                .addString("sources", String.join(",", request.sources()))
                .addString("cadences", String.join(",", request.cadenceNames()))
                .toJobParameters();
        return operator.start(context.getBean(Job.class), parameters);
    }

    /** We hold the lock, so no live process owns this execution; but a worker may still be saving a part of it. */
    private static void recover(JobOperator operator, JobRepository repository, JobExecution killed) {
        JobExecution found = killed;
        for (int attempt = 1; ; attempt++) {
            try {
                operator.recover(found);
                return;
            } catch (OptimisticLockingFailureException e) {
                found = repository.getJobExecution(killed.getId());
                if (attempt == MOST_ATTEMPTS || found == null) {
                    throw e;
                }
            }
        }
    }

    private List<RunRecord.Source> publishedSources(RefreshState state) throws SQLException {
        List<RunRecord.Source> sources = new ArrayList<>();
        try (Connection connection = DuckDb.readOnly(home.published())) {
            for (Map<String, @Nullable String> row : DuckDb.rows(
                    connection,
                    "select source_id, state, problem, rows_loaded from ops.source_freshness order by source_id")) {
                sources.add(new RunRecord.Source(
                        String.valueOf(row.get("source_id")),
                        String.valueOf(row.get("state")),
                        row.get("problem"),
                        state.normalized(String.valueOf(row.get("source_id"))),
                        Long.valueOf(String.valueOf(row.get("rows_loaded")))));
            }
        }
        return sources;
    }

    private static String message(Throwable failure) {
        Throwable cause = ProblemException.under(failure);
        return cause instanceof ProblemException ? String.valueOf(cause.getMessage()) : String.valueOf(cause);
    }

    private void tell(RunRecord record) {
        for (RunRecord.Source source : record.sources()) {
            String problem = source.problem();
            if (problem != null) {
                // A problem of a file says the source itself.
                String of = problem.startsWith(source.source()) ? "" : source.source() + ": ";
                out.println(source.state() + ": " + of + problem);
            }
        }
        double seconds =
                Duration.between(record.startedAt(), record.finishedAt()).toMillis() / 1000.0;
        out.printf("%s (%.1f s)%n", record.message(), seconds);
    }
}
