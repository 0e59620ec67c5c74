package org.corvee.jobs.publish;

import java.io.IOException;
import java.util.List;
import java.util.Optional;
import org.corvee.digest.CodeDigest;
import org.corvee.digest.Sha256;
import org.corvee.home.Installation;
import org.corvee.publish.BuildInputs;
import org.corvee.publish.Publication;
import org.corvee.snapshot.SnapshotStore;
import org.corvee.source.SourceCatalog;
import org.springframework.stereotype.Component;

/** What the warehouse would be built from now. */
@Component
public class Inputs {

    private static final List<Class<?>> CODE = List.of(Publication.class, Inputs.class);

    private final Installation installation;
    private final SourceCatalog catalog;
    private final SnapshotStore snapshots;

    Inputs(Installation installation, SourceCatalog catalog, SnapshotStore snapshots) {
        this.installation = installation;
        this.catalog = catalog;
        this.snapshots = snapshots;
    }

    public Sha256 digest() throws IOException {
        return BuildInputs.digest(installation.sql(), catalog.names(), snapshots, CODE);
    }

    static Sha256 code() throws IOException {
        return CodeDigest.of(CODE);
    }

    /** The version of the jar; "development" when run from class folders. */
    static String version() {
        return Optional.ofNullable(Inputs.class.getPackage().getImplementationVersion())
                .orElse("development");
    }
}
