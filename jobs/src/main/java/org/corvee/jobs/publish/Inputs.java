package org.corvee.jobs.publish;

import java.io.IOException;
import java.util.List;
import java.util.Optional;
import org.corvee.digest.CodeDigest;
import org.corvee.digest.Sha256;
import org.corvee.home.Installation;
import org.corvee.problem.Location;
import org.corvee.problem.Problem;
import org.corvee.problem.ProblemException;
import org.corvee.publish.BuildInputs;
import org.corvee.publish.Publication;
import org.corvee.source.SourceCatalog;
import org.corvee.source.SourceDescriptor;
import org.corvee.visit.Archive;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** What the warehouse is built from: digested before the build, and again before it is published. */
@Component
public class Inputs {

    /** A class of each module whose code takes part. */
    public static final List<Class<?>> CODE = List.of(Publication.class, Inputs.class);

    private final Installation installation;
    private final SourceCatalog catalog;
    private final Archive archive;
    private final EarlierProblems problems;
    private @Nullable Sha256 atStart;

    Inputs(Installation installation, SourceCatalog catalog, Archive archive, EarlierProblems problems) {
        this.problems = problems;
        this.installation = installation;
        this.catalog = catalog;
        this.archive = archive;
    }

    /** The digest before the build. */
    Sha256 atStart() throws IOException {
        if (atStart == null) {
            atStart = digest();
        }
        return atStart;
    }

    /**
     * The digest of what was built.
     *
     * @throws ProblemException when a file was edited while the build was under way
     */
    Sha256 unchanged() throws IOException {
        if (!digest().equals(atStart())) {
            throw new ProblemException(
                    Problem.cannot(Location.ofFile(installation.sql().toString()), "publish", "the warehouse")
                            .expected("files that stay as they are while it is built")
                            .found("an edit; run the refresh again"));
        }
        return atStart();
    }

    private Sha256 digest() throws IOException {
        for (SourceDescriptor source : catalog.sources()) {
            if (!Sha256.of(source.folder().resolve("source.yml")).equals(source.digest())) {
                throw new ProblemException(
                        Problem.cannot(Location.of(source.id().value(), "source.yml"), "use", "the descriptor")
                                .expected("a file that stays as it is during a refresh")
                                .found("an edit; run the refresh again"));
            }
        }
        return Sha256.of(files() + "\n" + problems.bySource());
    }

    /** The digest without what is wrong with sources. */
    Sha256 files() throws IOException {
        return BuildInputs.digest(installation.sql(), catalog.names(), archive, CODE);
    }

    static Sha256 code() throws IOException {
        return CodeDigest.of(CODE);
    }

    /** The version of the jar; "development" when run from class folders. */
    public static String version() {
        return Optional.ofNullable(Inputs.class.getPackage().getImplementationVersion())
                .orElse("development");
    }
}
