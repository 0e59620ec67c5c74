package org.corvee.format;

import java.io.CharConversionException;
import java.io.Closeable;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.zip.ZipException;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;
import org.corvee.problem.Location;
import org.corvee.problem.Problem;
import org.corvee.problem.ProblemException;
import org.jspecify.annotations.Nullable;

/**
 * XML read event by event. A document type, and with it every entity of its own, is refused; nothing outside the text is
 * ever opened.
 */
final class StrictXml implements Closeable {

    private static final XMLInputFactory FACTORY = factory();

    /** No table is nested deeper. */
    private static final int DEEPEST = 64;

    /** No text of one element is longer. */
    private static final int LONGEST = 16 << 20;

    private final InputStream in;
    private final Location location;
    private final String thing;
    private final XMLStreamReader reader;
    private int event = XMLStreamConstants.START_DOCUMENT;
    private int depth;

    /** @param thing that is read, for messages */
    StrictXml(InputStream in, Location location, String thing) {
        this.in = in;
        this.location = location;
        this.thing = thing;
        try {
            this.reader = FACTORY.createXMLStreamReader(in);
        } catch (XMLStreamException e) {
            throw problem(e);
        }
    }

    private static XMLInputFactory factory() {
        XMLInputFactory factory = XMLInputFactory.newDefaultFactory();
        factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
        factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
        factory.setXMLResolver((publicId, systemId, base, namespace) -> {
            throw new XMLStreamException("a reference to " + systemId);
        });
        return factory;
    }

    /** Goes to the next start or end of an element; false at the end of the document. */
    boolean next() {
        while (step()) {
            if (isStart() || isEnd()) {
                return true;
            }
        }
        return false;
    }

    private boolean step() {
        try {
            if (!reader.hasNext()) {
                return false;
            }
            event = reader.next();
        } catch (XMLStreamException e) {
            throw problem(e);
        }
        switch (event) {
            case XMLStreamConstants.DTD -> throw refused("no document type", "one");
            case XMLStreamConstants.ENTITY_REFERENCE -> throw refused("no entity", "one");
            case XMLStreamConstants.START_ELEMENT -> {
                if (++depth > DEEPEST) {
                    throw refused("at most " + DEEPEST + " elements inside each other", "more");
                }
            }
            case XMLStreamConstants.END_ELEMENT -> depth--;
            default -> {}
        }
        return event != XMLStreamConstants.END_DOCUMENT;
    }

    boolean isStart() {
        return event == XMLStreamConstants.START_ELEMENT;
    }

    boolean isStart(String name) {
        return isStart() && reader.getLocalName().equals(name);
    }

    boolean isEnd() {
        return event == XMLStreamConstants.END_ELEMENT;
    }

    boolean isEnd(String name) {
        return isEnd() && reader.getLocalName().equals(name);
    }

    String name() {
        return reader.getLocalName();
    }

    /** An attribute, whatever its namespace; null when it is not there. */
    @Nullable
    String attribute(String name) {
        for (int i = 0; i < attributes(); i++) {
            if (attributeName(i).equals(name)) {
                return attributeValue(i);
            }
        }
        return null;
    }

    int attributes() {
        return reader.getAttributeCount();
    }

    String attributeName(int index) {
        return reader.getAttributeLocalName(index);
    }

    String attributeValue(int index) {
        return reader.getAttributeValue(index);
    }

    /** How many elements the current one lies in, itself counted; after its end one less. */
    int depth() {
        return depth;
    }

    long line() {
        return reader.getLocation().getLineNumber();
    }

    /** Reads the element that was just begun to its end and gives the text in it, at whatever depth. */
    String text() {
        StringBuilder text = new StringBuilder();
        int outside = depth - 1;
        while (step()) {
            if (event == XMLStreamConstants.CHARACTERS
                    || event == XMLStreamConstants.CDATA
                    || event == XMLStreamConstants.SPACE) {
                if (text.length() + reader.getTextLength() > LONGEST) {
                    throw refused("at most " + LONGEST + " characters in one element", "more");
                }
                text.append(reader.getTextCharacters(), reader.getTextStart(), reader.getTextLength());
            } else if (isEnd() && depth == outside) {
                break;
            }
        }
        return text.toString();
    }

    /** Reads the element that was just begun to its end. */
    void skip() {
        int outside = depth - 1;
        while (step()) {
            if (isEnd() && depth == outside) {
                return;
            }
        }
    }

    private ProblemException refused(String expected, String found) {
        return new ProblemException(Problem.cannot(location.atLine(line()), "read", thing)
                .expected(expected)
                .found(found));
    }

    private RuntimeException problem(XMLStreamException e) {
        if (e.getNestedException() instanceof IOException cause) {
            if (cause instanceof ZipException || cause instanceof EOFException) {
                return new ProblemException(Problem.cannot(location, "unpack", thing)
                        .expected("a whole container")
                        .found("'" + cause.getMessage() + "': the file may be truncated"));
            }
            if (cause instanceof CharConversionException) {
                return new ProblemException(
                        Problem.cannot(location, "decode", thing).found("'" + cause.getMessage() + "'"));
            }
            return new UncheckedIOException(cause);
        }
        String message = String.valueOf(e.getMessage());
        int at = message.indexOf("Message: ");
        int line = e.getLocation() == null ? 0 : Math.max(e.getLocation().getLineNumber(), 0);
        return new ProblemException(Problem.cannot(location.atLine(line), "read", thing)
                .expected("XML")
                .found("'" + (at < 0 ? message : message.substring(at + "Message: ".length())).strip() + "'"));
    }

    @Override
    public void close() throws IOException {
        try {
            reader.close();
        } catch (XMLStreamException e) {
            throw new IOException(e);
        } finally {
            in.close();
        }
    }
}
