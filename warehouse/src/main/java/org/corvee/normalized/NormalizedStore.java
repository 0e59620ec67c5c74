package org.corvee.normalized;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.corvee.digest.CodeDigest;
import org.corvee.digest.Sha256;
import org.corvee.format.FilePart;
import org.corvee.format.PublishedFile;
import org.corvee.home.Folders;
import org.corvee.source.TableShape;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/** The normalized tables of all sources, one folder for each snapshot. */
public final class NormalizedStore {

    /** Long enough that a part is worth its file, short enough that a killed run loses seconds. */
    public static final long BYTES_PER_PART = 64L << 20;

    private static final Logger LOG = LoggerFactory.getLogger(NormalizedStore.class);

    static final JsonMapper JSON = JsonMapper.builder().build();
    static final String MANIFEST = "manifest.json";

    private static @Nullable Sha256 code;

    private final Path root;

    public NormalizedStore(Path root) {
        this.root = root;
    }

    private Path folder(String source, Sha256 snapshot) {
        return root.resolve(source).resolve(snapshot.shortHex());
    }

    /** The file that builds of equal structure and equal reference tables begin with. */
    public Path foundation(Sha256 madeFrom) {
        return root.resolve("foundation").resolve(madeFrom.hex() + ".duckdb");
    }

    /** The table made from a snapshot, with whatever descriptor; empty when there is none that can be read. */
    public Optional<NormalizedTable> find(String source, Sha256 snapshot) {
        Path folder = folder(source, snapshot);
        Path manifest = folder.resolve(MANIFEST);
        if (!Files.isRegularFile(manifest)) {
            return Optional.empty();
        }
        try {
            NormalizedTable table =
                    new NormalizedTable(folder, JSON.readValue(manifest.toFile(), NormalizedManifest.class));
            return Optional.of(table)
                    .filter(found -> found.provenance().snapshot().equals(snapshot) && found.isWhole());
        } catch (JacksonException e) {
            // A damaged table is none; it is made again from its snapshot.
            LOG.warn("cannot read {}", manifest, e);
            return Optional.empty();
        }
    }

    /** The table made from just this snapshot and descriptor, by the code as it is now; empty when there is none. */
    public Optional<NormalizedTable> current(Provenance wanted) throws IOException {
        Sha256 now = code();
        return find(wanted.source(), wanted.snapshot())
                .filter(table -> table.provenance().equals(wanted)
                        && table.manifest().code().equals(now));
    }

    /** The code that reads, interprets and writes; hashed once, since a process does not change its code. */
    public static synchronized Sha256 code() throws IOException {
        Sha256 digest = code;
        if (digest == null) {
            digest = CodeDigest.of(List.of(NormalizedStore.class));
            code = digest;
        }
        return digest;
    }

    /**
     * Reads a whole file into the store in one go, for tables that are small.
     *
     * @return the table, with its rejected rows
     */
    public NormalizedTable readAll(TableShape shape, Path file, Provenance provenance) throws IOException {
        return readAll(shape, file, provenance, Map.of());
    }

    /**
     * Reads a whole dropped file likewise.
     *
     * @param attributes what its manifest says
     */
    public NormalizedTable readAll(TableShape shape, Path file, Provenance provenance, Map<String, String> attributes)
            throws IOException {
        TableInParts table = begin(shape, provenance);
        try {
            PublishedFile published = table.open(file, attributes);
            List<FilePart> parts = published.parts(Long.MAX_VALUE);
            for (FilePart part : parts) {
                table.write(published, part, bytes -> {});
            }
            return table.commit(published, parts);
        } catch (IOException | RuntimeException e) {
            table.discard();
            throw e;
        }
    }

    /**
     * Starts a table, or goes on with what a killed run has made of the same snapshot, descriptor and code. It appears in
     * the store when {@link TableInParts#commit} is called.
     */
    public TableInParts begin(TableShape shape, Provenance provenance) throws IOException {
        Path sourceFolder = Files.createDirectories(root.resolve(provenance.source()));
        return new TableInParts(
                sourceFolder, folder(provenance.source(), provenance.snapshot()), shape, provenance, code());
    }

    /**
     * Removes what can no longer become a table. Parts that were made of a snapshot by the code as it is now stay: the next
     * refresh goes on with them, and workers of one that was killed may still be writing them. What such a worker wrote
     * after the table was made goes. Only the holder of the refresh lock may call this.
     */
    public void removePartial() throws IOException {
        Folders.deletePartial(root);
        if (!Files.isDirectory(root)) {
            return;
        }
        String current = TableInParts.suffix(code());
        try (Stream<Path> begun = Files.find(root, 2, (path, attributes) -> TableInParts.isBegun(path))) {
            for (Path folder : begun.toList()) {
                if (!folder.getFileName().toString().endsWith(current) || isMade(folder)) {
                    TableInParts.remove(folder);
                }
            }
        }
    }

    /** Whether there is a table made of just what a folder of parts was begun for. */
    private static boolean isMade(Path begun) {
        Path manifest = begun.resolveSibling(TableInParts.snapshot(begun)).resolve(MANIFEST);
        if (!Files.isRegularFile(manifest)) {
            return false;
        }
        try {
            NormalizedManifest made = JSON.readValue(manifest.toFile(), NormalizedManifest.class);
            return begun.getFileName().toString().equals(TableInParts.begun(made.provenance(), made.code()));
        } catch (JacksonException e) {
            return false;
        }
    }
}
