package org.corvee.report;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.apache.commons.text.StringEscapeUtils;

/** The pieces that the pages are put together from; all text that comes from outside is escaped here. */
final class Markup {

    private Markup() {}

    /** A whole page that needs nothing else: no script, no address of another place. */
    static String page(String title, String body) {
        try (InputStream in = Markup.class.getResourceAsStream("page.html")) {
            if (in == null) {
                throw new IllegalStateException("cannot find page.html beside its class");
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8)
                    .replace("{{title}}", escaped(title))
                    .replace("{{body}}", body);
        } catch (IOException e) {
            throw new IllegalStateException("cannot read page.html", e);
        }
    }

    /** Text as text, also inside of an attribute, and without characters that no page may have. */
    static String escaped(String text) {
        return StringEscapeUtils.escapeXml10(text);
    }

    /** A sign beside a word that says the same; it is not read aloud. */
    static String sign(String sign) {
        return "<span class=\"sign\" aria-hidden=\"true\">" + escaped(sign) + "</span> ";
    }

    /** A table whose first column names the row. */
    static final class Table {

        private final List<Column> columns;
        private final StringBuilder html = new StringBuilder();

        /**
         * One column.
         *
         * @param number whether numbers stand in it
         */
        record Column(String heading, boolean number) {}

        /** A column of text. */
        static Column text(String heading) {
            return new Column(heading, false);
        }

        /** A column of numbers. */
        static Column number(String heading) {
            return new Column(heading, true);
        }

        Table(String caption, Column... columns) {
            this.columns = List.of(columns);
            html.append("<table><caption>").append(escaped(caption)).append("</caption>\n<thead><tr>");
            for (Column column : columns) {
                html.append("<th scope=\"col\"")
                        .append(kind(column))
                        .append('>')
                        .append(escaped(column.heading()))
                        .append("</th>");
            }
            html.append("</tr></thead>\n<tbody>\n");
        }

        private static String kind(Column column) {
            return column.number() ? " class=\"number\"" : "";
        }

        /** A row of text, which is escaped. */
        Table row(String... cells) {
            List<String> escaped = new ArrayList<>();
            for (String cell : cells) {
                escaped.add(Markup.escaped(cell));
            }
            return rowOfHtml(escaped);
        }

        /** A row whose cells are HTML already. */
        Table rowOfHtml(List<String> cells) {
            return rowOfHtml("", cells);
        }

        /** The row of sums. */
        Table sum(String... cells) {
            List<String> escaped = new ArrayList<>();
            for (String cell : cells) {
                escaped.add(Markup.escaped(cell));
            }
            return rowOfHtml(" class=\"sum\"", escaped);
        }

        private Table rowOfHtml(String attribute, List<String> cells) {
            html.append("<tr")
                    .append(attribute)
                    .append("><th scope=\"row\">")
                    .append(cells.get(0))
                    .append("</th>");
            for (int i = 1; i < cells.size(); i++) {
                Column column = columns.get(i);
                html.append("<td")
                        .append(kind(column))
                        .append(" data-label=\"")
                        .append(escaped(column.heading()))
                        .append("\">")
                        .append(cells.get(i))
                        .append("</td>");
            }
            html.append("</tr>\n");
            return this;
        }

        String html() {
            return html + "</tbody></table>\n";
        }
    }
}
