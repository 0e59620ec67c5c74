package org.corvee.format;

import java.io.Closeable;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.IdentityHashMap;
import java.util.Iterator;
import org.corvee.problem.Location;
import org.corvee.problem.Problem;
import org.corvee.problem.ProblemException;
import org.corvee.source.HtmlFormat;
import org.jsoup.nodes.Element;
import org.jsoup.parser.Parser;
import org.jsoup.parser.StreamParser;
import org.jspecify.annotations.Nullable;

/**
 * The rows of the tables of a page that have a certain header, one by one. What was read is taken out of the tree, so that
 * only the row that is being read is kept. No script runs and nothing that the page names is loaded.
 */
final class HtmlTables implements Closeable {

    /** No table that a person reads in a page is longer. */
    private static final long MOST_BYTES = 32L << 20;

    /** What the row, caption or heading that is being read may hold. */
    private static final int MOST_ELEMENTS = 100_000;

    private final HtmlFormat format;
    private final Path file;
    private final Location location;
    private final FileChannel channel;
    private final StreamParser parser;
    private final Iterator<Element> elements;
    private final IdentityHashMap<Element, HtmlTable> tables = new IdentityHashMap<>();
    private String heading = "";
    private String pageTitle = "";
    private int seen;
    private int read;
    private int kept;

    HtmlTables(HtmlFormat format, Path file, Location location) throws IOException {
        this.format = format;
        this.file = file;
        this.location = location;
        if (Files.size(file) > MOST_BYTES) {
            throw new ProblemException(Problem.cannot(location, "read", "the page")
                    .expected("at most " + MOST_BYTES + " bytes")
                    .found(String.valueOf(Files.size(file))));
        }
        this.channel = FileChannel.open(file, StandardOpenOption.READ);
        this.parser = new StreamParser(Parser.htmlParser().setTrackPosition(true));
        try {
            parser.parse(
                    new InputStreamReader(Channels.newInputStream(channel), DelimitedReader.strict(format.charset())),
                    "");
        } catch (UncheckedIOException e) {
            channel.close();
            throw problem(e);
        }
        this.elements = parser.iterator();
    }

    /**
     * The next row of the body of a table that is read, null at the end of the page.
     *
     * @throws ProblemException when the bytes cannot be decoded or a row is larger than any row is
     */
    HtmlTable.@Nullable Row next() {
        try {
            while (elements.hasNext()) {
                HtmlTable.Row row = take(elements.next());
                if (row != null) {
                    return row;
                }
            }
            return null;
        } catch (UncheckedIOException e) {
            throw problem(e);
        }
    }

    private RuntimeException problem(UncheckedIOException e) {
        return e.getCause() instanceof CharacterCodingException
                ? new ProblemException(Undecodable.find(file, format.charset(), location))
                : e;
    }

    private HtmlTable.@Nullable Row take(Element element) {
        HtmlTable.Row row = null;
        switch (element.normalName()) {
            case "html", "head", "body", "#root" -> {
                return null;
            }
            case "title" -> pageTitle = HtmlText.of(element);
            case "h1", "h2", "h3", "h4", "h5", "h6" -> heading = HtmlText.of(element);
            case "caption" -> ofTable(element).caption(HtmlText.of(element));
            case "tr" -> row = takeRow(element);
            case "table" -> end(element);
            default -> {}
        }
        if (element.nameIs("tr") || !isPartOfText(element)) {
            element.remove();
            kept = 0;
        } else if (++kept > MOST_ELEMENTS) {
            throw new ProblemException(
                    Problem.cannot(location.atLine(element.sourceRange().start().lineNumber()), "read", "a row")
                            .expected("at most " + MOST_ELEMENTS + " elements in it")
                            .found("more"));
        }
        return row;
    }

    private HtmlTable.@Nullable Row takeRow(Element element) {
        HtmlTable table = ofTable(element);
        boolean wasRead = table.isRead();
        HtmlTable.Row row = table.take(element);
        if (!wasRead && table.isRead()) {
            table.numberedAs(++read);
        }
        return row;
    }

    private HtmlTable ofTable(Element element) {
        Element table = element.closest("table");
        return tables.computeIfAbsent(
                table == null ? element.root() : table, key -> new HtmlTable(format, location, heading));
    }

    private void end(Element table) {
        seen++;
        tables.remove(table);
        Element outer = table.parent() == null ? null : table.parent().closest("table");
        if (outer != null) {
            ofTable(outer).holdsTable();
        }
    }

    /** Whether an element lies inside one whose text is read when that is complete. */
    private static boolean isPartOfText(Element element) {
        for (Element at = element.parent(); at != null; at = at.parent()) {
            switch (at.normalName()) {
                case "tr", "caption", "title", "h1", "h2", "h3", "h4", "h5", "h6" -> {
                    return true;
                }
                default -> {}
            }
        }
        return false;
    }

    /** How many tables were read, and what else the page is, for messages. */
    String told() {
        return read + " of the " + seen + " tables of a page"
                + (pageTitle.isEmpty() ? " without a title" : " titled '" + pageTitle + "'");
    }

    int read() {
        return read;
    }

    long bytesRead() {
        try {
            return channel.isOpen() ? channel.position() : Files.size(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() throws IOException {
        parser.close();
        channel.close();
    }
}
