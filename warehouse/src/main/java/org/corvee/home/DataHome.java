package org.corvee.home;

import java.nio.file.Path;
import java.time.LocalDate;

/**
 * Everything that Corvée writes. Deleting {@code normalized/} costs time; deleting {@code snapshots/} costs evidence.
 *
 * @param root absolute path of the data home; created by the first refresh
 */
public record DataHome(Path root) {

    public DataHome {
        root = root.toAbsolutePath().normalize();
    }

    /** Raw bytes as fetched, write-once. */
    public Path snapshots() {
        return root.resolve("snapshots");
    }

    /** The folder into which a person drops downloaded files of a source. */
    public Path drop(String source) {
        return root.resolve("drop").resolve(source);
    }

    /** What the visits to publishers found. */
    public Path visits() {
        return root.resolve("visits");
    }

    /** Downloads that broke off, to be gone on with. */
    public Path downloads() {
        return root.resolve("downloads");
    }

    public Path normalized() {
        return root.resolve("normalized");
    }

    public Path warehouse() {
        return root.resolve("warehouse");
    }

    /** The published file; never opened for writing. */
    public Path published() {
        return warehouse().resolve("corvee.duckdb");
    }

    /** The file of what was known at the end of a day; made when it is asked for. */
    public Path asOf(LocalDate day) {
        return warehouse().resolve("as-of").resolve(day + ".duckdb");
    }

    /** The releases, each in a folder of its own, never changed. */
    public Path releases() {
        return root.resolve("releases");
    }

    public Path exports() {
        return root.resolve("exports");
    }

    public Path codebook() {
        return root.resolve("codebook");
    }

    /** One JSON file for each refresh, written when it starts, as one that did not end, and again when it ends. */
    public Path runs() {
        return root.resolve("runs");
    }

    /** The folder of Spring Batch's job repository. */
    public Path jobs() {
        return root.resolve("jobs");
    }

    /** The folder of the scheduler's table, for a machine of its own. */
    public Path schedule() {
        return root.resolve("schedule");
    }

    /** One page for each run, and an index of them. */
    public Path reports() {
        return root.resolve("reports");
    }

    /** What was told of failures and recoveries, and what is still to be told. */
    public Path notifications() {
        return root.resolve("notifications.json");
    }

    /** OpenLineage events, a file for each run. */
    public Path lineage() {
        return root.resolve("lineage");
    }

    public Path logs() {
        return root.resolve("logs");
    }

    public Path temporary() {
        return root.resolve("tmp");
    }

    /** Held by the process that refreshes. */
    public Path refreshLock() {
        return root.resolve("refresh.lock");
    }
}
