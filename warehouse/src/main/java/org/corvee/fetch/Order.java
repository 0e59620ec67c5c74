package org.corvee.fetch;

import java.nio.file.Path;
import java.util.List;
import org.corvee.source.Fetch;
import org.corvee.visit.Validator;
import org.jspecify.annotations.Nullable;

/**
 * One document that is to be fetched.
 *
 * @param url without a key
 * @param hosts where the request and its redirects may go
 * @param link regular expression for the link on the page at {@code url}; null when {@code url} is the document
 * @param key what carries the key; null when the publisher asks for none
 * @param secret the key itself; null likewise
 * @param answer what the document must be
 * @param isPage whether the document is a page, so that a page is no error
 * @param limits how much is asked for
 * @param known what the publisher can compare with; null when nothing is known of the document
 * @param target where its bytes go; what is there already of an earlier try is gone on with
 */
record Order(
        String url,
        List<String> hosts,
        @Nullable String link,
        Fetch.@Nullable ApiKey key,
        @Nullable String secret,
        Fetch.Answer answer,
        boolean isPage,
        Fetch.Limits limits,
        @Nullable Validator known,
        Path target) {

    /** The text without the key, should a publisher repeat it. */
    String masked(String text) {
        return secret == null || secret.isEmpty() ? text : text.replace(secret, "***");
    }

    Order at(String address) {
        return new Order(address, hosts, null, key, secret, answer, isPage, limits, known, target);
    }

    /** The page on which the link is found; it has no key, is never compared, and may look unlike the table. */
    Order page(Path file) {
        List<Fetch.Disguise> walls =
                answer.refused().stream().filter(Fetch.Disguise::blocked).toList();
        return new Order(url, hosts, null, null, null, new Fetch.Answer(List.of(), walls), true, limits, null, file);
    }
}
