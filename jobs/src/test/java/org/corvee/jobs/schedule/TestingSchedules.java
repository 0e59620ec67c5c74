package org.corvee.jobs.schedule;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.corvee.source.SourceCatalog;

/** Schedules made up for tests. */
final class TestingSchedules {

    private final Path folder;

    TestingSchedules(Path folder) throws IOException {
        this.folder = Files.createDirectories(folder);
    }

    /** Writes one that visits documents. */
    TestingSchedules with(String name, String cron, String zone, String afterMissed) throws IOException {
        return write(name, """
                name: %s
                why: Made up for a test.
                cron: "%s"
                zone: %s
                job: watch
                time_limit: 90m
                after_missed: %s
                """.formatted(name, cron, zone, afterMissed));
    }

    TestingSchedules write(String name, String text) throws IOException {
        Files.writeString(folder.resolve(name + ".yml"), text);
        return this;
    }

    TestingSchedules without(String name) throws IOException {
        Files.delete(folder.resolve(name + ".yml"));
        return this;
    }

    ScheduleCatalog read() throws IOException {
        return ScheduleCatalog.read(folder, new SourceCatalog(List.of()));
    }

    /** One schedule that visits documents. */
    static Schedule schedule(Path folder, String cron, String zone) throws IOException {
        return new TestingSchedules(folder)
                .with("made-up", cron, zone, "run")
                .read()
                .schedules()
                .get(0);
    }
}
