package org.corvee.jobs.command;

import java.io.IOException;
import java.util.List;
import java.util.Optional;
import org.corvee.run.RunRecord;
import org.corvee.run.RunStore;

/** The records of the runs that ended; that of a run at work still says that it was killed. */
final class EndedRuns {

    private EndedRuns() {}

    /**
     * The newest ones first.
     *
     * @param count how many at most, from 1
     * @param holder who holds the refresh lock
     */
    static List<RunRecord> newest(Console console, int count, Optional<String> holder) throws IOException {
        int withThatAtWork = count == Integer.MAX_VALUE ? count : count + 1;
        List<RunRecord> runs = new RunStore(console.home().runs()).newest(withThatAtWork);
        if (!runs.isEmpty() && runs.get(0).isAtWork(holder)) {
            return runs.subList(1, runs.size());
        }
        return runs.subList(0, Math.min(count, runs.size()));
    }
}
