package org.corvee.format;

import org.jsoup.nodes.Element;
import org.jsoup.nodes.Node;
import org.jsoup.nodes.TextNode;
import org.jsoup.select.NodeVisitor;

/**
 * The text of an element as a person reads it: blanks of any kind, line ends among them, are one blank, and there is none
 * at either end. A raised or lowered text is set off by a blank: {@code 1,234<sup>1</sup>} is no 12,341.
 */
final class HtmlText implements NodeVisitor {

    private static final char NO_BREAK_SPACE = '\u00A0';

    private final StringBuilder text = new StringBuilder();
    private boolean blank;

    private HtmlText() {}

    static String of(Element element) {
        HtmlText text = new HtmlText();
        element.traverse(text);
        return text.text.toString();
    }

    @Override
    public void head(Node node, int depth) {
        if (node instanceof TextNode words) {
            words.getWholeText().chars().forEach(character -> add((char) character));
        } else if (node instanceof Element element && setsOff(element)) {
            blank = true;
        }
    }

    @Override
    public void tail(Node node, int depth) {
        if (node instanceof Element element && setsOff(element)) {
            blank = true;
        }
    }

    private static boolean setsOff(Element element) {
        return switch (element.normalName()) {
            case "br", "sup", "sub", "td", "th" -> true;
            default -> element.isBlock();
        };
    }

    private void add(char character) {
        if (character == ' ' || (character >= '\t' && character <= '\r') || character == NO_BREAK_SPACE) {
            blank = true;
            return;
        }
        if (blank && !text.isEmpty()) {
            text.append(' ');
        }
        blank = false;
        text.append(character);
    }
}
