package org.corvee.document;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.Charset;
import java.nio.charset.IllegalCharsetNameException;
import java.nio.charset.StandardCharsets;
import java.nio.charset.UnsupportedCharsetException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Stream;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import org.jsoup.nodes.Node;
import org.jsoup.nodes.TextNode;
import org.jsoup.select.NodeVisitor;
import org.jspecify.annotations.Nullable;

/** What a person reads in a document, block by block. */
public final class DocumentText {

    private static final String BYTE_ORDER_MARK = "\uFEFF";

    /** Elements whose text nobody reads. */
    private static final Set<String> UNREAD =
            Set.of("head", "script", "style", "noscript", "template", "svg", "iframe");

    /** Elements that part texts though a browser may show them on one line. */
    private static final Set<String> CELLS = Set.of("td", "th", "caption", "option", "button", "legend", "summary");

    /** What stands here is a mark beside a word or number, and no part of it. */
    private static final Set<String> RAISED = Set.of("sup", "sub");

    /** Charsets whose pages use characters of a larger one. */
    private static final Set<String> PARTS_OF_GB18030 = Set.of("GB2312", "GBK", "X-GBK");

    /** Whole paragraphs; a line break within one is a line feed. */
    private final List<String> paragraphs;

    private DocumentText(List<String> paragraphs) {
        this.paragraphs = List.copyOf(paragraphs);
    }

    /** Reads a document. Bytes that its charset does not have become replacement characters. */
    public static DocumentText of(KeptDocument document) {
        return document.isHtml() ? ofHtml(document) : ofPlain(document);
    }

    private static DocumentText ofPlain(KeptDocument document) {
        String charset = document.charset();
        String text = new String(document.bytes(), charset == null ? StandardCharsets.UTF_8 : charset(charset));
        String withoutMark = text.startsWith(BYTE_ORDER_MARK) ? text.substring(1) : text;
        return new DocumentText(List.of(withoutMark.split("\\R\\s*\\R")));
    }

    private static DocumentText ofHtml(KeptDocument document) {
        String charset = document.charset();
        Document page = parse(document.bytes(), charset == null ? null : charset(charset));
        if (PARTS_OF_GB18030.contains(page.charset().name().toUpperCase(Locale.ROOT))) {
            page = parse(document.bytes(), Charset.forName("GB18030"));
        }
        Paragraphs paragraphs = new Paragraphs();
        page.body().traverse(paragraphs);
        paragraphs.end();
        return new DocumentText(paragraphs.found);
    }

    private static Document parse(byte[] bytes, @Nullable Charset charset) {
        try {
            return Jsoup.parse(new ByteArrayInputStream(bytes), charset == null ? null : charset.name(), "");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Charset charset(String name) {
        try {
            Charset found = Charset.forName(name);
            return PARTS_OF_GB18030.contains(found.name().toUpperCase(Locale.ROOT))
                    ? Charset.forName("GB18030")
                    : found;
        } catch (IllegalCharsetNameException | UnsupportedCharsetException e) {
            // A server may say anything; what is not a charset says nothing.
            return StandardCharsets.UTF_8;
        }
    }

    /** The paragraphs, headings, cells and lines that hold any text, in their plain form. */
    public List<String> blocks() {
        return paragraphs.stream()
                .flatMap(paragraph -> Stream.of(paragraph.split("\n")))
                .map(PlainForm::of)
                .filter(block -> !block.isEmpty())
                .toList();
    }

    /** Whether a phrase stands in one of the paragraphs, over line breaks too. It is no part of a longer number. */
    public boolean holds(String phrase) {
        String wanted = PlainForm.of(phrase);
        return paragraphs.stream().map(PlainForm::of).anyMatch(paragraph -> holds(paragraph, wanted));
    }

    private static boolean holds(String paragraph, String wanted) {
        for (int at = paragraph.indexOf(wanted); at >= 0; at = paragraph.indexOf(wanted, at + 1)) {
            if (!isWithinNumber(paragraph, at) && !isWithinNumber(paragraph, at + wanted.length())) {
                return true;
            }
        }
        return false;
    }

    /** Whether a place parts the digits of one number, such as 1,000 after its first digit. */
    private static boolean isWithinNumber(String text, int at) {
        boolean digitBefore = isDigit(text, at - 1);
        boolean digitAfter = isDigit(text, at);
        return (digitBefore && digitAfter)
                || (digitBefore && isMark(text, at) && isDigit(text, at + 1))
                || (isDigit(text, at - 2) && isMark(text, at - 1) && digitAfter);
    }

    private static boolean isDigit(String text, int at) {
        return at >= 0 && at < text.length() && text.charAt(at) >= '0' && text.charAt(at) <= '9';
    }

    private static boolean isMark(String text, int at) {
        return at >= 0 && at < text.length() && (text.charAt(at) == ',' || text.charAt(at) == '.');
    }

    /** Gathers the text of the elements that a browser shows below each other. */
    private static final class Paragraphs implements NodeVisitor {

        private final List<String> found = new ArrayList<>();
        private final StringBuilder text = new StringBuilder();

        @Override
        public void head(Node node, int depth) {
            if (node instanceof TextNode words) {
                if (!isUnread(words)) {
                    text.append(
                            isPreformatted(words)
                                    ? words.getWholeText()
                                    : words.getWholeText().replace('\n', ' '));
                }
            } else if (node instanceof Element element) {
                begin(element);
            }
        }

        private void begin(Element element) {
            if (parts(element)) {
                end();
            } else if (element.normalName().equals("br")) {
                text.append('\n');
            } else if (RAISED.contains(element.normalName())) {
                text.append(' ');
            }
        }

        @Override
        public void tail(Node node, int depth) {
            if (node instanceof Element element) {
                if (parts(element)) {
                    end();
                } else if (RAISED.contains(element.normalName())) {
                    text.append(' ');
                }
            }
        }

        private static boolean parts(Element element) {
            return !element.normalName().equals("br") && (element.isBlock() || CELLS.contains(element.normalName()));
        }

        private static boolean isUnread(TextNode words) {
            for (Node parent = words.parent(); parent != null; parent = parent.parent()) {
                if (UNREAD.contains(parent.normalName())) {
                    return true;
                }
            }
            return false;
        }

        private static boolean isPreformatted(TextNode words) {
            for (Node parent = words.parent(); parent != null; parent = parent.parent()) {
                if (parent.normalName().equals("pre")) {
                    return true;
                }
            }
            return false;
        }

        private void end() {
            if (!text.toString().isBlank()) {
                found.add(text.toString());
            }
            text.setLength(0);
        }
    }
}
