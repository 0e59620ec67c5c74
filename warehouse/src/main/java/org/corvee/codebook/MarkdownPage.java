package org.corvee.codebook;

import java.util.stream.Collectors;
import org.corvee.query.Wrap;

/** The codebook as Markdown that is also pleasant as plain text: no line is wider than 80 columns. */
final class MarkdownPage {

    private static final int WIDTH = 80;

    private final StringBuilder page = new StringBuilder();

    private MarkdownPage() {}

    static String of(Codebook codebook, LineagePicture picture) {
        MarkdownPage markdown = new MarkdownPage();
        markdown.write(codebook, picture);
        return markdown.page.toString();
    }

    private void write(Codebook codebook, LineagePicture picture) {
        page.append("# Codebook of Corvée\n\n");
        paragraph("", escape(codebook.edition()));
        page.append("![What each mart is built from](codebook.svg)\n\n");
        paragraph("", escape(picture.caption()));
        page.append("## Contents\n\n");
        for (DescribedTable table : codebook.tables()) {
            paragraph("- ", "[" + table.qualified() + "](#" + anchor(table.qualified()) + ")", false);
        }
        for (CodeList list : codebook.codeLists()) {
            paragraph("- ", "[codes: " + list.title() + "](#" + anchor("codes-" + list.title()) + ")", false);
        }
        for (DescribedTable table : codebook.tables()) {
            page.append('\n');
            write(table);
        }
        for (CodeList list : codebook.codeLists()) {
            page.append("\n## codes: ").append(list.title()).append("\n\n");
            for (CodeList.Code code : list.codes()) {
                paragraph("- ", "`" + code.code() + "` " + escape(code.name()) + ": " + escape(code.meaning()), false);
            }
        }
    }

    private void write(DescribedTable table) {
        page.append("## ").append(table.qualified()).append("\n\n");
        paragraph("", escape(table.description()));
        paragraph("- ", "rows: " + table.rows(), false);
        if (!table.reads().isEmpty()) {
            paragraph("- ", "built from " + String.join(", ", table.reads()), false);
        }
        for (String promise : table.promises()) {
            paragraph("- ", "checked: " + escape(promise), false);
        }
        page.append("\n### Columns of ").append(table.qualified()).append("\n\n");
        for (DescribedTable.Column column : table.columns()) {
            paragraph(
                    "- ",
                    "`" + column.name() + "` " + escape(column.type()) + ": " + escape(column.description()),
                    false);
        }
    }

    private void paragraph(String start, String text) {
        paragraph(start, text, true);
    }

    private void paragraph(String start, String text, boolean blankLine) {
        page.append(Wrap.hanging(start, text, WIDTH)).append(blankLine ? "\n\n" : "\n");
    }

    private static String anchor(String heading) {
        return heading.replace(".", "").replace(": ", "-");
    }

    /** Keeps Markdown from reading a text as more than text. */
    static String escape(String text) {
        return text.codePoints()
                .mapToObj(Character::toString)
                .map(letter -> switch (letter) {
                    case "<" -> "&lt;";
                    case "&" -> "&amp;";
                    case "\\", "`", "*", "[", "]", "|" -> "\\" + letter;
                    case "\n" -> " ";
                    default -> letter;
                })
                .collect(Collectors.joining());
    }
}
