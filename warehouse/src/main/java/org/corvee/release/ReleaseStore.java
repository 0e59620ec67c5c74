package org.corvee.release;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.corvee.difference.DifferenceFiles;
import org.corvee.home.Folders;
import org.corvee.problem.Location;
import org.corvee.problem.Problem;
import org.corvee.problem.ProblemException;
import org.corvee.publish.Seal;

/** The releases of a data home, each in a folder of its own. */
public final class ReleaseStore {

    static final String WAREHOUSE = "corvee.duckdb";

    private final Path root;

    /** @param root the folder that holds them */
    public ReleaseStore(Path root) {
        this.root = root;
    }

    /** All releases, oldest first. */
    public List<ReleaseId> list() throws IOException {
        if (!Files.isDirectory(root)) {
            return List.of();
        }
        try (Stream<Path> folders = Files.list(root)) {
            return folders.map(folder -> ReleaseId.parse(folder.getFileName().toString()))
                    .flatMap(Optional::stream)
                    .sorted()
                    .toList();
        }
    }

    public Optional<ReleaseId> newest() throws IOException {
        List<ReleaseId> all = list();
        return all.isEmpty() ? Optional.empty() : Optional.of(all.get(all.size() - 1));
    }

    /** The id that the next release of a day gets. */
    ReleaseId next(LocalDate day) throws IOException {
        int last = list().stream()
                .filter(release -> release.day().equals(day))
                .mapToInt(ReleaseId::number)
                .max()
                .orElse(0);
        return new ReleaseId(day, last + 1);
    }

    public Path folder(ReleaseId release) {
        return root.resolve(release.toString());
    }

    /**
     * The warehouse file of a release.
     *
     * @throws ProblemException when there is no such release, or when it has no account of what changed
     */
    public Path warehouse(ReleaseId release) throws IOException {
        List<String> known = list().stream().map(ReleaseId::toString).toList();
        if (!known.contains(release.toString())) {
            throw new ProblemException(Problem.cannot(Location.ofFile("release"), "find", "release", release.toString())
                    .expected(known.isEmpty() ? "a release; ./corvee release makes one" : "one that was made")
                    .allowed(known)
                    .nearest(release.toString(), known));
        }
        for (String name : DifferenceFiles.NAMES) {
            if (!Files.isRegularFile(data(release).resolve(name))) {
                throw new ProblemException(
                        Problem.cannot(Location.ofFile(folder(release).toString()), "use", "the release")
                                .expected("its " + name + ", which tells what changed since the one before")
                                .found("none: restore the release from a copy"));
            }
        }
        return data(release).resolve(WAREHOUSE);
    }

    private Path data(ReleaseId release) {
        return new Bag(folder(release)).data();
    }

    /** What is not as it was when a release was made; empty when all is. */
    public List<String> differences(ReleaseId release) throws IOException, SQLException {
        List<String> differences = new ArrayList<>(new Bag(folder(release)).differences());
        for (String name : DifferenceFiles.NAMES) {
            if (!Files.isRegularFile(data(release).resolve(name))) {
                differences.add("data/" + name + " is not there");
            }
        }
        if (differences.isEmpty()) {
            differences.addAll(Seal.differences(data(release).resolve(WAREHOUSE)));
        }
        return List.copyOf(differences);
    }

    /** Removes what a killed process left half-made. Only the holder of the refresh lock may call this. */
    void removePartial() throws IOException {
        Folders.deletePartial(root);
    }
}
