package org.corvee.jobs.stage;

import java.util.Map;
import java.util.Objects;
import org.slf4j.MDC;
import org.springframework.batch.core.ExitStatus;
import org.springframework.batch.core.listener.StepExecutionListener;
import org.springframework.batch.core.step.StepExecution;

/**
 * Says in every line of the log to which run and which source it belongs, on the thread that works at the source. Must be
 * the first listener of a step: then it is the last one after it.
 */
public final class LogContext implements StepExecutionListener {

    /** The key of the run. */
    public static final String RUN = "run_id";

    /** The key of the source. */
    public static final String SOURCE = "source_id";

    /** The same work, which says in the log what the thread says that hands it over. */
    public static Runnable handOver(Runnable work) {
        Map<String, String> context = Objects.requireNonNullElse(MDC.getCopyOfContextMap(), Map.of());
        return () -> {
            MDC.setContextMap(context);
            work.run();
        };
    }

    @Override
    public void beforeStep(StepExecution stepExecution) {
        MDC.put(RUN, stepExecution.getJobParameters().getString("run_id", ""));
        MDC.put(SOURCE, stepExecution.getExecutionContext().getString("source", ""));
    }

    @Override
    public ExitStatus afterStep(StepExecution stepExecution) {
        MDC.remove(SOURCE);
        return stepExecution.getExitStatus();
    }
}
