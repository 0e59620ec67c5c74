package org.corvee.jobs.schedule;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeoutException;
import org.corvee.publish.RefreshLock;

/** How a schedule's command is started. */
@FunctionalInterface
public interface Launcher {

    /**
     * Runs a command to its end.
     *
     * @param command the arguments of the program
     * @return the exit code
     * @throws TimeoutException when the command took longer than its limit; it was stopped
     * @throws InterruptedException when this thread was interrupted; the command was stopped
     * @throws RefreshLock.HeldException when another process is at work on the data home; nothing was started
     * @throws IOException when it could not be started
     */
    int run(List<String> command, Duration timeLimit)
            throws IOException, InterruptedException, TimeoutException, RefreshLock.HeldException;
}
