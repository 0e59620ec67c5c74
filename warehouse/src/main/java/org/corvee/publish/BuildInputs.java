package org.corvee.publish;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.corvee.digest.CodeDigest;
import org.corvee.digest.FolderDigest;
import org.corvee.digest.Sha256;
import org.corvee.snapshot.Snapshot;
import org.corvee.visit.Archive;

/**
 * Everything that the content of a warehouse depends on: the snapshots, the files that a data person edits and the
 * code. Equal inputs give an equal warehouse, so that it need not be built again.
 */
public final class BuildInputs {

    /** What a build reads; fixtures, expectations and the tables themselves (which become snapshots) are not part. */
    private static final List<String> READ = List.of("reference", "migrations", "marts", "exports", "checks");

    private BuildInputs() {}

    /**
     * Digests the inputs.
     *
     * @param sql the folder that a data person edits
     * @param sources the ids of all sources
     * @param code classes of the modules whose code takes part
     */
    public static Sha256 digest(Path sql, List<String> sources, Archive archive, List<Class<?>> code)
            throws IOException {
        StringBuilder text = new StringBuilder();
        List<String> files = new ArrayList<>(List.of("source.yml", "stage.sql", "corrections.csv"));
        files.addAll(referenceTables(sql));
        for (String name : sources) {
            for (String file : files) {
                Path path = sql.resolve("sources").resolve(name).resolve(file);
                text.append(name).append('/').append(file).append(' ');
                text.append(Files.exists(path) ? Sha256.of(path).hex() : "missing")
                        .append('\n');
            }
            for (Snapshot snapshot : archive.snapshots().list(name)) {
                text.append(name).append(' ').append(snapshot.sha256()).append('\n');
            }
            text.append(archive.visits().inputs(name)).append('\n');
        }
        text.append(archive.visits().inputs(Archive.DOCUMENT)).append('\n');
        for (String folder : READ) {
            text.append(folder)
                    .append('\n')
                    .append(FolderDigest.of(sql.resolve(folder)))
                    .append('\n');
        }
        text.append(CodeDigest.of(code));
        return Sha256.of(text.toString());
    }

    /** The files that a source may bring along: one for each reference table. */
    private static List<String> referenceTables(Path sql) throws IOException {
        try (Stream<Path> files = Files.list(sql.resolve("reference"))) {
            return files.map(file -> file.getFileName().toString())
                    .filter(name -> name.endsWith(".csv"))
                    .sorted()
                    .toList();
        }
    }
}
