package org.corvee.fetch;

import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.corvee.source.Cadence;
import org.corvee.source.Fetch;
import org.corvee.source.SourceDescriptor;
import org.corvee.visit.Archive;

/**
 * What is visited again and again.
 *
 * @param id of the source; {@link Archive#DOCUMENT} for a document that figures cite
 * @param fetch how
 * @param cadence how often it may change
 * @param licence of what is kept
 * @param isPage whether what is asked for is a page, so that a page is no error
 */
public record Watched(String id, Fetch fetch, Cadence cadence, String licence, boolean isPage) {

    private static final String WWW = "www.";
    private static final long DOCUMENT_BYTES = 32 << 20;
    private static final Duration DOCUMENT_TIME = Duration.ofMinutes(1);
    private static final Duration DOCUMENT_PACE = Duration.ofSeconds(2);

    /** A source that is fetched. */
    public static Watched source(SourceDescriptor source) {
        return new Watched(
                source.id().value(),
                source.fetch().orElseThrow(),
                source.cadence(),
                source.licence(),
                source.format().mediaType().equals("text/html"));
    }

    /**
     * A document that figures cite. Its own site may lead to another place of itself and nowhere else.
     *
     * @param documentId its id, under which it is kept
     * @param url where it was
     */
    public static Watched document(String documentId, String url) {
        String host = URI.create(url).getHost();
        String bare = host.startsWith(WWW) ? host.substring(WWW.length()) : host;
        Fetch fetch = new Fetch(
                url,
                documentId,
                List.of(bare, WWW + bare),
                Map.of(),
                Map.of(),
                null,
                null,
                new Fetch.Answer(List.of(), List.of()),
                new Fetch.Limits(DOCUMENT_BYTES, DOCUMENT_TIME, DOCUMENT_PACE, 1),
                false);
        return new Watched(
                Archive.DOCUMENT,
                fetch,
                Cadence.WEEKLY,
                "That of the document: kept here to see whether it changes, and not passed on.",
                true);
    }
}
