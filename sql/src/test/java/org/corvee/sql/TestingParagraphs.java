package org.corvee.sql;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The paragraphs of a document by locator: numbered from 1 under each heading, notes by their own number. */
final class TestingParagraphs {

    private static final int LONGEST_HEADING = 140;
    private static final Pattern PLAIN_NOTE = Pattern.compile("^\\[(\\d+)].*");
    private static final Pattern MARKED_NOTE = Pattern.compile("^<sup>(\\d+)</sup>.*");
    private static final Pattern NUMBERED_SECTION = Pattern.compile("^(\\d\\.0) .*$");
    private static final Pattern ITEM = Pattern.compile("^(- |\\(?\\d+[.)] |<sup>\\d+</sup>).*");

    private final Map<String, String> byLocator = new HashMap<>();
    private String section = "Introduction";
    private String heading = "";
    private int number;

    private TestingParagraphs() {}

    /**
     * A text with one paragraph a line; a heading is short and is no sentence.
     *
     * @param firstParagraph how the body begins; everything before it is left out
     */
    static Map<String, String> ofPlainText(List<String> lines, String firstParagraph) {
        TestingParagraphs paragraphs = new TestingParagraphs();
        boolean body = false;
        for (String line : lines) {
            String text = line.strip();
            body = body || text.startsWith(firstParagraph);
            if (body && !text.isEmpty()) {
                paragraphs.plain(text);
            }
        }
        return paragraphs.byLocator;
    }

    private void plain(String text) {
        Matcher note = PLAIN_NOTE.matcher(text);
        if (note.matches()) {
            byLocator.put("Note " + note.group(1), text);
        } else if (text.matches("^[A-Z][A-Za-z ]+:$")) {
            begin(text.substring(0, text.length() - 1), "");
        } else if (text.length() <= LONGEST_HEADING
                && !text.matches(".*[.:)…”\"]$")
                && !text.contains(", ")
                && !text.startsWith("•")) {
            begin(text, "");
        } else {
            add(text);
        }
    }

    /** A text in Markdown, with numbered sections, headings under them, lists and foot notes. */
    static Map<String, String> ofMarkdown(List<String> lines) {
        TestingParagraphs paragraphs = new TestingParagraphs();
        paragraphs.begin("Front", "");
        List<String> block = new ArrayList<>();
        for (String line : lines) {
            String text = line.strip();
            boolean isHeading = text.startsWith("#");
            if (isHeading
                    || text.isEmpty()
                    || text.equals("---")
                    || ITEM.matcher(text).matches()) {
                paragraphs.block(block);
                block.clear();
            }
            if (isHeading) {
                paragraphs.marked(clean(text.replaceFirst("^#+", "")));
            } else if (!text.isEmpty() && !text.equals("---")) {
                block.add(text);
            }
        }
        paragraphs.block(block);
        return paragraphs.byLocator;
    }

    private void marked(String title) {
        Matcher numbered = NUMBERED_SECTION.matcher(title);
        if (numbered.matches()) {
            begin(numbered.group(1), "");
        } else if (title.equals("Executive Summary") || title.equals("Table of Contents")) {
            begin(title, "");
        } else if (title.startsWith("Appendix")) {
            begin("Appendix", "");
        } else if (title.startsWith("State-Imposed")) {
            begin("Front", "");
        } else {
            begin(section, " " + title);
        }
    }

    private void block(List<String> lines) {
        if (lines.isEmpty()) {
            return;
        }
        String text = clean(String.join(" ", lines));
        Matcher note = MARKED_NOTE.matcher(lines.get(0));
        if (note.matches()) {
            byLocator.put("Note " + note.group(1), text);
        } else if (!text.isEmpty() && !lines.get(0).matches("^(<|\\[)?https?://.*")) {
            add(text);
        }
    }

    private void begin(String newSection, String newHeading) {
        section = newSection;
        heading = newHeading;
        number = 0;
    }

    private void add(String text) {
        number++;
        byLocator.put(section + heading + " ¶" + number, text);
    }

    private static String clean(String text) {
        return text.replaceAll("<sup>.*?</sup>", "")
                .replace("*", "")
                .replaceAll("\\s+", " ")
                .strip();
    }
}
