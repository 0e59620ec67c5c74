package org.corvee.fetch;

import java.io.IOException;
import java.nio.file.Path;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.corvee.visit.VisitState;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Element;

/** Finds a link on a page: the name of the file that it leads to carries a date and so differs from month to month. */
final class Links {

    private Links() {}

    /**
     * The addresses of the links that match, by what the first group of the pattern holds (by the whole match where it has no
     * group), in the order of texts: a date that is written year, month, day sorts by itself.
     *
     * @param base the address of the page
     */
    static SortedMap<String, String> matching(Path page, String base, Pattern pattern) throws IOException {
        SortedMap<String, String> found = new TreeMap<>();
        for (Element link : Jsoup.parse(page.toFile(), null, base).select("a[href]")) {
            String address = link.attr("abs:href").replace(" ", "%20");
            Matcher matcher = pattern.matcher(address);
            if (matcher.find()) {
                found.put(matcher.groupCount() > 0 ? String.valueOf(matcher.group(1)) : address, address);
            }
        }
        return found;
    }

    /** The last of them. Without a group nothing tells which of several is the newest. */
    static String newest(SortedMap<String, String> found, Pattern pattern) {
        if (found.isEmpty()) {
            throw new FetchException(VisitState.FAILING, null, "no link on the page matches " + pattern.pattern());
        }
        if (found.size() > 1 && pattern.matcher("").groupCount() == 0) {
            throw new FetchException(
                    VisitState.FAILING,
                    null,
                    found.size() + " links on the page match " + pattern.pattern()
                            + "; put what tells the newest, its date, into a group");
        }
        return String.valueOf(found.get(found.lastKey()));
    }
}
