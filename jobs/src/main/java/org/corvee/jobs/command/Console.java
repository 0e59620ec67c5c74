package org.corvee.jobs.command;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Clock;
import java.time.LocalDate;
import java.util.Map;
import org.corvee.build.AsOfWarehouse;
import org.corvee.fetch.NetworkPolicy;
import org.corvee.home.DataHome;
import org.corvee.home.Installation;
import org.corvee.jobs.publish.Inputs;
import org.corvee.jobs.settings.Settings;
import org.corvee.publish.RefreshLock;
import org.corvee.release.ReleaseId;
import org.corvee.release.ReleaseStore;
import org.jspecify.annotations.Nullable;

/**
 * What a command works with.
 *
 * @param installation where the content is
 * @param home where the data is
 * @param in standard input, UTF-8
 * @param out standard output, UTF-8
 * @param err standard error, UTF-8
 * @param width of the terminal in columns; 0 when standard output is not a terminal
 * @param clock for time stamps
 * @param network where requests may go
 * @param environment variables, which hold the keys of publishers
 */
public record Console(
        Installation installation,
        DataHome home,
        BufferedReader in,
        PrintStream out,
        PrintStream err,
        int width,
        Clock clock,
        NetworkPolicy network,
        Map<String, String> environment) {

    public Console {
        environment = Map.copyOf(environment);
    }

    /**
     * What the operator has set.
     *
     * @throws org.corvee.problem.ProblemException with everything that is wrong with it
     */
    Settings settings() {
        return Settings.read(home, environment);
    }

    boolean isTerminal() {
        return width > 0;
    }

    /**
     * The published file.
     *
     * @throws CommandFailure when nothing was published yet
     */
    Path published() {
        if (!Files.exists(home.published())) {
            throw new CommandFailure(
                    ExitCode.NOT_PUBLISHED,
                    "no warehouse is published in " + home.root() + "; run ./corvee refresh first");
        }
        return home.published();
    }

    /** The file that was asked for: the published one, that of a day, or that of a release. */
    Path warehouse(EditionOptions edition) throws IOException, SQLException {
        if (edition.release != null && edition.asOf != null) {
            throw new CommandFailure(
                    ExitCode.USAGE, "cannot use --as-of with --release: a release is what it was when it was made");
        }
        if (edition.release == null) {
            return warehouse(edition.asOf);
        }
        ReleaseId release = ReleaseId.parse(edition.release)
                .orElseThrow(() -> new CommandFailure(
                        ExitCode.USAGE, "expected a release such as 2026-11-25.1, found '" + edition.release + "'"));
        return new ReleaseStore(home.releases()).warehouse(release);
    }

    /**
     * The file of what was known at the end of a day (UTC), built first when need be; the published one when no day is asked
     * for.
     *
     * @throws CommandFailure when nothing was published yet, or when a refresh is at work
     */
    Path warehouse(@Nullable LocalDate asOf) throws IOException, SQLException {
        if (asOf == null) {
            return published();
        }
        try {
            return new AsOfWarehouse(installation.sql(), home, clock, Inputs.CODE, Inputs.version())
                    .file(asOf, err::println);
        } catch (RefreshLock.HeldException e) {
            throw new CommandFailure(ExitCode.NOT_PUBLISHED, String.valueOf(e.getMessage()));
        }
    }
}
