package org.corvee.jobs.schedule;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.corvee.home.Installation;

/** What other schedulers start: the launcher script of a distribution, or that of a clone. */
final class Launching {

    private Launching() {}

    /** Where the script finds Java, unless the installation has one of its own. */
    static Optional<String> javaHome(Installation installation) {
        return Files.isExecutable(installation.root().resolve("runtime/bin/java"))
                ? Optional.empty()
                : Optional.of(System.getProperty("java.home"));
    }

    static Path script(Installation installation) {
        Path distribution = installation.root().resolve("bin").resolve("corvee");
        return Files.isExecutable(distribution)
                ? distribution
                : installation.root().resolve("corvee");
    }
}
