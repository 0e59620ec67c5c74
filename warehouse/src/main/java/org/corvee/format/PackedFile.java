package org.corvee.format;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.zip.CRC32;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import org.apache.commons.compress.archivers.sevenz.SevenZArchiveEntry;
import org.apache.commons.compress.archivers.sevenz.SevenZFile;
import org.corvee.problem.Location;
import org.corvee.problem.Problem;
import org.corvee.problem.ProblemException;
import org.corvee.source.Packing;

/**
 * A file in a container, alone or with others of which one is declared. The name that it has in there is shown to people and never used as a path:
 * nothing that a publisher writes decides where bytes go.
 */
public final class PackedFile {

    private static final int BUFFER = 1 << 16;

    /** How many names of files in a container a message tells. */
    private static final int TOLD = 20;

    /** What a 7z archive may want to unpack itself; the largest dictionary that its own program offers needs about as much. */
    private static final int MOST_MEMORY_KIB = 2 << 20;

    private final Path file;
    private final Packing packing;
    private final Location location;

    private PackedFile(Path file, Packing packing, Location location) {
        this.file = file;
        this.packing = packing;
        this.location = location;
    }

    /** Whether a file is packed in the container that it may be packed in; its name does not count. */
    public static boolean is(Path file, Packing packing) throws IOException {
        try (InputStream in = Files.newInputStream(file)) {
            return packing.container().starts(in.readNBytes(Packing.Container.LONGEST_START));
        }
    }

    /**
     * Writes what is in a packed file.
     *
     * @param owner starts every message
     * @param target is written anew; after a failure it is of no use
     * @throws ProblemException when the container is damaged, holds another number of files than one, or too many bytes
     */
    public static void unpack(Path file, Packing packing, String owner, Path target) throws IOException {
        PackedFile packed = new PackedFile(
                file, packing, Location.of(owner, file.getFileName().toString()));
        try (OutputStream out = Files.newOutputStream(target)) {
            packed.unpack(out);
        }
    }

    private void unpack(OutputStream out) throws IOException {
        switch (packing.container()) {
            case NONE -> throw new IllegalStateException("not packed: " + file);
            case GZIP -> {
                try (InputStream in = gzip()) {
                    copy(in, Files.size(file), out, new CRC32());
                }
            }
            case ZIP -> unpackZip(out);
            case SEVEN_ZIP -> unpackSevenZip(out);
        }
    }

    private InputStream gzip() {
        try {
            return new GZIPInputStream(new BufferedInputStream(Files.newInputStream(file)), BUFFER);
        } catch (IOException e) {
            throw damaged(e);
        }
    }

    private void unpackZip(OutputStream out) throws IOException {
        try (ZipFile zip = openZip()) {
            List<ZipEntry> entries = new ArrayList<>();
            zip.stream().filter(entry -> !entry.isDirectory()).forEach(entries::add);
            ZipEntry entry =
                    entries.get(only(entries.stream().map(ZipEntry::getName).toList()));
            CRC32 found = new CRC32();
            copy(zip.getInputStream(entry), entry.getCompressedSize(), out, found);
            if (entry.getCrc() >= 0 && found.getValue() != entry.getCrc()) {
                throw damaged(new IOException("the checksum is another one"));
            }
        }
    }

    private ZipFile openZip() {
        try {
            return new ZipFile(file.toFile());
        } catch (IOException e) {
            throw damaged(e);
        }
    }

    private void unpackSevenZip(OutputStream out) throws IOException {
        try (SevenZFile archive = openSevenZip()) {
            List<SevenZArchiveEntry> entries = new ArrayList<>();
            archive.getEntries().forEach(entries::add);
            entries.removeIf(SevenZArchiveEntry::isDirectory);
            int only = only(entries.stream()
                    .map(entry -> String.valueOf(entry.getName()))
                    .toList());
            copy(archive.getInputStream(entries.get(only)), Files.size(file), out, new CRC32());
        }
    }

    private SevenZFile openSevenZip() {
        try {
            return SevenZFile.builder()
                    .setPath(file)
                    .setMaxMemoryLimitKiB(MOST_MEMORY_KIB)
                    .get();
        } catch (IOException | RuntimeException e) {
            // The library trusts the lengths that it reads, so that a damaged archive can end in any exception.
            throw damaged(e);
        }
    }

    /** The position of the one file that is meant. */
    private int only(List<String> names) {
        String entry = packing.entry();
        List<String> meant = entry == null
                ? names
                : names.stream()
                        .filter(Pattern.compile(entry).asMatchPredicate())
                        .toList();
        if (meant.size() != 1) {
            throw new ProblemException(Problem.cannot(location, "unpack", "the file")
                    .expected(entry == null ? "one file in it" : "one file in it that matches " + entry)
                    .found(names.isEmpty() ? "none" : meant.size() + (entry == null ? ": " : " of ") + some(names)));
        }
        return names.indexOf(meant.get(0));
    }

    private static String some(List<String> names) {
        return String.join(", ", names.subList(0, Math.min(names.size(), TOLD)))
                + (names.size() > TOLD ? " and " + (names.size() - TOLD) + " more" : "");
    }

    private void copy(InputStream packed, long size, OutputStream out, CRC32 checksum) throws IOException {
        InputStream in = new BoundedStream(packed, location, "the file", size, packing.unpackedAtMost());
        byte[] buffer = new byte[BUFFER];
        for (int read = read(in, buffer); read >= 0; read = read(in, buffer)) {
            checksum.update(buffer, 0, read);
            out.write(buffer, 0, read);
        }
    }

    /** Reading alone meets damage; a disk that is full is no fault of the file. */
    private int read(InputStream in, byte[] buffer) {
        try {
            return in.read(buffer);
        } catch (ProblemException e) {
            throw e;
        } catch (IOException | RuntimeException e) {
            throw damaged(e);
        }
    }

    private ProblemException damaged(Exception e) {
        return new ProblemException(Problem.cannot(location, "unpack", "the file")
                .expected("a whole container")
                .found("'" + e.getMessage() + "': the file may be truncated"));
    }
}
