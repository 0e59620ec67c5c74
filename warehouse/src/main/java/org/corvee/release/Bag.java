package org.corvee.release;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.corvee.digest.Sha256;

/** A folder in the BagIt form, version 1.0 (RFC 8493): everything lies in {@code data/}, and every file has its SHA-256. */
final class Bag {

    private static final String MANIFEST = "manifest-sha256.txt";
    private static final String TAG_MANIFEST = "tagmanifest-sha256.txt";
    private static final String INFO = "bag-info.txt";
    private static final String DECLARATION = "bagit.txt";

    private final Path root;

    /** Of each file that was hashed: while a bag is filled, a file that is there is not changed any more. */
    private final Map<Path, Sha256> hashes = new HashMap<>();

    Bag(Path root) {
        this.root = root;
    }

    Path data() {
        return root.resolve("data");
    }

    /** The hash of a file, computed once for all that tell it. */
    Sha256 hash(Path file) throws IOException {
        Sha256 known = hashes.get(file);
        if (known == null) {
            known = Sha256.of(file);
            hashes.put(file, known);
        }
        return known;
    }

    /**
     * Closes the bag: writes what it holds.
     *
     * @param info what is said of it, in order
     */
    void close(Map<String, String> info) throws IOException {
        Map<String, Path> files = files();
        long bytes = 0;
        for (Path file : files.values()) {
            bytes += Files.size(file);
        }
        Map<String, String> all = new LinkedHashMap<>(info);
        all.put("Payload-Oxum", bytes + "." + files.size());
        write(DECLARATION, "BagIt-Version: 1.0\nTag-File-Character-Encoding: UTF-8\n");
        write(
                INFO,
                all.entrySet().stream()
                        .map(entry -> entry.getKey() + ": " + entry.getValue() + "\n")
                        .collect(Collectors.joining()));
        write(MANIFEST, manifest(files));
        Map<String, Path> tags = new TreeMap<>();
        for (String name : List.of(DECLARATION, INFO, MANIFEST)) {
            tags.put(name, root.resolve(name));
        }
        write(TAG_MANIFEST, manifest(tags));
    }

    private void write(String name, String text) throws IOException {
        Files.writeString(root.resolve(name), text);
    }

    private String manifest(Map<String, Path> files) throws IOException {
        StringBuilder manifest = new StringBuilder();
        for (Map.Entry<String, Path> file : files.entrySet()) {
            manifest.append(hash(file.getValue()).hex())
                    .append("  ")
                    .append(file.getKey())
                    .append('\n');
        }
        return manifest.toString();
    }

    private Map<String, Path> files() throws IOException {
        Map<String, Path> files = new TreeMap<>();
        if (Files.isDirectory(data())) {
            try (Stream<Path> paths = Files.walk(data())) {
                paths.filter(Files::isRegularFile)
                        .forEach(path ->
                                files.put(root.relativize(path).toString().replace('\\', '/'), path));
            }
        }
        return files;
    }

    /** What is not as it was when the bag was closed; empty when all is. */
    List<String> differences() throws IOException {
        List<String> differences = new ArrayList<>();
        for (String name : List.of(DECLARATION, INFO, MANIFEST, TAG_MANIFEST)) {
            if (!Files.isRegularFile(root.resolve(name))) {
                differences.add(name + " is not there");
            }
        }
        if (!differences.isEmpty()) {
            return differences;
        }
        Map<String, String> stated = stated(MANIFEST);
        stated.putAll(stated(TAG_MANIFEST));
        for (Map.Entry<String, String> entry : stated.entrySet()) {
            Path file = root.resolve(entry.getKey());
            if (!Files.isRegularFile(file)) {
                differences.add(entry.getKey() + " is not there");
            } else if (!Sha256.of(file).hex().equals(entry.getValue())) {
                differences.add(entry.getKey() + " has other bytes");
            }
        }
        for (String name : files().keySet()) {
            if (!stated.containsKey(name)) {
                differences.add(name + " is not in the manifest");
            }
        }
        return differences;
    }

    private Map<String, String> stated(String manifest) throws IOException {
        Map<String, String> stated = new TreeMap<>();
        for (String line : Files.readAllLines(root.resolve(manifest))) {
            int gap = line.indexOf("  ");
            stated.put(line.substring(gap + 2), line.substring(0, gap));
        }
        return stated;
    }
}
