package org.corvee.jobs.command;

import java.time.LocalDate;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Which warehouse a command reads: the published one, that of a day, or that of a release. */
final class EditionOptions {

    @Option(
            names = "--as-of",
            paramLabel = "DATE",
            description = "What was known at the end of that day (UTC), as 2026-11-24.")
    @Nullable
    LocalDate asOf;

    @Option(names = "--release", paramLabel = "ID", description = "A release, as 2026-11-25.1.")
    @Nullable
    String release;
}
