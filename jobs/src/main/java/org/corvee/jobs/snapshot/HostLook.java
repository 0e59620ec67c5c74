package org.corvee.jobs.snapshot;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.corvee.fetch.Visits;
import org.corvee.fetch.Watched;
import org.corvee.fetch.Web;
import org.corvee.home.DataHome;
import org.corvee.jobs.stage.Progress;
import org.corvee.jobs.stage.RefreshRequest;
import org.corvee.source.Fetch;
import org.corvee.source.SourceCatalog;
import org.corvee.source.SourceDescriptor;
import org.corvee.visit.Archive;
import org.springframework.stereotype.Component;

/** Looks at the hosts of all sources that are due tonight, before the first of them is asked for anything. */
@Component
class HostLook {

    private final SourceCatalog catalog;
    private final RefreshRequest request;
    private final DataHome home;
    private final Archive archive;
    private final Web web;
    private final Progress progress;
    private final Clock clock;

    HostLook(
            SourceCatalog catalog,
            RefreshRequest request,
            DataHome home,
            Archive archive,
            Web web,
            Progress progress,
            Clock clock) {
        this.catalog = catalog;
        this.request = request;
        this.home = home;
        this.archive = archive;
        this.web = web;
        this.progress = progress;
        this.clock = clock;
    }

    void run() {
        if (!web.isOpen()) {
            return;
        }
        try {
            List<URI> addresses = new ArrayList<>();
            for (SourceDescriptor source : catalog.sources()) {
                String id = source.id().value();
                Optional<Fetch> fetch =
                        source.fetch().filter(wanted -> web.missingKey(wanted).isEmpty());
                if (fetch.isPresent() && request.includes(source)) {
                    new Visits(Watched.source(source), archive, home.downloads(), clock)
                            .address(request.names(id))
                            .ifPresent(addresses::add);
                }
            }
            if (!addresses.isEmpty() && !web.hasContact()) {
                progress.line("snapshot", "publishers are not told whom to write to; set " + Web.CONTACT);
            }
            web.lookAt(addresses);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("the refresh was told to stop", e);
        }
    }
}
