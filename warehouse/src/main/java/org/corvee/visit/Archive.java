package org.corvee.visit;

import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneOffset;
import org.corvee.home.DataHome;
import org.corvee.snapshot.SnapshotStore;

/**
 * What was seen of all sources: the bytes, and what every visit to a publisher found.
 *
 * @param snapshots the bytes
 * @param visits what visits found
 */
public record Archive(SnapshotStore snapshots, VisitLog visits) {

    /** Stands for the source of all documents that figures cite; no source has such an id. */
    public static final String DOCUMENT = "document";

    /** The archive of a data home. */
    public static Archive of(DataHome home, Clock clock) {
        return new Archive(new SnapshotStore(home.snapshots(), clock), new VisitLog(home.visits()));
    }

    /** The same archive as it was at the end of a day (UTC). */
    public Archive asOf(LocalDate day) {
        return new Archive(
                snapshots.asOf(day),
                visits.asOf(
                        day.plusDays(1).atStartOfDay(ZoneOffset.UTC).toInstant().minusNanos(1)));
    }
}
