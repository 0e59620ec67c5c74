package org.corvee.jobs.schedule;

import java.nio.file.Files;
import java.nio.file.Path;
import org.corvee.home.Installation;

/** What other schedulers start: the launcher script of a distribution, or that of a clone. */
final class Launching {

    private Launching() {}

    static Path script(Installation installation) {
        Path distribution = installation.root().resolve("bin").resolve("corvee");
        return Files.isExecutable(distribution)
                ? distribution
                : installation.root().resolve("corvee");
    }
}
