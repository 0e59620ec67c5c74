package org.corvee.run;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.corvee.home.Folders;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/** The records of all refreshes, one small JSON file each. */
public final class RunStore {

    private static final Logger LOG = LoggerFactory.getLogger(RunStore.class);
    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final DateTimeFormatter RUN_ID =
            DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmss.SSS'Z'").withZone(ZoneOffset.UTC);

    private final Path folder;

    public RunStore(Path folder) {
        this.folder = folder;
    }

    /** The id of a run that starts now: sorts by time, and works as a file name. */
    public static String runId(Instant startedAt) {
        return RUN_ID.format(startedAt);
    }

    /** Whether there is a record of a run. */
    public boolean knows(String runId) {
        return Files.exists(folder.resolve(runId + ".json"));
    }

    public void write(RunRecord record) throws IOException {
        Files.createDirectories(folder);
        Path partial = folder.resolve("." + record.runId() + ".json");
        Files.write(partial, JSON.writerWithDefaultPrettyPrinter().writeValueAsBytes(record));
        Folders.force(partial);
        Files.move(partial, folder.resolve(record.runId() + ".json"), StandardCopyOption.ATOMIC_MOVE);
    }

    /** The newest records first, at most {@code count}. A file that is no record is passed over, and the log says so. */
    public List<RunRecord> newest(int count) throws IOException {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(file -> file.getFileName().toString().matches("[^.].*\\.json"))
                    .sorted(Comparator.comparing(
                                    (Path file) -> file.getFileName().toString())
                            .reversed())
                    .flatMap(file -> read(file).stream())
                    .limit(count)
                    .toList();
        }
    }

    private static Optional<RunRecord> read(Path file) {
        try {
            return Optional.of(JSON.readValue(file.toFile(), RunRecord.class));
        } catch (JacksonException e) {
            LOG.warn("cannot read the record {}", file, e);
            return Optional.empty();
        }
    }
}
