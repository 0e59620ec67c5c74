package org.corvee.report;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.corvee.home.Folders;
import org.corvee.run.RunRecord;

/** The pages of the runs, {@code <run_id>.html}, and their list, {@code index.html}, in one folder. */
public final class RunReports {

    /** So many runs are in the list. */
    public static final int LISTED = 400;

    static final String INDEX = "index.html";

    private final Path folder;

    /** @param folder created when something is written */
    public RunReports(Path folder) {
        this.folder = folder;
    }

    /** The page of a run, which may not be there. */
    public Path page(String runId) {
        return folder.resolve(fileName(runId));
    }

    static String fileName(String runId) {
        return runId + ".html";
    }

    /**
     * Writes what there is to write after a run: its page, those of its neighbours, which now lead to it, the pages that are
     * not there, such as that of a run that was killed, and the list.
     *
     * @param newestFirst the newest records, more than {@link #LISTED} where there are more
     */
    public void writeAfter(RunRecord run, List<RunRecord> newestFirst) throws IOException {
        int index = newestFirst.stream().map(RunRecord::runId).toList().indexOf(run.runId());
        for (int i = 0; i < Math.min(LISTED, newestFirst.size()); i++) {
            boolean near = index >= 0 && Math.abs(i - index) <= 1;
            if (near || !Files.exists(page(newestFirst.get(i).runId()))) {
                write(newestFirst, i);
            }
        }
        writeList(newestFirst);
    }

    /**
     * Writes the page of one run.
     *
     * @param newestFirst records without a gap
     * @param index of the run in them
     * @return the page
     */
    public Path write(List<RunRecord> newestFirst, int index) throws IOException {
        Files.createDirectories(folder);
        RunRecord next = index == 0 ? null : newestFirst.get(index - 1);
        return write(
                fileName(newestFirst.get(index).runId()),
                RunPage.of(newestFirst.subList(index, newestFirst.size()), next));
    }

    /** Writes the list. */
    public Path writeList(List<RunRecord> newestFirst) throws IOException {
        Files.createDirectories(folder);
        boolean more = newestFirst.size() > LISTED;
        return write(INDEX, NightList.of(more ? newestFirst.subList(0, LISTED) : newestFirst, more));
    }

    private Path write(String name, String html) throws IOException {
        Path partial = Files.writeString(folder.resolve(Folders.PARTIAL + name), html);
        return Folders.replace(partial, folder.resolve(name));
    }
}
