package org.corvee.export;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.Map;
import org.corvee.duckdb.DuckDb;
import org.jspecify.annotations.Nullable;

/**
 * Which build of the warehouse numbers are from.
 *
 * @param version of Corvée
 * @param run the refresh that built it
 * @param release the release that it belongs to; null when it belongs to none
 * @param asOf the day as of which it was built; null when it holds everything known
 */
public record Edition(
        String version,
        String run,
        @Nullable String release,
        @Nullable String asOf) {

    /** Reads it from {@code ops.run}. */
    public static Edition read(Connection connection) throws SQLException {
        Map<String, @Nullable String> run =
                DuckDb.rows(connection, "select * from ops.run").get(0);
        return new Edition(
                String.valueOf(run.get("corvee_version")),
                String.valueOf(run.get("run_id")),
                run.get("release_id"),
                run.get("as_of"));
    }

    /** One line for the foot of a picture. */
    public String line() {
        return "Corvée " + version + ", " + (release == null ? "run " + run + ", not a release" : "release " + release)
                + (asOf == null ? "" : ", as known on " + asOf);
    }
}
