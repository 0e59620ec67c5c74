package org.corvee.jobs.schedule;

import com.github.kagkarlsson.scheduler.ScheduledExecution;
import com.github.kagkarlsson.scheduler.Scheduler;
import com.github.kagkarlsson.scheduler.SchedulerName;
import com.github.kagkarlsson.scheduler.event.AbstractSchedulerListener;
import com.github.kagkarlsson.scheduler.event.SchedulerListener.SchedulerEventType;
import com.github.kagkarlsson.scheduler.task.CompletionHandler;
import com.github.kagkarlsson.scheduler.task.Execution;
import com.github.kagkarlsson.scheduler.task.ExecutionComplete;
import com.github.kagkarlsson.scheduler.task.ExecutionOperations;
import com.github.kagkarlsson.scheduler.task.Task;
import com.github.kagkarlsson.scheduler.task.TaskInstanceId;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import java.io.Closeable;
import java.io.IOException;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import org.corvee.jobs.database.TaskDatabase;
import org.corvee.publish.RefreshLock;
import org.jspecify.annotations.Nullable;

/**
 * Starts each schedule's command at its times, one after the other. The times stand in a table, so that what was missed is
 * known after a downtime, and so that of several machines with one table exactly one starts a command.
 */
public final class ScheduleRunner implements Closeable {

    /** There is one row for a schedule. */
    private static final String ROW = "recurring";

    /** Every machine tells that it still runs what it took; after this many times of silence another one takes over. */
    private static final int MISSED_HEARTBEATS = 4;

    /** Rows of other tasks are not ours to delete, however long they lie there. */
    private static final Duration NEVER = Duration.ofDays(36_500);

    private static final int ENDED_BY_A_SIGNAL = 128;
    private static final Duration LATE_SIGNAL = Duration.ofSeconds(2);

    private static final Duration MARGIN = Duration.ofSeconds(30);
    private static final Duration SILENCE = Duration.ofHours(1);

    private static final Set<SchedulerEventType> FAULTS = EnumSet.of(
            SchedulerEventType.UNEXPECTED_ERROR,
            SchedulerEventType.FAILED_HEARTBEAT,
            SchedulerEventType.COMPLETIONHANDLER_ERROR,
            SchedulerEventType.FAILUREHANDLER_ERROR);

    private final List<Schedule> schedules;
    private final ScheduleTable table;
    private final boolean alone;
    private final Launcher launcher;
    private final Clock clock;
    private final Consumer<String> told;
    private final Pace pace;
    private final Scheduler scheduler;
    private boolean stopping;
    private Instant faultTold = Instant.EPOCH;
    private @Nullable Thread running;

    /**
     * How often things are looked at.
     *
     * @param poll between two looks for what is due
     * @param heartbeat between two signs of life of the machine that runs a schedule
     * @param busy between two tries while another process is at work on the data home
     */
    public record Pace(Duration poll, Duration heartbeat, Duration busy) {

        private static final String HEARTBEAT = "corvee.schedule.heartbeat";

        /**
         * What suits nights: a machine that died is replaced after two to three minutes. Tests that kill machines have no such
         * time; for them the system property {@code corvee.schedule.heartbeat} is a number of milliseconds.
         */
        public static Pace usual() {
            Integer milliseconds = Integer.getInteger(HEARTBEAT);
            return milliseconds == null
                    ? new Pace(Duration.ofSeconds(5), Duration.ofSeconds(30), Duration.ofMinutes(1))
                    : new Pace(
                            Duration.ofMillis(milliseconds),
                            Duration.ofMillis(milliseconds),
                            Duration.ofMillis(milliseconds));
        }
    }

    /**
     * @param database with the table
     * @param alone whether no other machine can use that table, so that whatever was at work in it is gone
     * @param launcher starts the commands
     * @param told is told each start and end
     */
    public ScheduleRunner(
            ScheduleCatalog catalog,
            TaskDatabase database,
            boolean alone,
            Launcher launcher,
            Clock clock,
            Consumer<String> told,
            Pace pace) {
        this.schedules = catalog.schedules();
        this.table = new ScheduleTable(database.dataSource());
        this.alone = alone;
        this.launcher = launcher;
        this.clock = clock;
        this.told = told;
        this.pace = pace;
        List<Task<?>> tasks = List.copyOf(schedules.stream().map(this::task).toList());
        this.scheduler = Scheduler.create(database.dataSource(), tasks)
                .schedulerName(new SchedulerName.Fixed(name()))
                .clock(clock::instant)
                // Commands work on the same data home, which only one of them can change.
                .threads(1)
                .pollingInterval(pace.poll())
                .heartbeatInterval(pace.heartbeat())
                .missedHeartbeatsLimit(MISSED_HEARTBEATS)
                .deleteUnresolvedAfter(NEVER)
                .addSchedulerListener(new AbstractSchedulerListener() {
                    @Override
                    public void onSchedulerEvent(SchedulerEventType event) {
                        if (FAULTS.contains(event)) {
                            tellFault();
                        }
                    }
                })
                .shutdownMaxWait(ChildProcess.GRACE.plus(MARGIN))
                .build();
    }

    /** Every look fails while a server is away: once an hour is enough to tell it. */
    private synchronized void tellFault() {
        Instant now = clock.instant();
        if (!stopping && now.isAfter(faultTold.plus(SILENCE))) {
            faultTold = now;
            told.accept(utc(now) + " cannot use the scheduler's table; trying again every few seconds");
        }
    }

    private static String name() {
        return new SchedulerName.Hostname().getName() + ":"
                + ProcessHandle.current().pid();
    }

    /** Writes the times down and begins to work. Returns at once. */
    public void start() throws SQLException {
        if (alone) {
            table.releaseAll();
        }
        for (String name : table.names()) {
            if (schedules.stream().noneMatch(schedule -> schedule.name().equals(name))) {
                if (!alone) {
                    tell(name, "has no file on this machine; left to the others");
                } else if (table.remove(name)) {
                    tell(name, "has no file any more; removed");
                }
            }
        }
        schedules.forEach(this::plan);
        scheduler.start();
    }

    private void plan(Schedule schedule) {
        Instant now = clock.instant();
        Instant next = schedule.next(now);
        TaskInstanceId row = TaskInstanceId.of(ScheduleTable.taskName(schedule.name()), ROW);
        Optional<ScheduledExecution<Object>> before = scheduler.getScheduledExecution(row);
        if (before.isEmpty()) {
            scheduler.scheduleIfNotExists(task(schedule).instance(ROW), next);
        } else if (before.get().isPicked()) {
            tell(schedule.name(), "is at work on " + before.get().getPickedBy());
            return;
        } else if (!before.get().getExecutionTime().isAfter(now)) {
            tell(schedule.name(), "was due at " + utc(before.get().getExecutionTime()));
            return;
        } else if (!before.get().getExecutionTime().equals(next)) {
            scheduler.reschedule(row, next);
        }
        tell(schedule.name(), "next " + both(schedule, next));
    }

    private Task<Void> task(Schedule schedule) {
        return Tasks.custom(ScheduleTable.taskName(schedule.name()), Void.class)
                .onDeadExecution((complete, row) -> takeOver(schedule, complete, row))
                .onFailure((complete, row) -> {
                    tell(
                            schedule.name(),
                            "failed: "
                                    + complete.getCause().map(String::valueOf).orElse("unknown"));
                    again(schedule, complete, row);
                })
                .execute((instance, context) -> run(schedule, context.getExecution()));
    }

    /** What a machine took and did not end is due as it was; whether that is too late is decided as for any other. */
    private void takeOver(Schedule schedule, ExecutionComplete complete, ExecutionOperations<Void> row) {
        Execution execution = complete.getExecution();
        boolean ours = scheduler.getCurrentlyExecuting().stream()
                .anyMatch(current -> current.getTaskInstance().getTaskName().equals(execution.getTaskName()));
        if (ours) {
            // This machine slept in the middle of it, and goes on.
            return;
        }
        tell(schedule.name(), "is taken over: nothing was heard of " + execution.pickedBy + " any more");
        row.reschedule(complete, execution.executionTime);
    }

    private CompletionHandler<Void> run(Schedule schedule, Execution execution) {
        Instant due = execution.executionTime;
        Instant now = clock.instant();
        if (schedule.afterMissed() == Schedule.AfterMissed.SKIP && now.isAfter(due.plus(Schedule.PUNCTUAL))) {
            tell(schedule.name(), "missed " + both(schedule, due) + "; skipped, as its file says");
            return (complete, row) -> again(schedule, complete, row);
        }
        if (!begin()) {
            return (complete, row) -> row.reschedule(complete, due);
        }
        try {
            String late = now.isAfter(due.plus(Schedule.PUNCTUAL)) ? ", missed at " + utc(due) : "";
            tell(schedule.name(), "starts " + String.join(" ", schedule.command()) + late);
            int exitCode = launch(schedule, due);
            if (exitCode > ENDED_BY_A_SIGNAL) {
                // One that was sent to the whole group of processes reaches this one too: then it is a stop.
                Thread.sleep(LATE_SIGNAL.toMillis());
            }
            tell(schedule.name(), "ended with exit code " + exitCode + " after " + span(now, clock.instant()));
        } catch (InterruptedException e) {
            tell(schedule.name(), "was stopped; it is due again at the next start");
            return (complete, row) -> row.reschedule(complete, due);
        } catch (TimeoutException e) {
            tell(
                    schedule.name(),
                    "was stopped after " + span(now, clock.instant()) + ": its time limit is " + schedule.limit());
        } catch (RefreshLock.HeldException e) {
            tell(schedule.name(), "was given up, its next time has come: " + e.getMessage());
        } catch (IOException e) {
            tell(schedule.name(), "cannot be started: " + e.getMessage());
        } finally {
            end();
        }
        return (complete, row) -> again(schedule, complete, row);
    }

    private int launch(Schedule schedule, Instant due)
            throws IOException, InterruptedException, TimeoutException, RefreshLock.HeldException {
        boolean waits = false;
        while (true) {
            try {
                return launcher.run(schedule.command(), schedule.timeLimit());
            } catch (RefreshLock.HeldException e) {
                if (!schedule.next(due).isAfter(clock.instant())) {
                    throw e;
                }
                if (!waits) {
                    tell(schedule.name(), "waits: " + e.getMessage());
                    waits = true;
                }
                Thread.sleep(pace.busy().toMillis());
            }
        }
    }

    /** Interrupts must reach a command only: one that reached the database would close its file. */
    private synchronized boolean begin() {
        if (stopping) {
            return false;
        }
        running = Thread.currentThread();
        return true;
    }

    private synchronized void end() {
        running = null;
        // An interrupt that came after the command's end is of no use any more.
        Thread.interrupted();
    }

    private synchronized void interrupt() {
        stopping = true;
        if (running != null) {
            told.accept(utc(clock.instant()) + " stopping what is at work");
            running.interrupt();
        }
    }

    private void again(Schedule schedule, ExecutionComplete complete, ExecutionOperations<Void> row) {
        Instant due = complete.getExecution().executionTime;
        Instant now = clock.instant();
        // A clock that is behind that of the machine which wrote the time down must not run it twice.
        Instant next = schedule.next(now.isAfter(due) ? now : due);
        write(schedule, () -> row.reschedule(complete, next));
        tell(schedule.name(), "next " + both(schedule, next));
    }

    /** What is not written down would be run again, so that a table that cannot be reached is waited for. */
    private void write(Schedule schedule, Runnable reschedule) {
        boolean waits = false;
        while (true) {
            try {
                reschedule.run();
                return;
            } catch (RuntimeException e) {
                if (isStopping()) {
                    throw e;
                }
                if (!waits) {
                    tell(schedule.name(), "waits for the table: " + e.getMessage());
                    waits = true;
                }
                pause();
            }
        }
    }

    private void pause() {
        try {
            Thread.sleep(pace.busy().toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("stopped while the table could not be reached", e);
        }
    }

    private synchronized boolean isStopping() {
        return stopping;
    }

    /** Takes no new work, stops the command that is at work, and waits for its end. */
    @Override
    public void close() {
        interrupt();
        scheduler.stop();
    }

    private void tell(String schedule, String text) {
        told.accept(utc(clock.instant()) + " " + schedule + ": " + text);
    }

    private static String utc(Instant time) {
        return time.truncatedTo(ChronoUnit.SECONDS).toString();
    }

    private static String both(Schedule schedule, Instant time) {
        return schedule.local(time) + " (" + utc(time) + ")";
    }

    private static String span(Instant from, Instant to) {
        Duration span = Duration.between(from, to);
        return span.compareTo(Duration.ofMinutes(2)) < 0 ? span.toSeconds() + " s" : span.toMinutes() + " min";
    }
}
