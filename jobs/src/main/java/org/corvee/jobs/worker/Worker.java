package org.corvee.jobs.worker;

import java.io.PrintStream;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import javax.sql.DataSource;
import org.corvee.home.DataHome;
import org.corvee.home.Installation;
import org.corvee.jobs.database.JobDatabase;
import org.corvee.jobs.database.TaskDatabase;
import org.corvee.jobs.normalize.OpenTables;
import org.corvee.jobs.settings.Setting;
import org.corvee.jobs.settings.Settings;
import org.corvee.jobs.stage.Progress;
import org.corvee.normalized.NormalizedStore;
import org.corvee.run.RunStore;
import org.corvee.snapshot.SnapshotStore;
import org.corvee.source.SourceCatalog;
import org.springframework.batch.core.repository.JobRepository;
import org.springframework.batch.core.step.Step;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ApplicationContextInitializer;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.support.GenericApplicationContext;

/** A process that takes parts of the refreshes of other machines until it is told to stop. */
public final class Worker {

    private static final Duration LOOK = Duration.ofMillis(500);

    private final Installation installation;
    private final DataHome home;
    private final Settings settings;
    private final PrintStream out;
    private final Clock clock;

    /** @param home the one that the refreshes work on */
    public Worker(Installation installation, DataHome home, Settings settings, PrintStream out, Clock clock) {
        this.installation = installation;
        this.home = home;
        this.settings = settings;
        this.out = out;
        this.clock = clock;
    }

    /**
     * Works until the process is told to end; it then finishes what it has.
     *
     * @throws org.corvee.problem.ProblemException when the database cannot be reached at the start; later it is waited for
     */
    public void run() throws SQLException, InterruptedException {
        JobDatabase.requireReachable(settings);
        String name = PartitionTasks.name();
        Consumer<String> told = line -> out.println(name + " " + line);
        CountDownLatch stopping = new CountDownLatch(1);
        CountDownLatch stopped = new CountDownLatch(1);
        try (ConfigurableApplicationContext context = start();
                PartitionTasks tasks = tasks(context, told)) {
            Runtime.getRuntime().addShutdownHook(new Thread(() -> stop(stopping, stopped), "stop"));
            tasks.start();
            told.accept("waits for parts of a refresh; SIGTERM or Ctrl+C ends it");
            while (!stopping.await(LOOK.toMillis(), TimeUnit.MILLISECONDS)) {
                tasks.look();
            }
            told.accept("stops when it has finished what it has");
        } finally {
            stopped.countDown();
        }
    }

    /** Runs while the process ends, which waits for it. */
    private static void stop(CountDownLatch stopping, CountDownLatch stopped) {
        stopping.countDown();
        try {
            stopped.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private PartitionTasks tasks(ConfigurableApplicationContext context, Consumer<String> told) throws SQLException {
        DataSource dataSource = context.getBean(DataSource.class);
        TaskDatabase.createPartitions(dataSource);
        return new PartitionTasks(
                dataSource,
                context.getBean(JobRepository.class),
                context.getBean(Step.class),
                context.getBean(OpenTables.class),
                new RunStore(home.runs()),
                0,
                told);
    }

    private ConfigurableApplicationContext start() {
        ApplicationContextInitializer<GenericApplicationContext> beans = context -> {
            context.registerBean(
                    OpenTables.class,
                    () -> new OpenTables(
                            () -> SourceCatalog.read(installation.sql().resolve("sources")),
                            new SnapshotStore(home.snapshots(), clock),
                            new NormalizedStore(home.normalized())));
            context.registerBean(Progress.class, () -> new Progress(out, false));
        };
        String host = PartitionTasks.name().replace(':', '-');
        return new SpringApplicationBuilder(WorkerApplication.class)
                .web(WebApplicationType.NONE)
                .registerShutdownHook(false)
                .initializers(beans)
                .properties(JobDatabase.properties(settings, home))
                .properties(Map.of(
                        "corvee.log-format",
                        settings.text(Setting.LOG_FORMAT).orElse("text"),
                        "logging.file.name",
                        home.logs().resolve("worker-" + host + ".log").toString()))
                .build()
                .run();
    }
}
