package org.corvee.fetch;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Locale;
import java.util.regex.Pattern;
import org.corvee.snapshot.Exchange;
import org.corvee.source.Fetch;
import org.corvee.visit.VisitState;

/** Tells a document from an error that comes with status 200. */
final class Answers {

    /** As much of the start and of the end of a document as tells what it is. */
    private static final int GLANCE = 256 << 10;

    private static final Pattern PAGE =
            Pattern.compile("^\\W{0,3}\\s*<(!doctype html|html)\\b", Pattern.CASE_INSENSITIVE);

    private Answers() {}

    /**
     * Requires that the bytes are what was asked for.
     *
     * @throws FetchException when they are an error, the page of a bot wall, or of another media type
     */
    static void require(Order order, Exchange exchange) throws IOException {
        String glance = glance(order.target());
        for (Fetch.Disguise disguise : order.answer().refused()) {
            if (Pattern.compile(disguise.pattern()).matcher(glance).find()) {
                throw new FetchException(
                        disguise.blocked() ? VisitState.BLOCKED : VisitState.FAILING,
                        exchange.status(),
                        "the answer is " + disguise.means());
            }
        }
        if (!order.isPage() && PAGE.matcher(glance).find()) {
            throw new FetchException(VisitState.FAILING, exchange.status(), "the answer is a page and not the table");
        }
        String type = exchange.responseHeaders().getOrDefault("content-type", "");
        String bare = type.replaceAll(";.*", "").strip().toLowerCase(Locale.ROOT);
        if (!order.answer().mediaTypes().isEmpty()
                && !order.answer().mediaTypes().contains(bare)) {
            throw new FetchException(
                    VisitState.FAILING,
                    exchange.status(),
                    "the answer is of type '" + bare + "' and not "
                            + String.join(" or ", order.answer().mediaTypes()));
        }
    }

    private static String glance(Path file) throws IOException {
        try (RandomAccessFile in = new RandomAccessFile(file.toFile(), "r")) {
            byte[] start = new byte[(int) Math.min(GLANCE, in.length())];
            in.readFully(start);
            byte[] end = new byte[(int) Math.min(GLANCE, in.length() - start.length)];
            in.seek(in.length() - end.length);
            in.readFully(end);
            return new String(start, StandardCharsets.UTF_8) + new String(end, StandardCharsets.UTF_8);
        }
    }
}
