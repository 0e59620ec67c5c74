package org.corvee.citation;

import java.time.Month;
import java.time.format.TextStyle;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.corvee.citation.Document.Author;
import org.corvee.citation.Document.Precision;

/** Writes a bibliography for BibTeX and biber, in UTF-8. */
public final class BibTex {

    private BibTex() {}

    public static String of(Bibliography bibliography) {
        return bibliography.documents().stream().map(BibTex::entry).collect(Collectors.joining("\n"));
    }

    private static String entry(Document document) {
        List<String> fields = new ArrayList<>();
        if (!document.authors().isEmpty()) {
            fields.add("author = {"
                    + document.authors().stream().map(BibTex::author).collect(Collectors.joining(" and ")) + "}");
        } else {
            // What BibTeX sorts by, and what biblatex cites, when nobody signs: else it would be the title.
            fields.add("key = {" + LatexText.of(document.publisher()) + "}");
            fields.add("label = {" + LatexText.of(document.publisher()) + "}");
        }
        // A second pair of braces keeps the capitals of names.
        fields.add("title = {{" + LatexText.of(document.title()) + "}}");
        String type = switch (document.kind()) {
            case OFFICIAL, RESEARCH -> {
                fields.add("institution = {" + LatexText.of(document.publisher()) + "}");
                yield "techreport";
            }
            case PRESS -> {
                fields.add("journal = {" + LatexText.of(document.publisher()) + "}");
                yield "article";
            }
            case REPOST -> {
                fields.add("howpublished = {" + LatexText.of(document.publisher()) + "}");
                yield "misc";
            }
        };
        // biblatex knows the day, BibTeX does not.
        fields.add("date = {" + document.date() + "}");
        fields.add("year = {" + document.date().substring(0, 4) + "}");
        if (document.precision() != Precision.YEAR) {
            fields.add("month = " + month(document.published().getMonth()));
        }
        String url = document.url();
        if (url != null) {
            fields.add("url = {" + address(url) + "}");
        }
        String archived = document.archivedUrl();
        if (archived != null) {
            fields.add("note = {Archived: " + inText(address(archived)) + "}");
        }
        fields.add("language = {" + language(document.language()) + "}");
        return "@" + type + "{" + document.key() + ",\n  " + String.join(",\n  ", fields) + "\n}\n";
    }

    private static String author(Author author) {
        String given = author.given();
        return given == null
                ? "{" + LatexText.of(author.family()) + "}"
                : LatexText.of(author.family()) + ", " + LatexText.of(given);
    }

    private static String month(Month month) {
        return month.getDisplayName(TextStyle.SHORT, Locale.ENGLISH)
                .substring(0, 3)
                .toLowerCase(Locale.ROOT);
    }

    /** An address has no blanks, braces or backslashes of its own: they would end the field. */
    private static String address(String url) {
        return url.replace("\\", "%5C").replace("{", "%7B").replace("}", "%7D").replace(" ", "%20");
    }

    /** \\url cannot read % and # once they stand in the argument of another command, as a note does. */
    private static String inText(String url) {
        return url.contains("%") || url.contains("#") ? LatexText.of(url) : "\\url{" + url + "}";
    }

    private static String language(String tag) {
        return Locale.forLanguageTag(tag).getDisplayLanguage(Locale.ENGLISH);
    }
}
